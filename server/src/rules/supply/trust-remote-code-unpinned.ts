// SR902: code of somebody else is downloaded and run, whatever it is today.

import { mayHappen } from '../../flow/causes.ts';
import type { CallEvent } from '../../flow/events.ts';
import { spanOf } from '../../python/module.ts';
import { isCommit, isLocal } from '../hub.ts';
import type { Rule, RuleContext } from '../rule.ts';

const LOADS =
  /^(?:transformers\.(?:\w+\.from_pretrained|pipeline)|datasets\.load_dataset|evaluate\.load|sentence_transformers\.SentenceTransformer)$/;
/** Names of the argument that says what is loaded, where it is not the first one. */
const NAMED = ['pretrained_model_name_or_path', 'model_name_or_path', 'model', 'path'];

export const trustRemoteCodeUnpinned: Rule = {
  meta: {
    code: 'SR902',
    name: 'trust-remote-code-unpinned',
    severity: 'warning',
    summary: 'remote code at a moving revision',
    rationale:
      'With `trust_remote_code=True` Python files of the repository run on your machine. Without a commit they are the ones of today: tomorrow the model may compute something else, or do something else. Read the code once and pin it with `revision="<commit>"`. The commit is for you to choose: none is made up here.',
    defaultOn: true,
    fix: 'none',
    sources: ['transformers commit ffa125f warning text'],
    invalid: [
      {
        code: `
from transformers import AutoModelForCausalLM

model = AutoModelForCausalLM.from_pretrained("some-lab/some-model", trust_remote_code=True)  # <-
`,
      },
      {
        code: `
from datasets import load_dataset

NAME = "some-lab/some-data"
data = load_dataset(NAME, trust_remote_code=True, revision="main")  # <-
`,
      },
    ],
    valid: [
      {
        why: 'a path of several folders, which no name on the Hub is',
        code: `
from transformers import AutoModel


def load(model="path/to/model"):
    return AutoModel.from_pretrained(model, trust_remote_code=True)


load()
`,
      },
      {
        why: 'pinned to the commit that was read',
        code: `
from transformers import AutoModel

REVISION = "0123456789abcdef0123456789abcdef01234567"
model = AutoModel.from_pretrained("some-lab/some-model", trust_remote_code=True, revision=REVISION)
`,
      },
      {
        why: 'only the code is pinned, which is what runs',
        code: `
from transformers import AutoModel

model = AutoModel.from_pretrained(
    "some-lab/some-model",
    trust_remote_code=True,
    code_revision="0123456789abcdef0123456789abcdef01234567",
)
`,
      },
      {
        why: 'a folder on disk',
        code: `
from transformers import AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("./checkpoints/last", trust_remote_code=True)
`,
      },
      {
        why: 'the user names the model, which may be a folder',
        code: `
import argparse

from transformers import AutoModel

parser = argparse.ArgumentParser()
parser.add_argument("model")
args = parser.parse_args()
model = AutoModel.from_pretrained(args.model, trust_remote_code=True)
`,
      },
    ],
  },
  check({ flow, module, report }: RuleContext) {
    for (const event of flow.events) {
      if (event.kind !== 'call' || event.site.module !== module || !LOADS.test(event.api)) continue;
      if (!mayHappen(event) && event.reach !== 'uncalled') continue;
      const name = nameIn(event);
      if (event.constants.get('trust_remote_code') !== true || name === null || isLocal(name)) continue;
      if (isPinned(event)) continue;
      report({
        span: spanOf(module, event.call.func),
        message: `Code of \`${name.slice(0, 60)}\` runs as it is today: pin it with \`revision="<commit>"\`.`,
      });
    }
  },
};

function nameIn({ constants }: CallEvent): string | null {
  const given = constants.get(0) ?? NAMED.map((name) => constants.get(name)).find((one) => one !== undefined);
  return typeof given === 'string' ? given : null;
}

/** A revision that cannot be read here may be a commit. */
function isPinned({ call, constants }: CallEvent): boolean {
  return call.keywords.some(({ name }) => {
    if (name === null) return true;
    if (name !== 'revision' && name !== 'code_revision') return false;
    const given = constants.get(name);
    return given === undefined || (typeof given === 'string' && isCommit(given));
  });
}
