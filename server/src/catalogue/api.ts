// What a qualified name of a library does to random streams: the types of the catalogue's tables and the one look-up.

import type { DrawEvent, Part, Stream } from '../flow/events.ts';

export interface DrawFact {
  readonly stream: Stream;
  readonly role: DrawEvent['role'];
  /** When the numbers are drawn: at the call, or when the object is used (a finding still names the call). */
  readonly when: 'call' | 'use';
  /** Keyword arguments that carry a seed or generator of their own; one that is given and not None takes the draw off the stream. */
  readonly unless: readonly string[];
  /** 0-based position of that argument when passed by position, or null. */
  readonly position: number | null;
  /** Draws only if this argument has this value (`shuffle` = true), given explicitly. */
  readonly requires?: { readonly keyword: string; readonly position: number | null; readonly value: unknown };
}

export interface SeedFact {
  readonly parts: readonly Part[];
  /** Name and 0-based position of the argument that holds the seed; null when the call takes none. */
  readonly argument: { readonly keyword: string; readonly position: number } | null;
  /** What the call does when the argument is missing or None. */
  readonly none: 'entropy' | 'constant' | 'nothing';
  /** Flags that the call sets as well. */
  readonly flags: readonly { readonly flag: string; readonly value: boolean | string; readonly when?: { readonly keyword: string; readonly value: unknown } }[];
}

export interface ApiFact {
  readonly draw?: DrawFact;
  readonly seed?: SeedFact;
  /** What a call returns, as a qualified class name whose methods are in the catalogue too. */
  readonly returns?: string;
  /** Takes functions or objects of the caller and calls them: indexes or keywords of such arguments. */
  readonly calls?: readonly (number | string)[];
  /** Its answer differs from run to run: the clock, the process id, uuid, os entropy. */
  readonly entropy?: string;
  /** Hardware questions, whose answer is unknown here: `cuda.is_available`. */
  readonly hardware?: true;
  /** A rule asks for calls of this name. */
  readonly watch?: true;
  readonly train?: true;
}
