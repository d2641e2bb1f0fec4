// SR904: pretrained weights by an alias that a later torchvision may point elsewhere.

import { defaultWeights } from '../../catalogue/torchvision-weights.ts';
import type { Edit } from '../../finding.ts';
import { pathOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { argumentOf, literalOf, sourceOf } from '../../python/arguments.ts';
import type { Expr } from '../../python/ast.ts';
import { type Module, spanOf, speaksOf } from '../../python/module.ts';
import { everyNode } from '../../python/traverse.ts';
import { namedCalls } from '../named-calls.ts';
import type { Rule, RuleContext } from '../rule.ts';

const ALIAS = /^torchvision\.models\.(?:\w+\.)*(\w+_Weights)\.DEFAULT$/;
const BUILDER = /^torchvision\.models\.(?:(?:detection|segmentation|video|optical_flow)\.)?([a-z]\w*)$/;

interface Use {
  readonly node: Expr;
  /** The model or the set of weights. */
  readonly model: string;
}

export const weightsDefaultAlias: Rule = {
  meta: {
    code: 'SR904',
    name: 'weights-default-alias',
    severity: 'information',
    summary: 'the `DEFAULT` weights of torchvision are an alias that may move',
    rationale:
      '`DEFAULT` means the best weights that the installed torchvision knows; a later release may know better ones, and the same script then starts from another model. Name the weights. `pretrained=True` is old-fashioned, but means the first weights in each release: it is not reported.',
    defaultOn: true,
    fix: 'safe',
    sources: [
      'torchvision 0.28.0, 0.13.1: models/*.py',
      'executed: torchvision 0.28.0, `pretrained=True` gives IMAGENET1K_V1',
    ],
    invalid: [
      {
        code: `
from torchvision.models import ResNet50_Weights, resnet50

model = resnet50(weights=ResNet50_Weights.DEFAULT)  # <-
`,
      },
      {
        code: `
import torchvision

model = torchvision.models.vit_b_16(weights="DEFAULT")  # <-
`,
      },
    ],
    valid: [
      {
        why: 'the weights are named',
        code: `
from torchvision.models import ResNet50_Weights, resnet50

weights = ResNet50_Weights.IMAGENET1K_V2
model = resnet50(weights=weights)
preprocess = weights.transforms()
`,
      },
      {
        why: 'means IMAGENET1K_V1 in each release',
        code: `
from torchvision import models

model = models.resnet18(pretrained=True)
`,
      },
      {
        why: 'a setting of that name in a class of one',
        code: `
class Small_Weights:
    DEFAULT = None


print(Small_Weights.DEFAULT)
`,
      },
    ],
  },
  check({ module, report }: RuleContext) {
    if (!speaksOf(module, /\bDEFAULT\b/)) return;
    for (const { node, model } of [...aliases(module), ...texts(module)]) {
      const concrete = defaultWeights(model);
      const edit = concrete === undefined || node.unit.broken ? null : replacement(module, node, concrete);
      report({
        span: spanOf(module, node),
        message:
          concrete === undefined
            ? 'A later torchvision may mean other weights by `DEFAULT`: name them.'
            : `A later torchvision may mean other weights by \`DEFAULT\`: name them, \`${concrete}\` today.`,
        fixes: edit === null ? [] : [{ title: `Name them: ${concrete}`, safe: true, edits: [edit] }],
      });
    }
  },
};

function aliases(module: Module): Use[] {
  const bindings = bindingsFor(module);
  return everyNode(module).flatMap((node) => {
    if (node.kind !== 'Attribute' || node.attr !== 'DEFAULT') return [];
    const model = ALIAS.exec(pathOf(bindings, node) ?? '')?.[1];
    return model === undefined ? [] : [{ node, model }];
  });
}

function texts(module: Module): Use[] {
  return namedCalls(module).flatMap(({ call, path }) => {
    const model = BUILDER.exec(path)?.[1];
    const node = argumentOf(call, 'weights');
    return model === undefined || node === undefined || literalOf(node) !== 'DEFAULT'
      ? []
      : [{ node, model }];
  });
}

/** Only the word is replaced: what stands before it, and the quotes, stay as they are. */
function replacement(module: Module, node: Expr, concrete: string): Edit | null {
  const at = sourceOf(node).lastIndexOf('DEFAULT');
  if (at < 0) return null;
  const span = spanOf(module, node);
  return {
    span: { ...span, start: span.start + at, end: span.start + at + 'DEFAULT'.length },
    text: concrete,
  };
}
