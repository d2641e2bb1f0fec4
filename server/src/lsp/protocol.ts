// What client and server say to each other beyond the language server protocol itself; the only file of the server that the client reads.

import type { WorkspaceEdit } from 'vscode-languageserver';
import type { CheckProgress as RunProgress } from '../check/prepare.ts';
import type { Annotation, CheckResult, RequiredOption, Verdict } from '../check/result.ts';

export type { Annotation, CheckResult, RequiredOption, Verdict };

/** The client's `initializationOptions`. An editor that sends none gets everything but what runs code. */
export interface InitializationOptions {
  /** Whether the user trusts the folder. Without it nothing is ever spawned. */
  readonly trusted?: boolean;
  /** The command that a CodeLens names; the server's own, run through `workspace/executeCommand`, where absent. */
  readonly checkCommand?: string;
  /** A client command to run after a quick fix, with the document's URI; it offers the check. */
  readonly fixedCommand?: string;
  /** A folder of the client's own where runs are kept while they are compared; the user's cache where absent. */
  readonly storage?: string;
  /** Settings for a client that cannot answer `workspace/configuration`. */
  readonly settings?: EditorSettings;
}

/** The `samerun` section of the editor's settings, as far as the linter reads it. Files of the project win over it. */
export interface EditorSettings {
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly severity?: Readonly<Record<string, string>>;
  readonly seedValue?: number;
  readonly seedFunction?: string;
  readonly strict?: boolean;
  readonly codeLens?: boolean;
}

/** The server's command for clients without commands of their own: one argument, `CheckParams`. */
export const checkCommand = 'samerun.server.check';

/** Notification: the user trusts the folder now. */
export const trustNotification = 'samerun/trusted';

/** Request: run the script several times and compare. Cancelled by `$/cancelRequest`. */
export const checkRequest = 'samerun/check';
export interface CheckParams {
  /** The script, a `file:` URI. */
  readonly uri: string;
  /** Chosen by the client to tell its checks apart in `checkProgressNotification`. */
  readonly token?: string;
  /** Where the script runs; its own folder where absent. */
  readonly cwd?: string;
  /** The script's own arguments. */
  readonly arguments?: readonly string[];
  /** The interpreter that the user named; no other is tried then. */
  readonly python?: string;
  /** Interpreters that the editor knows of, tried before what the server finds by itself. */
  readonly suggested?: readonly { readonly path: string; readonly origin: string }[];
  readonly runs?: number;
  /** Optimizer steps a run; null for all. */
  readonly steps?: number | null;
  /** `cpu` or `cuda:1`. */
  readonly device?: string;
  /** Seconds that one run may take. */
  readonly timeout?: number;
  /** Go on until every cause is found and the runs are identical without them. */
  readonly prove?: boolean;
}
export interface CheckAnswer {
  readonly result: CheckResult;
  /** The report as text, what the command line prints. */
  readonly report: string;
  /** The report as one HTML page: no script, no network. */
  readonly page: string;
  /** Names of options that the script requires and that were not given; the script did not run then. */
  readonly missing: readonly RequiredOption[];
}
/** Notification: where a check has got to. */
export const checkProgressNotification = 'samerun/checkProgress';
export interface CheckProgress extends RunProgress {
  readonly token: string;
}

/** Request: the edit that inserts, completes or moves the seed block; null where the script has it already. */
export const seedBlockRequest = 'samerun/seedBlock';
export interface SeedBlockParams {
  readonly uri: string;
}
export interface SeedBlockAnswer {
  readonly edit: WorkspaceEdit | null;
  /** Why there is nothing to insert. */
  readonly why: string | null;
}

/** Error code of a request that would run code in a folder that is not trusted. */
export const untrustedError = -32050;
