// IPython's own lines in a notebook cell: magics, shell commands and help, masked so that the rest is Python of the same length.

import { afterLineEnd, isLineEnd, logicalLineEnd } from './python/scan.ts';

/** Cell magics whose body runs as Python in the notebook itself; the body of any other is no code of it. */
const PYTHON_BODIES = new Set(['capture', 'debug', 'memit', 'prun', 'time', 'timeit']);

/** `%magic`, `!command`, `?name`; each takes the rest of its line. */
const LINE = /[ \t]*[%!?]/y;
/** `name?`, `name.part??`. */
const HELP = /[ \t]*%{0,2}[A-Za-z_*][\w.*]*\?{1,2}[ \t]*(?=[\r\n]|$)/y;
/** `files = !ls`, `a, b = %magic`, `found['py'] = !ls`; in the text of `table['loss=%s' % name]` nothing is assigned. */
const ASSIGNED = /[ \t]*[A-Za-z_](?:[\w., \t]|\[(?:'[^'\r\n]*'|"[^"\r\n]*"|[\w.]+)\])*=[ \t]*(?=[%!])/y;
const CELL = /\s*%%(\w*)/y;

/**
 * The source with what is not Python replaced by space; where Python needs something, a bare `_` stands in. `found` hears
 * of each line that is not Python.
 */
export function maskMagics(source: string, found: (start: number, end: number) => void = () => {}): string {
  let from = 0;
  CELL.lastIndex = 0;
  const magic = CELL.exec(source);
  let masked = '';
  if (magic !== null) {
    if (!PYTHON_BODIES.has(magic[1] ?? '')) return blank(source);
    from = commandEnd(source, magic[0].length);
    masked = blank(source.slice(0, from));
  }
  for (let start = from; start < source.length; ) {
    const end = starts(LINE, source, start) || starts(HELP, source, start) ? commandEnd(source, start) : -1;
    const assigned = end === -1 && starts(ASSIGNED, source, start) ? ASSIGNED.lastIndex : -1;
    const stop =
      end !== -1 ? end : assigned !== -1 ? commandEnd(source, assigned) : logicalLineEnd(source, start);
    const next = stop < source.length ? afterLineEnd(source, stop) : stop;
    if (end !== -1 || assigned !== -1) found(end !== -1 ? start : assigned, stop);
    if (end !== -1) masked += maskedLine(source.slice(start, stop));
    else if (assigned !== -1) masked += source.slice(start, assigned) + standIn(source.slice(assigned, stop));
    else masked += source.slice(start, stop);
    masked += source.slice(stop, next);
    start = next;
  }
  return masked;
}

function starts(pattern: RegExp, source: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(source);
}

/** A command goes on after a backslash at the end of its line. */
function commandEnd(source: string, start: number): number {
  let at = start;
  while (at < source.length) {
    if (!isLineEnd(source.charCodeAt(at))) at++;
    else if (at > start && source[at - 1] === '\\') at = afterLineEnd(source, at);
    else return at;
  }
  return source.length;
}

/** An indented command may be all that its block has. */
function maskedLine(line: string): string {
  const indent = line.length - line.trimStart().length;
  return indent === 0 ? blank(line) : line.slice(0, indent) + standIn(line.slice(indent));
}

function standIn(command: string): string {
  return `_${blank(command.slice(1))}`;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
