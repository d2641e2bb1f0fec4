// SR609: gradient boosting whose threads or GPU may add in another order.

import type { Edit } from '../../finding.ts';
import { setKeyword } from '../../fixes/keyword.ts';
import { spanOfSite } from '../../flow/events.ts';
import { argumentOf, isOpen, literalOf } from '../../python/arguments.ts';
import type { Call, Dict } from '../../python/ast.ts';
import type { Module } from '../../python/module.ts';
import { callsOf } from '../course.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

const LIGHTGBM = /^lightgbm\.(?:LGBM\w+|train|cv)$/;
const XGBOOST = /^xgboost\./;
const CATBOOST = /^catboost\./;
const LAYOUTS = ['force_row_wise', 'force_col_wise'];

export const gbmParallelDeterminism: Rule = {
  meta: {
    code: 'SR609',
    name: 'gbm-parallel-determinism',
    severity: 'hint',
    summary: 'gradient boosting with threads or a GPU, and no flag that fixes the order of sums',
    rationale:
      'LightGBM times two layouts of its histograms at the start and takes the faster one, and its threads add in the order in which they end: `deterministic=True` with `force_row_wise=True` fixes both, at some speed. XGBoost and CatBoost add on the GPU in a varying order. A missing seed alone is no finding: the three libraries have fixed default seeds.',
    defaultOn: false,
    fix: 'safe',
    sources: ['executed: lightgbm 4.7, xgboost 3.2, catboost 1.2.10', 'LightGBM PR #4027 text'],
    invalid: [
      {
        code: `
from lightgbm import LGBMClassifier

model = LGBMClassifier(n_estimators=100, random_state=0)  # <-
`,
      },
      {
        code: `
import lightgbm as lgb

data = lgb.Dataset("train.bin")
booster = lgb.train({"objective": "binary", "seed": 1}, data)  # <-
`,
      },
      {
        code: `
import xgboost as xgb

model = xgb.XGBRegressor(device="cuda", random_state=1)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'asked to be deterministic',
        code: `
import lightgbm as lgb

model = lgb.LGBMRegressor(deterministic=True, force_col_wise=True)
`,
      },
      {
        why: 'on the CPU, with the fixed default seed',
        code: `
from catboost import CatBoostClassifier
from xgboost import XGBClassifier

models = [XGBClassifier(n_estimators=10), CatBoostClassifier(verbose=0)]
`,
      },
      {
        why: 'settings that are read elsewhere',
        code: `
import json

import lightgbm as lgb

with open("params.json") as f:
    params = json.load(f)
booster = lgb.train(params, lgb.Dataset("train.bin"))
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const say = (call: Call, message: string, fix: Fix | null = null) =>
      context.report({
        span: spanOfSite({ module, node: call.func }),
        message,
        fixes: fix === null ? [] : [fix],
      });
    for (const { api, call, site } of callsOf(flow, (name) =>
      /^(?:lightgbm|xgboost|catboost)\./.test(name),
    )) {
      if (site.module !== module || isOpen(call)) continue;
      const read = settingsOf(call, /\.(?:train|cv)$/.test(api));
      if (read === null) continue;
      if (LIGHTGBM.test(api)) {
        if (read('deterministic') !== undefined) continue;
        say(
          call,
          'Threads add in another order in each run: `deterministic=True` with `force_row_wise=True` fixes it.',
          lightgbmFix(
            module,
            call,
            /LGBM\w+$/.test(api),
            LAYOUTS.some((name) => read(name) !== undefined),
          ),
        );
      } else if (XGBOOST.test(api) && (isGpu(read('device')) || read('tree_method') === 'gpu_hist'))
        say(call, 'XGBoost on a GPU adds in another order in each run; on the CPU it repeats.');
      else if (CATBOOST.test(api) && read('task_type') === 'GPU')
        say(call, 'CatBoost on a GPU adds in another order in each run; on the CPU it repeats.');
    }
  },
};

type Read = (name: string) => unknown;

/** What the call sets: keywords, or the dict that comes first; null where that is not written there. */
function settingsOf(call: Call, inDict: boolean): Read | null {
  if (!inDict) {
    return (name) => {
      const value = argumentOf(call, name);
      return value === undefined ? undefined : (literalOf(value) ?? value);
    };
  }
  const params = argumentOf(call, 'params', 0);
  return params?.kind === 'Dict' && params.keys.every((key) => key !== null)
    ? (name) => entry(params, name)
    : null;
}

function entry(dict: Dict, name: string): unknown {
  const at = dict.keys.findIndex((key) => key !== null && literalOf(key) === name);
  const value = dict.values[at];
  return value === undefined ? undefined : (literalOf(value) ?? value);
}

function isGpu(device: unknown): boolean {
  return typeof device === 'string' && /^(?:cuda|gpu)/.test(device);
}

function lightgbmFix(module: Module, call: Call, estimator: boolean, laidOut: boolean): Fix | null {
  if (!estimator) return null;
  const added = laidOut ? 'deterministic=True' : 'deterministic=True, force_row_wise=True';
  const edit: Edit | null = setKeyword(module, call, 'deterministic', added.slice('deterministic='.length));
  return edit === null ? null : { title: `Add \`${added}\``, safe: true, edits: [edit] };
}
