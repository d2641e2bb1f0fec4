// The two files that the supervisor leaves beside a trace, checked before use: how the run ended, and what it did to files.
import * as v from 'valibot';

const text = v.nullish(v.string(), null);
const number = v.nullish(v.number(), null);

const statusShape = v.object({
  kind: v.picklist([
    'completed',
    'step-limit',
    'exit',
    'exception',
    'signal',
    'oom',
    'timeout',
    'cancelled',
    'not-started',
  ]),
  code: number,
  signal: number,
  wall_s: v.optional(v.number(), 0),
  cpu_s: v.optional(v.number(), 0),
  message: text,
  filename: text,
  row: number,
  /** What failed in the tracer: the trace cannot be trusted. */
  trouble: text,
});

const paths = v.optional(v.array(v.string()), []);

const filesShape = v.object({
  kept: paths,
  created: paths,
  written: paths,
  read: paths,
  /** When each file that was read had last been changed by then, in seconds. */
  changed_at: v.optional(v.record(v.string(), v.number()), {}),
  changed_unseen: paths,
  /** What the run changed in a layer over the user's folders, which is gone. */
  layered: paths,
  not_restored: v.optional(
    v.array(
      v.pipe(
        v.union([v.tuple([v.string(), v.string()]), v.object({ path: v.string(), reason: v.string() })]),
        v.transform((entry) => (Array.isArray(entry) ? { path: entry[0], reason: entry[1] } : entry)),
      ),
    ),
    [],
  ),
});

export type Status = v.InferOutput<typeof statusShape>;
export type Files = v.InferOutput<typeof filesShape>;

/** Null where there is no readable status: the supervisor did not get to write it. */
export function parseStatus(content: string | null): Status | null {
  return content === null ? null : parse(statusShape, content);
}

export function parseFiles(content: string | null): Files {
  const nothing = {
    kept: [],
    created: [],
    written: [],
    read: [],
    changed_at: {},
    changed_unseen: [],
    layered: [],
    not_restored: [],
  };
  return content === null ? nothing : (parse(filesShape, content) ?? nothing);
}

function parse<const Shape extends v.GenericSchema>(
  shape: Shape,
  content: string,
): v.InferOutput<Shape> | null {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    // Both files are written by rename, but a record may come from anywhere.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const result = v.safeParse(shape, value);
  return result.success ? result.output : null;
}
