// Judges open documents: the linter's findings with their diagnostics, kept until something that they depend on changes.

import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../finding.ts';
import type { Flow } from '../flow/events.ts';
import { type Linted, lint } from '../lint.ts';
import type { Module } from '../python/module.ts';
import { type Followed, lintAgain, lintToFollow } from '../relint.ts';
import type { Settings } from '../rules/rule.ts';
import { recentOf } from './recent.ts';
import { mostKept, type Source, type Sources } from './sources.ts';
import type { Surrounding, Surroundings } from './surroundings.ts';
import { toDiagnostic } from './to-diagnostic.ts';

export interface Judgement {
  readonly module: Module;
  /** null where there was nothing to interpret. */
  readonly flow: Flow | null;
  readonly settings: Settings;
  /** Of the document; for a cell those of the cell. */
  readonly findings: readonly Finding[];
  /** Of the whole file or notebook. */
  readonly all: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Judge {
  (source: Source): Judgement;
  /** What another text of the same file would be told. */
  readonly anew: (source: Source, module: Module) => readonly Finding[];
  readonly forget: (file?: string) => void;
}

interface Kept extends Pick<Followed, 'parsed' | 'module' | 'linted'> {
  readonly surrounding: Surrounding;
  readonly cells: Map<number | null, Judgement>;
}

/** Files that are being edited at a time: their runs are kept, so that an edit need not repeat them. */
const mostEdited = 4;

const nothing: Linted = { findings: [], flow: null, troubles: [] };

export function judgeOf(sources: Sources, surroundings: Surroundings, log: (message: string) => void): Judge {
  const kept = recentOf<Kept>(mostKept);
  const followed = recentOf<Followed>(mostEdited);
  const told = new Set<string>();

  function lintIn(surrounding: Surrounding, module: Module): Linted {
    return surrounding.excluded ? nothing : lint(module, surrounding);
  }

  // A rule that fails would fail at every key: said once.
  function tell(file: string, troubles: Linted['troubles']): void {
    for (const trouble of troubles)
      if (!told.has(trouble)) {
        told.add(trouble);
        log(`${file}: ${trouble}`);
      }
  }

  /** What somebody who asks at each key is told first: the findings; their fixes when a menu opens. */
  const atEachKey = (file: string, surrounding: Surrounding) => ({
    ...surrounding,
    later: (trouble: string) => tell(file, [trouble]),
  });

  function current(source: Source): Kept {
    const parsed = source.module();
    const before = kept.get(source.file);
    const holds = before !== undefined && surroundings.holds(before.surrounding.imported);
    if (holds && before.parsed === parsed) return before;
    const now = (holds && again(source, before, parsed)) || anew(source, parsed);
    tell(source.file, now.linted.troubles);
    kept.set(source.file, now);
    return now;
  }

  function anew({ file }: Source, parsed: Module): Kept {
    const surrounding = surroundings.of(file);
    if (surrounding.excluded)
      return keptOf({ parsed, module: parsed, linted: nothing, run: null }, surrounding);
    const made = lintToFollow(parsed, atEachKey(file, surrounding));
    followed.set(file, made);
    return keptOf(made, surrounding);
  }

  /** Judged with what is known of the text before the edit; null where the edit changed too much for that. */
  function again(source: Source, { surrounding }: Kept, parsed: Module): Kept | null {
    const { file } = source;
    const before = followed.get(file);
    followed.delete(file);
    if (before === undefined || !surroundings.stands(file, surrounding)) return null;
    try {
      const change = source.changeSince(before.parsed);
      const made = lintAgain(before, parsed, change, atEachKey(file, surrounding));
      if (made === null) return null;
      followed.set(file, made);
      return keptOf(made, surrounding);
    } catch (error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell(file, [`an edit could not be followed, so that the file is read anew: ${why}`]);
      return null;
    }
  }

  function keptOf({ parsed, module, linted }: Followed, surrounding: Surrounding): Kept {
    return { parsed, module, linted, surrounding, cells: new Map() };
  }

  function judge(source: Source): Judgement {
    const { module, surrounding, linted, cells } = current(source);
    const { findings, flow } = linted;
    const known = cells.get(source.cell);
    if (known) return known;
    const own = findings.filter(({ span }) => span.file === source.file && span.cell === source.cell);
    const judgement: Judgement = {
      module,
      flow,
      settings: surrounding.settings,
      all: findings,
      findings: own,
      diagnostics: own.map((finding) => toDiagnostic(finding, source.place, sources.places)),
    };
    cells.set(source.cell, judgement);
    return judgement;
  }

  return Object.assign(judge, {
    anew(source: Source, module: Module) {
      const linted = lintIn(surroundings.of(source.file), module);
      tell(source.file, linted.troubles);
      return linted.findings;
    },
    forget(file?: string) {
      if (file === undefined) {
        kept.clear();
        followed.clear();
      } else {
        kept.delete(file);
        followed.delete(file);
      }
    },
  });
}
