// Seeds a Keras or TensorFlow script by the call that its framework has for it, under the names that the file uses.

import type { Fix } from '../finding.ts';
import type { DrawEvent } from '../flow/events.ts';
import { nameOf } from './bindings.ts';
import { bindingsFor, type FixContext, importsBefore, outermost } from './context.ts';
import { blockText, extentOf, layoutOf, lineStart, nextLine, spanAt } from './layout.ts';
import { seedText } from './seed-value.ts';

/** What only TensorFlow 1 has: there the call does not exist. */
const VERSION_1 = /\.(?:Session|placeholder|ConfigProto|get_variable|disable_v2_behavior|app\.run)\(/;

/** `keras.utils.set_random_seed(…)` after the imports: Python, NumPy and the backend at once. */
export function seedFramework(context: FixContext, draw: DrawEvent): Fix | null {
  const { module } = context;
  const node = outermost(draw, module);
  if (node === undefined || module.cells !== null || module.errors.length > 0) return null;
  if (VERSION_1.test(module.text)) return null;
  const index = module.units.indexOf(node.unit);
  if (index < 0) return null;
  const last = importsBefore(module, index).at(-1);
  const layout = layoutOf(module, null);
  const at =
    last === undefined
      ? lineStart(module.text, extentOf(node.unit.body).start)
      : nextLine(module.text, extentOf(last).end - 1);
  const { keras, imports } = kerasName(context, draw);
  const call = `${keras}.utils.set_random_seed(${seedText(context, node)})`;
  const written = [...imports, ...(last === undefined ? [] : ['']), call];
  return {
    title: `Insert \`${call}\``,
    safe: true,
    edits: [{ span: spanAt(module, null, at), text: blockText(layout, at, written) }],
  };
}

function kerasName({ module }: FixContext, draw: DrawEvent): { keras: string; imports: string[] } {
  const bindings = bindingsFor(module);
  if (draw.stream === 'keras') {
    const name = nameOf(bindings, 'keras');
    return name === undefined ? { keras: 'keras', imports: ['import keras'] } : { keras: name, imports: [] };
  }
  const direct = nameOf(bindings, 'tensorflow.keras');
  if (direct !== undefined) return { keras: direct, imports: [] };
  const whole = nameOf(bindings, 'tensorflow');
  return whole === undefined
    ? { keras: 'tf.keras', imports: ['import tensorflow as tf'] }
    : { keras: `${whole}.keras`, imports: [] };
}
