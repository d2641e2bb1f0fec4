// Reads the traces of two runs side by side, process by process, and aligns them; memory stays bounded by what runs apart.
import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createProcessAligner, type ProcessAligner, type Side } from './align/align-process.ts';
import type { Alignment, ProcessName } from './align/alignment.ts';
import { comparePool, type PoolFiles, poolOf } from './compare-pools.ts';
import { createDictionary, type Dictionary } from './trace/dictionary.ts';
import type { TraceEnd, TraceHeader } from './trace/payload.ts';
import { openTrace, type TraceReader } from './trace/reader.ts';

export interface RunTraces {
  /** The run directory, which holds `trace/`. */
  directory: string;
  /** Folder of the script: places below it compare by relative path. */
  root: string | null;
}

export interface ProcessComparison {
  process: ProcessName;
  headers: [TraceHeader | null, TraceHeader | null];
  ends: [TraceEnd | null, TraceEnd | null];
  /** Why a trace is lost from some event on, or null where it is whole. */
  lost: [string | null, string | null];
  alignment: Alignment;
}

const FILE_NAME = /^r(\d{1,6})\.([A-Za-z][A-Za-z0-9]{0,40}(?:\.\d{1,6})*)\.srt$/;

/** Aligns every process that either run traced. */
export async function compareRuns(
  a: RunTraces,
  b: RunTraces,
  dictionary: Dictionary,
  wholeTail: boolean,
): Promise<ProcessComparison[]> {
  const inA = await traceFiles(a);
  const inB = await traceFiles(b);
  const compared: ProcessComparison[] = [];
  const pools = new Map<string, { pool: ProcessName; files: [PoolFiles, PoolFiles] }>();
  for (const file of [...new Set([...inA.keys(), ...inB.keys()])].sort(mainFirst)) {
    const process = inA.get(file) ?? inB.get(file)!;
    const pool = poolOf(process);
    if (pool) {
      const key = `r${pool.rank}.${pool.name}`;
      const known = pools.get(key) ?? { pool, files: [new Map(), new Map()] };
      pools.set(key, known);
      for (const [side, there] of [inA, inB].entries())
        if (there.has(file)) known.files[side]!.set(file, process);
      continue;
    }
    const sides: [Source, Source] = [
      inA.has(file) ? await openSource(a, file, dictionary) : absent(),
      inB.has(file) ? await openSource(b, file, dictionary) : absent(),
    ];
    try {
      const aligner = createProcessAligner(process, exchangeTest(dictionary));
      await pump(sides, aligner);
      compared.push({
        process,
        headers: [sides[0].header, sides[1].header],
        ends: [sides[0].end, sides[1].end],
        lost: [sides[0].lost, sides[1].lost],
        alignment: aligner.finish(wholeTail && process.name === 'main' && bothWhole(sides)),
      });
    } finally {
      await sides[0].reader?.close();
      await sides[1].reader?.close();
    }
  }
  for (const { pool, files } of pools.values())
    compared.push(await comparePool(pool, [a, b], files, dictionary));
  return compared;
}

/** By the prefix of the name; each name is looked at once. */
function exchangeTest(dictionary: Dictionary): (name: number) => boolean {
  const known: boolean[] = [];
  return (name) => {
    known[name] ??= /^_?c10d/.test(dictionary.name(name));
    return known[name];
  };
}

/** The trace files of a run; a `trace` that is a link is refused, because a record may come from anywhere. */
export async function traceFiles(run: RunTraces): Promise<Map<string, ProcessName>> {
  const folder = join(run.directory, 'trace');
  const found = new Map<string, ProcessName>();
  try {
    if (!(await lstat(folder)).isDirectory()) return found;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return found;
    throw error;
  }
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const match = entry.isFile() ? FILE_NAME.exec(entry.name) : null;
    if (match) found.set(entry.name, { rank: Number(match[1]), name: match[2]! });
  }
  return found;
}

/**
 * Follows run B while it is being written; resolves to true at the first divergence of a main process, to false
 * when the run has ended without one.
 */
export async function followRun(
  a: RunTraces,
  b: RunTraces,
  dictionary: Dictionary,
  ended: AbortSignal,
): Promise<boolean> {
  const open = new Map<string, { sides: [Source, Source]; aligner: ProcessAligner }>();
  const mains = [...(await traceFiles(a))].filter(([, process]) => process.name === 'main');
  try {
    for (;;) {
      // Looked at once more after the end, so that the last events are seen too.
      const last = ended.aborted;
      const written = await traceFiles(b);
      for (const [file, process] of mains) {
        if (!open.has(file) && written.has(file))
          open.set(file, {
            sides: [await openSource(a, file, dictionary), await openSource(b, file, dictionary, true)],
            aligner: createProcessAligner(process),
          });
        const followed = open.get(file);
        if (!followed) continue;
        await pump(followed.sides, followed.aligner);
        if (followed.aligner.first()) return true;
      }
      if (last) return false;
      await sleep(200);
    }
  } finally {
    for (const { sides } of open.values()) for (const side of sides) await side.reader?.close();
  }
}

