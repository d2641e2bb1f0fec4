// Writes realistic training code of any length: datasets, models, losses, loops and a main that runs them all.

/** Repeats every draw of random numbers that a bench makes, so that two runs measure the same thing. */
export function repeatable(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A script of `lines` lines: one preamble, as many experiments as fit, one main. */
export function trainingScript(lines) {
  const parts = [preamble()];
  const length = (text) => text.split('\n').length - 1;
  let used = length(parts[0]);
  let count = 0;
  for (;;) {
    const next = experiment(count);
    if (used + length(next) + length(main(count + 1)) > lines) {
      parts.push(filler(lines - used - length(main(count))));
      return parts.join('') + main(count);
    }
    parts.push(next);
    used += length(next);
    count += 1;
  }
}

function preamble() {
  return `"""Trains a family of small models on synthetic data and compares them."""
import argparse
import json
import logging
import math
import os
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset, random_split

logger = logging.getLogger(__name__)
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


@dataclass
class Config:
    epochs: int = 3
    batch_size: int = 32
    lr: float = 1e-3
    weight_decay: float = 0.01
    hidden: int = 128
    workers: int = 0
    out: str = "runs"
    tags: list = field(default_factory=list)


class Meter:
    """Keeps running means by name."""

    def __init__(self):
        self.sums = defaultdict(float)
        self.counts = defaultdict(int)

    def update(self, **values):
        for name, value in values.items():
            self.sums[name] += float(value)
            self.counts[name] += 1

    def mean(self, name):
        return self.sums[name] / max(1, self.counts[name])


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1024, help="seed of Python and NumPy")
    parser.add_argument("--out", default="runs")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args()


def seed_everything(seed):
    random.seed(seed)
    np.random.seed(seed)
    os.environ["PYTHONHASHSEED"] = str(seed)


def cosine(step, total, base):
    return base * 0.5 * (1.0 + math.cos(math.pi * step / max(1, total)))


`;
}

function experiment(n) {
  const width = 32 << (n % 3);
  return `class Dataset${n}(Dataset):
    """Synthetic samples of kind ${n}, with light augmentation."""

    def __init__(self, size=${512 + 16 * n}, features=${width}, train=True):
        self.size = size
        self.train = train
        self.data = np.random.randn(size, features).astype("float32")
        self.labels = np.random.randint(0, 10, size=size)
        self.weights = {label: 1.0 / (1 + (self.labels == label).sum()) for label in range(10)}

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        sample = torch.from_numpy(self.data[index])
        if self.train and random.random() < 0.${1 + (n % 8)}:
            sample = sample + 0.01 * torch.randn_like(sample)
        return sample, int(self.labels[index])


class Model${n}(nn.Module):
    def __init__(self, features=${width}, hidden=${2 * width}, classes=10, depth=${2 + (n % 4)}):
        super().__init__()
        self.stem = nn.Linear(features, hidden)
        self.blocks = nn.ModuleList([nn.Linear(hidden, hidden) for _ in range(depth)])
        self.norm = nn.LayerNorm(hidden)
        self.dropout = nn.Dropout(0.${1 + (n % 5)})
        self.head = nn.Linear(hidden, classes)
        self.scale = nn.Parameter(torch.ones(hidden))
        self.apply(self.init_weights)

    def init_weights(self, module):
        if isinstance(module, nn.Linear):
            nn.init.trunc_normal_(module.weight, std=0.02)
            if module.bias is not None:
                nn.init.zeros_(module.bias)

    def forward(self, x):
        x = F.gelu(self.stem(x))
        for block in self.blocks:
            x = x + self.dropout(F.gelu(block(self.norm(x)))) * self.scale
        return self.head(x)


def make_loaders_${n}(config):
    dataset = Dataset${n}()
    held_out = len(dataset) // 5
    train, valid = random_split(dataset, [len(dataset) - held_out, held_out])
    options = {"batch_size": config.batch_size, "num_workers": config.workers}
    return DataLoader(train, shuffle=True, **options), DataLoader(valid, **options)


def loss_${n}(logits, target, smoothing=0.${n % 3}1):
    log_probs = F.log_softmax(logits, dim=-1)
    nll = -log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    smooth = -log_probs.mean(dim=-1)
    return ((1.0 - smoothing) * nll + smoothing * smooth).mean()


@torch.no_grad()
def evaluate_${n}(model, loader):
    model.eval()
    meter = Meter()
    for inputs, target in loader:
        inputs, target = inputs.to(DEVICE), target.to(DEVICE)
        logits = model(inputs)
        meter.update(loss=loss_${n}(logits, target), accuracy=(logits.argmax(-1) == target).float().mean())
    return {"loss": meter.mean("loss"), "accuracy": meter.mean("accuracy")}


def train_${n}(config):
    """Trains model ${n} and returns its history."""
    train_loader, valid_loader = make_loaders_${n}(config)
    model = Model${n}().to(DEVICE)
    optimizer = torch.optim.AdamW(model.parameters(), lr=config.lr, weight_decay=config.weight_decay)
    total = config.epochs * len(train_loader)
    history, step, best = [], 0, float("inf")
    for epoch in range(config.epochs):
        model.train()
        started = time.time()
        for inputs, target in train_loader:
            for group in optimizer.param_groups:
                group["lr"] = cosine(step, total, config.lr)
            inputs, target = inputs.to(DEVICE), target.to(DEVICE)
            if np.random.rand() < 0.1:
                order = torch.randperm(inputs.size(0))
                mixing = np.random.beta(0.2, 0.2)
                inputs = mixing * inputs + (1 - mixing) * inputs[order]
            loss = loss_${n}(model(inputs), target)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
        scores = evaluate_${n}(model, valid_loader)
        history.append({"epoch": epoch, "seconds": time.time() - started, **scores})
        logger.info("model ${n} epoch %d: %s", epoch, scores)
        if scores["loss"] < best:
            best = scores["loss"]
            torch.save(model.state_dict(), Path(config.out) / "model_${n}.pt")
    return history


`;
}

/** Plain helper functions that use up the last lines, so that the length is as asked. */
function filler(room) {
  let text = '';
  let left = room;
  for (let n = 0; left >= 6; n += 1) {
    text += `def schedule_${n}(step, total):\n    """A schedule kept for comparison."""\n`;
    text += `    share = step / max(1, total)\n    return (1.0 - share) ** ${n % 4}\n\n\n`;
    left -= 6;
  }
  return `${'# kept for comparison\n'.repeat(left)}${text}`;
}

function main(count) {
  const runs = Array.from({ length: count }, (_, n) => `        "model_${n}": train_${n}(config),\n`).join(
    '',
  );
  return `def main():
    args = parse_args()
    logging.basicConfig(level=logging.DEBUG if args.verbose else logging.INFO)
    seed_everything(args.seed)
    Path(args.out).mkdir(parents=True, exist_ok=True)
    config = Config(epochs=args.epochs, batch_size=args.batch_size, lr=args.lr, out=args.out)
    results = {
${runs}    }
    with open(Path(args.out) / "results.json", "w") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
`;
}
