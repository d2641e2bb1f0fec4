"""Trainers that own the loop: the bits of a plain run, equal traces of equal runs, and the user's own line where not."""

from __future__ import annotations

from typing import Any, Callable

from samerun_tracer import format as fmt

from conftest import first_difference, readable

FINAL = """
print(hashlib.sha256(b"".join(t.detach().numpy().tobytes() for t in net.state_dict().values())).hexdigest())
"""
LIGHTNING = (
    """
import hashlib, logging, warnings
import lightning as L
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)
warnings.simplefilter("ignore")
class Net(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Dropout(0.2), nn.Linear(16, 3))
    def training_step(self, batch, index):
        x, y = batch
        x = x + float(np.random.default_rng({seed}).random())
        loss = nn.functional.cross_entropy(self.body(x), y)
        self.log("train_loss", loss)
        return loss
    def validation_step(self, batch, index):
        self.log("val_loss", nn.functional.cross_entropy(self.body(batch[0]), batch[1]))
    def configure_optimizers(self):
        return torch.optim.AdamW(self.parameters())
L.seed_everything(7, workers=True, verbose=False)
data = TensorDataset(torch.randn(64, 8), torch.randint(0, 3, (64,)))
net = Net()
trainer = L.Trainer(max_epochs=2, accelerator="cpu", logger=False, enable_checkpointing=False,
                    enable_progress_bar=False, enable_model_summary=False)
trainer.fit(net, DataLoader(data, batch_size=16, shuffle=True), DataLoader(data, batch_size=32))
"""
    + FINAL
)
HUGGING_FACE = (
    """
import hashlib
import numpy as np
import torch
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments, set_seed
set_seed(3)
net = BertForSequenceClassification(BertConfig(
    vocab_size=50, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
    max_position_embeddings=16, num_labels=2))
class Data(torch.utils.data.Dataset):
    x = torch.randint(0, 50, (32, 8))
    def __len__(self): return 32
    def __getitem__(self, i):
        noise = int(np.random.default_rng({seed}).integers(50))
        return {"input_ids": (self.x[i] + noise) % 50, "labels": i % 2}
args = TrainingArguments("out", num_train_epochs=2, per_device_train_batch_size=8, logging_steps=2, report_to=[],
                         save_strategy="no", use_cpu=True, disable_tqdm=True, log_level="error")
trainer = Trainer(model=net, args=args, train_dataset=Data())
trainer.pop_callback(__import__("transformers").PrinterCallback)
trainer.train()
"""
    + FINAL
)
ACCELERATE = (
    """
import hashlib, random
import numpy as np
import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
set_seed(5)
accelerator = Accelerator(cpu=True, mixed_precision="bf16", gradient_accumulation_steps=2)
net = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Dropout(0.2), nn.Linear(16, 3))
opt = torch.optim.AdamW(net.parameters())
def collate(items):
    jitter = float(np.random.default_rng({seed}).random())
    return torch.stack([x + jitter for x, _ in items]), torch.stack([y for _, y in items])
loader = DataLoader(TensorDataset(torch.randn(64, 8), torch.randint(0, 3, (64,))), 8, shuffle=True, collate_fn=collate)
model, opt, loader = accelerator.prepare(net, opt, loader)
for x, y in loader:
    with accelerator.accumulate(model):
        loss = nn.functional.cross_entropy(model(x), y)
        accelerator.backward(loss)
        accelerator.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        opt.zero_grad()
"""
    + FINAL
)


def seeded(source: str, seed: str) -> str:
    return source.replace("{seed}", seed)


def check(source: str, clean_pair: Callable[..., Any], run: Callable[..., Any], level: str) -> Any:
    """A clean pair; then, where one line draws from the system's entropy, that line is the first to differ."""
    done = clean_pair(seeded(source, "9"), level=level)
    row = next(i for i, line in enumerate(source.splitlines(), 1) if "{seed}" in line)
    one, two = (run(seeded(source, ""), level=level).trace() for _ in range(2))
    a, b = first_difference(one, two)
    assert (a[0], a[3], b[3]) == (fmt.DRAW, row, row)
    return done


def test_lightning(clean_pair: Callable[..., Any], run: Callable[..., Any]) -> None:
    done = check(LIGHTNING, clean_pair, run, "ops")
    assert done.status["steps"] == 8
    # Parameters and modules have the path that they have below the user's own module.
    assert {e.name for e in done.events_of(fmt.GRADIENT)} == {
        f"body.{i}.{n}" for i in (0, 3) for n in ("weight", "bias")
    }
    logged = done.events_of(fmt.METRIC)
    assert [e.name for e in logged].count("train_loss") == 8
    losses = [e.sample for e in done.events_of(fmt.LOSS)]
    assert [e.sample for e in logged if e.name == "train_loss"] == losses


def test_hugging_face_trainer(clean_pair: Callable[..., Any], run: Callable[..., Any]) -> None:
    done = check(HUGGING_FACE, clean_pair, run, "steps")
    assert done.status["steps"] == 8
    names = {e.name for e in done.events_of(fmt.METRIC)}
    assert {"loss", "learning_rate", "grad_norm"} <= names
    assert not [name for name in names if "second" in name or "runtime" in name]
    assert "bert.encoder.layer.0.attention.self.query.weight" in {e.name for e in done.events_of(fmt.GRADIENT)}


def test_accelerate_with_autocast_and_accumulation(clean_pair: Callable[..., Any], run: Callable[..., Any]) -> None:
    done = check(ACCELERATE, clean_pair, run, "ops")
    assert done.status["steps"] == 4
    assert "aten::_to_copy" in {e.name for e in readable(done.trace(), fmt.OP)}
