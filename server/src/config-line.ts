// Finds the line on which a TOML key stands, because the TOML parser keeps no positions; says nothing about values.

/**
 * The 1-based line of the key at `path` (`['tool', 'samerun', 'select']`), or of the nearest parent that is written.
 * With `item`, the line at or below the key that holds this quoted text: one element of a list.
 */
export function keyLine(text: string, path: readonly string[], item?: string): number {
  const lines = text.split(/\r\n|\n|\r/);
  let header: readonly string[] = [];
  let best = { depth: 0, line: 1 };
  for (const [index, line] of lines.entries()) {
    const trimmed = line.trim();
    if (trimmed.startsWith('[')) header = keyParts(trimmed.replace(/^\[+/, ''), ']');
    const here = trimmed.startsWith('[') ? header : [...header, ...keyParts(trimmed, '=')];
    const depth = sharedDepth(here, path);
    if (depth > best.depth && here.length <= path.length) best = { depth, line: index + 1 };
  }
  return item === undefined ? best.line : itemLine(lines, best.line, item);
}

function itemLine(lines: readonly string[], from: number, item: string): number {
  const quoted = [`"${item}"`, `'${item}'`];
  for (let i = from - 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (quoted.some((text) => line.includes(text))) return i + 1;
    if (i >= from && /^\s*(\[|[\w"'-]+\s*=)/.test(line)) break;
  }
  return from;
}

function sharedDepth(here: readonly string[], path: readonly string[]): number {
  if (here.some((part, i) => part !== path[i])) return 0;
  return here.length;
}

/** The parts of a dotted key up to `stop`: `tool."samerun" = …` is tool, samerun; nothing if `stop` never comes. */
function keyParts(text: string, stop: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quote = '';
  for (const char of text) {
    if (quote !== '') {
      if (char === quote) quote = '';
      else part += char;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === stop) return [...parts, part];
    else if (char === '.') {
      parts.push(part);
      part = '';
    } else if (char === '#') return [];
    else if (char !== ' ' && char !== '\t') part += char;
  }
  return [];
}
