# === the default branch
import torch

a = torch.hub.load("org/repo", "model")  #! information
b = torch.hub.load(repo_or_dir="org/repo", model="model")  #! information
c = torch.hub.list("org/repo")  #! information
d = torch.hub.help(github="org/repo", model="x")  #! information
e = torch.hub.load("org/repo", "model", source="github")  #! information
# === a tag, a folder, or not known
import torch

a = torch.hub.load("org/repo:v1", "model")
b = torch.hub.load("/folder", "model")
c = torch.hub.load("org/repo", "model", source="local")
d = torch.hub.load(name, "model")
e = torch.hub.load("org/repo", "model", **options)
f = torch.hub.load(github="org/repo", model="model")
g = torch.hub.list(repo_or_dir="org/repo")
