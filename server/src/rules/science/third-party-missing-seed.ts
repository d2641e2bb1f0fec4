// SR610: searches, resamplings, embeddings and random graphs of other libraries without their seed.

import { setKeyword } from '../../fixes/keyword.ts';
import { samplerFix } from '../../fixes/optuna-sampler.ts';
import { seedEdit } from '../../fixes/own-seed.ts';
import { type CallEvent, spanOfSite } from '../../flow/events.ts';
import { argumentOf, isOpen, literalOf, sourceOf } from '../../python/arguments.ts';
import type { Node } from '../../python/ast.ts';
import { around } from '../../python/traverse.ts';
import { callsOf } from '../course.ts';
import { reportOwnSeeds } from '../own-seeds.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

const SAMPLER = /^optuna\.samplers\./;
const STUDY = 'optuna.create_study';
/** Calls that take a seed from the clock or the operating system, whatever is seeded: what gives them one, and how it is written. */
const OWN_SEED: Readonly<Record<string, { names: readonly string[]; write: string; fix: string | null }>> = {
  'hyperopt.fmin': { names: ['rstate'], write: 'rstate=np.random.default_rng(…)', fix: null },
  'webdataset.WebDataset.shuffle': { names: ['seed', 'rng'], write: 'seed=', fix: 'seed' },
  'webdataset.shuffle': { names: ['seed', 'rng'], write: 'seed=', fix: 'seed' },
};
const WORD_VECTORS = /^gensim\.models\.(?:Word2Vec|Doc2Vec|FastText)$/;

/** Where samplers take their seed by position. */
const SEED_AT: Readonly<Record<string, number>> = {
  'optuna.samplers.RandomSampler': 0,
  'optuna.samplers.BruteForceSampler': 0,
  'optuna.samplers.GridSampler': 1,
};

export const thirdPartyMissingSeed: Rule = {
  meta: {
    code: 'SR610',
    name: 'third-party-missing-seed',
    severity: 'warning',
    summary: 'a library with a seed argument of its own is called without it',
    rationale:
      "Optuna's samplers start from entropy of the operating system, which no global seed reaches: an unseeded study tries other trials in each run. imbalanced-learn, UMAP, gensim and networkx fall back to the global streams of NumPy or Python; where those are seeded it is a hint. hyperopt's `fmin` and webdataset's `shuffle` take a new seed each time, too. gensim's Word2Vec has a fixed seed, and threads whose order is not fixed: only `workers=1` repeats.",
    defaultOn: true,
    fix: 'safe',
    sources: [
      'executed: hyperopt 0.3.0, webdataset 1.0.2',
      'executed: optuna 5.0, networkx 3.6.1, imbalanced-learn, umap-learn',
      'gensim 4.4.0 word2vec.py:244,309',
    ],
    invalid: [
      {
        code: `
import optuna


def objective(trial):
    return trial.suggest_float("x", -1, 1) ** 2


study = optuna.create_study(direction="minimize")  # <-
study.optimize(objective, n_trials=10)
`,
      },
      {
        code: `
import numpy as np
import optuna
from optuna.samplers import TPESampler

np.random.seed(0)
sampler = TPESampler(n_startup_trials=5)  # <-
study = optuna.create_study(sampler=sampler)
`,
      },
      {
        code: `
from imblearn.over_sampling import SMOTE

X, y = SMOTE().fit_resample([[0.0], [1.0], [2.0], [3.0]] * 6, [0, 0, 0, 1] * 6)  # <-
`,
      },
      {
        code: `
import numpy as np
from hyperopt import fmin, hp, tpe

np.random.seed(0)
best = fmin(lambda x: x**2, hp.uniform("x", -1, 1), algo=tpe.suggest, max_evals=9)  # <-
`,
      },
      {
        code: `
import webdataset as wds

data = wds.WebDataset("train-{000..099}.tar", shardshuffle=False).shuffle(1000).decode("rgb")  # <-
`,
      },
      {
        code: `
import networkx as nx

graph = nx.watts_strogatz_graph(20, 4, 0.1)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'samplers with a seed',
        code: `
import optuna

SEED = 1
study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=SEED), direction="minimize")
grid = optuna.samplers.GridSampler({"x": [1, 2]}, 3)
`,
      },
      {
        why: 'a sampler that is chosen elsewhere',
        code: `
import optuna
from settings import make_sampler

study = optuna.create_study(sampler=make_sampler())
`,
      },
      {
        why: 'a study that several runs share: the same seed would have them try the same',
        code: `
import optuna

study = optuna.create_study(study_name="shared", storage="sqlite:///s.db", load_if_exists=True)
other = optuna.create_study(sampler=optuna.samplers.TPESampler(), storage="sqlite:///s.db", load_if_exists=True)
`,
      },
      {
        why: 'a search and a pipeline with seeds',
        code: `
import random

import numpy as np
import webdataset as wds
from hyperopt import fmin, hp, tpe

best = fmin(abs, hp.uniform("x", -1, 1), algo=tpe.suggest, max_evals=9, rstate=np.random.default_rng(1))
data = wds.WebDataset("train.tar", shardshuffle=False).shuffle(100, seed=1).shuffle(0).decode()
stage = wds.shuffle(100, rng=random.Random(1))
`,
      },
      {
        why: 'seeds of their own',
        code: `
import networkx as nx
import umap
from imblearn.under_sampling import RandomUnderSampler

graph = nx.gnp_random_graph(20, 0.2, seed=1)
reducer = umap.UMAP(n_components=2, random_state=42)
balance = RandomUnderSampler(random_state=0)
`,
      },
      {
        why: 'graphs without randomness, and words with one thread',
        code: `
import networkx as nx
from gensim.models import Word2Vec

graph = nx.path_graph(4)
vectors = Word2Vec([["a", "b"]], workers=1, min_count=1)
`,
      },
    ],
  },
  check(context: RuleContext) {
    reportOwnSeeds(context, 'SR610');
    for (const event of callsOf(
      context.flow,
      (api) => SAMPLER.test(api) || api === STUDY || WORD_VECTORS.test(api) || Object.hasOwn(OWN_SEED, api),
    )) {
      if (event.site.module !== context.module || isOpen(event.call)) continue;
      if (event.api === STUDY) study(context, event);
      else if (SAMPLER.test(event.api)) sampler(context, event);
      else if (Object.hasOwn(OWN_SEED, event.api)) ownSeed(context, event);
      else vectors(context, event);
    }
  },
};

function study(context: RuleContext, { call }: CallEvent): void {
  const given = argumentOf(call, 'sampler', 1);
  if ((given !== undefined && literalOf(given) !== null) || isResumed(call)) return;
  const fix = samplerFix(context, call);
  say(
    context,
    call.func,
    'The default sampler of this study takes a new seed in each run: give it one that is seeded.',
    fix,
  );
}

/** A study that several runs work on: with one seed they would all try the same. */
function isResumed(node: Node): boolean {
  return node.kind === 'Call' && literalOf(argumentOf(node, 'load_if_exists')) === true;
}

function sampler(context: RuleContext, { api, call }: CallEvent): void {
  const position = SEED_AT[api] ?? null;
  const given = argumentOf(call, 'seed', position);
  if ((given !== undefined && literalOf(given) !== null) || around(call).some(isResumed)) return;
  const edit = seedEdit(context, call, { keyword: 'seed', position });
  const fix = edit === null ? null : { title: 'Give it a seed', safe: true, edits: [edit] };
  say(
    context,
    call.func,
    `\`${sourceOf(call.func)}\` takes a new seed in each run, which no global seed reaches: give it \`seed=\`.`,
    fix,
  );
}

