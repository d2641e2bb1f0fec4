# === asked for where a seed shows intent
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 2).cuda()  #! information unsafe
model(x).sum().backward()
# === nobody seems to mind
import torch

model = torch.nn.Linear(2, 2).cuda()  #! hint unsafe
model(x).sum().backward()
# === on the CPU
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 2)
model(x).sum().backward()
# === nothing is trained
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 2).cuda()
# === on, or off by hand
import torch

torch.manual_seed(0)
torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2).cuda()
model(x).sum().backward()
# === off by hand
import torch

torch.manual_seed(0)
torch.use_deterministic_algorithms(False)
model = torch.nn.Linear(2, 2).cuda()
model(x).sum().backward()
# === Lightning's own argument is the better cure
import lightning as L

L.seed_everything(1)
trainer = L.Trainer(accelerator="gpu")  #! hint
trainer.fit(model)
# === only defines
import torch


def train():
    model = torch.nn.Linear(2, 2).cuda()
    model(x).sum().backward()
