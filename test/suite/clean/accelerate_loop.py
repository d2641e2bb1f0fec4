"""A loop of the script's own under accelerate, with gradient accumulation."""

import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
from fingerprint import fingerprint
from torch.utils.data import DataLoader, TensorDataset

set_seed(9)
accelerator = Accelerator(cpu=True, gradient_accumulation_steps=2)
model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
loader = DataLoader(TensorDataset(torch.randn(24, 4)), batch_size=4, shuffle=True)
model, optimizer, loader = accelerator.prepare(model, optimizer, loader)
for epoch in range(2):
    for (batch,) in loader:
        with accelerator.accumulate(model):
            loss = model(batch).square().mean()
            accelerator.backward(loss)
            optimizer.step()
            optimizer.zero_grad()
accelerator.print(loss.item())
fingerprint(accelerator.unwrap_model(model))
