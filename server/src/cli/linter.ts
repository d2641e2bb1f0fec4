// The linter as the command line loads it when there is something to lint: a bundle of its own.

export { drawEntries, listDraws } from '../draws.ts';
export { loadGrammar } from '../project/grammar.ts';
export { fileLinter } from '../project/lint-files.ts';
export { runSpread } from './spread.ts';
