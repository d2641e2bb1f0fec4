// Looks at what the user asked to run before anything runs: is it a script, and does it import torch.
import { type Stats, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Complaint } from './complaint.ts';

export interface Script {
  path: string;
  importsTorch: boolean;
}

const LOOK = 4 * 1024 * 1024;

/** Throws a Complaint for what is not a script. */
export async function lookAtScript(given: string, cwd: string): Promise<Script> {
  const path = resolve(cwd, given);
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const why = error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'no such file' : error.message;
    throw new Complaint(`${given}: ${why}`);
  }
  if (stats.isDirectory())
    throw new Complaint(`${given} is a directory: name the script to run, or -m MODULE for a package`);
  if (!stats.isFile()) throw new Complaint(`${given} is not a regular file`);
  if (stats.size === 0) throw new Complaint(`${given} is empty: there is nothing to compare`);
  if (given.endsWith('.ipynb'))
    throw new Complaint(`${given} is a notebook: export it with \`jupyter nbconvert --to script\` first`);
  const text = await head(given, path);
  if (text.includes(0)) throw new Complaint(`${given} is not a Python script: it holds binary data`);
  return { path, importsTorch: /^[ \t]*(?:import|from)[ \t]+torch\b/m.test(text.toString('latin1')) };
}

async function head(given: string, path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Complaint(`${given} cannot be read: ${error.code ?? error.message}`);
  });
  try {
    const buffer = Buffer.alloc(LOOK);
    const { bytesRead } = await file.read(buffer, 0, LOOK, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
