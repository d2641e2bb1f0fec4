import torch
torch.backends.cudnn.deterministic = True
torch.cuda.manual_seed_all(0)
torch.nn.Linear(1, 1)  #: torch unseeded
torch.randn(3, device="cuda")  #: torch seeded @3
