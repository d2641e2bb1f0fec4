"""A GPT of about ten million parameters on random text: many ops a step, each of some size."""
import stepwise
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(1024)
VOCABULARY, BLOCK, BATCH, LAYERS, HEADS, WIDTH = 65, 64, 4, 6, 6, 384


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.dropout = nn.Dropout(0.1)

    def attend(self, x):
        batch, length, _ = x.shape
        heads = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(heads[0], heads[1], heads[2], is_causal=True)
        return self.out(y.transpose(1, 2).reshape(batch, length, WIDTH))

    def forward(self, x):
        x = x + self.dropout(self.attend(self.norm1(x)))
        return x + self.dropout(self.down(F.gelu(self.up(self.norm2(x)))))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(BLOCK, WIDTH)
        self.blocks = nn.Sequential(*[Block() for _ in range(LAYERS)])
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, VOCABULARY, bias=False)

    def forward(self, ids):
        x = self.tokens(ids) + self.positions(torch.arange(ids.shape[1], device=ids.device))
        return self.head(self.norm(self.blocks(x)))


text = torch.randint(0, VOCABULARY, (100_000,)).to(stepwise.device)
model = Gpt().to(stepwise.device)
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)


def step():
    starts = torch.randint(0, len(text) - BLOCK - 1, (BATCH,))
    inputs = torch.stack([text[i : i + BLOCK] for i in starts.tolist()])
    targets = torch.stack([text[i + 1 : i + BLOCK + 1] for i in starts.tolist()])
    loss = F.cross_entropy(model(inputs).flatten(0, 1), targets.flatten())
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()


stepwise.run(step, model, 12)
