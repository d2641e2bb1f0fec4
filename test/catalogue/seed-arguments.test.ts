// Every call that may take a seed of its own instead of a global stream's numbers has a rule that speaks for it.

import { expect, test } from 'vitest';
import { catalogued } from '../../server/src/catalogue/lookup.ts';
import { isConditional, seedArgument } from '../../server/src/catalogue/seed-argument.ts';
import { rules } from '../../server/src/rules/index.ts';
import { ownSeedRule } from '../../server/src/rules/own-seeds.ts';

const drawing = catalogued()
  .flatMap((table) => Object.entries(table))
  .filter(
    ([name, { draw }]) =>
      seedArgument(name) !== null && (draw?.stream === 'numpy' || draw?.stream === 'python'),
  )
  .map(([name]) => name);

const names: Record<string, string> = Object.fromEntries(rules.map(({ meta }) => [meta.code, meta.name]));

test('the rule of each is in the registry', () => {
  expect(drawing.length).toBeGreaterThan(200);
  for (const name of drawing) expect(names[ownSeedRule(name)], name).toBeDefined();
});

test.each([
  ['sklearn.model_selection.train_test_split', 'splitter-missing-random-state'],
  ['sklearn.ensemble.RandomForestClassifier', 'sklearn-missing-random-state'],
  ['sklearn.linear_model.LogisticRegression', 'sklearn-conditional-random-state'],
  ['sklearn.datasets.make_blobs', 'sklearn-missing-random-state'],
  ['pandas.Series.sample', 'pandas-sample-missing-random-state'],
  ['scipy.optimize.differential_evolution', 'scipy-missing-rng'],
  ['imblearn.over_sampling.SMOTE', 'third-party-missing-seed'],
  ['networkx.gnp_random_graph', 'third-party-missing-seed'],
  ['gensim.models.LdaModel', 'third-party-missing-seed'],
  ['datasets.Dataset.shuffle', 'hf-datasets-shuffle-no-seed'],
  ['tensorflow.keras.utils.image_dataset_from_directory', 'tf-data-order'],
])('%s: %s', (api, rule) => {
  expect(names[ownSeedRule(api)]).toBe(rule);
});

test.each([
  ['sklearn.svm.SVC', true],
  ['sklearn.tree.DecisionTreeClassifier', true],
  ['sklearn.model_selection.KFold', false],
  ['sklearn.cluster.KMeans', false],
])('%s draws only under an option: %s', (api, conditional) => {
  expect(isConditional(api)).toBe(conditional);
});

test.each([
  ['numpy.random.rand', null],
  ['torch.randn', null],
  ['sklearn.utils.shuffle', 'random_state'],
  ['scipy.optimize.dual_annealing', 'rng'],
])('the seed argument of %s is %s', (api, keyword) => {
  expect(seedArgument(api)?.keyword ?? null).toBe(keyword);
});
