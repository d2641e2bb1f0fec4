# === nothing seeds
import tensorflow as tf

x = tf.random.normal([2])  #! warning safe; hint
