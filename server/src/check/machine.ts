// What a run was made with, as far as results may depend on it: versions and hardware, nothing that names a person or a place.
import { availableParallelism, cpus } from 'node:os';
import type { TraceHeader } from './trace/payload.ts';

/** By the name that a person reads; null where it is not known. */
export type Machine = Record<string, string | null>;

export function machineOf(header: TraceHeader | null): Machine {
  return {
    Python: header?.python ?? null,
    torch: header?.torch ?? null,
    NumPy: header?.numpy ?? null,
    device: header?.device ?? null,
    system: header?.platform ?? null,
    processor: cpus()[0]?.model.trim() || null,
    cores: String(availableParallelism()),
    fingerprints: header?.hash ?? null,
  };
}

/** `torch 2.12.0 in A, 2.13.0 in B`, for all that is known of both and differs. */
export function machineDifferences(a: Machine, b: Machine): string[] {
  return Object.keys(a).flatMap((name) => {
    const [inA, inB] = [a[name] ?? null, b[name] ?? null];
    return inA !== null && inB !== null && inA !== inB ? [`${name} ${inA} in A, ${inB} in B`] : [];
  });
}
