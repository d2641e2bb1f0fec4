// A stretch of a text, by offsets.

export interface Piece {
  readonly start: number;
  readonly end: number;
}
