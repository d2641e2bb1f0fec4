"""A loader that hands out batches as its workers finish them."""

import subprocess

import torch
from torch.utils.data import DataLoader, Dataset

torch.manual_seed(0)


class Decoded(Dataset):
    """Decoding is an outside program's work, and takes as long as it takes."""

    def __len__(self):
        return 48

    def __getitem__(self, index):
        subprocess.run(["bash", "-c", "sleep 0.0$((RANDOM % 10))"])
        return torch.full((3,), float(index))


model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
loader = DataLoader(Decoded(), batch_size=2, num_workers=2, in_order=False)  # <- cause
for batch in loader:
    optimizer.zero_grad()
    model(batch).square().mean().backward()
    optimizer.step()
