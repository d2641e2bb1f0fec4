// The JSON payloads of a trace, checked before use: a trace may come from another machine and is not trusted.
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const id = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffffffff));
const text = v.pipe(v.string(), v.maxLength(65_536));

const headerShape = v.object({
  version: v.literal(1),
  python: v.optional(v.nullable(text)),
  torch: v.optional(v.nullable(text)),
  numpy: v.optional(v.nullable(text)),
  platform: v.optional(v.nullable(text)),
  device: v.optional(v.nullable(text)),
  autotunes: v.optional(v.nullable(v.boolean())),
  hash: v.optional(v.nullable(text)),
  level: v.optional(v.nullable(text)),
  rank: v.optional(v.nullable(count)),
  name: v.optional(v.nullable(text)),
});

const tableShape = v.object({
  names: v.optional(v.array(v.tuple([id, text])), []),
  places: v.optional(v.array(v.tuple([id, text, count, count, text])), []),
});

const endShape = v.object({
  reason: v.picklist(['completed', 'exit', 'exception', 'step-limit', 'exec']),
  events: count,
  steps: count,
  device: v.optional(v.nullable(text)),
  autotunes: v.optional(v.nullable(v.boolean())),
});

const detailShape = v.array(v.tuple([count, v.record(v.string(), v.unknown())]));

export type TraceHeader = v.InferOutput<typeof headerShape>;
export type TraceEnd = v.InferOutput<typeof endShape>;
export type TraceDetails = v.InferOutput<typeof detailShape>;

export const parseHeader = parser(headerShape);
export const parseTable = parser(tableShape);
export const parseEnd = parser(endShape);
export const parseDetails = parser(detailShape);

/** Reads one payload; null where it is not the JSON that it should be. */
function parser<const Shape extends v.GenericSchema>(shape: Shape) {
  return (payload: Uint8Array): v.InferOutput<Shape> | null => {
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    } catch (error) {
      // Malformed UTF-8 and malformed JSON are expected of a hostile trace; the reader calls the rest of it lost.
      if (error instanceof SyntaxError || error instanceof TypeError) return null;
      throw error;
    }
    const result = v.safeParse(shape, value);
    return result.success ? result.output : null;
  };
}
