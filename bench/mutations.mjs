// The small changes that can be made to a TypeScript source: each as its line before and after, and the whole changed text.

const SWAPS = [
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/ < /g, ' >= '],
  [/ > /g, ' <= '],
  [/ <= /g, ' > '],
  [/ >= /g, ' < '],
  [/ \?\? /g, ' && '],
  [/\btrue\b/g, 'false'],
  [/\bfalse\b/g, 'true'],
  [/\.some\(/g, '.every('],
  [/\.every\(/g, '.some('],
  [/(?<=[=<>] )\d+\b/g, (digits) => String(Number(digits) + 1)],
  [/(?<=[!=]== )'[^']+'/g, "''"],
  [/(?<=\bcase )'[^']+'/g, "'mutated'"],
  [/\breturn (?!true|false|undefined|null|\[\];|;)[^;]+;/g, 'return undefined;'],
];
const DROPPED = /^\s+(?:[\w.?]+\([^=]*\)|[\w.[\]]+ (?:\+|\|\||&&)?= [^=].*);$/;

/** Strings of messages, documentation and types decide nothing and are left alone. */
export function mutationsOf(source) {
  const lines = source.split('\n');
  const found = [];
  const add = (index, after) => {
    if (after === lines[index]) return;
    const text = [...lines.slice(0, index), after, ...lines.slice(index + 1)].join('\n');
    found.push({ line: index + 1, before: lines[index], after, text });
  };
  for (const index of codeLines(lines)) {
    const line = lines[index];
    for (const [pattern, to] of SWAPS)
      for (const match of line.matchAll(pattern)) {
        const { index: at } = match;
        if (inString(line, at) && !/'[^']+'/.test(match[0])) continue;
        const put = typeof to === 'function' ? to(match[0]) : to;
        add(index, line.slice(0, at) + put + line.slice(at + match[0].length));
      }
    const test = /^(\s*(?:\} else )?if )(\(.*\))( \{| [^{]*;)?$/.exec(line);
    if (test && balanced(test[2])) add(index, `${test[1]}(!${test[2]})${test[3] ?? ''}`);
    if (DROPPED.test(line)) add(index, '');
  }
  return found;
}

/** Lines of code: not comments, imports, types, nor the description and examples of a rule. */
function codeLines(lines) {
  const found = [];
  let until = null;
  for (const [index, line] of lines.entries()) {
    if (until !== null) {
      if (until.test(line)) until = null;
      continue;
    }
    const indent = /^ */.exec(line)[0];
    if (/^\s*meta: \{$/.test(line)) until = new RegExp(`^${indent}\\},$`);
    else if (/^(?:export )?(?:interface|type) .*[{=]$/.test(line)) until = /^[}]|;$/;
    else if (/^import .*\{$/.test(line)) until = /^\} from/;
    else if (/^\s*\/\*\*/.test(line) && !line.includes('*/')) until = /\*\//;
    else if (!/^\s*(?:\/[/*]|\*|import |export type|export \{|$)/.test(line)) found.push(index);
  }
  return found;
}

function inString(line, at) {
  let quote = '';
  for (let i = 0; i < at; i += 1) {
    if (quote === '') quote = '\'"`'.includes(line[i]) ? line[i] : '';
    else if (line[i] === '\\') i += 1;
    else if (line[i] === quote) quote = '';
  }
  return quote !== '';
}

function balanced(text) {
  let open = 0;
  for (const [index, char] of [...text].entries()) {
    if (char === '(') open += 1;
    if (char === ')') open -= 1;
    if (open === 0) return index === text.length - 1;
  }
  return false;
}
