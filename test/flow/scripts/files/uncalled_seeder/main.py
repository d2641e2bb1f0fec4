import random
import other

random.random()  #: python unseeded
