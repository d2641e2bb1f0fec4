# === shuffled, with a seed of its own
import tensorflow as tf

data = tf.data.Dataset.range(9).shuffle(9)  #! warning safe safe
# --- fixed
import tensorflow as tf

data = tf.data.Dataset.range(9).shuffle(9, seed=1024)  #! warning safe safe
# === shuffled after a seed
import tensorflow as tf

tf.random.set_seed(1)
data = tf.data.Dataset.range(9).shuffle(9)  #! hint safe
# --- fixed
import tensorflow as tf

tf.random.set_seed(1)
data = tf.data.Dataset.range(9).shuffle(9, seed=1024)  #! hint safe
# === seeded by itself
import tensorflow as tf

data = tf.data.Dataset.range(9).shuffle(9, seed=1)
# === out of order
import tensorflow as tf

data = tf.data.Dataset.range(9)
a = data.map(f, deterministic=False)  #! warning safe
b = data.map(f, deterministic=True)
c = data.map(f)
d = data.filter(f, deterministic=False)
options = tf.data.Options()
options.deterministic = False  #! warning safe
options.deterministic = True
# --- fixed
import tensorflow as tf

data = tf.data.Dataset.range(9)
a = data.map(f, deterministic=True)  #! warning safe
b = data.map(f, deterministic=True)
c = data.map(f)
d = data.filter(f, deterministic=False)
options = tf.data.Options()
options.deterministic = True  #! warning safe
options.deterministic = True
# === more than shuffling draws
import tensorflow as tf

data = tf.data.Dataset.range(9).shuffle(9)
x = tf.random.normal([2])
# === windows over a series, in the order of time or shuffled
import keras

kept = keras.utils.timeseries_dataset_from_array(series, targets, sequence_length=8)
given = keras.utils.timeseries_dataset_from_array(series, targets, sequence_length=8, shuffle=True, seed=1)
data = keras.utils.timeseries_dataset_from_array(series, targets, sequence_length=8, shuffle=True)  #! warning safe safe unsafe
# --- fixed
import keras

kept = keras.utils.timeseries_dataset_from_array(series, targets, sequence_length=8)
given = keras.utils.timeseries_dataset_from_array(series, targets, sequence_length=8, shuffle=True, seed=1)
data = keras.utils.timeseries_dataset_from_array(series, targets, sequence_length=8, shuffle=True, seed=1024)  #! warning safe safe unsafe
