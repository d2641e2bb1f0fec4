# === train and test pipelines
import albumentations as A
from albumentations.pytorch import ToTensorV2

mean, std = (0.5, 0.5, 0.5), (0.2, 0.2, 0.2)
train = A.Compose(  #! SR708
    [
        A.RandomResizedCrop((224, 224)),
        A.HorizontalFlip(p=0.5),
        A.OneOf([A.GaussianBlur(), A.MotionBlur()], p=0.2),
        A.Normalize(mean, std),
        ToTensorV2(),
    ]
)
test = A.Compose([A.Resize(256, 256), A.CenterCrop(224, 224), A.Normalize(mean, std), ToTensorV2()])

# === with seeds
import albumentations as A


def pipelines(train: bool, seed: int = 137):
    steps = [A.ShiftScaleRotate(), A.Normalize()]
    return A.Compose(steps, seed=seed) if train else A.Compose([A.Normalize()])


pipelines(True)

# === bounding boxes, a seed by the global call does not reach it
import random

import albumentations as A
import numpy as np

random.seed(0)
np.random.seed(0)
train = A.Compose([A.RandomBrightnessContrast(p=0.2)], bbox_params=A.BboxParams("coco"))  #! SR708
