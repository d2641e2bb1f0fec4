// The report as one page that needs no network and runs no script: verdict, cause, values, growth, spread, cost.
import { costNote, costRows, costTitle } from '../cost-text.ts';
import { growthOf } from '../growth.ts';
import { provedText } from '../proof-text.ts';
import { comparedText, extent, firstText, headlineOf, shownPath } from '../report-words.ts';
import type { Cause, CheckReport, CheckResult, ListedCause } from '../result.ts';
import { escapeHtml } from './escape.ts';
import { excerpt } from './excerpt.ts';
import { gapPlot, valuePlot } from './plot.ts';
import { stripTable } from './strip-table.ts';
import { style } from './style.ts';

export interface HtmlOptions {
  /** Paths are shown relative to it. */
  cwd: string;
  lines(file: string): string[] | null;
  /** Fresh for each page: nothing but our own style may apply. */
  nonce: string;
}

/** A page with more plots is read by nobody. */
const MOST_PLOTS = 4;

export function reportHtml(report: CheckReport, options: HtmlOptions): string {
  const { result, notes } = report;
  const title = headlineOf(result.verdict, notes);
  const policy = `default-src 'none'; style-src 'nonce-${options.nonce}'; base-uri 'none'; form-action 'none'`;
  const parts = [
    headline(report),
    notesSection('Two environments', notes.environment ?? []),
    causeSection(result, options),
    listSection(result, options),
    growthSection(report),
    chainSection(notes, options),
    notes.strip ? section('Where the difference spreads', card(stripTable(notes.strip))) : '',
    comparedSection(result, notes.levelWhy ?? null),
    costSection(result),
    notesSection('Good to know', notes.notices),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${title.mark} ${title.text} · ${notes.script}`)}</title>
<style nonce="${options.nonce}">${style}</style>
</head>
<body>
<main>
${parts.filter((part) => part !== '').join('\n')}
<footer>Samerun says over how many steps and runs a verdict holds, and never that a script is deterministic.</footer>
</main>
</body>
</html>
`;
}

function headline({ result, notes }: CheckReport): string {
  const { verdict, runs, steps } = result;
  const { mark, tone, text } = headlineOf(verdict, notes);
  const over = runs > 1 ? `, ${extent(steps, notes.limited)}, ${runs} runs` : '';
  const lines = [
    `<h1><span class="mark ${tone}">${mark}</span><span class="${tone}">${escapeHtml(text)}</span></h1>`,
    `<p><code>${escapeHtml(notes.script)}</code><span class="soft">${over}</span></p>`,
  ];
  if (result.reason) lines.push(`<p>${rich(result.reason)}</p>`);
  if (notes.stayed) lines.push(`<p class="good">${escapeHtml(notes.stayed)}</p>`);
  return lines.join('\n');
}

function causeSection(result: CheckResult, options: HtmlOptions): string {
  const { cause, first_divergence: first } = result;
  if (!cause && !first) return '';
  const at = cause ?? first!;
  const isThere = first && first.filename === at.filename && first.row === at.row;
  const parts = [cause ? causeTitle(cause) : '', cause ? `<p>${rich(cause.explanation)}</p>` : ''];
  parts.push(excerpt(at.filename, at.row, options));
  if (first && !isThere) {
    parts.push('<p class="where">The values first differ at</p>');
    parts.push(excerpt(first.filename, first.row, options));
  }
  if (first) {
    parts.push(values(first.a, first.b));
    parts.push(`<p class="soft">${sentence(firstText(first))}</p>`);
  }
  return section('Why', card(parts.join('\n')));
}

function causeTitle({ class: name, rule, confirmed }: Cause): string {
  const badge = confirmed
    ? '<span class="badge good">confirmed by intervention</span>'
    : '<span class="badge warn">not confirmed</span>';
  const code = rule ? `<code class="soft">${escapeHtml(rule)}</code>` : '';
  return `<div class="title"><strong>${escapeHtml(name)}</strong>${code}${badge}</div>`;
}

function values(a: string | null, b: string | null): string {
  if (a === null && b === null) return '';
  const one = (side: 'a' | 'b', text: string | null) =>
    `<div class="value ${side}"><b class="${side}">run ${side.toUpperCase()}</b><span class="mono">${escapeHtml(text ?? 'ends here')}</span></div>`;
  return `<div class="values">${one('a', a)}${one('b', b)}</div>`;
}

function listSection({ causes = [], proof, mended }: CheckResult, options: HtmlOptions): string {
  if (causes.length === 0) return '';
  const rows = causes.map((cause, at) => listRow(cause, at, options)).join('');
  const table = `<div class="scroll"><table><tr><th></th><th>Line</th><th>Cause</th><th>Rule</th><th>What mends it</th></tr>${rows}</table></div>`;
  if (mended) {
    const files = mended.files.map(({ filename, fixes }) => {
      const titles = fixes.map((title) => `<li>${rich(title)}</li>`).join('');
      return `<h3>Changed <code>${escapeHtml(shownPath(filename, options.cwd))}</code></h3><ul class="notes">${titles}</ul>`;
    });
    const failures = mended.failures.map((text) => `<p class="bad">${escapeHtml(text)}</p>`);
    return section('What was fixed', card([table, ...files, ...failures].join('\n')));
  }
  if (!proof) return '';
  const title =
    proof.verdict === 'identical'
      ? `<p class="good"><strong>✓ ${sentence(provedText(causes, proof.steps))}</strong></p>`
      : `<p class="warn"><strong>Not all causes could be found</strong>${proof.reason ? `: ${escapeHtml(proof.reason)}` : ''}.</p>`;
  return section('All causes', card(title + table));
}

function listRow(cause: ListedCause, at: number, options: HtmlOptions): string {
  const where =
    cause.filename === null ? 'unknown' : `${shownPath(cause.filename, options.cwd)}:${cause.row}`;
  const sure = cause.confirmed ? '' : ' <span class="warn">(not confirmed)</span>';
  return (
    `<tr><td class="num soft">${at + 1}</td><td><code>${escapeHtml(where)}</code></td>` +
    `<td>${escapeHtml(cause.class)}${sure}</td><td>${escapeHtml(cause.rule ?? '')}</td>` +
    `<td>${rich(cause.fix?.title ?? cause.advice)}</td></tr>`
  );
}

function growthSection({ result, notes }: CheckReport): string {
  const { metrics, first_divergence: first } = result;
  const all = Object.entries(metrics);
  const differing = all.filter(([, series]) => growthOf(series).some(({ gap }) => gap !== null && gap > 0));
  const shown = (differing.length > 0 ? differing : all).slice(0, MOST_PLOTS);
  if (shown.length === 0) return '';
  const plots = shown.flatMap(([name, series]) => {
    const [both, gap] = [valuePlot(name, series), gapPlot(name, series)];
    return [
      both && card(`<h3>${escapeHtml(name)}</h3>${both}${legend}`),
      gap && card(`<h3>|A − B| of ${escapeHtml(name)}, logarithmic</h3>${gap}${gapLegend}`),
    ].filter((plot) => plot !== '');
  });
  const none =
    first && differing.length === 0 && !notes.stayed
      ? '<p>No loss or metric differs over these steps.</p>'
      : '';
  const more =
    all.length > shown.length
      ? `<p class="soft">${all.length - shown.length} more metrics are not drawn.</p>`
      : '';
  const title = differing.length > 0 ? 'How the difference grows' : 'Losses and metrics';
  return section(title, `${none}<div class="plots">${plots.join('')}</div>${more}`);
}

const legend =
  '<p class="legend"><span><svg class="plot" viewBox="0 0 22 10"><path class="line a" d="M0 5H22"/></svg>run A</span>' +
  '<span><svg class="plot" viewBox="0 0 22 10"><path class="line b" d="M0 5H22"/></svg>run B</span></p>';

const gapLegend =
  '<p class="legend"><span><svg class="plot" viewBox="0 0 22 10"><circle class="gap" cx="11" cy="5" r="3"/></svg>differs</span>' +
  '<span><svg class="plot" viewBox="0 0 22 10"><circle class="zero" cx="11" cy="5" r="3"/></svg>identical</span></p>';

function chainSection({ chain, stayed }: CheckReport['notes'], options: HtmlOptions): string {
  if (!chain || chain.links.length < 2) return '';
  const items = chain.links.map(({ filename, row, kind, name, step, a, b }) => {
    const differ =
      a !== null && b !== null
        ? ` <span class="mono"><span class="a">${escapeHtml(a)}</span> ≠ <span class="b">${escapeHtml(b)}</span></span>`
        : '';
    const code = options.lines(filename)?.[row - 1]?.trim() ?? '';
    return `<li><code>${escapeHtml(shownPath(filename, options.cwd))}:${row}</code> <span class="soft">step ${step}, ${escapeHtml(`${kind} ${name}`)}</span>${differ}<br><code>${escapeHtml(code.slice(0, 160))}</code></li>`;
  });
  if (chain.leftOut > 0)
    items.splice(-1, 0, `<li class="more soft">${chain.leftOut} more lines that differ on the way</li>`);
  const title = stayed ? 'Where the difference went' : 'From the cause to the loss';
  return section(title, card(`<ol class="chain">${items.join('')}</ol>`));
}

function comparedSection(result: CheckResult, levelWhy: string | null): string {
  if (result.runs < 2) return '';
  const { cost } = result;
  const rows: [string, string][] = [
    ['Compared', comparedText(result.compared)],
    ['On', `${result.device}, level ${result.level}${levelWhy ? ` (auto: ${levelWhy})` : ''}`],
  ];
  if (cost.traced_s !== null) rows.push(['A traced run', `${cost.traced_s.toFixed(1)} s`]);
  if (cost.plain_s !== null) rows.push(['A plain run', `${cost.plain_s.toFixed(1)} s`]);
  const ends = result.ends.map(
    ({ run, rank, kind, code }) =>
      `run ${run}${rank > 0 ? ` rank ${rank}` : ''}: ${kind}${kind === 'exit' || kind === 'signal' ? ` ${code}` : ''}`,
  );
  rows.push(['Ends', ends.join(' · ')]);
  const body = rows
    .map(([name, text]) => `<tr><td class="soft">${name}</td><td>${escapeHtml(text)}</td></tr>`)
    .join('');
  return section('What was compared, and what it cost', `<div class="scroll"><table>${body}</table></div>`);
}

function costSection({ cost: { flags }, device }: CheckResult): string {
  if (!flags) return '';
  const rows = costRows(flags)
    .map(
      ([way, time, change]) =>
        `<tr><td>${escapeHtml(way)}</td><td class="num">${escapeHtml(time)}</td><td class="num">${escapeHtml(change)}</td></tr>`,
    )
    .join('');
  const table = `<div class="scroll"><table>${rows}</table></div>`;
  return section(costTitle, card(`${table}<p class="soft">${sentence(costNote(flags, device))}</p>`));
}

function notesSection(title: string, notes: string[]): string {
  if (notes.length === 0) return '';
  return section(title, `<ul class="notes">${notes.map((text) => `<li>${rich(text)}</li>`).join('')}</ul>`);
}

function section(title: string, body: string): string {
  return `<section><h2>${title}</h2>\n${body}</section>`;
}

function card(body: string): string {
  return `<div class="card">${body}</div>`;
}

/** Escaped, with what stands in backticks as code. */
function rich(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function sentence(text: string): string {
  return `${escapeHtml(text.charAt(0).toUpperCase() + text.slice(1))}.`;
}
