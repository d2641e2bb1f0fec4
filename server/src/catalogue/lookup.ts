// The one door to the catalogue: the fact for a qualified name, whichever of its public or private paths it came by.

import type { ApiFact, Table } from './api.ts';
import { canonical } from './canonical.ts';
import { datasets } from './datasets.ts';
import { entropy } from './entropy.ts';
import { families } from './families.ts';
import { graphs } from './graphs.ts';
import { gym } from './gym.ts';
import { jax } from './jax.ts';
import { keras } from './keras.ts';
import { networkx } from './networkx.ts';
import { numpy } from './numpy.ts';
import { ownStreams } from './own-streams.ts';
import { pandas } from './pandas.ts';
import { polars } from './polars.ts';
import { python } from './python.ts';
import { scipy } from './scipy.ts';
import { seeders } from './seeders.ts';
import { sklearn } from './sklearn.ts';
import { tfData } from './tf-data.ts';
import { thirdParty } from './third-party.ts';
import { torch } from './torch.ts';
import { torchData } from './torch-data.ts';
import { torchvision } from './torchvision.ts';
import { trainers } from './trainers.ts';

const tables: readonly Table[] = [
  python,
  numpy,
  torch,
  torchData,
  torchvision,
  scipy,
  sklearn,
  pandas,
  polars,
  networkx,
  graphs,
  thirdParty,
  keras,
  tfData,
  jax,
  gym,
  ownStreams,
  datasets,
  trainers,
  entropy,
  seeders,
];

/** A name that two tables know has the facts of both; the same kind of fact twice is a mistake that a test finds. */
const facts: ReadonlyMap<string, ApiFact> = merge(tables);

/** Names looked up before: scripts ask for the same few hundred again and again. */
const answers = new Map<string, ApiFact | undefined>();
const MOST_ANSWERS = 20_000;

export function lookup(qualifiedName: string): ApiFact | undefined {
  const exact = facts.get(qualifiedName);
  if (exact !== undefined || answers.has(qualifiedName)) return exact ?? answers.get(qualifiedName);
  const name = canonical(qualifiedName);
  const fact = facts.get(name) ?? family(name);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(qualifiedName, fact);
  return fact;
}

/** Every name that the tables list, for tests and for printing the catalogue. */
export function catalogued(): readonly Table[] {
  return tables;
}

function merge(all: readonly Table[]): Map<string, ApiFact> {
  const merged = new Map<string, ApiFact>();
  for (const table of all) {
    for (const [name, fact] of Object.entries(table)) {
      const known = merged.get(name);
      merged.set(name, known === undefined ? fact : { ...known, ...fact });
    }
  }
  return merged;
}

function family(name: string): ApiFact | undefined {
  for (const { prefix, pattern, fact } of families) {
    if (name.startsWith(`${prefix}.`) && pattern.test(name.slice(prefix.length + 1))) return fact;
  }
  return undefined;
}
