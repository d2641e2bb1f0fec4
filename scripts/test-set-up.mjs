// Puts in place what the tests need and no fresh machine has; each part that cannot be says which command mends it.
import { failure } from './set-up/failure.mjs';
import { installPackages } from './set-up/packages.mjs';
import { venvPython } from './set-up/paths.mjs';
import { ensureChromium, ensureNeovim } from './set-up/programs.mjs';
import { runCommand } from './set-up/run-command.mjs';
import { ensureVenv } from './set-up/venv.mjs';

/**
 * @param {(line: string) => void} say
 * @returns {Promise<{ environment: Record<string, string>, failures: string[] }>}
 */
export async function setUp(say) {
  const environment = { SAMERUN_PYTHON: venvPython };
  const parts = [
    async () => {
      await installPackages(announce(say));
      await installWorkbench(announce(say));
    },
    () => ensureVenv('test/requirements.txt', announce(say)),
    async () => {
      environment.CHROMIUM = await ensureChromium(announce(say));
    },
    () => ensureNeovim(announce(say)),
  ];
  // They wait for the network more than for the processor: side by side they take as long as the slowest.
  const results = await Promise.allSettled(parts.map((part) => part()));
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.message] : []));
  return { environment, failures };
}

async function installWorkbench(onLine) {
  const args = ['test/workbench/install.mjs'];
  const { code, output } = await runCommand(process.execPath, args, { onLine });
  if (code !== 0) throw failure('The workbench could not be installed.', `node ${args}`, output);
}

/** What a part begins with is worth a line; what its tools print is not, unless they fail. */
function announce(say) {
  let announced = false;
  return (line) => {
    if (!announced) say(line);
    announced = true;
  };
}
