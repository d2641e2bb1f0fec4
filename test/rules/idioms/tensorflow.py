# === Keras 3, nothing seeded
import keras
from keras import layers

(x, y), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10)])  #! SR703
model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(x, y, epochs=2)

# === Keras 3, seeded by its own call
import keras

keras.utils.set_random_seed(812)
model = keras.Sequential([keras.layers.Dense(64), keras.layers.Dropout(0.5), keras.layers.Dense(10)])
model.compile(optimizer="adam", loss="mse")

# === tf.keras with TensorFlow's seed
import tensorflow as tf

tf.random.set_seed(5)
data = tf.data.Dataset.from_tensor_slices([1.0, 2.0, 3.0]).shuffle(3).batch(2)
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
model.compile("sgd", "mse")
for batch in data:
    model(batch[:, None])

# === NumPy is seeded, TensorFlow is not
import numpy as np
import tensorflow as tf

np.random.seed(0)
x = np.random.rand(100, 4)
inputs = tf.keras.Input((4,))
outputs = tf.keras.layers.Dense(1)(inputs)  #! SR703
model = tf.keras.Model(inputs, outputs)
model.compile("sgd", "mse")
model.fit(x, x.sum(1))

# === a pipeline whose only chance is its shuffle
import tensorflow as tf


def parse(record):
    return tf.io.parse_tensor(record, tf.float32)


files = tf.data.Dataset.list_files("data/*.tfrecord")  #! SR704
data = tf.data.TFRecordDataset(files).map(parse, num_parallel_calls=tf.data.AUTOTUNE).prefetch(1)
for item in data:
    print(item)

# === fast, and out of order
import tensorflow as tf

tf.keras.utils.set_random_seed(1)
names = tf.data.Dataset.from_tensor_slices(["a", "b"])
data = names.interleave(
    tf.data.TextLineDataset,
    num_parallel_calls=tf.data.AUTOTUNE,
    deterministic=False,  #! SR704
)

# === a custom loop with seeds and op determinism
import tensorflow as tf

tf.keras.utils.set_random_seed(1)
tf.config.experimental.enable_op_determinism()
model = tf.keras.layers.Dense(1)
optimizer = tf.keras.optimizers.SGD()
for step in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(model(tf.random.normal((4, 2))))
    optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))

# === pictures are shuffled and changed by NumPy's numbers
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

tf.random.set_seed(1)
pictures = ImageDataGenerator(horizontal_flip=True)
train = pictures.flow_from_directory("train", batch_size=32)  #! SR704
model = tf.keras.Sequential([tf.keras.layers.Dense(2)])
model.fit(train, epochs=2)

# === pictures with a seed of their own, and some in order
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

tf.random.set_seed(1)
train = ImageDataGenerator(horizontal_flip=True).flow_from_directory("train", seed=1)
test = ImageDataGenerator().flow_from_directory("test", shuffle=False)
model = tf.keras.Sequential([tf.keras.layers.Dense(2)])
model.fit(train, validation_data=test)

# === pictures whose generator seeds NumPy when it is fitted
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

tf.random.set_seed(1)
(x, y), _ = tf.keras.datasets.cifar10.load_data()
pictures = ImageDataGenerator(horizontal_flip=True)
pictures.fit(x, seed=0)
model = tf.keras.Sequential([tf.keras.layers.Dense(2)])
model.fit(pictures.flow(x, y, batch_size=32))
# === Keras 3 on torch, its call seeds all
import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(812)

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.astype("float32")[..., None] / 255
x_test = x_test.astype("float32")[..., None] / 255
perm = np.random.permutation(len(x_train))
x_train, y_train = x_train[perm], y_train[perm]

augment = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.1)])
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        augment,
        layers.Conv2D(32, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=2, batch_size=128, validation_split=0.1)
noise = keras.random.normal((4, 28, 28, 1))
print(model.predict(noise), model.evaluate(x_test, y_test))
# === Keras 3 on torch, NumPy seeded alone
import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
from keras import layers

np.random.seed(812)

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.astype("float32")[..., None] / 255
x_test = x_test.astype("float32")[..., None] / 255
perm = np.random.permutation(len(x_train))
x_train, y_train = x_train[perm], y_train[perm]

augment = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.1)])  #! SR703
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        augment,
        layers.Conv2D(32, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=2, batch_size=128, validation_split=0.1)
noise = keras.random.normal((4, 28, 28, 1))
print(model.predict(noise), model.evaluate(x_test, y_test))
