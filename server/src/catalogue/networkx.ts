// networkx 3.6: random graphs and layouts; which global stream each of them falls back to was found by running it.

import type { Table } from './api.ts';
import { atCall, each } from './build.ts';

const own = (stream: 'python' | 'numpy', ...unless: string[]) => ({
  draw: atCall(stream, 'call', { unless: ['seed', ...unless] }),
});

const graphs = `barabasi_albert_graph binomial_graph configuration_model connected_double_edge_swap connected_watts_strogatz_graph
  dense_gnm_random_graph double_edge_swap dual_barabasi_albert_graph duplication_divergence_graph erdos_renyi_graph
  expected_degree_graph extended_barabasi_albert_graph fast_gnp_random_graph gaussian_random_partition_graph
  geographical_threshold_graph gn_graph gnc_graph gnm_random_graph gnp_random_graph gnr_graph k_random_intersection_graph
  LFR_benchmark_graph newman_watts_strogatz_graph partial_duplication_graph planted_partition_graph powerlaw_cluster_graph
  random_clustered_graph random_cograph random_degree_sequence_graph random_geometric_graph random_internet_as_graph
  random_labeled_tree random_lobster random_lobster_graph random_partition_graph random_powerlaw_tree random_reference
  random_regular_graph random_tree random_unlabeled_tree scale_free_graph soft_random_geometric_graph stochastic_block_model
  uniform_random_intersection_graph watts_strogatz_graph waxman_graph`;

const communities = `asyn_fluidc asyn_lpa_communities fast_label_propagation_communities kernighan_lin_bisection
  louvain_communities louvain_partitions`;

export const networkx: Table = {
  ...each('networkx', graphs, own('python')),
  ...each('networkx.community', communities, own('python')),
  ...each('networkx', 'random_k_out_graph random_layout', own('numpy')),
  // A layout that is given positions starts from them.
  ...each('networkx', 'arf_layout forceatlas2_layout', own('numpy', 'pos')),
  ...each('networkx', 'fruchterman_reingold_layout spring_layout', own('numpy', 'pos')),
};
