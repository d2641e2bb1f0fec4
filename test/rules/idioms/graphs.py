# === PyG with its own seed
import torch
import torch_geometric
from torch_geometric.datasets import Planetoid
from torch_geometric.nn import GCNConv

torch_geometric.seed_everything(12345)
data = Planetoid("data", "Cora")[0]
conv = GCNConv(data.num_features, 16)

# === PyG, nothing seeded
import torch
import torch.nn.functional as F
from torch_geometric.datasets import Planetoid
from torch_geometric.nn import GATConv


class GAT(torch.nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.first = GATConv(n_in, 8, heads=8, dropout=0.6)  #! SR103
        self.second = GATConv(64, n_out, heads=1)

    def forward(self, x, edge_index):
        return self.second(F.elu(self.first(x, edge_index)), edge_index)


dataset = Planetoid("data", "Cora")
model = GAT(dataset.num_features, dataset.num_classes)
optimizer = torch.optim.Adam(model.parameters())

# === PyG: a split that the dataset makes of each graph, before the model
import torch
import torch_geometric.transforms as T
from torch_geometric.datasets import Planetoid
from torch_geometric.nn import GCNConv

split = T.Compose([T.NormalizeFeatures(), T.RandomLinkSplit(num_val=0.1, num_test=0.1)])  #! SR104
train, val, test = Planetoid("data", "Cora", transform=split)[0]
conv = GCNConv(train.num_features, 16)
torch.manual_seed(0)

# === PyG: a split that is applied, the device that it picks itself
import torch
import torch_geometric
import torch_geometric.transforms as T
from torch_geometric.datasets import MovieLens
from torch_geometric.nn import SAGEConv

device = torch_geometric.device("auto")
data = MovieLens("data")[0].to(device)  #! SR303
train, val, test = T.RandomLinkSplit(num_val=0.1)(data)  #! SR103
model = SAGEConv((-1, -1), 32).to(device)
loss = model(train.x, train.edge_index).sum()
loss.backward()

# === PyG: seeded before all of it
import torch
import torch_geometric
import torch_geometric.transforms as T
from torch_geometric.datasets import Planetoid

torch_geometric.seed_everything(7)
data = Planetoid("data", "Cora", transform=T.RandomNodeSplit(num_val=500))[0]
points = T.Compose([T.RandomJitter(0.01), T.RandomRotate(15), T.FixedPoints(1024)])(data)

# === DGL: layers, and a loader that shuffles with NumPy
import dgl
import dgl.nn as dglnn
import torch
from dgl.dataloading import DataLoader, NeighborSampler

graph = dgl.rand_graph(100, 400)
first = dglnn.SAGEConv(8, 16, "mean")  #! SR103
second = dglnn.pytorch.conv.GATConv(16, 2, 4)
plain = dglnn.GINConv(None, "sum")
loader = DataLoader(graph, torch.arange(100), NeighborSampler([5]), batch_size=10, shuffle=True)  #! SR102
for _, _, blocks in loader:
    first(blocks[0], blocks[0].srcdata["x"])

# === DGL: seeded
import dgl.nn as dglnn
import torch
from dgl.dataloading import GraphDataLoader

torch.manual_seed(0)
conv = dglnn.GraphConv(8, 16)
loader = GraphDataLoader(dataset, batch_size=10, shuffle=True)

# === networkx: one graph with a seed, a layout for the eye
import networkx as nx

graph = nx.erdos_renyi_graph(100, 0.05, seed=1)
positions = nx.spring_layout(graph, seed=1)

# === networkx draws from Python
import networkx as nx

graph = nx.barabasi_albert_graph(100, 2)  #! SR610
parts = nx.community.louvain_communities(graph)
