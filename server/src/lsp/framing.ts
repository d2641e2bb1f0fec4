// Reads LSP messages from a byte stream, and ends the server, rather than waiting for ever, once the framing is lost.

import type { Readable } from 'node:stream';
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
} from 'vscode-languageserver/node';

/** No editor sends a message of this size; a longer one is a wrong length, not a message. */
const maxBody = 256 * 1024 * 1024;
const maxHeader = 8 * 1024;
const separator = Buffer.from('\r\n\r\n');

export interface FramingOptions {
  /** What to do when no next message can be found: the stream has to be given up. */
  readonly lost: (why: string) => void;
  /** How long a message may stay incomplete while no byte arrives. */
  readonly stallMs?: number;
}

/** A reader for `createConnection`. A body that is no JSON is reported and skipped, since the next header is still found. */
export class FramedReader extends AbstractMessageReader {
  private readonly input: Readable;
  private readonly options: FramingOptions;
  private chunks: Buffer[] = [];
  private buffered = 0;
  /** Length of the body that is being read, or null while a header is. */
  private length: number | null = null;
  private stall: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(input: Readable, options: FramingOptions) {
    super();
    this.input = input;
    this.options = options;
  }

  listen(callback: DataCallback): Disposable {
    const onData = (chunk: Buffer) => this.receive(chunk, callback);
    const onError = (error: Error) => this.fireError(error);
    const onEnd = () => this.fireClose();
    this.input.on('data', onData).on('error', onError).on('end', onEnd).on('close', onEnd);
    return {
      dispose: () => {
        clearTimeout(this.stall);
        this.input.off('data', onData).off('error', onError).off('end', onEnd).off('close', onEnd);
      },
    };
  }

  private receive(chunk: Buffer, callback: DataCallback): void {
    if (this.ended) return;
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    while (!this.ended) {
      if (this.length === null && !this.readHeader()) break;
      if (this.length === null || this.buffered < this.length) break;
      this.deliver(this.take(this.length), callback);
      this.length = null;
    }
    clearTimeout(this.stall);
    if (!this.ended && (this.buffered > 0 || this.length !== null))
      this.stall = setTimeout(() => this.lose('a message stopped half way'), this.options.stallMs ?? 4000);
  }

  /** Whether the next body's length is known now. */
  private readHeader(): boolean {
    const all = this.joined();
    const end = all.indexOf(separator);
    if (end < 0 || end > maxHeader) {
      if (all.length > maxHeader) this.lose('a header has no end');
      return false;
    }
    const header = this.take(end + separator.length).toString('latin1');
    const match = /^content-length:[ \t]*(\d{1,12})[ \t]*$/im.exec(header);
    if (!match) {
      this.lose('a header has no valid Content-Length');
      return false;
    }
    const length = Number(match[1]);
    if (length > maxBody) {
      this.lose(`a message of ${length} bytes was announced`);
      return false;
    }
    this.length = length;
    return true;
  }

  private deliver(body: Buffer, callback: DataCallback): void {
    let message: unknown;
    try {
      message = JSON.parse(body.toString('utf8'));
    } catch (error) {
      this.fireError(new Error(`A message is no JSON: ${error instanceof Error ? error.message : error}`));
      return;
    }
    if (isMessage(message)) callback(message);
    else this.fireError(new Error('A message is no JSON-RPC object.'));
  }

  private lose(why: string): void {
    if (this.ended) return;
    this.ended = true;
    this.chunks = [];
    clearTimeout(this.stall);
    this.options.lost(why);
  }

  private joined(): Buffer {
    const [first] = this.chunks;
    if (this.chunks.length === 1 && first) return first;
    const all = Buffer.concat(this.chunks);
    this.chunks = [all];
    return all;
  }

  private take(length: number): Buffer {
    const all = this.joined();
    const rest = all.subarray(length);
    this.chunks = rest.length > 0 ? [rest] : [];
    this.buffered = rest.length;
    return all.subarray(0, length);
  }
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'jsonrpc' in value;
}