function ownSeed(context: RuleContext, { api, call }: CallEvent): void {
  const own = OWN_SEED[api];
  if (own === undefined) return;
  const given = own.names.map((name) => argumentOf(call, name));
  if (given.some((value) => value !== undefined && literalOf(value) !== null)) return;
  // A buffer of none shuffles nothing; the seed of a search may come from the environment.
  const [size] = call.args.map((value) => literalOf(value));
  if (api.startsWith('webdataset.') && (size === 0 || size === false)) return;
  if (api === 'hyperopt.fmin' && context.module.text.includes('HYPEROPT_FMIN_SEED')) return;
  const edit = own.fix === null ? null : seedEdit(context, call, { keyword: own.fix, position: null });
  const fix = edit === null ? null : { title: 'Give it a seed', safe: true, edits: [edit] };
  // In a chain of calls the name of this one says more than all that stands before it.
  const { func } = call;
  const chained = func.kind === 'Attribute' && func.value.kind === 'Call' ? func.attr : null;
  const span = spanOfSite({ module: context.module, node: func });
  context.report({
    span: chained === null ? span : { ...span, start: span.end - chained.length },
    message: `\`${chained ?? sourceOf(func)}\` takes a new seed in each run, which no global seed reaches: give it \`${own.write}\`.`,
    fixes: fix === null ? [] : [fix],
  });
}

function vectors(context: RuleContext, { call, constants }: CallEvent): void {
  const given = argumentOf(call, 'workers');
  const workers = given === undefined ? 3 : constants.get('workers');
  if (typeof workers !== 'number' || workers <= 1) return;
  const edit = setKeyword(context.module, call, 'workers', '1');
  context.report({
    span: spanOfSite({ module: context.module, node: call.func }),
    severity: 'information',
    message: `The ${workers} threads of \`${sourceOf(call.func)}\` take turns as the system likes, so the vectors change from run to run: only \`workers=1\` repeats.`,
    fixes: edit === null ? [] : [{ title: 'Use one thread', safe: false, edits: [edit] }],
  });
}

function say(context: RuleContext, node: CallEvent['call']['func'], message: string, fix: Fix | null): void {
  context.report({
    span: spanOfSite({ module: context.module, node }),
    message,
    stream: 'optuna',
    fixes: fix === null ? [] : [fix],
  });
}
