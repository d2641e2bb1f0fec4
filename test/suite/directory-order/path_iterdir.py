"""A data set class finds its files with `Path.iterdir`."""

import subprocess
import tempfile
from pathlib import Path

import torch
from torch.utils.data import DataLoader, Dataset

torch.manual_seed(0)


class Parts(Dataset):
    def __init__(self, folder):
        self.values = [float(path.read_text()) for path in Path(folder).iterdir()]  # <- cause SR501

    def __len__(self):
        return len(self.values)

    def __getitem__(self, index):
        return torch.tensor([self.values[index]])


with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
    subprocess.run(
        f"cd {folder} && seq 12 | shuf | xargs -I{{}} sh -c 'echo {{}} > part{{}}'", shell=True, check=True
    )
    data = Parts(folder)
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
for batch in DataLoader(data, batch_size=4, shuffle=True):
    optimizer.zero_grad()
    model(batch).square().mean().backward()
    optimizer.step()
