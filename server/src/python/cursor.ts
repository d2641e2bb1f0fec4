// Walking a parse tree in place: the calls that web-tree-sitter's own cursor makes, without its copying between calls.
//
// TreeCursor copies four words into the wasm's transfer buffer before each call and out again after it, which costs
// several times the call. The state already lies there, so one walk at a time can leave it there.

import type { Tree } from 'web-tree-sitter';

/** The exports of the wasm that a walk needs. Each takes the tree's address; the cursor is the transfer buffer. */
export interface RawCursor {
  readonly _ts_tree_root_node_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_new_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_delete_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_goto_first_child_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_goto_next_sibling_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_goto_parent_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_current_node_type_id_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_current_node_is_missing_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_start_index_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_end_index_wasm: (tree: number) => number;
}

/** One walk over one tree. Only one may be open at a time, and no other call into the wasm may come between. */
export interface Cursor {
  readonly firstChild: (tree: number) => number;
  readonly nextSibling: (tree: number) => number;
  readonly parent: (tree: number) => number;
  readonly type: (tree: number) => number;
  readonly missing: (tree: number) => number;
  readonly start: (tree: number) => number;
  readonly end: (tree: number) => number;
  readonly tree: number;
}

/** The type id of an ERROR node, the same for every grammar. */
export const ERROR = 65535;

/** Runs `walk` with a cursor on the tree's root; the walk must not parse or touch nodes. */
export function withCursor<T>(raw: RawCursor, tree: Tree, walk: (cursor: Cursor) => T): T {
  // The address is the one field that web-tree-sitter keeps out of its types.
  const address = (tree as unknown as { readonly 0: number })[0];
  raw._ts_tree_root_node_wasm(address);
  raw._ts_tree_cursor_new_wasm(address);
  try {
    return walk({
      firstChild: raw._ts_tree_cursor_goto_first_child_wasm,
      nextSibling: raw._ts_tree_cursor_goto_next_sibling_wasm,
      parent: raw._ts_tree_cursor_goto_parent_wasm,
      type: raw._ts_tree_cursor_current_node_type_id_wasm,
      missing: raw._ts_tree_cursor_current_node_is_missing_wasm,
      start: raw._ts_tree_cursor_start_index_wasm,
      end: raw._ts_tree_cursor_end_index_wasm,
      tree: address,
    });
  } finally {
    raw._ts_tree_cursor_delete_wasm(address);
  }
}

const NEEDED: readonly (keyof RawCursor)[] = [
  '_ts_tree_root_node_wasm',
  '_ts_tree_cursor_new_wasm',
  '_ts_tree_cursor_delete_wasm',
  '_ts_tree_cursor_goto_first_child_wasm',
  '_ts_tree_cursor_goto_next_sibling_wasm',
  '_ts_tree_cursor_goto_parent_wasm',
  '_ts_tree_cursor_current_node_type_id_wasm',
  '_ts_tree_cursor_current_node_is_missing_wasm',
  '_ts_tree_cursor_start_index_wasm',
  '_ts_tree_cursor_end_index_wasm',
];

/** Checks that the loaded wasm has every call that a walk makes, so that an upgrade fails at start and by name. */
export function rawCursor(module: object): RawCursor {
  const missing = NEEDED.filter((name) => typeof Reflect.get(module, name) !== 'function');
  if (missing.length > 0) throw new Error(`web-tree-sitter lacks ${missing.join(', ')}`);
  return module as RawCursor;
}
