// Whether the arguments of a library's call are such that it draws: a literal that turns drawing on or off.

import type { Condition, DrawFact } from '../catalogue/api.ts';
import { canonical } from '../catalogue/canonical.ts';
import type { Call } from '../python/ast.ts';
import { argument } from './record.ts';
import { isNone } from './truth.ts';
import { type Arguments, type Constant, type Instance, members } from './values.ts';

/** Whether a call draws with these arguments, as far as they are known, from whatever it is given to draw from. */
export function happens(draw: DrawFact, args: Arguments, call: Call | null): boolean {
  if (mayBringSeed(draw, call, args)) return false;
  if (draw.given !== undefined || draw.unless.length > 0) {
    const objects = objectsAmong(args);
    if (draw.given !== undefined && !objects.some(({ type }) => draw.given?.includes(canonical(type))))
      return false;
    if (objects.some((object) => isTold(draw, object))) return false;
  }
  if (draw.except?.some((condition) => meets(condition, args))) return false;
  if (draw.requires === undefined) return true;
  const wanted = draw.requires.values ?? [draw.requires.value];
  return wanted.some((value) => draw.requires !== undefined && meets({ ...draw.requires, value }, args));
}

function objectsAmong({ positional, keywords }: Arguments): Instance[] {
  const objects: Instance[] = [];
  for (const value of positional) if (value.tag === 'instance') objects.push(value);
  for (const value of keywords.values()) if (value.tag === 'instance') objects.push(value);
  return objects;
}

/** The object, a configuration perhaps, says what the call would be told by a keyword. */
function isTold({ unless }: DrawFact, { attributes }: Instance): boolean {
  if (attributes.size === 0) return false;
  return unless.some((keyword) => {
    const given = attributes.get(keyword);
    return given !== undefined && isNone(given) !== true;
  });
}

const SEED_ARGUMENT = /seed|random_state|^rng$/;

/** `**options` of unknown content may hold the seed. */
function mayBringSeed(draw: DrawFact, call: Call | null, args: Arguments): boolean {
  if (!args.open || call === null || !draw.unless.some((name) => SEED_ARGUMENT.test(name))) return false;
  return call.keywords.some(({ name }) => name === null);
}

/** Whether an argument has, or may have, a value. */
export function meets(condition: Condition, args: Arguments): boolean {
  const given = argument(args, condition.keyword, condition.position);
  return (
    given !== undefined &&
    members(given).some((value) => value.tag === 'const' && fits(value.value, condition))
  );
}

function fits(given: Constant['value'], { value, orMore }: Condition): boolean {
  return given === value || (orMore === true && typeof given === 'number' && given > Number(value));
}
