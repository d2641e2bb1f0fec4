// A minimal language client over stdio: framing, requests, and documents edited in increments.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds after which a request counts as lost. */
const PATIENCE = 60_000;

export class LspClient {
  #child;
  #buffer = Buffer.alloc(0);
  #next = 1;
  #waiting = new Map();
  #listeners = new Set();

  /** `pull`: the client asks for diagnostics; else it declares no such ability and waits to be told. */
  constructor(command, { pull, cwd }) {
    this.pull = pull;
    this.#child = spawn(command[0], command.slice(1), { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout.on('data', (chunk) => this.#read(chunk));
    this.ended = new Promise((resolve) => {
      this.#child.on('exit', (code, signal) => {
        for (const { reject } of this.#waiting.values()) {
          reject(new Error(`the server ended with ${code ?? signal}`));
        }
        resolve(code ?? signal);
      });
    });
  }

  /** CPU milliseconds that the server has used so far, where the system tells (Linux); else NaN. */
  cpuMs() {
    try {
      const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return 10 * (Number(fields[11]) + Number(fields[12]));
    } catch {
      return Number.NaN;
    }
  }

  async initialize(rootUri) {
    const textDocument = {
      synchronization: { didSave: true },
      publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
    };
    if (this.pull) {
      textDocument.diagnostic = { dynamicRegistration: false, relatedDocumentSupport: false };
    }
    const answer = await this.request('initialize', {
      processId: process.pid,
      clientInfo: { name: 'samerun-bench' },
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'bench' }],
      capabilities: { general: { positionEncodings: ['utf-16'] }, textDocument, workspace: {} },
    });
    this.notify('initialized', {});
    return answer.capabilities;
  }

  request(method, params) {
    const id = this.#next++;
    this.#send({ jsonrpc: '2.0', id, method, params });
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`no answer to ${method} in ${PATIENCE / 1000} s`));
      const timer = setTimeout(late, PATIENCE);
      this.#waiting.set(id, { resolve, reject, timer });
    });
  }

  notify(method, params) {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  /** Resolves with the diagnostics published next for this version, or with null when the time is up. */
  published(uri, version, ms) {
    return new Promise((resolve) => {
      const done = (value) => {
        this.#listeners.delete(listener);
        clearTimeout(timer);
        resolve(value);
      };
      const listener = ({ method, params }) => {
        const right = method === 'textDocument/publishDiagnostics' && params.uri === uri;
        if (right && (params.version === undefined || params.version === version)) {
          done(params.diagnostics);
        }
      };
      const timer = setTimeout(() => done(null), ms);
      this.#listeners.add(listener);
    });
  }

  /** The diagnostics of the document as it now is, however this client gets them; null where none came. */
  async diagnostics(uri, version, send, ms = 10_000) {
    if (!this.pull) {
      const told = this.published(uri, version, ms);
      send();
      return told;
    }
    send();
    const answer = await this.request('textDocument/diagnostic', { textDocument: { uri } });
    return answer.items ?? [];
  }

  async stop() {
    await this.request('shutdown', null);
    this.notify('exit', null);
    return this.ended;
  }

  kill() {
    this.#child.kill('SIGKILL');
  }

  #send(message) {
    const body = JSON.stringify(message);
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk) {
    this.#buffer = this.#buffer.length ? Buffer.concat([this.#buffer, chunk]) : chunk;
    for (;;) {
      const head = this.#buffer.indexOf('\r\n\r\n');
      if (head < 0) {
        return;
      }
      const length = Number(/content-length: *(\d+)/i.exec(this.#buffer.toString('latin1', 0, head))?.[1]);
      if (this.#buffer.length < head + 4 + length) {
        return;
      }
      const body = this.#buffer.toString('utf8', head + 4, head + 4 + length);
      this.#buffer = this.#buffer.subarray(head + 4 + length);
      this.#receive(JSON.parse(body));
    }
  }

  #receive(message) {
    if (message.id !== undefined && message.method) {
      // The server asks the client: settings are empty, everything else is agreed to.
      const result =
        message.method === 'workspace/configuration' ? message.params.items.map(() => null) : null;
      this.#send({ jsonrpc: '2.0', id: message.id, result });
    } else if (message.id !== undefined) {
      const { resolve, reject, timer } = this.#waiting.get(message.id);
      clearTimeout(timer);
      this.#waiting.delete(message.id);
      if (message.error) {
        reject(new Error(message.error.message));
      } else {
        resolve(message.result);
      }
    } else {
      for (const listener of [...this.#listeners]) {
        listener(message);
      }
    }
  }
}
