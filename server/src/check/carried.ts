// Finds state that one run left in files and the next one read, and the line that read it.
import { join } from 'node:path';
import { carriedFiles } from './causes/carried-state.ts';
import { baseName } from './causes/wording.ts';
import { traceFiles } from './compare-runs.ts';
import type { RunOutcome } from './run.ts';
import type { SourceText } from './source-text.ts';
import { createDictionary } from './trace/dictionary.ts';
import { eventAt, READ, WORDS } from './trace/event.ts';
import { openTrace } from './trace/reader.ts';

export interface Carried {
  paths: string[];
  /** Where the second run first read one of them; null where that is no user line. */
  reader: { filename: string; row: number } | null;
}

/** Null where the second run read nothing that the first had changed and left changed. */
export async function carriedBetween(
  runs: RunOutcome[],
  root: string,
  script: string | null,
  source: SourceText,
): Promise<Carried | null> {
  const [first, second] = runs;
  if (!first || !second) return null;
  const paths = carriedFiles(first.files, second.files, first.between);
  if (paths.length === 0) return null;
  return { paths, reader: await readerOf(second, paths, root, script, source) };
}

/** The line at which a run first read one of these files. */
export async function readerOf(
  run: RunOutcome,
  paths: string[],
  root: string,
  script: string | null,
  source: SourceText,
): Promise<Carried['reader']> {
  return (await firstRead(run.directory, new Set(paths), root)) ?? lineNaming(paths, script, source);
}

/** A read outside any user line, as by a library: the first line of the script that names the file. */
function lineNaming(paths: string[], script: string | null, source: SourceText): Carried['reader'] {
  if (script === null) return null;
  const names = paths.map(baseName);
  const at = (source.lines(script) ?? []).findIndex((line) => names.some((name) => line.includes(name)));
  return at < 0 ? null : { filename: script, row: at + 1 };
}

async function firstRead(directory: string, paths: Set<string>, root: string): Promise<Carried['reader']> {
  const dictionary = createDictionary();
  for (const file of (await traceFiles({ directory, root })).keys()) {
    const reader = await openTrace(join(directory, 'trace', file), { dictionary, root });
    try {
      for (;;) {
        const part = await reader.next();
        if (part.type === 'end' || part.type === 'lost') break;
        if (part.type !== 'events') continue;
        for (let at = 0; at < part.words.length; at += WORDS) {
          if ((part.words[at]! & 0xff) !== READ) continue;
          const event = eventAt(part.words, at, 0);
          const place = dictionary.place(event.place);
          if (place && paths.has(dictionary.name(event.name)))
            return { filename: place.file, row: place.row };
        }
      }
    } finally {
      await reader.close();
    }
  }
  return null;
}
