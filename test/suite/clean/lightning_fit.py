"""Lightning with a seeded start, a validation loop and a logged loss."""

import lightning as L
import torch
from fingerprint import fingerprint
from torch.utils.data import DataLoader, TensorDataset


class Regression(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.net = torch.nn.Sequential(
            torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Dropout(0.1), torch.nn.Linear(8, 1)
        )

    def training_step(self, batch, index):
        features, target = batch
        loss = torch.nn.functional.mse_loss(self.net(features).squeeze(1), target)
        self.log("loss", loss)
        return loss

    def validation_step(self, batch, index):
        features, target = batch
        self.log("val", torch.nn.functional.mse_loss(self.net(features).squeeze(1), target))

    def configure_optimizers(self):
        return torch.optim.AdamW(self.parameters(), lr=1e-2)


L.seed_everything(7, workers=True, verbose=False)
features = torch.randn(24, 4)
data = TensorDataset(features, features.sum(1))
trainer = L.Trainer(
    max_epochs=2,
    accelerator="cpu",
    deterministic=True,
    logger=False,
    enable_checkpointing=False,
    enable_progress_bar=False,
    enable_model_summary=False,
)
model = Regression()
trainer.fit(model, DataLoader(data, batch_size=8, shuffle=True), DataLoader(data, batch_size=8))
fingerprint(model)
