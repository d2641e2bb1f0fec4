import torch
w = torch.empty(3)
w.uniform_(-1, 1)  #: torch unseeded
torch.empty(3).normal_()  #: torch unseeded
torch.nn.init.kaiming_normal_(w)  #: torch unseeded
w.data.uniform_(0, 1)  #: torch unseeded
x = torch.zeros(3)
x.random_(0, 2)  #: torch unseeded
torch.manual_seed(3)
p = torch.nn.Parameter(torch.randn(2))  #: torch seeded @9
torch.nn.functional.dropout(p, 0.5)  #: torch seeded @9
torch.distributions.Normal(0, 1).sample()  #: torch seeded @9
torch.distributions.Normal(0, 1).log_prob(p)
torch.bernoulli(p)  #: torch seeded @9
p.multinomial(2)  #: torch seeded @9
p.exponential_()  #: torch seeded @9
