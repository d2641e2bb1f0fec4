import random

import numpy as np
import torch
from absl import app, flags, logging

_SEED = flags.DEFINE_integer("seed", 17, "Random seed.")
flags.DEFINE_integer("data_seed", None, "Seed of the data order.")
flags.DEFINE_bool("fixed", False, "")
FLAGS = flags.FLAGS


def main(unused_argv):
    if len(unused_argv) > 1:
        raise app.UsageError("Too many command-line arguments.")
    logging.info("seed %d", FLAGS.seed)
    torch.manual_seed(_SEED.value)
    if FLAGS.data_seed is not None:
        np.random.seed(FLAGS.data_seed)
    if FLAGS.fixed:
        random.seed(FLAGS.seed)
    torch.rand(1)  #: torch seeded @17
    np.random.rand()  #: numpy unseeded
    random.random()  #: python unseeded


if __name__ == "__main__":
    app.run(main)
