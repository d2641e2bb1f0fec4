# === test images are drawn from NumPy, before anything is seeded
import torch
from monai.data import create_test_image_3d
from monai.utils import set_determinism

image, label = create_test_image_3d(64, 64, 64)  #! SR104
set_determinism(seed=0)

# === seeded, or from a generator of their own
import numpy as np
from monai.data.synthetic import create_test_image_2d
from monai.utils import set_determinism

own = create_test_image_2d(64, 64, random_state=np.random.RandomState(0))
set_determinism(seed=0)
image, label = create_test_image_2d(64, 64)
