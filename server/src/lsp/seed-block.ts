// The seed block on demand: the edit that the linter would make, or one where the linter is content but lines are missing.

import type { Edit } from '../finding.ts';
import { missingLines } from '../fixes/complete-block.ts';
import { SEED_GROUP } from '../fixes/context.ts';
import { seedFixes } from '../fixes/seed-block.ts';
import type { FlagEvent, SeedEvent } from '../flow/events.ts';
import type { Judgement } from './judging.ts';

export interface SeedBlock {
  readonly edits: readonly Edit[] | null;
  /** Why there is nothing to insert. */
  readonly why: string | null;
}

export function seedBlock({ all, module, flow, settings }: Judgement): SeedBlock {
  // Where a framework's own call is offered first, the block itself comes after it.
  const offered = all
    .map((finding) => finding.fixes.findLast((fix) => fix.group === SEED_GROUP && fix.safe))
    .find((fix) => fix !== undefined);
  if (offered) return { edits: offered.edits, why: null };
  if (module.skipped) return { edits: null, why: `The script was not read: ${module.skipped.why}.` };
  if (module.errors.length > 0) return { edits: null, why: 'The script does not parse; mend that first.' };
  if (!flow) return { edits: null, why: 'The script could not be followed.' };
  const context = { module, flow, settings };
  const done = flow.events.filter(
    (event): event is SeedEvent | FlagEvent =>
      (event.kind === 'seed' || event.kind === 'flag') && event.reach === 'run',
  );
  if (missingLines(context, done).length === 0)
    return { edits: null, why: 'The script has every line of the seed block already.' };
  const fixes = seedFixes(context);
  const fix = fixes.findLast((one) => one.safe) ?? fixes[0];
  return fix
    ? { edits: fix.edits, why: null }
    : { edits: null, why: 'There is no place in this script where the seed block could go.' };
}
