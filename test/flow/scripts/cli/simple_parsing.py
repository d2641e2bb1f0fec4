from dataclasses import dataclass
from simple_parsing import ArgumentParser

import torch


@dataclass
class Options:
    seed: int = 1


parser = ArgumentParser()
parser.add_arguments(Options, dest="options")
args = parser.parse_args()
torch.manual_seed(args.options.seed)
torch.rand(1)  #: torch seeded @15
