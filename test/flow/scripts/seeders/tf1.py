import numpy as np
import tensorflow as tf

tf.set_random_seed(1234)
w = tf.Variable(tf.random_normal([2, 2]))  #: tf seeded @4
with tf.Session() as sess:
    sess.run(w)
np.random.shuffle([1, 2])  #: numpy unseeded
