// The shape of parsed Python: one small tree a top-level statement, offsets relative to that statement.

/** A top-level statement: what incremental work reuses. An edit above it moves `start` and nothing else. */
export interface Unit {
  /** Offset of the statement in the file (or cell) text; the only thing that an edit above changes. */
  start: number;
  readonly text: string;
  readonly cell: number | null;
  /** Whether the parse has an error inside this statement: no fix is offered here. */
  readonly broken: boolean;
  readonly body: Stmt;
}

export interface Located {
  /** UTF-16 offsets relative to the start of the unit. */
  readonly start: number;
  readonly end: number;
  readonly unit: Unit;
}

export interface Name extends Located {
  readonly kind: 'Name';
  readonly id: string;
}
export interface Attribute extends Located {
  readonly kind: 'Attribute';
  readonly value: Expr;
  readonly attr: string;
  readonly attrStart: number;
}
/** `value` of a string is its decoded content (null for bytes and for what cannot be decoded simply). */
export interface Str extends Located {
  readonly kind: 'Str';
  readonly value: string | null;
  readonly bytes: boolean;
}
export interface FString extends Located {
  readonly kind: 'FString';
  readonly parts: readonly Expr[];
}
export interface Num extends Located {
  readonly kind: 'Num';
  readonly value: number;
  readonly int: boolean;
}
export interface Const extends Located {
  readonly kind: 'Const';
  readonly value: true | false | null | '...';
}
export interface Call extends Located {
  readonly kind: 'Call';
  readonly func: Expr;
  /** Positional arguments in order; `*x` is a Starred. */
  readonly args: readonly Expr[];
  /** Keyword arguments in order; `**x` has name null. */
  readonly keywords: readonly Keyword[];
  /** Offset just inside the opening parenthesis and of the closing one, for inserting arguments. A bare generator argument has none of its own. */
  readonly open: number;
  readonly close: number;
}
export interface Keyword {
  readonly name: string | null;
  readonly value: Expr;
  readonly start: number;
  readonly end: number;
}
export interface Subscript extends Located {
  readonly kind: 'Subscript';
  readonly value: Expr;
  readonly index: readonly Expr[];
}
export interface Slice extends Located {
  readonly kind: 'Slice';
  readonly parts: readonly Expr[];
}
export interface BinOp extends Located {
  readonly kind: 'BinOp';
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
}
export interface UnaryOp extends Located {
  readonly kind: 'UnaryOp';
  readonly op: string;
  readonly operand: Expr;
}
export interface BoolOp extends Located {
  readonly kind: 'BoolOp';
  readonly op: 'and' | 'or';
  readonly left: Expr;
  readonly right: Expr;
}
/** `ops[i]` compares operand i with operand i + 1; 'not in' and 'is not' are one operator. */
export interface Compare extends Located {
  readonly kind: 'Compare';
  readonly ops: readonly string[];
  readonly operands: readonly Expr[];
}
export interface Lambda extends Located {
  readonly kind: 'Lambda';
  readonly params: readonly Param[];
  readonly body: Expr;
}
export interface IfExp extends Located {
  readonly kind: 'IfExp';
  readonly test: Expr;
  readonly body: Expr;
  readonly orelse: Expr;
}
export interface Sequence extends Located {
  readonly kind: 'List' | 'Tuple' | 'Set';
  readonly items: readonly Expr[];
}
/** A key of null is `**value`. */
export interface Dict extends Located {
  readonly kind: 'Dict';
  readonly keys: readonly (Expr | null)[];
  readonly values: readonly Expr[];
}
export interface Comp extends Located {
  readonly kind: 'ListComp' | 'SetComp' | 'DictComp' | 'Generator';
  readonly element: Expr;
  /** The value of a dict comprehension, whose key is `element`. */
  readonly value: Expr | null;
  readonly clauses: readonly CompClause[];
}
export interface CompClause {
  readonly target: Expr;
  readonly iter: Expr;
  readonly tests: readonly Expr[];
  readonly async: boolean;
}
export interface Starred extends Located {
  readonly kind: 'Starred';
  readonly value: Expr;
}
export interface Await extends Located {
  readonly kind: 'Await';
  readonly value: Expr;
}
export interface Yield extends Located {
  readonly kind: 'Yield';
  readonly value: Expr | null;
  readonly from: boolean;
}
export interface NamedExpr extends Located {
  readonly kind: 'NamedExpr';
  readonly target: Name;
  readonly value: Expr;
}
/** An expression that did not parse. */
export interface BadExpr extends Located {
  readonly kind: 'BadExpr';
}

export type Expr =
  | Name
  | Attribute
  | Str
  | FString
  | Num
  | Const
  | Call
  | Subscript
  | Slice
  | BinOp
  | UnaryOp
  | BoolOp
  | Compare
  | Lambda
  | IfExp
  | Sequence
  | Dict
  | Comp
  | Starred
  | Await
  | Yield
  | NamedExpr
  | BadExpr;

