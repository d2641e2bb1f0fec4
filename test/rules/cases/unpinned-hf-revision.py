# === as it is today
from huggingface_hub import hf_hub_download
from transformers import AutoModel, pipeline

a = AutoModel.from_pretrained("org/model")  #! information
b = hf_hub_download(repo_id="org/model", filename="x")  #! information
c = pipeline("summarization", model="org/model")  #! information
d = AutoModel.from_pretrained("org/model", revision="main")  #! information
# === a name that is known in part, or of a variable or option
import argparse

from diffusers import AutoencoderKL
from diffusers.models import UNet2DModel
from transformers import AutoModel, AutoTokenizer

parser = argparse.ArgumentParser()
parser.add_argument("--size", default="small")
parser.add_argument("--model_name_or_path", default="bert-base-cased")
args = parser.parse_args()
BACKBONE = "org/model"
a = AutoencoderKL.from_pretrained(f"org/vae-{args.size}")  #! information
b = UNet2DModel.from_pretrained(BACKBONE, subfolder="unet")  #! information
c = AutoTokenizer.from_pretrained(args.model_name_or_path)  #! information
d = AutoModel.from_pretrained(pretrained_model_name_or_path=BACKBONE)  #! information
# === the script's own folder by a name
import os

from transformers import AutoModel

output_dir = "results"
a = AutoModel.from_pretrained(output_dir)
b = AutoModel.from_pretrained(f"{output_dir}/last")
c = AutoModel.from_pretrained(os.path.join(output_dir, "last"))
# === pinned, local, or not known
from transformers import AutoModel

a = AutoModel.from_pretrained("org/model", revision="0123456789abcdef0123456789abcdef01234567")
b = AutoModel.from_pretrained("org/model", revision=commit)
c = AutoModel.from_pretrained("org/model", **options)
d = AutoModel.from_pretrained("./model")
e = AutoModel.from_pretrained(name)
f = AutoModel.from_pretrained()
if False:
    g = AutoModel.from_pretrained("org/model")