interface Source {
  reader: TraceReader | null;
  header: TraceHeader | null;
  end: TraceEnd | null;
  lost: string | null;
  /** Nothing more comes, or (live) nothing more has come yet. */
  paused: boolean;
}

function absent(): Source {
  return { reader: null, header: null, end: null, lost: 'there is none', paused: true };
}

async function openSource(
  run: RunTraces,
  file: string,
  dictionary: Dictionary,
  live = false,
): Promise<Source> {
  const path = join(run.directory, 'trace', file);
  const reader = await openTrace(path, { dictionary, root: run.root, live });
  return { reader, header: null, end: null, lost: null, paused: false };
}

async function pump(sides: [Source, Source], aligner: ProcessAligner): Promise<void> {
  for (const side of sides) if (side.reader && !side.end && side.lost === null) side.paused = false;
  for (;;) {
    const side = behind(sides, aligner);
    if (side === null) return;
    await advance(sides[side], side, aligner);
  }
}

function behind(sides: [Source, Source], aligner: ProcessAligner): Side | null {
  if (sides[0].paused) return sides[1].paused ? null : 1;
  if (sides[1].paused) return 0;
  return aligner.backlog(0) <= aligner.backlog(1) ? 0 : 1;
}

async function advance(source: Source, side: Side, aligner: ProcessAligner): Promise<void> {
  const part = await source.reader!.next();
  switch (part.type) {
    case 'header':
      source.header = part.header;
      break;
    case 'events':
      aligner.push(side, part.first, part.words);
      break;
    case 'details':
      break;
    case 'end':
      source.end = part.end;
      // The header is from before the script made use of a GPU.
      if (source.header && part.end.device) {
        const { device, autotunes } = part.end;
        source.header = { ...source.header, device, autotunes };
      }
      source.paused = true;
      break;
    case 'lost':
      source.lost = part.why;
      source.paused = true;
      break;
    case 'waiting':
      source.paused = true;
      break;
  }
}

function bothWhole(sides: [Source, Source]): boolean {
  return sides[0].lost === null && sides[1].lost === null;
}

function mainFirst(a: string, b: string): number {
  return Number(b.includes('.main.')) - Number(a.includes('.main.')) || a.localeCompare(b);
}

/** What the main process of a run says of itself; null where it left no trace. */
export async function readHeader(run: RunTraces): Promise<TraceHeader | null> {
  const mains = [...(await traceFiles(run))].filter(([, process]) => process.name === 'main');
  const file = mains.sort(([, a], [, b]) => a.rank - b.rank)[0]?.[0];
  if (file === undefined) return null;
  const path = join(run.directory, 'trace', file);
  const reader = await openTrace(path, { dictionary: createDictionary(), root: run.root });
  try {
    const part = await reader.next();
    return part.type === 'header' ? part.header : null;
  } finally {
    await reader.close();
  }
}

/** What a person can read about some events of one trace: values, seeds, shapes. */
export async function readDetails(
  run: RunTraces,
  process: ProcessName,
  wanted: Set<number>,
  dictionary: Dictionary,
): Promise<Map<number, Record<string, unknown>>> {
  const found = new Map<number, Record<string, unknown>>();
  const file = `r${process.rank}.${process.name}.srt`;
  if (wanted.size === 0 || !(await traceFiles(run)).has(file)) return found;
  const path = join(run.directory, 'trace', file);
  const reader = await openTrace(path, { dictionary, root: run.root, detailsOnly: true });
  const last = Math.max(...wanted);
  try {
    for (;;) {
      const part = await reader.next();
      // Details follow the events that they belong to, before the next ones.
      if (part.type === 'skipped' && part.first > last) return found;
      if (part.type === 'details') {
        for (const [index, detail] of part.details) if (wanted.has(index)) found.set(index, detail);
      } else if (part.type === 'end' || part.type === 'lost') {
        return found;
      }
    }
  } finally {
    await reader.close();
  }
}

/** The last `bytes` of what the script printed on standard error, for naming why it ended. */
export async function tailOfStderr(directory: string, bytes = 16_384): Promise<string> {
  const path = join(directory, 'stderr.log');
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    },
  );
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, bytes));
    await file.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8');
  } finally {
    await file.close();
  }
}
