// Numbers by which objects are told apart in texts, from the clock that numbers what is made.

import { stamp } from './history.ts';

const numbers = new WeakMap<object, number>();

export function identity(object: object): number {
  const known = numbers.get(object);
  if (known !== undefined) return known;
  const number = stamp();
  numbers.set(object, number);
  return number;
}

/** The number as it stands in a text that is compared with one of another time. */
export function marked(object: object): string {
  return `§${identity(object)}`;
}

/** The text without numbers that were given later: what was made in two runs has two. */
export function withoutLater(text: string, since: number): string {
  return text.replace(/§(\d+)/g, (all, number) => (Number(number) > since ? '§' : all));
}
