# === too late
import os

os.environ["PYTHONHASHSEED"] = "0"  #! information
# === beside the seeds
import os
import random

os.environ["PYTHONHASHSEED"] = "0"
random.seed(0)
# === in another place than the seeds
import os
import random


def fix():
    os.environ["PYTHONHASHSEED"] = "0"  #! information


fix()
random.seed(0)
# === for the processes that it starts
import os
import subprocess

os.environ["PYTHONHASHSEED"] = "0"
subprocess.run(["python", "x.py"])
# === something else
import os

os.environ["HASHSEED"] = "0"
