// Judges open documents: the linter's findings with their diagnostics, kept until something that they depend on changes.

import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../finding.ts';
import type { Flow } from '../flow/events.ts';
import { type Linted, lint } from '../lint.ts';
import type { Module } from '../python/module.ts';
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

interface Kept {
  readonly module: Module;
  readonly surrounding: Surrounding;
  readonly linted: Linted;
  readonly cells: Map<number | null, Judgement>;
}

const nothing: Linted = { findings: [], flow: null, troubles: [] };

export function judgeOf(sources: Sources, surroundings: Surroundings, log: (message: string) => void): Judge {
  const kept = recentOf<Kept>(mostKept);
  const told = new Set<string>();

  function lintIn(surrounding: Surrounding, module: Module): Linted {
    if (surrounding.excluded) return nothing;
    const linted = lint(module, surrounding);
    // A rule that fails would fail at every key: said once.
    for (const trouble of linted.troubles)
      if (!told.has(trouble)) {
        told.add(trouble);
        log(`${module.file}: ${trouble}`);
      }
    return linted;
  }

  function current(source: Source): Kept {
    const module = source.module();
    const before = kept.get(source.file);
    if (before?.module === module && surroundings.holds(before.surrounding.imported)) return before;
    const surrounding = surroundings.of(source.file);
    const now = { module, surrounding, linted: lintIn(surrounding, module), cells: new Map() };
    kept.set(source.file, now);
    return now;
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
    anew: (source: Source, module: Module) => lintIn(surroundings.of(source.file), module).findings,
    forget(file?: string) {
      if (file === undefined) kept.clear();
      else kept.delete(file);
    },
  });
}
