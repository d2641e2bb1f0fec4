import argparse
import random
from collections import deque

import gym
import numpy as np
import torch
import torch.nn as nn


class ReplayBuffer:
    def __init__(self, n):
        self.buffer = deque(maxlen=n)

    def sample(self, k):
        return random.sample(self.buffer, k)  #: python seeded @48


class QNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)  #: torch seeded @46

    def act(self, obs, eps):
        if random.random() < eps:  #: python seeded @48
            return random.randint(0, 1)  #: python seeded @48
        return self.fc(obs).argmax().item()


def train(env, q, memory):
    for _ in range(4):
        s, _ = env.reset()  #: gym unseeded
        done = False
        while not done:
            a = q.act(torch.from_numpy(s), 0.1)
            s, r, done, _, _ = env.step(a)
            memory.buffer.append(s)
        batch = memory.sample(32)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--env", default="CartPole-v1")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    random.seed(args.seed)
    env = gym.make(args.env)
    train(env, QNet(), ReplayBuffer(1000))


if __name__ == "__main__":
    main()
