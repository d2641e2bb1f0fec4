"""A policy gradient on a little environment of the script's own, with draws in Python and in NumPy's Generator."""

import random

import numpy as np
import torch
from fingerprint import fingerprint
from torch.distributions import Categorical

random.seed(10)
torch.manual_seed(10)
rng = np.random.default_rng(10)
policy = torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.Tanh(), torch.nn.Linear(8, 2))
optimizer = torch.optim.Adam(policy.parameters(), lr=1e-2)
for episode in range(5):
    state, log_probabilities, reward = rng.normal(size=3), [], 0.0
    while len(log_probabilities) < 4 + random.randrange(3):
        choice = Categorical(logits=policy(torch.from_numpy(state).float()))
        action = choice.sample()
        log_probabilities.append(choice.log_prob(action))
        state = state + rng.normal(scale=0.1, size=3)
        reward += state[int(action)]
    loss = -reward * torch.stack(log_probabilities).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
fingerprint(policy)
