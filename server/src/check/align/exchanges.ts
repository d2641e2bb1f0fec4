// Collects what the first run exchanged with other ranks, by position in its file, whatever thread it was made in.
import type { Alignment, Exchange, Mismatch } from './alignment.ts';

export interface Exchanges {
  add(exchange: Exchange): void;
  /** How many come before a mismatch, and the last of them. */
  before(mismatch: Mismatch | null): Pick<Alignment, 'exchanges' | 'exchange'>;
}

const MOST = 1 << 20;

export function createExchanges(): Exchanges {
  const exchanges: Exchange[] = [];

  function add(exchange: Exchange): void {
    if (exchanges.length < MOST) exchanges.push(exchange);
  }

  function before(mismatch: Mismatch | null): Pick<Alignment, 'exchanges' | 'exchange'> {
    const limit = (mismatch?.a ?? mismatch?.b)?.index ?? Number.POSITIVE_INFINITY;
    const earlier = exchanges.filter(({ index }) => index < limit).sort((a, b) => a.index - b.index);
    return { exchanges: earlier.length, exchange: earlier.at(-1) ?? null };
  }

  return { add, before };
}
