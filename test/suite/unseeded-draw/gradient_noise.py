"""Noise on a gradient, drawn in the backward pass of a function of the script's own."""

import numpy as np
import torch

torch.manual_seed(5)


class NoisyGradient(torch.autograd.Function):
    @staticmethod
    def forward(ctx, value):
        return value.clone()

    @staticmethod
    def backward(ctx, gradient):
        noise = np.random.standard_normal(gradient.shape)  # <- cause SR107
        return gradient + 0.01 * torch.from_numpy(noise).to(gradient.dtype)


model = torch.nn.Linear(6, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(3):
    loss = NoisyGradient.apply(model(torch.ones(3, 6))).square().sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
