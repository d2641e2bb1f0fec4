# === nothing is added
import torch

SEED = 1
torch.manual_seed(SEED)
torch.cuda.manual_seed(SEED)  #! hint
torch.cuda.manual_seed_all(1)  #! hint
torch.cuda.random.manual_seed(1)  #! hint
# === another number, another function, another place
import config
import torch

torch.manual_seed(1)
torch.cuda.manual_seed(2)
torch.cuda.manual_seed(config.seed)


def seed_gpus():
    torch.cuda.manual_seed_all(1)


def seed_all(seed):
    torch.manual_seed(seed)
    torch.cuda.manual_seed(seed)  #! hint
    torch.cuda.manual_seed(seed + 1)


seed_gpus()
seed_all(config.seed)
# === the same expression that is not known
import config
import torch

torch.manual_seed(config.seed)
torch.cuda.manual_seed_all(config.seed)  #! hint
torch.cuda.manual_seed(config.other)
torch.cuda.manual_seed(1)
