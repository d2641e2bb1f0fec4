"""A codebook that is looked up by indexing, inside of a LightningModule."""

import lightning as L
import torch
from torch.utils.data import DataLoader, TensorDataset


class Codebook(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.codes = torch.nn.Parameter(torch.randn(8, 16))

    def training_step(self, batch, index):
        picked, target = batch
        found = self.codes[picked]  # <- cause SR301
        return (found * target).sum() / 100

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


L.seed_everything(4, verbose=False)
torch.set_num_threads(4)
picked, target = torch.randint(0, 8, (40000,)), torch.randn(40000, 16)
loader = DataLoader(TensorDataset(picked, target), batch_size=20000)
trainer = L.Trainer(
    max_epochs=1,
    accelerator="cpu",
    logger=False,
    enable_checkpointing=False,
    enable_progress_bar=False,
    enable_model_summary=False,
)
trainer.fit(Codebook(), loader)
