# === beside the seeds
import torch

torch.manual_seed(0)
model = torch.nn.Conv2d(1, 1, 2).cuda()  #! warning safe
model(x).sum().backward()
# --- fixed
import torch

torch.manual_seed(0)
torch.backends.cudnn.benchmark = False
torch.backends.cudnn.deterministic = True
model = torch.nn.Conv2d(1, 1, 2).cuda()  #! warning safe
model(x).sum().backward()
# === benchmark is there already
import torch

torch.manual_seed(0)
torch.backends.cudnn.benchmark = False
model = torch.nn.Linear(2, 2).cuda()  #! information safe
model(x).sum().backward()
# === set, off by hand, stricter
import torch

torch.manual_seed(0)
torch.backends.cudnn.deterministic = False
model = torch.nn.Linear(2, 2).cuda()
model(x).sum().backward()
# === stricter
import torch

torch.manual_seed(0)
torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(2, 2).cuda()
model(x).sum().backward()
# === only defines
import torch


def train():
    model = torch.nn.Linear(2, 2).cuda()
    model(x).sum().backward()
# === a worker that is asked for no GPU
import torch
import torch.distributed.rpc as rpc


def make(gpus):
    device = "cuda" if torch.cuda.is_available() and gpus > 0 else "cpu"
    return torch.nn.Conv2d(1, 1, 2).to(device)


torch.manual_seed(0)
rpc.remote("worker", make, args=(0,))
loss(x).backward()
# === a worker that is asked for one
import torch
import torch.distributed.rpc as rpc


def make(gpus):
    device = "cuda" if torch.cuda.is_available() and gpus > 0 else "cpu"
    return torch.nn.Conv2d(1, 1, 2).to(device)  #! warning safe


torch.manual_seed(0)
rpc.remote("worker", make, args=(1,))
loss(x).backward()
# === a library's network of convolutions
import learn2learn as l2l
import torch

torch.manual_seed(0)
model = l2l.vision.models.OmniglotCNN(5).cuda()  #! warning safe
model(x).sum().backward()
# === its network without any
import learn2learn as l2l
import torch

torch.manual_seed(0)
model = l2l.vision.models.OmniglotFC(28, 5).cuda()  #! information safe
model(x).sum().backward()
# === a model that is built where its configuration says
import torch
from detectron2.modeling import build_model

torch.manual_seed(0)
model = build_model(cfg)  #! warning safe
model(x).sum().backward()
