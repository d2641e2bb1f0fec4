import random

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

tf.random.set_seed(1)
model = keras.Sequential([layers.Dense(4), layers.Dropout(0.5)])  #: tf seeded @11
np.random.rand()  #: numpy unseeded
keras.utils.set_random_seed(2)
np.random.rand()  #: numpy seeded @11
random.random()  #: python seeded @11
tf.random.normal([2])  #: tf seeded @11
model.compile("sgd", "mse")
model.fit(np.zeros(3), np.zeros(3))
