// What the analysis thread knows and answers: sources, settings, and the linter joined to the shapes of the protocol.

import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import type { Edit, Finding } from '../finding.ts';
import { analyse } from '../flow/analyse.ts';
import type { Flow } from '../flow/events.ts';
import { loadGrammar } from '../project/grammar.ts';
import { emptyProject } from '../project/project.ts';
import type { Module } from '../python/module.ts';
import { codeActions, type Judged } from './code-actions.ts';
import { codeLenses } from './code-lens.ts';
import { type Source, sourcesWith } from './sources.ts';
import { toDiagnostic } from './to-diagnostic.ts';
import type { Notice, QuestionName, Questions, Setup } from './worker-messages.ts';

export type Answers = { [N in QuestionName]: (params: Questions[N]['params']) => Questions[N]['answer'] };

export interface Analysis {
  notice(notice: Notice): void;
  readonly answers: Answers;
}

interface Verdict {
  readonly module: Module;
  readonly flow: Flow;
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

export async function startAnalysis(_log: (message: string) => void): Promise<Analysis> {
  const python = await loadGrammar();
  const sources = sourcesWith(python);
  const judged = new Map<string, Verdict>();
  let setup: Setup = {
    folders: [],
    settings: {},
    traits: {
      confirmations: false,
      documentChanges: false,
      lazyEdits: false,
      checkCommand: '',
      fixedCommand: null,
    },
  };

  function judge(source: Source): Verdict {
    const module = source.module();
    const before = judged.get(source.uri);
    if (before?.module === module) return before;
    const flow = analyse(module, emptyProject);
    const findings: Finding[] = [];
    const diagnostics = findings.map((finding) => toDiagnostic(finding, source.place, sources.places, null));
    const verdict = { module, flow, findings, diagnostics };
    judged.set(source.uri, verdict);
    return verdict;
  }

  const silence = (_: Finding): Edit | null => null;

  return {
    notice(notice) {
      if (notice.kind === 'setup') setup = notice.setup;
      else if (notice.kind === 'open') sources.open(notice.uri, notice.version, notice.text);
      else if (notice.kind === 'change') sources.change(notice.uri, notice.version, notice.changes);
      else if (notice.kind === 'close') {
        sources.close(notice.uri);
        judged.delete(notice.uri);
      }
    },
    answers: {
      diagnostics({ uri }) {
        const source = sources.get(uri);
        return source
          ? { version: source.version, items: [...judge(source).diagnostics] }
          : { version: -1, items: [] };
      },
      codeActions({ uri, range, only }) {
        const source = sources.get(uri);
        if (!source) return [];
        const of: Judged = {
          ...judge(source),
          place: source.place,
          places: sources.places,
          traits: setup.traits,
          silence,
        };
        return codeActions(of, range, only);
      },
      resolve: ({ action }): CodeAction => action,
      hover: () => null,
      codeLens({ uri }) {
        const source = sources.get(uri);
        return source ? codeLenses(judge(source).flow, source.place, setup.traits) : [];
      },
      seedBlock: () => ({ edit: null, why: null }),
    },
  };
}
