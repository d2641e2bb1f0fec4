// From a divergence to its causes: the hypotheses, the interventions that test them, and the words for them.
import type { Alignment, Suspect } from './align/alignment.ts';
import { type Hypothesis, hypotheses, type Values } from './cause.ts';
import { confirm, type Naming, pinnedBy, type Rerun, type Suspected, stepsToSee } from './confirm.ts';
import { findClock } from './find-clock.ts';
import { findAddressOrder, findOrder, type Shown } from './find-order.ts';
import { type Found, shownEvent } from './first-divergence.ts';
import type { Pair } from './pair.ts';
import { mergePins, type Pins, samePins } from './pins.ts';
import type { Cause } from './result.ts';
import type { SourceText } from './source-text.ts';
import { DRAW, LIBRARY } from './trace/event.ts';

export interface NamedCause {
  cause: Cause;
  label: string;
  /** What is unseeded, where that is the cause; the linter says so of its findings too. */
  stream: string | null;
  advice: string;
}

export interface Named {
  /** Never empty. Several, where the runs part as they do unless all of them are pinned. */
  causes: NamedCause[];
  /** What pins the confirmed ones, with what was pinned already; null where none is confirmed. */
  pins: Pins | null;
  /** The divergence that the first cause explains, as the plain pair has it. */
  found: Found;
  values: Values;
  /** One line on what differs too and leads to nothing. */
  dead: string[];
}

export interface NamingOptions {
  /** What both runs had pinned. */
  base?: Pins;
  /** All causes without which the runs would part as they do, not only the first. */
  every?: boolean;
}

export interface Surroundings {
  hashRandomised: boolean;
  source: SourceText;
}

/** `rerun` is null where there is no script to run again, as between two records. */
export async function nameCause(
  pair: Pair,
  surroundings: Surroundings,
  rerun: Rerun | null,
  { base = {}, every = false }: NamingOptions = {},
): Promise<Named> {
  const suspects = (from: Pair) => (from.found ? suspectsFor(from, from.found, surroundings) : []);
  const naming: Naming = { first: suspects, draws: (from) => differingDraws(from, surroundings) };
  const confirmed = rerun
    ? await confirm(pair, base, naming, rerun, every)
    : { live: [], dead: [], last: pair };
  const first = confirmed.live[0];
  if (!first || !rerun) return unconfirmed(pair, confirmed.last, base, suspects, rerun);
  const causes: NamedCause[] = [];
  let pins = base;
  for (const suspected of confirmed.live) {
    const others = confirmed.live.filter((other) => other !== suspected);
    const asSeen = inWords(pair, suspected, surroundings);
    const located = await locate(pair, asSeen, pinnedBy(base, others), rerun);
    if (!located) continue;
    causes.push(located.named);
    pins = mergePins(pins, located.pins);
  }
  if (causes.length === 0) return unconfirmed(pair, pair, base, suspects, rerun);
  const where = inPair(pair, first.found);
  const dead = confirmed.dead.map(({ hypothesis }) => deadText(hypothesis, pair));
  return { causes, pins, found: where, values: pair.values(where.mismatch, where.alignment), dead };
}

/** No intervention helped: what the traces alone tell, or an order by addresses. */
async function unconfirmed(
  pair: Pair,
  last: Pair,
  base: Pins,
  suspects: (from: Pair) => Suspected[],
  rerun: Rerun | null,
): Promise<Named> {
  const said = suspects(last).find(({ hypothesis }) => !hypothesis.guess)!;
  const where = inPair(pair, said.found);
  const values = pair.values(where.mismatch, where.alignment);
  const order =
    rerun && said.hypothesis.pins === null
      ? await findAddressOrder(pair, base, stepsToSee(pair), rerun)
      : null;
  const cause = order
    ? namedCause(order.hypothesis, order.place, order.confirmed)
    : namedCause(said.hypothesis, pair.dictionary.place(said.hypothesis.place), false);
  const pins = order?.confirmed ? mergePins(base, order.hypothesis.pins ?? {}) : null;
  return { causes: [cause], pins, found: where, values, dead: [] };
}

function suspectsFor(from: Pair, found: Found, { hashRandomised, source }: Surroundings): Suspected[] {
  const { dictionary } = from;
  const parent = parentOf(from, found.alignment);
  const all = hypotheses({
    alignment: found.alignment,
    mismatch: found.mismatch,
    parent,
    dictionary,
    hashRandomised,
    device: from.header?.device ?? 'cpu',
    autotunes: from.header?.autotunes ?? false,
    values: (mismatch) => {
      const handedOn = parent?.suspects.some(({ first }) => first === mismatch);
      return from.values(mismatch, handedOn ? parent! : found.alignment);
    },
    line(place) {
      const where = dictionary.place(place);
      return where ? (source.lines(where.file)?.[where.row - 1] ?? null) : null;
    },
  });
  return all.map((hypothesis) => ({ hypothesis, found }));
}

