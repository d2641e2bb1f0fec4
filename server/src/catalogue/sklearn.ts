// scikit-learn 1.9: what falls back to NumPy's global stream when `random_state` is left out, and under which arguments.

import type { ApiFact, DrawFact, Table } from './api.ts';
import { atCall, atUse, condition, each } from './build.ts';

const own = { unless: ['random_state'] };
const estimator = (extra: Partial<DrawFact> = {}): ApiFact => ({
  draw: atUse('numpy', 'estimator', { ...own, ...extra }),
  watch: true,
});
const when = (keyword: string, ...values: unknown[]): ApiFact =>
  estimator({ requires: { ...condition(keyword, values[0]), values } });
const call: ApiFact = { draw: atCall('numpy', 'call', own), watch: true };
const shuffled = { requires: condition('shuffle', true) };

/** Draws whatever the arguments are. */
const always: Table = {
  ...each(
    'sklearn.ensemble',
    `AdaBoostRegressor BaggingClassifier BaggingRegressor ExtraTreesClassifier ExtraTreesRegressor IsolationForest
    RandomForestClassifier RandomForestRegressor RandomTreesEmbedding`,
    estimator(),
  ),
  ...each('sklearn.mixture', 'BayesianGaussianMixture GaussianMixture', estimator()),
  ...each('sklearn.neural_network', 'BernoulliRBM MLPClassifier MLPRegressor', estimator()),
  ...each(
    'sklearn.cluster',
    'BisectingKMeans MiniBatchKMeans SpectralBiclustering SpectralClustering SpectralCoclustering',
    estimator(),
  ),
  ...each(
    'sklearn.decomposition',
    `DictionaryLearning FastICA LatentDirichletAllocation MiniBatchDictionaryLearning MiniBatchNMF MiniBatchSparsePCA NMF
    SparsePCA TruncatedSVD`,
    estimator(),
  ),
  ...each('sklearn.covariance', 'EllipticEnvelope MinCovDet', estimator()),
  ...each('sklearn.tree', 'ExtraTreeClassifier ExtraTreeRegressor', estimator()),
  ...each('sklearn.random_projection', 'GaussianRandomProjection SparseRandomProjection', estimator()),
  ...each('sklearn.manifold', 'MDS SpectralEmbedding', estimator()),
  ...each(
    'sklearn.kernel_approximation',
    'Nystroem PolynomialCountSketch RBFSampler SkewedChi2Sampler',
    estimator(),
  ),
  'sklearn.multiclass.OutputCodeClassifier': estimator(),
  ...each(
    'sklearn.linear_model',
    `PassiveAggressiveClassifier PassiveAggressiveRegressor RANSACRegressor SGDClassifier SGDOneClassSVM SGDRegressor
    TheilSenRegressor`,
    estimator(),
  ),
  'sklearn.model_selection.RandomizedSearchCV': estimator(),
};

