"""Two networks and two optimizers, beside names and clocks that differ in each run and reach nothing."""

import os
import tempfile
import time
import uuid

import torch
from fingerprint import fingerprint

torch.manual_seed(11)
run = f"{time.strftime('%H%M%S')}-{uuid.uuid4().hex[:6]}-{os.getpid()}"
generator = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))
critic = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.LeakyReLU(), torch.nn.Linear(8, 1))
optimizers = [torch.optim.Adam(net.parameters(), lr=1e-3, betas=(0.5, 0.9)) for net in (generator, critic)]
with tempfile.TemporaryDirectory(prefix=run) as folder:
    for step in range(4):
        real, fake = torch.randn(8, 2) + 3, generator(torch.randn(8, 2))
        optimizers[1].zero_grad()
        (critic(fake.detach()).mean() - critic(real).mean()).backward()
        optimizers[1].step()
        optimizers[0].zero_grad()
        (-critic(fake).mean()).backward()
        optimizers[0].step()
        torch.save(generator.state_dict(), os.path.join(folder, f"{step}.pt"))
fingerprint(generator, critic)
