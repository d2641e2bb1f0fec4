// What the protocol thread and the analysis thread say to each other: plain data, cloned on the way.

import type {
  CodeAction,
  CodeLens,
  Diagnostic,
  Hover,
  Position,
  Range,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import type { EditorSettings, SeedBlockAnswer } from './protocol.ts';

/** What the analysis may rely on in the client, decided once at `initialize`. */
export interface ClientTraits {
  /** Edits may carry annotations that ask the user to confirm. */
  readonly confirmations: boolean;
  /** An edit may name the document version that it belongs to. */
  readonly documentChanges: boolean;
  /** The edit of a code action may be left for `codeAction/resolve`. */
  readonly lazyEdits: boolean;
  readonly checkCommand: string;
  readonly fixedCommand: string | null;
}

export interface Setup {
  readonly folders: readonly string[];
  readonly traits: ClientTraits;
  readonly settings: EditorSettings;
}

/** Changes of state, in order; none of them is answered. */
export type Notice =
  | { readonly kind: 'setup'; readonly setup: Setup }
  | { readonly kind: 'open'; readonly uri: string; readonly version: number; readonly text: string }
  | {
      readonly kind: 'change';
      readonly uri: string;
      readonly version: number;
      readonly changes: readonly TextDocumentContentChangeEvent[];
    }
  | { readonly kind: 'close'; readonly uri: string }
  /** The documents of a notebook's cells in their order; null when it is closed. */
  | { readonly kind: 'notebook'; readonly uri: string; readonly cells: readonly string[] | null }
  /** Files on disk changed: modules and configuration read from them are stale. */
  | { readonly kind: 'files'; readonly uris: readonly string[] };

export interface Questions {
  diagnostics: { params: { uri: string }; answer: { version: number; items: Diagnostic[] } };
  codeActions: { params: { uri: string; range: Range; only: string[] | null }; answer: CodeAction[] };
  resolve: { params: { action: CodeAction }; answer: CodeAction };
  hover: { params: { uri: string; position: Position }; answer: Hover | null };
  codeLens: { params: { uri: string }; answer: CodeLens[] };
  seedBlock: { params: { uri: string }; answer: SeedBlockAnswer };
}
export type QuestionName = keyof Questions;

export interface Ask<N extends QuestionName = QuestionName> {
  readonly kind: 'ask';
  readonly id: number;
  readonly name: N;
  readonly params: Questions[N]['params'];
}

export type ToWorker = Notice | Ask | { readonly kind: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  /** Something went wrong that the user may want to read in the output channel. */
  | { readonly kind: 'log'; readonly message: string };
