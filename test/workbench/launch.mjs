// Starts a real VS Code workbench on 127.0.0.1 with a fresh profile, for the tests and for `npm start`.

import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installWorkbench, workbenchCommand } from './install.mjs';

/** What keeps a fresh profile from talking over what is to be seen. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'files.hotExit': 'off',
  'window.dialogStyle': 'custom',
  'editor.minimap.enabled': false,
};

/**
 * Starts a workbench with the extension and answers once it serves.
 * `workspace` is the folder to open, `vsix` the packaged extension, `settings` go over the quiet ones,
 * `trust: true` leaves workspace trust on (off, every folder is trusted), `port` 0 takes a free one.
 * The caller ends it with `stop()`, which also removes the profile.
 */
export async function startWorkbench({
  workspace,
  vsix,
  settings = {},
  trust = false,
  port = 0,
  log = console.log,
}) {
  const { node, entry } = workbenchCommand(await installWorkbench({ log }));
  const profile = await mkdtemp(join(tmpdir(), 'samerun-workbench-'));
  const at = port || (await freePort());
  const logFile = join(profile, 'server.log');
  await mkdir(join(profile, 'data/User'), { recursive: true });
  await mkdir(join(profile, 'data/Machine'), { recursive: true });
  await writeFile(join(profile, 'config.yaml'), `bind-addr: 127.0.0.1:${at}\nauth: none\ncert: false\n`);
  await writeFile(
    join(profile, 'data/User/settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }),
  );
  // Here the workbench is a remote one, whose machine settings (an interpreter's path) are no user's.
  await writeFile(join(profile, 'data/Machine/settings.json'), JSON.stringify(settings));
  const places = [
    entry,
    '--config',
    join(profile, 'config.yaml'),
    '--user-data-dir',
    join(profile, 'data'),
    '--extensions-dir',
    join(profile, 'extensions'),
  ];
  const env = serverEnvironment();
  if (vsix) {
    const install = spawnSync(node, [...places, '--install-extension', vsix, '--force'], {
      env,
      encoding: 'utf8',
    });
    if (install.status !== 0)
      throw new Error(`The extension does not install:\n${install.stdout}${install.stderr}`);
  }
  const args = [...places, '--auth', 'none', '--bind-addr', `127.0.0.1:${at}`, '--disable-telemetry'];
  args.push('--disable-update-check', '--disable-getting-started-override', '--ignore-last-opened');
  if (!trust) args.push('--disable-workspace-trust');
  const output = openSync(logFile, 'w');
  const server = spawn(node, args, { env, stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  const stop = async () => {
    await endGroup(server);
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  };
  try {
    await healthy(at, server);
  } catch (error) {
    const said = await readFile(logFile, 'utf8');
    await stop();
    throw new Error(`The workbench did not start: ${error.message}\n${said.slice(-4000)}`);
  }
  const origin = `http://127.0.0.1:${at}`;
  return {
    origin,
    profile,
    exited: new Promise((resolve) => server.once('exit', resolve)),
    /** The address that opens the workspace, with this file in the editor. */
    urlOf: (file) => addressOf(at, workspace, file),
    stop,
  };
}

function addressOf(port, workspace, file) {
  const folder = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}`;
  if (!file) return folder;
  const target = `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`;
  return `${folder}&payload=${encodeURIComponent(JSON.stringify([['openFile', target]]))}`;
}

// The extension host inherits this: what an outer npm or vitest sets must not reach the extension under test.
function serverEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|vitest|node_options|vscode_|port$)/i.test(name),
  );
  return { ...Object.fromEntries(kept), NODE_ENV: 'production', EXTENSIONS_GALLERY: '{}' };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function healthy(port, server) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (server.exitCode !== null) throw new Error(`it ended with ${server.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it answered nothing for 60 s');
}

// The extension host outlives SIGTERM by a second or two and is in the server's process group.
async function endGroup(server) {
  const signal = (name) => {
    try {
      process.kill(-server.pid, name);
      return true;
    } catch (error) {
      if (error.code === 'ESRCH') return false;
      throw error;
    }
  };
  if (!signal('SIGTERM')) return;
  const end = Date.now() + 3000;
  while (Date.now() < end && signal(0)) await new Promise((resolve) => setTimeout(resolve, 50));
  signal('SIGKILL');
}
