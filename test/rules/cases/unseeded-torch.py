# === a library's model whose weights are loaded, in a script that converts them
import torch
from diffusers import UNet2DModel

model = UNet2DModel()  #! hint safe
model.load_state_dict(torch.load("unet.bin"), strict=True)
model.save_pretrained("unet")
# === its weights are loaded, and it samples
import torch
from diffusers import UNet2DModel

model = UNet2DModel()  #! warning safe
model.load_state_dict(torch.load("unet.bin"))
print(model(torch.randn(1, 3, 8, 8)))  #! hint
# === its weights are loaded, and it is trained further
import torch
from diffusers import UNet2DModel

model = UNet2DModel()  #! warning safe
model.load_state_dict(torch.load("unet.bin"))
model(x).sum().backward()
# === its weights are kept
import torch
from diffusers import UNet2DModel

model = UNet2DModel()  #! warning safe
model.save_pretrained("unet")
