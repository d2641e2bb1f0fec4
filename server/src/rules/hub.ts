// What a call that loads from the Hugging Face Hub names, and whether that can move.

const COMMIT = /^[0-9a-f]{40}$/;

/** Builders of datasets that read files of one's own. */
const BUILDERS =
  /^(?:csv|json|parquet|arrow|text|xml|webdataset|imagefolder|audiofolder|videofolder|pandas|sql)$/;

/** A folder or file on disk, or a builder for such files: nothing that somebody else could change. */
export function isLocal(name: string): boolean {
  return (
    /^(?:[./~\\]|[A-Za-z]:)/.test(name) ||
    // A name on the Hub is `owner/name` or `name`: what has more parts is a path.
    /\/[^/]*\//.test(name) ||
    /\.(?:csv|json|jsonl|parquet|txt|pt|bin|py)$/.test(name) ||
    BUILDERS.test(name)
  );
}

export function isCommit(revision: string): boolean {
  return COMMIT.test(revision);
}
