// Runs one command, passes its lines on as they come, and leaves none of its processes behind when we end.
import { spawn } from 'node:child_process';
import { root, toolEnvironment } from './paths.mjs';

/** Process groups that are alive; the signal handlers below end them. */
const groups = new Set();

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, onLine?: (line: string) => void, timeout?: number }} options
 * @returns {Promise<{ code: number, output: string }>} 127 if it cannot be started, 124 if it ran past its time.
 */
export function runCommand(command, args, { cwd = root, env = {}, onLine, timeout = 600_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: toolEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that a timeout or Ctrl+C also ends what the command has started.
      detached: process.platform !== 'win32',
    });
    let output = '';
    let code = 0;
    const timer = setTimeout(() => {
      code = 124;
      output += `\nStopped: it ran longer than ${Math.round(timeout / 1000)} s.\n`;
      endGroup(child.pid);
    }, timeout);
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        const lines = (rest + text).split(/\r\n|\n|\r/);
        rest = lines.pop() ?? '';
        for (const line of lines) onLine?.(line);
      });
      stream.on('end', () => rest && onLine?.(rest));
    }
    child.on('spawn', () => groups.add(child.pid));
    child.on('error', (error) => {
      code = 127;
      output += `${error.message}\n`;
    });
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      groups.delete(child.pid);
      resolve({ code: code || (status ?? (signal ? 1 : 0)), output });
    });
  });
}

function endGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself in the meantime, which is what we wanted.
  }
}

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])
  process.on(signal, () => {
    for (const pid of groups) endGroup(pid);
    process.exit(status);
  });
