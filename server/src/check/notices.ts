// What a person should know beside the verdict: files that were touched, no GPU, processes left; pure.
import type { RunOutcome } from './run.ts';
import type { TraceHeader } from './trace/payload.ts';

/** `scratch` is the folder for temporary files: what libraries make there is nobody's, unless the script lives there. */
export function fileNotices(runs: RunOutcome[], roots: string[], scratch: string): string[] {
  const below = (path: string, folder: string) => path.startsWith(`${folder}/`);
  const isShown = (path: string) => !below(path, scratch) || roots.some((root) => below(path, root));
  const paths = (pick: (run: RunOutcome) => string[]) => [...new Set(runs.flatMap(pick).filter(isShown))];
  const notices: string[] = [];
  const created = paths(({ files }) => files.created);
  const kept = paths(({ files }) => files.kept);
  if (kept.length > 0) notices.push(`put back as they were: ${listed(kept)}`);
  if (created.length > 0)
    notices.push(`taken away after each run, because the script made them: ${listed(created)}`);
  const notRestored = new Map(
    runs.flatMap(({ files }) => files.not_restored).map(({ path, reason }) => [path, reason] as const),
  );
  for (const [path, reason] of notRestored) notices.push(`not put back: ${path} (${reason})`);
  const layered = new Set(runs.flatMap(({ files }) => files.layered));
  const unseen = paths(({ files }) => files.changed_unseen).filter(
    (path) => !notRestored.has(path) && !layered.has(path),
  );
  if (unseen.length > 0)
    notices.push(`changed during the runs, unseen and so not put back: ${listed(unseen)}`);
  return notices;
}

export function deviceNotices(header: TraceHeader | null, asked: string | null): string[] {
  if (!header?.torch || asked === 'cpu' || !isCpu(header.device)) return [];
  return ['no GPU was used: this says nothing about kernels that are nondeterministic only on a GPU'];
}

function isCpu(device: string | null | undefined): boolean {
  return !device || /^cpu\b/.test(device);
}

function listed(paths: string[]): string {
  const shown = paths.slice(0, 5).join(', ');
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}
