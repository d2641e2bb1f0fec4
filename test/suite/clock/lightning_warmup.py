"""A Lightning module warms its loss up by wall time."""

import time

import lightning as L
import torch
from torch.utils.data import DataLoader, TensorDataset


class WarmedUp(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 1)
        self.born = time.monotonic()

    def training_step(self, batch, index):
        weight = min(1.0, (time.monotonic() - self.born) / 60)  # <- cause
        return weight * self.layer(batch[0]).square().mean()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


L.seed_everything(4, verbose=False)
loader = DataLoader(TensorDataset(torch.randn(8, 4)), batch_size=4)
trainer = L.Trainer(
    max_epochs=1,
    accelerator="cpu",
    logger=False,
    enable_checkpointing=False,
    enable_progress_bar=False,
    enable_model_summary=False,
)
trainer.fit(WarmedUp(), loader)
