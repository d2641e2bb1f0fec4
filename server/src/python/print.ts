// The typed tree as an S-expression with places, for people who debug a rule.

import type { Module } from './module.ts';

/** One line a node: kind, place in the file, plain fields; child nodes are indented under their field's name. */
export function printModule(module: Module): string {
  const lines: string[] = [];
  if (module.skipped) lines.push(`; skipped: ${module.skipped.why}`);
  for (const { cell, start, end } of module.errors) lines.push(`; error ${inCell(cell)}${start}-${end}`);
  for (const unit of module.units) {
    lines.push(
      `(unit ${inCell(unit.cell)}${unit.start}-${unit.start + unit.text.length}${unit.broken ? ' broken' : ''}`,
    );
    printFields('', unit.body, unit.start, 1, lines);
    close(lines);
  }
  for (const { cell, start, end, text } of module.comments) {
    lines.push(`(comment ${inCell(cell)}${start}-${end} ${JSON.stringify(text)})`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function inCell(cell: number | null): string {
  return cell === null ? '' : `cell ${cell} `;
}

/** Fields that every node has, and which its first line shows. */
const PLACE = new Set(['kind', 'start', 'end', 'unit']);

/** Fields that are offsets in the unit; all that is printed is an offset in the text. */
const OFFSETS = new Set(['open', 'close', 'attrStart', 'nameStart']);

function printFields(field: string, node: object, base: number, depth: number, lines: string[]): void {
  const { kind, start, end } = node as { kind?: string; start?: number; end?: number };
  const plain: string[] = [];
  const children: [string, object][] = [];
  for (const [name, value] of Object.entries(node)) {
    if (PLACE.has(name)) continue;
    if (typeof value !== 'object' || value === null)
      plain.push(`${name}=${JSON.stringify(OFFSETS.has(name) ? base + Number(value) : value)}`);
    else if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
      plain.push(`${name}=${JSON.stringify(value)}`);
    else if (Array.isArray(value)) for (const item of value) children.push([name, item ?? {}]);
    else children.push([name, value]);
  }
  const place = start === undefined || end === undefined ? [] : [`${base + start}-${base + end}`];
  const label = field === '' ? '' : `${field}: `;
  lines.push(`${'  '.repeat(depth)}${label}(${[kind ?? field, ...place, ...plain].join(' ')}`);
  for (const [name, child] of children) printFields(name, child, base, depth + 1, lines);
  close(lines);
}

function close(lines: string[]): void {
  lines.push(`${lines.pop() ?? ''})`);
}