function parentOf({ alignments }: Pair, { process }: Alignment): Alignment | null {
  if (process.name === 'main') return null;
  return alignments.find((one) => one.process.name === 'main' && one.process.rank === process.rank) ?? null;
}

/** In the order in which they differ; a guess is none. */
function differingDraws(from: Pair, surroundings: Surroundings): Suspected[] {
  const found: Suspected[] = [];
  for (const alignment of from.alignments)
    for (const { first } of [...alignment.suspects].sort(byIndex)) {
      const event = shownEvent(first);
      if (event.kind !== DRAW || event.flags & LIBRARY) continue;
      for (const one of suspectsFor(from, { alignment, mismatch: first }, surroundings))
        if (!one.hypothesis.guess && !found.some((known) => isAlike(known, one))) found.push(one);
    }
  return found;
}

function byIndex(a: Suspect, b: Suspect): number {
  return shownEvent(a.first).index - shownEvent(b.first).index;
}

/** The line of a confirmed cause: its own, or the one that watching orders finds. Null where it turns out to be chance. */
async function locate(
  pair: Pair,
  { hypothesis }: Suspected,
  base: Pins,
  rerun: Rerun,
): Promise<{ named: NamedCause; pins: Pins } | null> {
  const own = pair.dictionary.place(hypothesis.place);
  if (hypothesis.pins?.clock) {
    const found = await findClock(pair, hypothesis, base, stepsToSee(pair), rerun);
    return { named: namedCause(found, pair.dictionary.place(found.place), true), pins: found.pins! };
  }
  if (hypothesis.class !== 'iteration-order')
    return { named: namedCause(hypothesis, own, true), pins: hypothesis.pins! };
  const order = await findOrder(pair, hypothesis, base, stepsToSee(pair), rerun);
  if (!order) return null;
  return {
    named: namedCause(order.hypothesis, order.place ?? own, order.confirmed),
    pins: order.hypothesis.pins ?? {},
  };
}

/** A divergence of an intervention's pair, where the plain pair has the same one: that is what the user saw. */
function inPair(pair: Pair, found: Found): Found {
  if (pair.found === found) return found;
  const { process } = found.alignment;
  const alignment = pair.alignments.find(
    (one) => one.process.name === process.name && one.process.rank === process.rank,
  );
  const wanted = shownEvent(found.mismatch);
  const candidates = [
    ...(alignment?.suspects ?? []).map(({ first }) => first),
    ...(alignment?.marks ?? []).filter(({ differing }) => differing > 0).map(({ shown }) => shown),
  ];
  const same = candidates.find((mismatch) => {
    const event = shownEvent(mismatch);
    return event.kind === wanted.kind && event.name === wanted.name && event.place === wanted.place;
  });
  return alignment && same ? { alignment, mismatch: same } : found;
}

/** The same hypothesis with the values of the plain pair, not of one with interventions. */
function inWords(pair: Pair, suspected: Suspected, surroundings: Surroundings): Suspected {
  if (suspected.found === pair.found) return suspected;
  const seen = suspectsFor(pair, inPair(pair, suspected.found), surroundings);
  return seen.find((one) => isAlike(one, suspected)) ?? suspected;
}

function isAlike({ hypothesis: a }: Suspected, { hypothesis: b }: Suspected): boolean {
  return a.class === b.class && samePins(a.pins, b.pins);
}

function namedCause(hypothesis: Hypothesis, where: Shown | null, confirmed: boolean): NamedCause {
  return {
    cause: {
      class: hypothesis.class,
      filename: where?.file ?? null,
      row: where?.row ?? null,
      rule: hypothesis.rule,
      confirmed,
      explanation: `${hypothesis.explanation} ${hypothesis.advice}`,
    },
    label: hypothesis.label,
    stream: hypothesis.stream ?? null,
    advice: hypothesis.advice,
  };
}

function deadText({ label, place }: Hypothesis, pair: Pair): string {
  const where = pair.dictionary.place(place);
  const at = where ? ` (${where.file}:${where.row})` : '';
  return `another difference leads to nothing that was compared: ${label}${at}`;
}
