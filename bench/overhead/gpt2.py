"""GPT-2 small (124 million parameters) on random tokens, 8 times 1,024 a step, in bfloat16 where autocast says so."""
import stepwise
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(1024)
VOCABULARY, BLOCK, BATCH, LAYERS, HEADS, WIDTH = 50257, 1024, 8, 12, 12, 768


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        heads = self.qkv(self.norm1(x)).unflatten(2, (3, HEADS, -1)).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(*heads.unbind(), is_causal=True)
        x = x + self.out(y.transpose(1, 2).flatten(2))
        return x + self.down(F.gelu(self.up(self.norm2(x)), approximate="tanh"))


class Gpt2(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(BLOCK, WIDTH)
        self.blocks = nn.Sequential(*[Block() for _ in range(LAYERS)])
        self.norm = nn.LayerNorm(WIDTH)

    def forward(self, ids):
        x = self.tokens(ids) + self.positions(torch.arange(ids.shape[1], device=ids.device))
        return F.linear(self.norm(self.blocks(x)), self.tokens.weight)


model = Gpt2().to(stepwise.device)
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
text = torch.randint(0, VOCABULARY, (BATCH, BLOCK + 1), device=stepwise.device)


def step():
    with torch.autocast(stepwise.device, dtype=torch.bfloat16):
        loss = F.cross_entropy(model(text[:, :-1]).flatten(0, 1), text[:, 1:].flatten())
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()


stepwise.run(step, model, 15)
