# === given a seed
import albumentations as A

a = A.Compose([A.RandomCrop(2, 2)])  #! warning safe
b = A.Compose([A.RandomCrop(2, 2)], seed=None)  #! warning safe
c = A.ReplayCompose((A.HorizontalFlip(p=0.5),))  #! warning safe
d = A.Compose(transforms=[A.OneOf([A.Blur()])])  #! warning safe
e = A.Compose([A.Sequential([A.HorizontalFlip()])])  #! warning safe
# --- fixed
import albumentations as A

a = A.Compose([A.RandomCrop(2, 2)], seed=1024)  #! warning safe
b = A.Compose([A.RandomCrop(2, 2)], seed=1024)  #! warning safe
c = A.ReplayCompose((A.HorizontalFlip(p=0.5),), seed=1024)  #! warning safe
d = A.Compose(transforms=[A.OneOf([A.Blur()])], seed=1024)  #! warning safe
e = A.Compose([A.Sequential([A.HorizontalFlip()])], seed=1024)  #! warning safe
# === seeded, or nothing that draws is known
import albumentations as A

a = A.Compose([A.RandomCrop(2, 2)], seed=1)
b = A.Compose([A.Normalize()])
c = A.Compose(transforms)
d = A.Compose([load(), lib.RandomCrop(2, 2), crop])
e = A.Compose([A.RandomCrop(2, 2)], **options)
f = A.Compose([A.Sequential([A.Normalize()])])
g = A.Compose([A.Resize(2, 2, p=1)])
h = A.Compose()
# === one in another takes its numbers from the outer
import albumentations as A

a = A.Compose([A.Compose([A.RandomCrop(2, 2)]), A.HorizontalFlip()])  #! warning safe
# === version 1
import albumentations as A

a = A.Compose([A.RandomCrop(2, 2, always_apply=True)])
# === seeded by a method
import albumentations as A

a = A.Compose([A.RandomCrop(2, 2)])
a.set_random_seed(1)
