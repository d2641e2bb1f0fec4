// Answers to questions about names, kept: scripts use the same few hundred again and again.

/** Beyond this all are forgotten: no real project has so many. */
const MOST_NAMES = 20_000;

export function perName<T>(find: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const kept = known.get(name);
    if (kept !== undefined) return kept;
    if (known.size >= MOST_NAMES) known.clear();
    const found = find(name);
    known.set(name, found);
    return found;
  };
}
