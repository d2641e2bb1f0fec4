// SR901: a download from the Hugging Face Hub without the commit that it is to come from.

import { mayHappen } from '../../flow/causes.ts';
import type { CallEvent } from '../../flow/events.ts';
import { sourceOf } from '../../python/arguments.ts';
import type { Call, Expr, FString } from '../../python/ast.ts';
import { spanOf } from '../../python/module.ts';
import { isCommit, isLocal } from '../hub.ts';
import type { Rule, RuleContext } from '../rule.ts';

const LOADS =
  /^(?:(?:transformers|diffusers)\.\w+\.from_pretrained|transformers\.pipeline|datasets\.load_dataset|evaluate\.load|huggingface_hub\.(?:hf_hub_download|snapshot_download))$/;
/** Names of the argument that says what is downloaded, where it is not the first one. */
const NAMED = new Set(['pretrained_model_name_or_path', 'model', 'path', 'repo_id']);
/** What holds the script's own folders is not a name on the Hub, though it may look like one. */
const FOLDER = /(?<!name_or_)path|dir|folder|checkpoint|ckpt|output|saved?_/i;

export const unpinnedHfRevision: Rule = {
  meta: {
    code: 'SR901',
    name: 'unpinned-hf-revision',
    severity: 'information',
    summary: 'Hub download without commit revision',
    rationale:
      'What a name on the Hub stands for may be another commit tomorrow: other weights, another tokenizer, other data. `revision="<commit>"` pins it. The commit is for you to choose: none is made up here.',
    defaultOn: false,
    fix: 'none',
    sources: ['huggingface_hub 2.4.0 constants.py:60 DEFAULT_REVISION="main"'],
    invalid: [
      {
        code: `
from transformers import AutoModel

model = AutoModel.from_pretrained("bert-base-cased")  # <-
`,
      },
      {
        code: `
import datasets

data = datasets.load_dataset("glue", "mrpc", revision="main")  # <-
`,
      },
    ],
    valid: [
      {
        why: 'pinned to a commit',
        code: `
from transformers import AutoModel

model = AutoModel.from_pretrained("bert-base-cased", revision="0123456789abcdef0123456789abcdef01234567")
`,
      },
      {
        why: 'a folder on disk',
        code: `
from transformers import AutoModel

model = AutoModel.from_pretrained("./checkpoints/last")
`,
      },
      {
        why: 'a name that comes from elsewhere',
        code: `
import sys

from transformers import AutoModel

model = AutoModel.from_pretrained(sys.argv[1])
`,
      },
    ],
  },
  check({ flow, module, report }: RuleContext) {
    for (const event of flow.events) {
      if (
        event.kind !== 'call' ||
        !mayHappen(event) ||
        event.site.module !== module ||
        !LOADS.test(event.api)
      )
        continue;
      const name = downloaded(event);
      if (name === null || isLocal(name) || isPinned(event.call)) continue;
      report({
        span: spanOf(module, event.call.func),
        message: `\`${name.slice(0, 60)}\` is downloaded as it is today: pin it with \`revision="<commit>"\`.`,
      });
    }
  },
};

/** The name where it is known: written out, in part at least, or of a variable or option that is not about a folder. */
function downloaded({ call, constants }: CallEvent): string | null {
  const keyword = call.keywords.find(({ name }) => name !== null && NAMED.has(name));
  const given: Expr | undefined = call.args[0] ?? keyword?.value;
  if (given === undefined) return null;
  if (given.kind === 'Str') return given.value;
  if (given.kind === 'FString') return ownedBy(given);
  if (FOLDER.test(sourceOf(given))) return null;
  const value = constants.get(call.args[0] === undefined ? (keyword?.name ?? 0) : 0);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** `f"owner/model-{size}"` is on the Hub whatever the size is. */
function ownedBy(given: FString): string | null {
  const [, text] = /^[a-zA-Z]{1,2}["']+(.*?)["']+$/s.exec(sourceOf(given)) ?? [];
  return text !== undefined && /^[\w.-]+\/[\w.-]/.test(text) ? text : null;
}

function isPinned(call: Call): boolean {
  return call.keywords.some(
    ({ name, value }) =>
      name === null || (name === 'revision' && !(value.kind === 'Str' && !isCommit(value.value ?? ''))),
  );
}
