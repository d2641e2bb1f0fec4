"""Draws go on as long as a thread of the script lives; no torch."""

import random
import subprocess
import threading


def wait_for_data():
    subprocess.run(["bash", "-c", "sleep 0.$((1 + RANDOM % 4))$((RANDOM % 10))"])


random.seed(0)
waiting = threading.Thread(target=wait_for_data)
waiting.start()
warm_up = 0.0
while waiting.is_alive():  # <- cause
    warm_up += random.random()
    warm_up -= random.uniform(0, 1)
print(warm_up)
