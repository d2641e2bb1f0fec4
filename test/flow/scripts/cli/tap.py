from tap import Tap

import torch


class Args(Tap):
    seed: int = 0
    maybe: int = None


args = Args().parse_args()
torch.manual_seed(args.seed)
torch.rand(1)  #: torch seeded @12
