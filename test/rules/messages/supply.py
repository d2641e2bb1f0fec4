# === SR902 remote code
from datasets import load_dataset
load_dataset("org/data", trust_remote_code=True)
#> Code of `org/data` runs as it is today: pin it with `revision="<commit>"`.
# === SR904 an alias
from torchvision.models import ResNet50_Weights
a = ResNet50_Weights.DEFAULT
#> A later torchvision may mean other weights by `DEFAULT`: name them, `IMAGENET1K_V2` today.
