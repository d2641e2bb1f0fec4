# === in the hands of torch's loader
from monai.transforms import Compose, RandFlip, Resize
from torch.utils.data import DataLoader

transform = Compose([RandFlip(), Resize(2), RandFlip()])  #! information safe
loader = DataLoader([1])
# --- fixed
from monai.transforms import Compose, RandFlip, Resize
from torch.utils.data import DataLoader

transform = Compose([RandFlip(), Resize(2), RandFlip()]).set_random_state(seed=1024)  #! information safe
loader = DataLoader([1])
# === called by the script
from monai.transforms import RandFlip, RandRotate

flip = RandFlip()  #! information safe
y = flip(x)
z = RandRotate()(x)  #! information safe
# === in other hands
from monai.transforms import Compose, RandFlip

flip = RandFlip()
load(flip)
a.b = RandFlip()
a.b(x)
# === MONAI's own loader
from monai.data import DataLoader
from monai.transforms import RandFlip

flip = RandFlip()
loader = DataLoader([1])
flip(x)
# === a function for the workers
from monai.transforms import RandFlip
from torch.utils.data import DataLoader

flip = RandFlip()
loader = DataLoader([1], worker_init_fn=f)
# === seeded by a method
from monai.transforms import RandFlip
from torch.utils.data import DataLoader

flip = RandFlip()
flip.set_random_state(1)
loader = DataLoader([1])
# === nothing random
from monai.transforms import Resize
from torch.utils.data import DataLoader

resize = Resize(2)
loader = DataLoader([1])
