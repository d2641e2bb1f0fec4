// Serves determinism checks: only where the folder is trusted, each in a thread of its own, with progress and cancellation.

import { Worker } from 'node:worker_threads';
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { CheckRole, FromCheck } from './check-thread.ts';
import {
  type CheckAnswer,
  type CheckParams,
  type CheckProgress,
  checkCommand,
  checkProgressNotification,
  checkRequest,
  type InitializationOptions,
  trustNotification,
  untrustedError,
} from './protocol.ts';

export interface CheckRequests {
  allow(options: Pick<InitializationOptions, 'trusted' | 'storage'>): void;
  /** Ends what runs; no process is left behind. */
  dispose(): Promise<void>;
}

/** A check that was told to stop ends its processes first; one that does not even do that is ended from outside. */
const graceMs = 15_000;

export function offerChecks(connection: Connection, script: string): CheckRequests {
  const running = new Set<Running>();
  let trusted = false;
  let storage: string | null = null;

  async function check(params: unknown, token: CancellationToken): Promise<CheckAnswer> {
    if (!trusted)
      throw new ResponseError(
        untrustedError,
        'This folder is not trusted, so no script of it is run. Trust it in the editor, or start the server with the initialization option "trusted": true.',
      );
    const wanted = paramsOf(params);
    const thread = startCheck(script, { role: 'check', params: wanted, storage }, (progress) => {
      if (wanted.token) void connection.sendNotification(checkProgressNotification, progress);
    });
    running.add(thread);
    const stopping = token.onCancellationRequested(thread.stop);
    try {
      return await thread.answer;
    } finally {
      stopping.dispose();
      running.delete(thread);
    }
  }

  connection.onRequest(checkRequest, check);
  connection.onNotification(trustNotification, () => {
    trusted = true;
  });
  connection.onExecuteCommand(async (params, token) => {
    if (params.command !== checkCommand)
      throw new ResponseError(ErrorCodes.InvalidParams, `There is no command ${params.command}.`);
    return check(params.arguments?.[0], token);
  });

  return {
    allow(options) {
      trusted = options.trusted === true;
      storage = options.storage ?? null;
    },
    async dispose() {
      for (const thread of running) thread.stop();
      await Promise.allSettled([...running].map((thread) => thread.answer));
    },
  };
}

interface Running {
  readonly answer: Promise<CheckAnswer>;
  readonly stop: () => void;
}

function startCheck(script: string, role: CheckRole, onProgress: (progress: CheckProgress) => void): Running {
  const worker = new Worker(script, { workerData: role, stdout: true });
  worker.stdout.pipe(process.stderr, { end: false });
  let forced: NodeJS.Timeout | undefined;
  const answer = new Promise<CheckAnswer>((resolve, reject) => {
    worker.on('message', (message: FromCheck) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'answer') resolve(message.answer);
      else if (message.kind === 'cancelled')
        reject(new ResponseError(LSPErrorCodes.RequestCancelled, 'The check was cancelled.'));
      else reject(new ResponseError(ErrorCodes.InternalError, message.message));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      clearTimeout(forced);
      reject(new Error(`The check ended with exit code ${code}.`));
    });
  });
  return {
    answer,
    stop() {
      worker.postMessage('stop');
      forced ??= setTimeout(() => void worker.terminate(), graceMs);
    },
  };
}

function paramsOf(given: unknown): CheckParams {
  const params = given as Partial<CheckParams> | null | undefined;
  const invalid = (why: string) => new ResponseError(ErrorCodes.InvalidParams, why);
  if (typeof params?.uri !== 'string') throw invalid('A check needs the URI of a script.');
  if (!params.uri.startsWith('file:')) throw invalid(`${params.uri} is not on disk: save it first.`);
  if (params.arguments !== undefined && !isListOfText(params.arguments))
    throw invalid('The arguments of the script must be a list of text.');
  return { ...params, uri: params.uri };
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
