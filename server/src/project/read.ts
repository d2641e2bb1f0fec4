// Reads and writes source files: never more than the cap, one clear message for what cannot be read, writes whole or not at all.

import {
  closeSync,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { decodeSource, encodeSource, type Source } from './encoding.ts';

export type ReadResult =
  | { readonly kind: 'read'; readonly source: Source }
  /** Over the cap: not read at all. */
  | { readonly kind: 'huge'; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly message: string };

export function readSource(file: string, maxBytes: number): ReadResult {
  let descriptor: number | undefined;
  try {
    const before = statSync(file);
    if (before.isDirectory()) return unreadable('it is a folder');
    // Opening a pipe that nobody writes to would wait for ever; /dev/fd/… is how shells hand over a running one.
    if (!before.isFile() && !file.startsWith('/dev/') && !file.startsWith('/proc/'))
      return unreadable('it is not a regular file');
    descriptor = openSync(file, 'r');
    const { size } = fstatSync(descriptor);
    if (size > maxBytes) return { kind: 'huge', bytes: size };
    const bytes = readUpTo(descriptor, maxBytes + 1);
    if (bytes.length > maxBytes) return { kind: 'huge', bytes: bytes.length };
    return { kind: 'read', source: decodeSource(bytes, file) };
  } catch (error) {
    return unreadable(reasonOf(error));
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Write the text in the encoding that it was read in; undefined if all is well, else why nothing was written. */
export function writeSource(file: string, text: string, source: Source): string | undefined {
  const bytes = encodeSource(text, source);
  if (bytes === undefined) return `${source.encoding} cannot be written here; save the file as UTF-8 first`;
  try {
    // Through a link to the file itself, which keeps the link; the temporary file lies beside it, on the same disk.
    const target = realpathSync(file);
    const temporary = join(dirname(target), `.${basename(target)}.samerun-${process.pid}`);
    try {
      writeFileSync(temporary, bytes, { mode: statSync(target).mode & 0o7777, flag: 'wx' });
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  ENOSPC: 'no space left on the disk',
  EROFS: 'the disk is read-only',
  ENXIO: 'it is not a regular file',
};

function unreadable(message: string): ReadResult {
  return { kind: 'unreadable', message };
}

function readUpTo(descriptor: number, limit: number): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  while (total < limit) {
    const chunk = Buffer.alloc(Math.min(64 * 1024, limit - total));
    const got = readSync(descriptor, chunk, 0, chunk.length, null);
    if (got === 0) break;
    chunks.push(chunk.subarray(0, got));
    total += got;
  }
  return Buffer.concat(chunks);
}
