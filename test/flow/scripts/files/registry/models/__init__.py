from .small import *
from .large import large
