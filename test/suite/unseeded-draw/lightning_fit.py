"""A LightningModule whose weights are made without `seed_everything`."""

import lightning as L
import torch
from torch.utils.data import DataLoader, TensorDataset


class Regression(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 1)  # <- cause SR103

    def training_step(self, batch, index):
        features, target = batch
        return torch.nn.functional.mse_loss(self.layer(features).squeeze(1), target)

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


features = torch.linspace(0, 1, 32).view(8, 4)
loader = DataLoader(TensorDataset(features, features.sum(1)), batch_size=4)
trainer = L.Trainer(
    max_epochs=2,
    accelerator="cpu",
    logger=False,
    enable_checkpointing=False,
    enable_progress_bar=False,
    enable_model_summary=False,
)
trainer.fit(Regression(), loader)
