// Checks every planted script several times and counts right answers: verdict, line, class, rule, confirmed.

import { checkPlanted, mistakes, plantedScripts } from '../test/suite/planted.mjs';
import { machine, median, option, printFigures, workPython } from './figures.mjs';

const times = Number(option('times', 5));
const only = option('only', '');
const scripts = plantedScripts().filter(({ name }) => only.split(',').some((part) => name.includes(part)));
// Round by round, so that a long measurement can be read, and ended, before its end.
const work = Array.from({ length: times }, () => scripts).flat();
const answers = new Map(scripts.map((script) => [script, []]));

console.log(`${machine()}\nPython ${workPython()}, ${times} checks each, ${scripts.length} scripts`);
// Two at a time, as two cores can bear; what is measured is answers, and seconds only beside.
await Promise.all([checkNext(), checkNext()]);
const rows = [];
for (const [script, given] of answers) {
  const wrong = given.filter(({ said }) => said.length > 0);
  const seconds = median(given.map((one) => one.seconds)).toFixed(1);
  rows.push(
    [script.name, `${given.length - wrong.length} of ${given.length}`, null],
    ['', `${seconds} s`, null],
  );
  for (const text of new Set(wrong.map(({ said }) => said.join('; ')))) rows.push(['  wrong', text, null]);
}
printFigures('right answers', rows);
printFigures('in all', [share('planted', false), share('clean', true)]);

async function checkNext() {
  for (let script = work.shift(); script; script = work.shift()) {
    const checked = await checkPlanted(script, workPython());
    const said = mistakes(script, checked);
    answers.get(script).push({ said, seconds: checked.seconds });
    if (said.length > 0) console.log(`  wrong: ${script.name}: ${said.join('; ')}`);
    if (work.length % scripts.length === 0)
      console.log(`  ${times - work.length / scripts.length} of ${times} rounds begun and dealt out`);
  }
}

function share(title, clean) {
  const all = [...answers]
    .filter(([script]) => (script.class === 'clean') === clean)
    .flatMap(([, given]) => given);
  const right = all.filter(({ said }) => said.length === 0).length;
  const percent = all.length === 0 ? 100 : (100 * right) / all.length;
  return [title, `${right} of ${all.length}, ${percent.toFixed(1)} %`, '≥ 98 %', percent >= 98];
}
