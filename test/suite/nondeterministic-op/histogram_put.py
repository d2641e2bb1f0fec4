"""A weighted histogram in the forward pass, by `index_put_` with `accumulate`."""

import torch

torch.manual_seed(0)
torch.set_num_threads(4)


def histogram(values, weights, bins=12):
    counts = torch.zeros(bins)
    place = (values.sigmoid() * bins).long()
    counts.index_put_((place,), weights, accumulate=True)  # <- cause SR301
    return counts


model = torch.nn.Linear(12, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
for step in range(12):
    counts = histogram(torch.randn(60000), torch.rand(60000))
    loss = model(counts).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
