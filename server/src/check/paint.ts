// Colour for a terminal, or none; and text from scripts made harmless for it.

type Tone = 'good' | 'bad' | 'warn' | 'dim' | 'strong' | 'a' | 'b';

export type Paint = (tone: Tone, text: string) => string;

const codes: Record<Tone, [on: number, off: number]> = {
  good: [32, 39],
  bad: [31, 39],
  warn: [33, 39],
  dim: [2, 22],
  strong: [1, 22],
  a: [36, 39],
  b: [35, 39],
};

export function createPaint(colour: boolean): Paint {
  if (!colour) return (_, text) => text;
  return (tone, text) => `\u001b[${codes[tone][0]}m${text}\u001b[${codes[tone][1]}m`;
}

/** As most tools decide: FORCE_COLOR, then NO_COLOR, then whether it is a terminal. */
export function wantsColour(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0';
  return isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb';
}

/** Control characters and direction marks of a source line or message would rewrite the terminal. */
export function harmless(text: string): string {
  return text
    .replace(/\t/g, '    ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '�');
}
