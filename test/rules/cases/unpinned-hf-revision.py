# === as it is today
from huggingface_hub import hf_hub_download
from transformers import AutoModel, pipeline

a = AutoModel.from_pretrained("org/model")  #! information
b = hf_hub_download(repo_id="org/model", filename="x")  #! information
c = pipeline("summarization", model="org/model")  #! information
d = AutoModel.from_pretrained("org/model", revision="main")  #! information
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
