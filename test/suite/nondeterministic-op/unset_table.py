"""A table of embeddings is made without values, and nobody sets them before it is looked up."""

import torch


class Table(torch.nn.Module):
    def __init__(self, rows, columns):
        super().__init__()
        self.rows = torch.nn.Parameter(torch.empty(rows, columns))  # <- cause SR311

    def forward(self, index):
        return torch.nan_to_num(self.rows[index]).clamp(-1, 1)


torch.manual_seed(0)
words = [str(number) * 9 for number in range(5000)]
del words
table = Table(64, 64)
optimizer = torch.optim.SGD(table.parameters(), lr=0.1)
for step in range(3):
    loss = table(torch.randint(0, 64, (48,))).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
