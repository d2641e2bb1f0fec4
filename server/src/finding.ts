// Plain data that every layer speaks: where something is, what is wrong with it, and which edits mend it.

/** A place in a file: UTF-16 offsets into the file's text, or into one cell's text for a notebook. */
export interface Span {
  readonly file: string;
  /** Index of the notebook cell (0-based, all cells counted), or null in a plain file. */
  readonly cell: number | null;
  readonly start: number;
  readonly end: number;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Replace the text at `span` (empty for an insertion) by `text`. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  /** Safe: keeps what the script computes apart from its randomness. Unsafe: may change speed, behaviour, or raise. */
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  /** Fixes of one group (the seed block of a file) are never applied together in one pass. */
  readonly group?: string;
}

/** Another place that explains the finding: a later draw, the seed that does not dominate, the call on the way. */
export interface Related {
  readonly message: string;
  readonly span: Span;
}

export interface Finding {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly Related[];
  /** The first one is what the quick fix prefers and what `--fix` applies; the others are alternatives. */
  readonly fixes: readonly Fix[];
  /** Set only where the finding says that this random stream is unseeded here. */
  readonly stream?: string;
}
