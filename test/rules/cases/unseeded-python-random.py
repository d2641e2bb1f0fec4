# === a port, an address, and what tells runs apart
import os
import random
import string

import torch.distributed as dist

os.environ["MASTER_PORT"] = str(random.randint(20000, 40000))
port = 29500 + random.randrange(500)
dist_url = f"tcp://localhost:{random.randint(10000, 20000)}"
run_name = "run-%d" % random.randint(0, 99)
dist.init_process_group("gloo", init_method=f"tcp://localhost:{random.randint(10000, 20000)}")
# === the name of a file, made of many numbers or letters
import random
import string

tmp_path = f"/tmp/features-{random.randrange(1 << 30)}.npy"
out_file = "".join(random.choice(string.ascii_lowercase) for _ in range(12)) + ".pt"
folder = os.path.join("runs", "a")
# === a file that is picked is data
import random

path = random.choice(["a.png", "b.png"])  #! warning safe unsafe
name = f"images/{random.randint(0, 9)}.png"  #! hint
# === numbers that are used besides
import random

port = random.randint(20000, 40000)
batch = [random.random() for _ in range(port)]  #! warning safe unsafe
