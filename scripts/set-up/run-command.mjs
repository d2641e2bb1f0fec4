// Runs one command, passes its lines on as they come, and leaves none of its processes behind when we end.
import { spawn } from 'node:child_process';
import { root, toolEnvironment } from './paths.mjs';

const grouped = process.platform !== 'win32';
/** What runs now, and how long it has to end by itself once we are told to end. */
const running = new Set();
/** What else has to be stopped before we end. */
const stops = new Set();
let ending = false;
const grace = 5000;

/**
 * `show` hands the terminal to the command, so that its colours and progress bars work; nothing is captured then.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, show?: boolean, onLine?: (line: string) => void,
 *   timeout?: number }} options
 * @returns {Promise<{ code: number, output: string }>} 127 if it cannot be started, 124 if it ran past its time.
 */
export function runCommand(command, args, { cwd = root, env = {}, show, onLine, timeout = 600_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: toolEnvironment(env),
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that a timeout or Ctrl+C also ends what the command has started.
      detached: grouped,
    });
    let output = '';
    let code = 0;
    const timer = setTimeout(() => {
      code = 124;
      output += `\nStopped: it ran longer than ${Math.round(timeout / 1000)} s.\n`;
      signalGroup(child, 'SIGKILL');
    }, timeout);
    const take = (text) => {
      output += text;
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) readLines(stream, take, onLine);
    child.on('spawn', () => running.add(child));
    child.on('error', (error) => {
      code = 127;
      take(`${command}: ${error.message}\n`);
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      running.delete(child);
      // Nobody goes on to the next command once we are told to end.
      if (ending) return;
      // A signal ended it where there is no status.
      resolve({ code: code || (status ?? 1), output });
    });
  });
}

function readLines(stream, take, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    take(text);
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine?.(line);
  });
  stream.on('end', () => rest && onLine?.(rest));
}

function signalGroup(child, signal) {
  try {
    if (grouped) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended by itself in the meantime, which is what we wanted.
  }
}

/** Has `stop` called and waited for if we are told to end. */
export function beforeEnd(stop) {
  stops.add(stop);
}

/** A check puts the user's files back when it is told to end, so it is told first and killed only if it does not. */
async function endEverything(status) {
  ending = true;
  const ends = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of running) signalGroup(child, 'SIGTERM');
  await within(grace, ends);
  for (const child of running) signalGroup(child, 'SIGKILL');
  await within(
    grace,
    [...stops].map((stop) => stop()),
  );
  process.exit(status);
}

function within(milliseconds, promises) {
  return Promise.race([
    Promise.allSettled(promises),
    new Promise((resolve) => setTimeout(resolve, milliseconds)),
  ]);
}

const statuses = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
for (const [signal, status] of Object.entries(statuses)) process.once(signal, () => endEverything(status));
