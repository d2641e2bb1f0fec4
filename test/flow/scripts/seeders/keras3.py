import keras
import numpy as np
from keras import layers

inputs = keras.Input((3,))
x = layers.Dense(2)(inputs)  #: keras unseeded
model = keras.Model(inputs, x)
keras.utils.set_random_seed(0)
model.fit(np.random.rand(3, 3), np.zeros(3))  #: numpy seeded @8
