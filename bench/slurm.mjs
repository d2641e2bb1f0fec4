// Checks two ranks through `srun`, on a Slurm of one node that is started in a temporary folder and ended afterwards.

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cli, machine, printFigures, workPython } from './figures.mjs';

const script = fileURLToPath(new URL('slurm/ranks.py', import.meta.url));
const causeRow =
  readFileSync(script, 'utf8')
    .split('\n')
    .findIndex((line) => line.endsWith('# <- cause')) + 1;
const folder = mkdtempSync(join(tmpdir(), 'samerun-slurm-'));
const daemons = [];
try {
  console.log(`${machine()}\nPython ${workPython()}`);
  const environment = { ...process.env, SLURM_CONF: await startSlurm(), PORT: String(await freePort()) };
  const seeded = check(environment);
  const unseeded = check(environment, '--', 'unseeded');
  const { cause, first_divergence: first } = unseeded;
  printFigures('two ranks through srun', [
    ['seeded', seeded.verdict, 'identical', seeded.verdict === 'identical'],
    ['ranks compared', new Set(seeded.ends.map(({ rank }) => rank)).size, '2', seeded.ends.length === 4],
    ['unseeded', unseeded.verdict, 'diverged', unseeded.verdict === 'diverged'],
    ['rank that parts first', first?.rank, '1', first?.rank === 1],
    ['row of the cause', cause?.row, causeRow, cause?.row === causeRow],
    ['confirmed', cause?.confirmed, 'true', cause?.confirmed === true],
  ]);
} finally {
  for (const daemon of daemons.reverse()) daemon.kill();
  await sleep(1000);
  rmSync(folder, { recursive: true, force: true });
}

function check(env, ...more) {
  const options = ['--format', 'json', '--level', 'steps', '--python', workPython()];
  const launcher = ['--launcher', 'srun -n 2 --overlap'];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'check', ...options, ...launcher, script, ...more],
    { env, encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Munge, the controller and the node's daemon, all below the folder; gives the configuration's path. */
async function startSlurm() {
  const munge = join(folder, 'munge');
  mkdirSync(munge);
  for (const name of ['state', 'spool']) mkdirSync(join(folder, name));
  writeFileSync(join(munge, 'key'), crypto.getRandomValues(new Uint8Array(1024)), { mode: 0o400 });
  chmodSync(folder, 0o755);
  chmodSync(munge, 0o711);
  const socket = join(munge, 'munge.socket');
  const files = ['key', 'pid', 'log', 'seed'].map((name) => `--${name}-file=${join(munge, name)}`);
  start('munged', ['-F', '--force', `--socket=${socket}`, ...files], asMunge(munge));
  const host = hostname().split('.')[0];
  const [controller, node] = [await freePort(), await freePort()];
  const path = join(folder, 'slurm.conf');
  writeFileSync(
    path,
    `ClusterName=samerun
SlurmctldHost=${host}(127.0.0.1)
AuthInfo=socket=${socket}
SlurmUser=root
SlurmctldPort=${controller}
SlurmdPort=${node}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${availableParallelism()}
PartitionName=all Nodes=${host} Default=YES
`,
  );
  const env = { ...process.env, SLURM_CONF: path };
  start('slurmctld', ['-D'], { env });
  start('slurmd', ['-D'], { env });
  for (let tries = 0; tries < 60; tries++) {
    if (spawnSync('sinfo', ['-h', '-o', '%t'], { env, encoding: 'utf8' }).stdout?.trim() === 'idle')
      return path;
    await sleep(500);
  }
  throw new Error(`Slurm does not come up: ${readFileSync(join(munge, 'log'), 'utf8')}`);
}

/** Munge wants its files to be its own, and not to be root. */
function asMunge(munge) {
  const uid = Number(spawnSync('id', ['-u', 'munge'], { encoding: 'utf8' }).stdout);
  const gid = Number(spawnSync('id', ['-g', 'munge'], { encoding: 'utf8' }).stdout);
  for (const path of [munge, join(munge, 'key')]) chownSync(path, uid, gid);
  return { uid, gid };
}

function start(program, args, options = {}) {
  const child = spawn(program, args, { stdio: 'ignore', ...options });
  child.on('error', (error) => {
    console.error(`${error.message}: install slurmctld, slurmd, slurm-client and munge`);
    process.exitCode = 1;
  });
  daemons.push(child);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
