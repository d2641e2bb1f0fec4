# === by their name
from torchvision.models import ResNet50_Weights, resnet50
from torchvision.models.detection import fasterrcnn_resnet50_fpn

a = resnet50(weights=ResNet50_Weights.DEFAULT)  #! information safe
b = resnet50(weights="DEFAULT")  #! information safe
# --- fixed
from torchvision.models import ResNet50_Weights, resnet50
from torchvision.models.detection import fasterrcnn_resnet50_fpn

a = resnet50(weights=ResNet50_Weights.IMAGENET1K_V2)  #! information safe
b = resnet50(weights="IMAGENET1K_V2")  #! information safe
# === weights that are named, or somebody else's
from lib import Weights, model
from torchvision.models import ResNet50_Weights, resnet50

a = resnet50(weights=ResNet50_Weights.IMAGENET1K_V1)
b = resnet50(weights=None)
c = resnet50(weights="IMAGENET1K_V1")
d = model(weights="DEFAULT")
e = Weights.DEFAULT
f = resnet50()
DEFAULT = ResNet50_Weights.OTHER
