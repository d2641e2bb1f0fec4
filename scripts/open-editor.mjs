// Opens a folder with the extension: in VS Code where there is one, else in a workbench served on 127.0.0.1.
import { startWorkbench } from '../test/workbench/launch.mjs';
import { packageExtension } from '../test/workbench/vsix.mjs';
import { root } from './set-up/paths.mjs';
import { beforeEnd, runCommand } from './set-up/run-command.mjs';
import { bold } from './terminal.mjs';

/** @param {{ folder: string, file: string, python: string }} what */
export async function openEditor({ folder, file, python }) {
  if ((await runCommand('code', ['--version'])).code === 0) return openVSCode(folder, file);
  return serveWorkbench(folder, file, python);
}

async function openVSCode(folder, file) {
  // The extension is run from here and is not installed: closing the window leaves VS Code as it was.
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', folder, '--goto', file];
  const { code, output } = await runCommand('code', args);
  if (code !== 0) throw new Error(`VS Code did not start:\n${output}`);
  console.log(`\nVS Code opens ${bold(file)}.`);
}

async function serveWorkbench(folder, file, python) {
  const settings = { 'samerun.python': python };
  const workbench = await startWorkbench({ workspace: folder, vsix: packageExtension(), settings });
  console.log(`\nOpen  ${bold(workbench.urlOf(file))}\n\nCtrl+C ends it.`);
  beforeEnd(() => workbench.stop());
  await workbench.exited;
  await workbench.stop();
}
