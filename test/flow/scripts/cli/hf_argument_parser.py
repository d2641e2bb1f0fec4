from dataclasses import dataclass, field
from typing import Optional

import torch
from transformers import HfArgumentParser, TrainingArguments, set_seed


@dataclass
class DataArguments:
    path: Optional[str] = field(default=None, metadata={"help": "where"})
    split_seed: int = field(default=11, metadata={"help": "seed of the split"})


def main():
    parser = HfArgumentParser((DataArguments, TrainingArguments))
    data_args, training_args = parser.parse_args_into_dataclasses()
    torch.rand(1)  #: torch unseeded
    set_seed(training_args.seed)
    torch.rand(1)  #: torch seeded @18
    torch.manual_seed(data_args.split_seed)
    torch.rand(1)  #: torch seeded @20


if __name__ == "__main__":
    main()
