// Draws that only make up a name that is not taken yet: of a port, a run, a temporary file. No result depends on them.

import { literalOf, sourceOf } from '../python/arguments.ts';
import type { Call, Expr, Node } from '../python/ast.ts';
import { around } from '../python/traverse.ts';
import type { DrawEvent } from './events.ts';

/** What is called so is a port or an address, or tells runs apart. */
const UNIQUE =
  /(?:^|_)(?:port|dist_url|init_method|rendezvous|(?:run|exp|experiment|job|session)_?(?:id|name|tag)|uid|uuid|nonce)$/i;
/** What holds or takes the name of a file or folder, or any other name. */
const NAMING = /(?:^|_)(?:path|dir|file|file_?name|folder|tmp|temp|name|id|tag|url|prefix|suffix)$/i;
/** Numbers that are made up so as not to meet again, not picked from a few. */
const MANY = 1000;

export function onlyNames({ call, role, stream }: DrawEvent): boolean {
  if (call === null || role !== 'call' || (stream !== 'python' && stream !== 'numpy')) return false;
  let from: Node = call;
  let text = false;
  let rare = drawsFromMany(call);
  for (const up of around(call)) {
    switch (up.kind) {
      case 'FString':
        text = true;
        break;
      case 'BinOp':
        text ||= up.op === '%' && up.left.kind === 'Str';
        break;
      case 'Generator':
      case 'ListComp':
        if (up.element !== from) return false;
        break;
      case 'Call': {
        const keyword = up.keywords.find(({ value }) => value === from)?.name;
        const name = nameOf(up.func);
        if (keyword != null && (UNIQUE.test(keyword) || (text && rare && NAMING.test(keyword)))) return true;
        if (!/^(?:str|hex|format|join|int|round|choices?)$/.test(name) || up.func === from) return false;
        text ||= name !== 'int' && name !== 'round';
        rare ||= name === 'join';
        break;
      }
      case 'Assign': {
        const [target] = up.targets;
        if (up.targets.length !== 1 || target === undefined || up.value !== from) return false;
        if (target.kind === 'Subscript') return sourceOf(target.value) === 'os.environ';
        const name = nameOf(target);
        return UNIQUE.test(name) || (text && rare && NAMING.test(name));
      }
      default:
        return false;
    }
    from = up;
  }
  return false;
}

function drawsFromMany(call: Call): boolean {
  if (/^(?:getrandbits|randbytes|bytes)$/.test(nameOf(call.func))) return true;
  return call.args.some((argument) => {
    const value = literalOf(argument);
    return typeof value === 'number'
      ? value >= MANY
      : argument.kind === 'BinOp' && /\*\*|<</.test(argument.op);
  });
}

function nameOf(expr: Expr): string {
  return expr.kind === 'Name' ? expr.id : expr.kind === 'Attribute' ? expr.attr : '';
}
