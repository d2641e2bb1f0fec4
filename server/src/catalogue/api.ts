// What a qualified name of a library does to random streams: the types of the catalogue's tables and the one look-up.

import type { DrawEvent, FlagEvent, Part, Stream } from '../flow/events.ts';

export interface DrawFact {
  readonly stream: Stream;
  readonly role: DrawEvent['role'];
  /** When the numbers are drawn: at the call, or when the object is used (a finding still names the call). */
  readonly when: 'call' | 'use';
  /**
   * Keyword arguments that carry a seed or generator of their own; one that is given and not None takes the draw off the stream,
   * also as an argument of a settings object that the call gets.
   */
  readonly unless: readonly string[];
  /** 0-based position of that argument when passed by position, or null. */
  readonly position: number | null;
  /** Draws only if this argument has this value (`shuffle` = true), given explicitly; with `values`, any one of them. */
  readonly requires?: Condition & { readonly values?: readonly unknown[] };
  /** Draws only if an argument is an object of one of these classes. */
  readonly given?: readonly string[];
  /** Draws nothing if one of these arguments has its value (`shuffle` = false), given explicitly. */
  readonly except?: readonly Condition[];
}

/** An argument and the literal value that it must have. */
export interface Condition {
  readonly keyword: string;
  readonly position: number | null;
  readonly value: unknown;
  /** Any greater number will do as well. */
  readonly orMore?: true;
}

export interface SeedFact {
  /** A part that is a kind of local generator means the object that the call returns, or the receiver of a method. */
  readonly parts: readonly Part[];
  /** Name and 0-based position of the argument that holds the seed; null when the call takes none. */
  readonly argument: { readonly keyword: string; readonly position: number } | null;
  /** What the call does when the argument is missing or None; an error ends the script. */
  readonly none: 'entropy' | 'constant' | 'nothing' | 'error';
  /** A value with which the call seeds nothing. */
  readonly off?: unknown;
  /** Flags that the call sets as well; `parts` is empty where it sets nothing but flags. */
  readonly flags: readonly FlagFact[];
}

export interface FlagFact {
  readonly flag: FlagEvent['flag'];
  readonly value: boolean | string;
  /** Only if this argument has this value, given explicitly; `position` where it may come by position. */
  readonly when?: { readonly keyword: string; readonly value: unknown; readonly position?: number };
}

export interface ApiFact {
  readonly draw?: DrawFact;
  readonly seed?: SeedFact;
  /** What a call returns, as a qualified class name whose methods are in the catalogue too; `Class.__getitem__` is `object[…]`. */
  readonly returns?: string;
  /** What it returns is of the kind of the objects in the list that it gets first, or by this name. */
  readonly like?: string;
  /** What it returns instead if an argument has this value, given explicitly. */
  readonly returnsIf?: Condition & { readonly returns: string };
  /** Returns a list of such objects, as many as this argument says or has items. */
  readonly many?: { readonly keyword: string; readonly position: number; readonly otherwise: number };
  /** Uses up the random key in this argument: a second use gives the same numbers again. */
  readonly spends?: { readonly keyword: string; readonly position: number };
  /** Calls its receiver, with the arguments from this one on. */
  readonly invokes?: number;
  /** The object that it makes has a generator of its own, which nothing has seeded yet. */
  readonly fresh?: true;
  /** Not a call but an attribute, whose value is an object of this class. */
  readonly attribute?: string;
  /** Takes functions or objects of the caller and calls them: indexes or keywords of such arguments. */
  readonly calls?: readonly (number | string)[];
  /** Its answer differs from run to run: the clock, the process id, uuid, os entropy. */
  readonly entropy?: string;
  /** Hardware questions, whose answer is unknown here: `cuda.is_available`. */
  readonly hardware?: true;
  /** A rule asks for calls of this name. */
  readonly watch?: true;
  readonly train?: true;
  /** Keeps these arguments, to call them when the receiver is used. */
  readonly keeps?: readonly number[];
  /** Makes objects of these classes of the caller, without arguments, and shows them as attributes of the result. */
  readonly builds?: readonly {
    readonly argument: string;
    readonly position: number;
    readonly attribute: string;
  }[];
  /** Returns this argument, or an object that acts as it does: `DataParallel(model)`; 'self' for a method that returns its receiver. */
  readonly passes?: number | 'self';
  /** Moves work to a GPU, or does so where there is one. */
  readonly placement?: 'certain' | 'if-available';
}

/** One library's part of the catalogue, by qualified name; a method is `Class.method`. */
export type Table = Readonly<Record<string, ApiFact>>;
