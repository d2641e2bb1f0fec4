import torch
torch.default_generator.manual_seed(3)
torch.rand(1)  #: torch seeded @2
torch.random.manual_seed(4)
torch.rand(1)  #: torch seeded @4
gen = torch.manual_seed(5)
torch.rand(1, generator=gen)  #: torch seeded @6
