# === a function for the workers
import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __getitem__(self, i):
        cv2.randu(self.x, 0, 1)
        return self.x


loader = DataLoader(Data(), num_workers=2)  #! warning safe
# === no name for what draws
from cv2 import randu
from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __getitem__(self, i):
        randu(self.x, 0, 1)
        return self.x


loader = DataLoader(Data(), num_workers=2)  #! warning
# === no workers, a function, or draws elsewhere
import cv2
from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __getitem__(self, i):
        cv2.randu(self.x, 0, 1)
        return self.x


class Other(Dataset):
    def __getitem__(self, i):
        return cv2.resize(self.x, 2)


a = DataLoader(Data())
b = DataLoader(Data(), num_workers=0)
c = DataLoader(Data(), num_workers=2, worker_init_fn=f)
d = DataLoader(Other(), num_workers=2)
e = DataLoader([1], num_workers=2)
# === Lightning seeds each worker
import cv2
from lightning.pytorch import seed_everything
from torch.utils.data import DataLoader, Dataset

seed_everything(1, workers=True)


class Data(Dataset):
    def __getitem__(self, i):
        cv2.randu(self.x, 0, 1)
        return self.x


a = DataLoader(Data(), num_workers=2)
# === Lightning seeds no worker
import cv2
from lightning.pytorch import seed_everything
from torch.utils.data import DataLoader, Dataset

seed_everything(1, workers=False)
seed_everything(1)


class Data(Dataset):
    def __getitem__(self, i):
        cv2.randu(self.x, 0, 1)
        return self.x


a = DataLoader(Data(), num_workers=2)  #! warning safe
# === NumPy before torch 1.9 (torch 1.8)
import numpy as np
from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __getitem__(self, i):
        return np.random.rand()


a = DataLoader(Data(), num_workers=2)  #! warning safe
# === NumPy from torch 1.9 on (torch 1.9)
import numpy as np
from torch.utils.data import DataLoader, Dataset


class Data(Dataset):
    def __getitem__(self, i):
        return np.random.rand()


a = DataLoader(Data(), num_workers=2)
