"""The same by `glob`, without torch."""

import glob
import random
import subprocess
import tempfile

random.seed(0)
with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
    subprocess.run(
        f"cd {folder} && seq 12 | shuf | xargs -I{{}} sh -c 'echo {{}} > part{{}}'", shell=True, check=True
    )
    total = 0.0
    for path in glob.glob(f"{folder}/part*"):  # <- cause SR501
        with open(path) as file:
            total = 0.5 * total + float(file.read()) * random.random()
print(total)
