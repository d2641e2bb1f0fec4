// Whether two records can be compared at all, and what a reader must know of them before anything else; pure.
import { Complaint } from './complaint.ts';
import { machineDifferences } from './machine.ts';
import type { CheckRecord } from './record.ts';

/** Throws a Complaint where every difference would only be one of how the runs were traced. */
export function refuseIncomparable(a: CheckRecord, b: CheckRecord): void {
  if (a.level !== b.level)
    throw new Complaint(
      `these runs cannot be compared: A was traced at level ${a.level}, B at level ${b.level}; make both with the same --level`,
    );
  const hashes = [a, b].map(({ machine }) => machine?.fingerprints ?? null);
  if (hashes[0] !== hashes[1] && !hashes.includes(null))
    throw new Complaint(
      `these runs cannot be compared: A has fingerprints by ${hashes[0]}, B by ${hashes[1]}; install the same packages in both (xxhash in both, or in neither)`,
    );
  const changed = changedSources(a, b);
  if (changed.length > 0)
    throw new Complaint(
      `these runs cannot be compared line by line: ${changed.join(', ')} ${changed.length === 1 ? 'is' : 'are'} not the same text in both`,
    );
}

/** What makes two records hard to compare is said first, so that a difference is not read as a cause. */
export function environmentNotices(a: CheckRecord, b: CheckRecord): string[] {
  if (!a.machine || !b.machine)
    return ['it is not known with which versions and on which machine A or B was made'];
  return machineDifferences(a.machine, b.machine).map((text) => `the environment differs: ${text}`);
}

/** Lines of the user's files that both records hold, at the same place below the folder of their script. */
function changedSources(a: CheckRecord, b: CheckRecord): string[] {
  return Object.keys(a.sources).filter((file) => {
    const inB = b.sources[file.startsWith(`${a.root}/`) ? `${b.root}${file.slice(a.root.length)}` : file];
    return inB !== undefined && inB !== a.sources[file];
  });
}
