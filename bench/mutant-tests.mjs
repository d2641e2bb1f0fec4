// What tests import from vitest, for many runs in one warm process: collects tests, and the few matchers that they use.

const AFTER = [];
const spies = [];
let tests = [];
const within = [];

/** The tests that `load` defines, each with its whole name. */
export async function collect(load) {
  tests = [];
  AFTER.length = 0;
  await load();
  return tests;
}

/** Runs a test; what it throws says that it failed. */
export async function runTest({ body, args }) {
  try {
    await body(...args);
  } finally {
    for (const after of AFTER) after();
  }
}

export const afterEach = (after) => AFTER.push(after);

/** Options may stand between the name and the body. */
export function test(name, ...rest) {
  tests.push({ name: [...within, name].join(' > '), body: rest.at(-1), args: [] });
}

export function describe(name, body) {
  within.push(name);
  body();
  within.pop();
}

test.each = (rows) => (name, body) => {
  for (const args of rows.map(asArguments))
    tests.push({ name: [...within, titled(name, args)].join(' > '), body, args });
};
describe.each = (rows) => (name, body) => {
  for (const args of rows.map(asArguments)) describe(titled(name, args), () => body(...args));
};

const asArguments = (row) => (Array.isArray(row) ? row : [row]);

function titled(name, args) {
  let next = 0;
  return name.replace(/%[sidoj]/g, () => String(args[next++]));
}

/** Puts something else in a property's place until the test is over. */
export const vi = {
  spyOn(object, name) {
    const original = object[name];
    const mockRestore = () => {
      object[name] = original;
    };
    const mockImplementation = (replacement) => {
      object[name] = replacement;
      return { mockRestore };
    };
    spies.push(mockRestore);
    return { mockImplementation, mockRestore };
  },
  restoreAllMocks() {
    for (const restore of spies.splice(0)) restore();
  },
};

const MATCHERS = {
  toBe: (got, wanted) => Object.is(got, wanted),
  toEqual: equal,
  toMatchObject: (got, wanted) => equal(got, wanted, true),
  toContain: (got, wanted) => got.includes(wanted),
  toHaveLength: (got, wanted) => got.length === wanted,
  toMatch: (got, wanted) => (typeof wanted === 'string' ? got.includes(wanted) : wanted.test(got)),
  toBeNull: (got) => got === null,
  toBeUndefined: (got) => got === undefined,
  toBeDefined: (got) => got !== undefined,
  toBeGreaterThan: (got, wanted) => got > wanted,
  toBeLessThan: (got, wanted) => got < wanted,
  toBeLessThanOrEqual: (got, wanted) => got <= wanted,
};

export function expect(got) {
  const matchers = (meant) =>
    Object.fromEntries(
      Object.entries(MATCHERS).map(([name, matches]) => [
        name,
        (...wanted) => {
          if (matches(got, ...wanted) !== meant) throw new Error(`${meant ? '' : 'not '}${name}`);
        },
      ]),
    );
  return { ...matchers(true), not: matchers(false) };
}

function equal(a, b, part = false) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Map || a instanceof Set) return equal([...a], b instanceof a.constructor ? [...b] : null);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a)) return a.length === b.length && a.every((one, i) => equal(one, b[i], part));
  const keys = part ? Object.keys(b) : [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.every((key) => equal(a[key], b[key], part));
}
