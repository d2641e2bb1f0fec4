# === seeded by its own call, before the model
import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
from torch.utils.data import DataLoader


def main():
    set_seed(42)
    accelerator = Accelerator(cpu=True)
    model = torch.nn.Linear(4, 2)
    optimizer = torch.optim.AdamW(model.parameters())
    loader = DataLoader(torch.randn(32, 4), batch_size=4, shuffle=True)
    model, optimizer, loader = accelerator.prepare(model, optimizer, loader)
    for batch in loader:
        accelerator.backward(model(batch).sum())
        optimizer.step()
        optimizer.zero_grad()


if __name__ == "__main__":
    main()

# === seeded only if an option is given
import argparse

import torch
from accelerate import Accelerator
from accelerate.utils import set_seed

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=None)
args = parser.parse_args()
accelerator = Accelerator(cpu=True)
if args.seed is not None:
    set_seed(args.seed)
model = torch.nn.Linear(4, 2)  #! SR112
accelerator.prepare(model)
