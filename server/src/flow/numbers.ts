// Numbers by which objects are told apart in texts.

const numbers = new WeakMap<object, number>();
let count = 0;

export function identity(object: object): number {
  const known = numbers.get(object);
  if (known !== undefined) return known;
  count += 1;
  numbers.set(object, count);
  return count;
}
