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

# === networkx: one graph with a seed, a layout for the eye
import networkx as nx

graph = nx.erdos_renyi_graph(100, 0.05, seed=1)
positions = nx.spring_layout(graph, seed=1)

# === networkx draws from Python
import networkx as nx

graph = nx.barabasi_albert_graph(100, 2)  #! SR610
parts = nx.community.louvain_communities(graph)
