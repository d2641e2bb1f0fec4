import argparse

import numpy as np
import torch


def get_args_parser():
    parser = argparse.ArgumentParser("training", add_help=False)
    parser.add_argument("--seed", default=0, type=int)
    parser.add_argument("--device", default="cuda")
    return parser


def get_rank():
    if not torch.distributed.is_available() or not torch.distributed.is_initialized():
        return 0
    return torch.distributed.get_rank()


def main(args):
    device = torch.device(args.device)
    seed = args.seed + get_rank()
    torch.manual_seed(seed)
    np.random.seed(seed)
    model = torch.nn.Linear(2, 2).to(device)  #: torch seeded @23
    perm = np.random.permutation(3)  #: numpy seeded @24


if __name__ == "__main__":
    parser = argparse.ArgumentParser("x", parents=[get_args_parser()])
    args = parser.parse_args()
    main(args)
