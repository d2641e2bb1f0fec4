import random
from dataclasses import dataclass, field
from typing import List, Optional

import torch


@dataclass
class Data:
    path: str = "x"


@dataclass
class Config:
    data: Data = field(default_factory=Data)
    layers: List[int] = field(default_factory=lambda: [1, 2])
    seed: int = field(default=12)
    other: Optional[int] = None


def run(config: Config):
    torch.manual_seed(config.seed)
    if config.other is not None:
        random.seed(config.other)
    torch.rand(1)  #: torch seeded @22
    random.random()  #: python unseeded


if __name__ == "__main__":
    run(Config())
