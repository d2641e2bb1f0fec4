# === told
import lightning as L

L.seed_everything(1)
trainer = L.Trainer(max_epochs=1)  #! information unsafe
trainer.fit(model)
# --- fixed
import lightning as L

L.seed_everything(1)
trainer = L.Trainer(max_epochs=1, deterministic=True)  #! information unsafe
trainer.fit(model)
# === told already, on the CPU, open, for a smoke test
import lightning as L

L.seed_everything(1)
a = L.Trainer(deterministic=False)
b = L.Trainer(accelerator="cpu")
c = L.Trainer(**options)
d = L.Trainer(fast_dev_run=True)
e = L.Trainer(fast_dev_run=args.fast)
a.fit(model)
# === no smoke test
import lightning as L

L.seed_everything(1)
trainer = L.Trainer(fast_dev_run=False, accelerator="gpu")  #! information unsafe
trainer.fit(model)
# === nobody means it to repeat
import lightning as L

trainer = L.Trainer()
trainer.fit(model)
# === nothing is trained
import lightning as L

L.seed_everything(1)
trainer = L.Trainer()
# === strict already
import lightning as L
import torch

L.seed_everything(1)
torch.use_deterministic_algorithms(True)
trainer = L.Trainer()
trainer.fit(model)
# === only defines
import lightning as L


def train():
    L.seed_everything(1)
    trainer = L.Trainer()
    trainer.fit(model)
