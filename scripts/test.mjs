// `npm test`: sets up what is missing, runs every check and test, and closes with `N passed, N failed`.

import { runCommand } from './set-up/run-command.mjs';
import { setUp } from './test-set-up.mjs';
import { stages } from './test-stages.mjs';

const started = Date.now();
let passed = 0;
let failed = 0;

const { environment, ready } = await report('set-up', async () => {
  const { environment, failures } = await setUp((line) => console.log(`  ${line}`));
  const ready = failures.length === 0;
  return { passed: 0, failed: failures.length, output: failures.join('\n\n'), environment, ready };
});

for (const stage of stages) await report(stage.name, () => runStage(stage));

console.log(`\n${seconds(started)} in all\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function runStage(stage) {
  if (!ready) return { passed: 0, failed: 1, output: 'Not run: the set-up failed.' };
  const { code, output } = await runCommand(...stage.command, {
    env: { ...environment, ...stage.env },
    timeout: stage.timeout,
  });
  const counts = stage.count(code, output);
  // A tool that breaks down before it counts anything has failed nonetheless.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { ...counts, output: counts.output ?? output };
}

async function report(name, run) {
  const start = Date.now();
  console.log(`▸ ${name}`);
  // Something every half minute, so that a slow stage is not taken for a hang.
  const heartbeat = setInterval(() => console.log(`  … ${name}, ${seconds(start)}`), 30_000);
  const result = await run().finally(() => clearInterval(heartbeat));
  if (result.failed > 0) console.log(result.output.trimEnd());
  passed += result.passed;
  failed += result.failed;
  console.log(`${result.failed > 0 ? '✗' : '✓'} ${name}: ${said(result)} (${seconds(start)})`);
  return result;
}

function said(result) {
  if (result.passed + result.failed === 0) return 'done';
  return `${result.passed} passed, ${result.failed} failed`;
}

function seconds(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
