import argparse

import torch
from yacs.config import CfgNode as CN

_C = CN()
_C.SEED = 21
_C.SYSTEM = CN()
_C.SYSTEM.WORKERS = 2


def get_cfg_defaults():
    return _C.clone()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("opts", nargs=argparse.REMAINDER)
    args = p.parse_args()
    cfg = get_cfg_defaults()
    cfg.merge_from_list(args.opts)
    cfg.freeze()
    torch.manual_seed(cfg.SEED)
    torch.rand(1)  #: torch seeded @23


main()
