import os

import torch
import torch.distributed as dist


def main():
    dist.init_process_group("nccl")
    rank = int(os.environ["LOCAL_RANK"])
    torch.cuda.set_device(rank)
    torch.manual_seed(1000 + rank)
    model = torch.nn.Linear(1, 1).cuda()  #: torch seeded @11


if __name__ == "__main__":
    main()
