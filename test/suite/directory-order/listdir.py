"""Parts of a data set are read in the order of `os.listdir`; an outside tool unpacked them in any order."""

import os
import subprocess
import tempfile

import torch

torch.manual_seed(0)
with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
    subprocess.run(
        f"cd {folder} && seq 12 | shuf | xargs -I{{}} sh -c 'echo {{}} > part{{}}'", shell=True, check=True
    )
    names = os.listdir(folder)  # <- cause SR501
    values = [float(open(os.path.join(folder, name)).read()) for name in names]

model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
for batch in torch.tensor(values).view(-1, 1).split(4):
    optimizer.zero_grad()
    model(batch).square().mean().backward()
    optimizer.step()
