import numpy as np
import tensorflow as tf
from tensorflow import keras


class Linear(keras.layers.Layer):
    def __init__(self, units=4):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="random_normal", trainable=True)  #: tf seeded @36

    def call(self, x):
        return tf.matmul(x, self.w) + tf.random.normal([1])  #: tf seeded @36


class Batches(keras.utils.Sequence):
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return np.random.rand(2, 2), np.zeros(2)  #: numpy unseeded

    def on_epoch_end(self):
        np.random.shuffle([1, 2])  #: numpy unseeded


class Log(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        np.random.rand()  #: numpy unseeded


model = keras.Sequential([Linear(3)])
model.compile(loss="mse")
tf.random.set_seed(3)
model.fit(Batches(), epochs=2, callbacks=[Log()])
