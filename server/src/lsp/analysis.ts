// What the analysis thread knows and answers: sources, settings, and the linter joined to the shapes of the protocol.

import type { CodeAction } from 'vscode-languageserver';
import { explainAt } from '../explain.ts';
import type { Edit } from '../finding.ts';
import { loadGrammar } from '../project/grammar.ts';
import { parseModule } from '../python/document.ts';
import { codeActions, type FixAllData, fixAllKind } from './code-actions.ts';
import { codeLenses } from './code-lens.ts';
import { configOf } from './editor-settings.ts';
import { fixAllEdits } from './fix-all.ts';
import { judgeOf } from './judging.ts';
import { fileOf, offsetOf, rangeIn } from './places.ts';
import { seedBlock } from './seed-block.ts';
import { silence } from './silence.ts';
import { type Source, sourcesWith } from './sources.ts';
import { surroundingsOf } from './surroundings.ts';
import { toWorkspaceEdit } from './to-edit.ts';
import type { ClientTraits, Notice, QuestionName, Questions } from './worker-messages.ts';

export type Answers = { [N in QuestionName]: (params: Questions[N]['params']) => Questions[N]['answer'] };

export interface Analysis {
  notice(notice: Notice): void;
  readonly answers: Answers;
}

/** Until the client has said what it can do. */
const noTraits: ClientTraits = {
  confirmations: false,
  documentChanges: false,
  lazyEdits: false,
  checkCommand: '',
  fixedCommand: null,
};

export async function startAnalysis(log: (message: string) => void): Promise<Analysis> {
  const python = await loadGrammar();
  const sources = sourcesWith(python);
  const surroundings = surroundingsOf(sources, log);
  const judge = judgeOf(sources, surroundings, log);
  let traits = noTraits;

  const editOf = (edits: readonly Edit[], source: Source) =>
    toWorkspaceEdit(edits, sources.places, { traits, home: source.file, caution: null });

  function resolve(action: CodeAction): CodeAction {
    const data = action.data as FixAllData | undefined;
    const source = data && sources.get(data.uri);
    if (action.kind !== fixAllKind || !source || source.version !== data.version) return action;
    const judgement = judge(source);
    const { text } = judgement.module;
    const lint = (other: string) =>
      other === text ? judgement.all : judge.anew(source, parseModule(python, source.file, other));
    const edit = editOf(fixAllEdits(source.file, text, lint), source);
    return edit ? { ...action, edit } : action;
  }

  function notice(notice: Notice): void {
    switch (notice.kind) {
      case 'setup':
        traits = notice.setup.traits;
        surroundings.use(configOf(notice.setup.settings));
        judge.forget();
        break;
      case 'open':
        sources.open(notice.uri, notice.version, notice.text);
        break;
      case 'change':
        sources.change(notice.uri, notice.version, notice.changes);
        break;
      case 'close':
        sources.close(notice.uri);
        surroundings.forget(fileOf(notice.uri));
        judge.forget(fileOf(notice.uri));
        break;
      case 'notebook':
        sources.notebook(notice.uri, notice.cells);
        break;
      case 'files':
        for (const uri of notice.uris) surroundings.forget(fileOf(uri));
        judge.forget();
    }
  }

  return {
    notice,
    answers: {
      diagnostics({ uri }) {
        const source = sources.get(uri);
        if (!source) return { version: -1, items: [] };
        return { version: source.version, items: [...judge(source).diagnostics] };
      },
      codeActions({ uri, range, only }) {
        const source = sources.get(uri);
        if (!source) return [];
        const judgement = judge(source);
        const { place } = source;
        const given = { ...judgement, place, places: sources.places, traits, isCell: source.cell !== null };
        const actions = codeActions(
          { ...given, silence: (finding) => silence(judgement.module, finding) },
          range,
          only,
        );
        return traits.lazyEdits ? actions : actions.map((action) => (action.edit ? action : resolve(action)));
      },
      resolve: ({ action }) => resolve(action),
      hover({ uri, position }) {
        const source = sources.get(uri);
        if (!source) return null;
        const { table } = source.place;
        const { flow } = judge(source);
        const explained = flow && explainAt(flow, source.cell, offsetOf(table, position));
        if (!explained) return null;
        const range = rangeIn(table, explained.span.start, explained.span.end);
        return { contents: { kind: 'markdown', value: explained.markdown }, range };
      },
      codeLens({ uri }) {
        const source = sources.get(uri);
        const flow = source && judge(source).flow;
        return flow ? codeLenses(flow, source.place, traits) : [];
      },
      seedBlock({ uri }) {
        const source = sources.get(uri);
        if (!source) return { edit: null, why: 'The script is not open.' };
        const { edits, why } = seedBlock(judge(source));
        return { edit: edits && editOf(edits, source), why };
      },
    },
  };
}