/** Draws only with the arguments named; where no literal decides, the name is known and says nothing. */
const conditional: Table = {
  ...each('sklearn.multioutput', 'ClassifierChain RegressorChain', when('order', 'random')),
  ...each('sklearn.tree', 'DecisionTreeClassifier DecisionTreeRegressor', when('splitter', 'random')),
  'sklearn.dummy.DummyClassifier': when('strategy', 'uniform', 'stratified'),
  ...each(
    'sklearn.linear_model',
    'ElasticNet ElasticNetCV Lasso LassoCV MultiTaskElasticNet MultiTaskElasticNetCV MultiTaskLasso MultiTaskLassoCV',
    when('selection', 'random'),
  ),
  ...each(
    'sklearn.linear_model',
    'LogisticRegression LogisticRegressionCV',
    when('solver', 'sag', 'saga', 'liblinear'),
  ),
  ...each('sklearn.linear_model', 'Ridge RidgeClassifier', when('solver', 'sag', 'saga')),
  ...each(
    'sklearn.ensemble',
    'HistGradientBoostingClassifier HistGradientBoostingRegressor',
    when('early_stopping', true),
  ),
  // An `init` of one's own may be an array, which draws nothing.
  'sklearn.cluster.KMeans': estimator({ unless: ['random_state', 'init'] }),
  'sklearn.decomposition.KernelPCA': when('eigen_solver', 'arpack', 'randomized'),
  'sklearn.decomposition.PCA': when('svd_solver', 'arpack', 'randomized'),
  'sklearn.manifold.LocallyLinearEmbedding': when('eigen_solver', 'arpack'),
  'sklearn.manifold.TSNE': when('init', 'random'),
  'sklearn.neighbors.NeighborhoodComponentsAnalysis': when('init', 'random'),
  ...each('sklearn.svm', 'LinearSVC LinearSVR', when('dual', true)),
  ...each('sklearn.svm', 'SVC NuSVC', when('probability', true)),
  ...each('sklearn.ensemble', 'AdaBoostClassifier GradientBoostingClassifier GradientBoostingRegressor', {
    watch: true,
  }),
  ...each('sklearn.gaussian_process', 'GaussianProcessClassifier GaussianProcessRegressor', { watch: true }),
  ...each('sklearn.preprocessing', 'KBinsDiscretizer QuantileTransformer TargetEncoder', { watch: true }),
  ...each('sklearn.linear_model', 'Lars LassoLars', { watch: true }),
  ...each(
    '',
    `sklearn.cluster.AffinityPropagation sklearn.feature_extraction.image.PatchExtractor
    sklearn.model_selection.TunedThresholdClassifierCV`,
    { watch: true },
  ),
};

const splitters: Table = {
  ...each('sklearn.model_selection', 'GroupKFold KFold StratifiedGroupKFold StratifiedKFold', {
    draw: atUse('numpy', 'split', { ...own, requires: condition('shuffle', true, 1) }),
    watch: true,
  }),
  ...each(
    'sklearn.model_selection',
    'GroupShuffleSplit RepeatedKFold RepeatedStratifiedKFold ShuffleSplit StratifiedShuffleSplit',
    { draw: atUse('numpy', 'split', own), watch: true },
  ),
  'sklearn.model_selection.train_test_split': {
    draw: atCall('numpy', 'split', { ...own, except: [condition('shuffle', false)] }),
    watch: true,
  },
};

const functions: Table = {
  ...each('sklearn.cluster', 'affinity_propagation k_means kmeans_plusplus spectral_clustering', call),
  'sklearn.covariance.fast_mcd': call,
  ...each(
    'sklearn.datasets',
    `make_biclusters make_blobs make_checkerboard make_circles make_classification make_friedman1 make_friedman2 make_friedman3
    make_gaussian_quantiles make_hastie_10_2 make_low_rank_matrix make_moons make_multilabel_classification make_regression
    make_s_curve make_sparse_coded_signal make_sparse_spd_matrix make_sparse_uncorrelated make_spd_matrix make_swiss_roll`,
    call,
  ),
  ...each('sklearn.decomposition', 'dict_learning dict_learning_online fastica randomized_svd', call),
  'sklearn.feature_extraction.image.extract_patches_2d': call,
  ...each('sklearn.feature_selection', 'mutual_info_classif mutual_info_regression', call),
  'sklearn.inspection.permutation_importance': call,
  ...each('sklearn.manifold', 'smacof spectral_embedding', call),
  ...each('sklearn.utils', 'resample shuffle extmath.randomized_range_finder extmath.randomized_svd', call),
  // These draw only for some data, solvers or sizes that the call does not show.
  ...each(
    '',
    `sklearn.linear_model.ridge_regression sklearn.manifold.locally_linear_embedding sklearn.metrics.silhouette_score
    sklearn.preprocessing.quantile_transform`,
    { watch: true },
  ),
  ...each(
    '',
    `sklearn.model_selection.check_cv sklearn.model_selection.learning_curve sklearn.datasets.fetch_covtype
    sklearn.datasets.fetch_kddcup99 sklearn.datasets.fetch_rcv1 sklearn.decomposition.non_negative_factorization`,
    { draw: atCall('numpy', 'call', { ...own, ...shuffled }), watch: true },
  ),
};

export const sklearn: Table = { ...always, ...conditional, ...splitters, ...functions };
