# === whatever it is today
from datasets import load_dataset
from transformers import AutoModel, pipeline

a = AutoModel.from_pretrained("org/model", trust_remote_code=True)  #! warning
b = AutoModel.from_pretrained(pretrained_model_name_or_path="org/model", trust_remote_code=True)  #! warning
c = load_dataset("org/data", trust_remote_code=True)  #! warning
d = pipeline(model="org/model", trust_remote_code=True)  #! warning
e = AutoModel.from_pretrained("org/model", trust_remote_code=True, revision="main")  #! warning


def unused():
    return load_dataset("org/other", trust_remote_code=True)  #! warning


if False:
    f = load_dataset("org/other", trust_remote_code=True)
# === pinned, local, trusted not, or not known
from transformers import AutoModel

a = AutoModel.from_pretrained("org/model", trust_remote_code=True, revision="0123456789abcdef0123456789abcdef01234567")
b = AutoModel.from_pretrained("org/model", trust_remote_code=True, code_revision="0123456789abcdef0123456789abcdef01234567")
c = AutoModel.from_pretrained("org/model", trust_remote_code=True, revision=commit)
d = AutoModel.from_pretrained("org/model", trust_remote_code=True, **options)
e = AutoModel.from_pretrained("./model", trust_remote_code=True)
f = AutoModel.from_pretrained(name, trust_remote_code=True)
g = AutoModel.from_pretrained("org/model")
h = AutoModel.from_pretrained("org/model", trust_remote_code=False)
i = AutoModel.from_config("org/model", trust_remote_code=True)