export interface Param {
  readonly name: string;
  readonly kind: 'normal' | 'star' | 'doublestar' | 'keyword-only' | 'positional-only';
  readonly default: Expr | null;
  readonly annotation: Expr | null;
  readonly start: number;
  readonly end: number;
}

/** A block knows where its first statement begins and how it is indented, so that a fix can insert there. */
export type Block = readonly Stmt[];

export interface ExprStmt extends Located {
  readonly kind: 'Expr';
  readonly value: Expr;
}
export interface Assign extends Located {
  readonly kind: 'Assign';
  readonly targets: readonly Expr[];
  readonly value: Expr;
}
export interface AnnAssign extends Located {
  readonly kind: 'AnnAssign';
  readonly target: Expr;
  readonly annotation: Expr;
  readonly value: Expr | null;
}
export interface AugAssign extends Located {
  readonly kind: 'AugAssign';
  readonly target: Expr;
  readonly op: string;
  readonly value: Expr;
}
export interface ImportName {
  readonly path: string;
  readonly as: string | null;
  readonly start: number;
  readonly end: number;
}
export interface Import extends Located {
  readonly kind: 'Import';
  readonly names: readonly ImportName[];
}
/** `level` counts leading dots; a path of '*' is a star import. */
export interface ImportFrom extends Located {
  readonly kind: 'ImportFrom';
  readonly module: string;
  readonly level: number;
  readonly names: readonly ImportName[];
}
export interface FunctionDef extends Located {
  readonly kind: 'FunctionDef';
  readonly name: string;
  readonly nameStart: number;
  readonly params: readonly Param[];
  readonly decorators: readonly Expr[];
  readonly body: Block;
  readonly async: boolean;
  /** Whether the body has a yield of its own: calling it runs nothing. */
  readonly generator: boolean;
}
export interface ClassDef extends Located {
  readonly kind: 'ClassDef';
  readonly name: string;
  readonly nameStart: number;
  readonly bases: readonly Expr[];
  readonly keywords: readonly Keyword[];
  readonly decorators: readonly Expr[];
  readonly body: Block;
}
/** `elif` is an If alone in `orelse`. */
export interface If extends Located {
  readonly kind: 'If';
  readonly test: Expr;
  readonly body: Block;
  readonly orelse: Block;
}
export interface For extends Located {
  readonly kind: 'For';
  readonly target: Expr;
  readonly iter: Expr;
  readonly body: Block;
  readonly orelse: Block;
  readonly async: boolean;
}
export interface While extends Located {
  readonly kind: 'While';
  readonly test: Expr;
  readonly body: Block;
  readonly orelse: Block;
}
export interface Handler {
  readonly type: Expr | null;
  readonly name: string | null;
  readonly body: Block;
}
export interface Try extends Located {
  readonly kind: 'Try';
  readonly body: Block;
  readonly handlers: readonly Handler[];
  readonly orelse: Block;
  readonly final: Block;
}
export interface With extends Located {
  readonly kind: 'With';
  readonly items: readonly { readonly value: Expr; readonly target: Expr | null }[];
  readonly body: Block;
  readonly async: boolean;
}
export interface Return extends Located {
  readonly kind: 'Return';
  readonly value: Expr | null;
}
export interface Raise extends Located {
  readonly kind: 'Raise';
  readonly value: Expr | null;
}
export interface Assert extends Located {
  readonly kind: 'Assert';
  readonly test: Expr;
}
export interface Delete extends Located {
  readonly kind: 'Delete';
  readonly targets: readonly Expr[];
}
export interface Scope extends Located {
  readonly kind: 'Global' | 'Nonlocal';
  readonly names: readonly string[];
}
export interface Match extends Located {
  readonly kind: 'Match';
  readonly subject: Expr;
  readonly cases: readonly {
    /** The names that the pattern binds. */
    readonly pattern: readonly string[];
    /** The literals of which the subject has to be one; null where the pattern asks for something else. */
    readonly values: readonly (string | number | boolean | null)[] | null;
    /** Whether the pattern fits everything: a bare name, or `_`. */
    readonly always: boolean;
    readonly guard: Expr | null;
    readonly body: Block;
  }[];
}
export interface Jump extends Located {
  readonly kind: 'Pass' | 'Break' | 'Continue';
}
/** A statement that did not parse, or that needs no interpretation (type aliases, print of Python 2). */
export interface BadStmt extends Located {
  readonly kind: 'BadStmt';
}

export type Stmt =
  | ExprStmt
  | Assign
  | AnnAssign
  | AugAssign
  | Import
  | ImportFrom
  | FunctionDef
  | ClassDef
  | If
  | For
  | While
  | Try
  | With
  | Return
  | Raise
  | Assert
  | Delete
  | Scope
  | Match
  | Jump
  | BadStmt;

export type Node = Expr | Stmt;
