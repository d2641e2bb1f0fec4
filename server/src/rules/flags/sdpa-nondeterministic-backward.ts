// SR309: fused attention, whose backward adds in a varying order on a GPU.

import { addFlags } from '../../fixes/add-flag.ts';
import { argumentOf, literalOf, sourceOf } from '../../python/arguments.ts';
import type { Expr } from '../../python/ast.ts';
import { type Module, spanOf } from '../../python/module.ts';
import { everyNode } from '../../python/traverse.ts';
import { firstPlacement, mayTrain, settingsOf } from '../course.ts';
import { isWithoutGradient } from '../kernels.ts';
import { type NamedCall, namedCalls } from '../named-calls.ts';
import type { Rule, RuleContext } from '../rule.ts';

const FUSED =
  /^torch\.nn\.(?:functional\.scaled_dot_product_attention|MultiheadAttention|Transformer|TransformerEncoderLayer|TransformerDecoderLayer)$/;
const FLASH = /^flash_attn\.(?:flash_attn_interface\.)?flash_attn_\w*func$/;

export const sdpaNondeterministicBackward: Rule = {
  meta: {
    code: 'SR309',
    name: 'sdpa-nondeterministic-backward',
    severity: 'hint',
    summary: 'fused SDPA backward nondeterministic',
    rationale:
      'The fused kernels of attention (flash, memory-efficient, cuDNN) add gradients in the order in which blocks finish. With `torch.use_deterministic_algorithms(True)` torch takes deterministic variants, with `warn_only=True` it does not. `with sdpa_kernel(SDPBackend.MATH)` avoids them, slowly. The flash-attention package has an argument and a variable of its own.',
    defaultOn: false,
    fix: 'unsafe',
    sources: [
      'pytorch/pytorch docs/source/notes/randomness.md @2046ae1a',
      'warning strings in libtorch_cuda.so 2.13',
    ],
    invalid: [
      {
        code: `
import torch
import torch.nn.functional as F

torch.manual_seed(0)
q = torch.randn(1, 2, 8, 16, device="cuda", requires_grad=True)
F.scaled_dot_product_attention(q, q, q).sum().backward()  # <-
`,
      },
      {
        code: `
import torch
from transformers import AutoModelForCausalLM

torch.manual_seed(0)
model = AutoModelForCausalLM.from_pretrained("./last", attn_implementation="flash_attention_2").cuda()  # <-
model(torch.ones(1, 4).long().cuda()).loss.backward()
`,
      },
    ],
    valid: [
      {
        why: 'deterministic algorithms are on',
        code: `
import torch
import torch.nn.functional as F

torch.manual_seed(0)
torch.use_deterministic_algorithms(True)
q = torch.randn(1, 2, 8, 16, device="cuda", requires_grad=True)
F.scaled_dot_product_attention(q, q, q).sum().backward()
`,
      },
      {
        why: 'the unfused kernel is asked for',
        code: `
import torch
import torch.nn.functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

torch.manual_seed(0)
q = torch.randn(1, 2, 8, 16, device="cuda", requires_grad=True)
with sdpa_kernel(SDPBackend.MATH):
    F.scaled_dot_product_attention(q, q, q).sum().backward()
`,
      },
      {
        why: 'nothing is differentiated',
        code: `
import torch
import torch.nn.functional as F

torch.manual_seed(0)
w = torch.nn.Linear(2, 2).cuda()
w(torch.ones(2).cuda()).sum().backward()


@torch.no_grad()
def show(q):
    return F.scaled_dot_product_attention(q, q, q)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const placement = firstPlacement(flow);
    if (placement === undefined || !mayTrain(flow) || isStrict(context) || takesMath(module)) return;
    const asked = settingsOf(flow, 'deterministic-algorithms').length > 0;
    const fix = asked
      ? null
      : addFlags(context, ['strict'], placement, false, 'Add `torch.use_deterministic_algorithms(True)`');
    for (const named of namedCalls(module)) {
      const node = fusedIn(module, named);
      if (node === null || isWithoutGradient(module, named.call)) continue;
      const torchs = FUSED.test(named.path);
      context.report({
        span: spanOf(module, node),
        message: torchs
          ? 'Fused attention adds gradients in a varying order on a GPU, unless deterministic algorithms are on.'
          : 'Flash attention adds gradients in a varying order: pass `deterministic=True`, or set `FLASH_ATTENTION_DETERMINISTIC=1`.',
        fixes: fix === null || !torchs ? [] : [fix],
      });
    }
  },
};

/** Turned on, or to a value that is not known; with warnings only the fused kernels stay. */
function isStrict({ flow }: RuleContext): boolean {
  const on = settingsOf(flow, 'deterministic-algorithms').some(({ value }) => value !== false);
  return on && settingsOf(flow, 'warn-only').length === 0;
}

function takesMath(module: Module): boolean {
  return namedCalls(module).some(
    ({ call, path }) =>
      (/sdpa_kernel$|sdp_kernel$/.test(path) && /MATH|enable_math=True/.test(sourceOf(call))) ||
      (/enable_flash_sdp$/.test(path) && literalOf(call.args[0]) === false),
  );
}

function fusedIn(module: Module, { call, path }: NamedCall): Expr | null {
  if (FUSED.test(path)) return call.func;
  if (FLASH.test(path)) return literalOf(argumentOf(call, 'deterministic')) === true ? null : call.func;
  const asked = argumentOf(call, 'attn_implementation');
  if (asked === undefined || literalOf(asked) !== 'flash_attention_2') return null;
  const set = everyNode(module).some(
    (node) => node.kind === 'Str' && node.value === 'FLASH_ATTENTION_DETERMINISTIC',
  );
  return set ? null : asked;
}
