// What can be told of a value where a branch asks: whether it holds, and whether it is None.

import { isKnownPackage, rootOf } from '../catalogue/roots.ts';
import type { LibraryName, Value } from './values.ts';

/** True to type checkers, and False whenever the script runs. */
const CHECKERS_ONLY = new Set(['typing.TYPE_CHECKING', 'typing_extensions.TYPE_CHECKING']);

/** Whether `if value:` goes in: undefined when that is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.tag) {
    case 'const':
      return Boolean(value.value);
    case 'library':
      return CHECKERS_ONLY.has(value.path) ? false : isSomething(value) ? true : undefined;
    case 'module':
    case 'function':
    case 'class':
    case 'partial':
      return true;
    case 'instance':
      return value.class !== null &&
        !value.class.attributes.has('__len__') &&
        !value.class.attributes.has('__bool__')
        ? true
        : undefined;
    case 'sequence':
      return value.items.length > 0 ? true : value.complete ? false : undefined;
    case 'dict':
      return value.entries.size > 0 ? true : value.complete ? false : undefined;
    case 'union':
      return agreed(value.members.map(truth));
    case 'unknown':
      return value.known === 'true' ? true : undefined;
  }
}

/** Whether the value is None: undefined when that is not known. */
export function isNone(value: Value): boolean | undefined {
  if (value.tag === 'const') return value.value === null;
  if (value.tag === 'unknown') return value.known === undefined ? undefined : false;
  if (value.tag === 'library' && !isSomething(value)) return undefined;
  if (value.tag === 'union') return agreed(value.members.map(isNone));
  return false;
}

/** A name of a known package is a module, a class or a function; one of an unknown package may be a setting. */
function isSomething(value: LibraryName): boolean {
  return value.self === undefined && isKnownPackage(rootOf(value.path));
}

export function agreed(answers: readonly (boolean | undefined)[]): boolean | undefined {
  const first = answers[0];
  return answers.every((answer) => answer === first) ? first : undefined;
}
