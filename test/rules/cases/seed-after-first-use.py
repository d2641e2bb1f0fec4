# === weights that are loaded before the seed
import torch
from diffusers import UNet2DModel

model = UNet2DModel()  #! hint safe
model.load_state_dict(torch.load("unet.bin"))
torch.manual_seed(0)
print(model(torch.randn(1, 3, 8, 8)))
# === weights that are kept
import torch
from diffusers import UNet2DModel

model = UNet2DModel()  #! warning safe
torch.manual_seed(0)
print(model(torch.randn(1, 3, 8, 8)))
