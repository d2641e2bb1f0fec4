// Smaller libraries of data science: searches, embeddings, resampling and topic models that take a seed of their own.

import type { Table } from './api.ts';
import { atCall, atUse, each } from './build.ts';

const estimator = { draw: atUse('numpy', 'estimator', { unless: ['random_state'] }), watch: true as const };

/** Models that are fitted as soon as they are made. */
const topics = (position: number) => ({
  draw: atCall('numpy', 'estimator', { unless: ['random_state'], position }),
});

export const thirdParty: Table = {
  ...each(
    'imblearn.over_sampling',
    'ADASYN BorderlineSMOTE KMeansSMOTE RandomOverSampler SMOTE SMOTEN SMOTENC SVMSMOTE',
    estimator,
  ),
  ...each(
    'imblearn.under_sampling',
    'ClusterCentroids CondensedNearestNeighbour InstanceHardnessThreshold OneSidedSelection RandomUnderSampler',
    estimator,
  ),
  ...each('imblearn.combine', 'SMOTEENN SMOTETomek', estimator),
  ...each(
    'imblearn.ensemble',
    'BalancedBaggingClassifier BalancedRandomForestClassifier EasyEnsembleClassifier RUSBoostClassifier',
    estimator,
  ),
  ...each('umap', 'UMAP AlignedUMAP ParametricUMAP', estimator),

  'gensim.models.LdaModel': topics(15),
  'gensim.models.LdaMulticore': topics(14),
  'gensim.models.HdpModel': topics(15),
  'gensim.models.EnsembleLda': topics(10),
  'gensim.models.Nmf': topics(13),
  'gensim.models.LdaSeqModel': topics(11),
  // Their seed is 1 unless given; what differs is the order in which their threads are served.
  ...each('gensim.models', 'Word2Vec Doc2Vec FastText', { watch: true }),

  // Samplers take their seed from the operating system: no global seed reaches them.
  'optuna.create_study': { watch: true },
  ...each(
    'optuna.samplers',
    'BruteForceSampler CmaEsSampler GPSampler GridSampler NSGAIIISampler NSGAIISampler QMCSampler RandomSampler TPESampler',
    { watch: true },
  ),

  'hyperopt.fmin': { watch: true },
  ...each('webdataset', 'WebDataset DataPipeline WebLoader', { returns: 'webdataset.WebDataset' }),
  ...each(
    'webdataset.WebDataset',
    'batched compose decode map map_dict map_tuple rename repeat select shuffle slice to_tuple unbatched with_epoch with_length xdecode',
    (name) => ({ passes: 'self', ...(name.endsWith('.shuffle') ? { watch: true } : {}) }),
  ),
  'webdataset.shuffle': { watch: true },

  ...each('lightgbm', 'LGBMClassifier LGBMModel LGBMRanker LGBMRegressor train cv', { watch: true }),
  ...each('xgboost', 'XGBClassifier XGBRegressor XGBRanker XGBRFClassifier XGBRFRegressor train cv', {
    watch: true,
  }),
  ...each('catboost', 'CatBoost CatBoostClassifier CatBoostRegressor CatBoostRanker', { watch: true }),
};
