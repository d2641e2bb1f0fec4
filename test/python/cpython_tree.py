"""Prints CPython's own parse of each source in the normal form of normal-form.ts.

Standard input: a JSON list of sources. Standard output: a JSON list of lists of statements, null for a source that
CPython refuses. A node is [kind, start, end, field…], offsets in UTF-16 units; "*" stands for anything at all.
"""
import ast
import json
import re
import sys
import warnings

OPERATORS = {
    "Add": "+", "Sub": "-", "Mult": "*", "MatMult": "@", "Div": "/", "Mod": "%", "FloorDiv": "//", "Pow": "**",
    "BitOr": "|", "BitAnd": "&", "BitXor": "^", "LShift": "<<", "RShift": ">>", "UAdd": "+", "USub": "-",
    "Invert": "~", "Not": "not", "And": "and", "Or": "or", "Lt": "<", "LtE": "<=", "Eq": "==", "NotEq": "!=",
    "GtE": ">=", "Gt": ">", "In": "in", "NotIn": "not in", "Is": "is", "IsNot": "is not",
}


def operator(node):
    return OPERATORS[type(node).__name__]


class Dump:
    def __init__(self, text):
        self.text = text
        self.lines = []
        start = 0
        for end in [m.end() for m in re.finditer(r"\r\n|\r|\n", text)] + [len(text)]:
            self.lines.append((start, text[start:end]))
            start = end
        # Offsets of lines in UTF-16 units, and whether a line needs counting at all.
        self.starts = []
        total = 0
        for _, line in self.lines:
            self.starts.append(total)
            total += len(line) if line.isascii() else len(line.encode("utf-16-le", "surrogatepass")) // 2
        self.blind = 0

    def offset(self, row, column):
        if row > len(self.lines):
            return self.starts[-1] + len(self.lines[-1][1])
        line = self.lines[row - 1][1]
        mark = 1 if row == 1 and line.startswith("\ufeff") else 0
        if line.isascii():
            return self.starts[row - 1] + column
        before = line[mark:].encode("utf-8", "surrogatepass")[:column].decode("utf-8", "surrogatepass")
        return self.starts[row - 1] + mark + len(before.encode("utf-16-le", "surrogatepass")) // 2

    def span(self, node):
        # CPython before 3.12 gives places inside of f-strings that lie elsewhere.
        # Aliases and keywords have no places before 3.10 and 3.9.
        if (self.blind and sys.version_info < (3, 12)) or not hasattr(node, "lineno"):
            return ["*", "*"]
        return [self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)]

    def node(self, node, *fields, kind=None):
        return [kind or type(node).__name__, *self.span(node), *fields]

    def all(self, nodes):
        return [self.one(node) for node in nodes]

    def one(self, node):
        if node is None:
            return None
        return getattr(self, type(node).__name__)(node)

    # Expressions

    def Name(self, n):
        return self.node(n, n.id)

    def Constant(self, n):
        value = n.value
        if value is None or value is True or value is False:
            return self.node(n, value, kind="Const")
        if value is ...:
            return self.node(n, "...", kind="Const")
        if isinstance(value, bytes):
            return self.node(n, None, True, kind="Str")
        if isinstance(value, str):
            named = "\\N{" in (ast.get_source_segment(self.text, n) or "")
            return self.node(n, "*" if named else value, False, kind="Str")
        if isinstance(value, complex):
            return self.node(n, "nan", False, kind="Num")
        try:
            number = float(value)
        except OverflowError:
            number = float("inf")
        return self.node(n, "inf" if number == float("inf") else number, isinstance(value, int), kind="Num")

    def JoinedStr(self, n):
        parts = []
        self.blind += 1
        self.interpolated(n, parts)
        self.blind -= 1
        return self.node(n, parts, kind="FString")

    def interpolated(self, joined, parts):
        for value in joined.values:
            if isinstance(value, ast.FormattedValue):
                parts.append(self.one(value.value))
                if value.format_spec is not None:
                    self.interpolated(value.format_spec, parts)

    def Attribute(self, n):
        return self.node(n, self.one(n.value), n.attr)

    def Call(self, n):
        return self.node(n, self.one(n.func), self.all(n.args), self.all(n.keywords))

    def keyword(self, n):
        return [n.arg, self.one(n.value), *self.span(n)]

    def Subscript(self, n):
        index = n.slice.elts if isinstance(n.slice, ast.Tuple) and n.slice.elts else [n.slice]
        return self.node(n, self.one(n.value), self.all(index))

    def Slice(self, n):
        return self.node(n, self.all([part for part in (n.lower, n.upper, n.step) if part is not None]))

    def BinOp(self, n):
        return self.node(n, operator(n.op), self.one(n.left), self.one(n.right))

    def UnaryOp(self, n):
        return self.node(n, operator(n.op), self.one(n.operand))

    def BoolOp(self, n):
        return self.node(n, operator(n.op), self.all(n.values))

    def Compare(self, n):
        return self.node(n, [operator(op) for op in n.ops], self.all([n.left, *n.comparators]))

    def Lambda(self, n):
        return self.node(n, self.parameters(n.args), self.one(n.body))

    def IfExp(self, n):
        return self.node(n, self.one(n.test), self.one(n.body), self.one(n.orelse))

    def sequence(self, n):
        return self.node(n, self.all(n.elts))

    List = Tuple = Set = sequence

    def Dict(self, n):
        return self.node(n, self.all(n.keys), self.all(n.values))

    def comprehension(self, n):
        return [self.one(n.target), self.one(n.iter), self.all(n.ifs), bool(n.is_async)]

    def comprehended(self, n):
        kind = "Generator" if isinstance(n, ast.GeneratorExp) else None
        return self.node(n, self.one(n.elt), None, self.all(n.generators), kind=kind)

    ListComp = SetComp = GeneratorExp = comprehended

    def DictComp(self, n):
        return self.node(n, self.one(n.key), self.one(n.value), self.all(n.generators))

    def Starred(self, n):
        return self.node(n, self.one(n.value))

    def Await(self, n):
        return self.node(n, self.one(n.value))

    def Yield(self, n):
        return self.node(n, self.one(n.value), False)

    def YieldFrom(self, n):
        return self.node(n, self.one(n.value), True, kind="Yield")

    def NamedExpr(self, n):
        return self.node(n, self.one(n.target), self.one(n.value))

    def parameters(self, a):
        plain = [(p, "positional-only") for p in a.posonlyargs] + [(p, "normal") for p in a.args]
        defaults = [None] * (len(plain) - len(a.defaults)) + a.defaults
        found = [[p.arg, kind, self.one(d), self.one(p.annotation)] for (p, kind), d in zip(plain, defaults)]
        if a.vararg:
            found.append([a.vararg.arg, "star", None, self.one(a.vararg.annotation)])
        for p, default in zip(a.kwonlyargs, a.kw_defaults):
            found.append([p.arg, "keyword-only", self.one(default), self.one(p.annotation)])
        if a.kwarg:
            found.append([a.kwarg.arg, "doublestar", None, self.one(a.kwarg.annotation)])
        return found

    # Statements

    def Expr(self, n):
        return self.node(n, self.one(n.value))

    def Assign(self, n):
        return self.node(n, self.all(n.targets), self.one(n.value))

    def AnnAssign(self, n):
        return self.node(n, self.one(n.target), self.one(n.annotation), self.one(n.value))

    def AugAssign(self, n):
        return self.node(n, self.one(n.target), operator(n.op), self.one(n.value))

    def alias(self, n):
        return [n.name, n.asname, *self.span(n)]

    def Import(self, n):
        return self.node(n, self.all(n.names))

    def ImportFrom(self, n):
        return self.node(n, n.module or "", n.level, self.all(n.names))

    def function(self, n):
        return self.node(
            n, n.name, self.parameters(n.args), self.all(n.decorator_list), self.all(n.body),
            isinstance(n, ast.AsyncFunctionDef), any(has_yield(s) for s in n.body), kind="FunctionDef",
        )

    FunctionDef = AsyncFunctionDef = function

    def ClassDef(self, n):
        return self.node(
            n, n.name, self.all(n.bases), self.all(n.keywords), self.all(n.decorator_list), self.all(n.body))

    def If(self, n):
        return self.node(n, self.one(n.test), self.all(n.body), self.all(n.orelse))

    While = If

    def loop(self, n):
        return self.node(
            n, self.one(n.target), self.one(n.iter), self.all(n.body), self.all(n.orelse),
            isinstance(n, ast.AsyncFor), kind="For",
        )

    For = AsyncFor = loop

    def tried(self, n):
        return self.node(
            n, self.all(n.body), self.all(n.handlers), self.all(n.orelse), self.all(n.finalbody), kind="Try")

    Try = TryStar = tried

    def ExceptHandler(self, n):
        return [self.one(n.type), n.name, self.all(n.body)]

    def managed(self, n):
        items = [[self.one(item.context_expr), self.one(item.optional_vars)] for item in n.items]
        return self.node(n, items, self.all(n.body), isinstance(n, ast.AsyncWith), kind="With")

    With = AsyncWith = managed

    def Return(self, n):
        return self.node(n, self.one(n.value))

    def Raise(self, n):
        return self.node(n, self.one(n.exc))

    def Assert(self, n):
        return self.node(n, self.one(n.test))

    def Delete(self, n):
        return self.node(n, self.all(n.targets))

    def Global(self, n):
        return self.node(n, n.names)

    Nonlocal = Global

    def Match(self, n):
        cases = [[captures(c.pattern), self.one(c.guard), self.all(c.body)] for c in n.cases]
        return self.node(n, self.one(n.subject), cases)

    def Pass(self, n):
        return self.node(n)

    Break = Continue = Pass

    def TypeAlias(self, n):
        return self.node(n, kind="BadStmt")


def captures(pattern):
    kind = type(pattern).__name__
    if kind in ("MatchValue", "MatchSingleton"):
        return []
    if kind in ("MatchAs", "MatchStar"):
        inner = captures(pattern.pattern) if getattr(pattern, "pattern", None) else []
        return inner + ([pattern.name] if pattern.name else [])
    children = list(pattern.patterns) + list(getattr(pattern, "kwd_patterns", []))
    rest = getattr(pattern, "rest", None)
    return [name for child in children for name in captures(child)] + ([rest] if rest else [])


def has_yield(node):
    if isinstance(node, (ast.Yield, ast.YieldFrom)):
        return True
    if isinstance(node, ast.Lambda):
        return has_yield(node.args)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return has_yield(node.args) or any(has_yield(d) for d in node.decorator_list)
    return any(has_yield(child) for child in ast.iter_child_nodes(node))


def tree(text):
    try:
        # A byte order mark is only understood in bytes.
        module = ast.parse(text.encode() if text.startswith("\ufeff") else text)
    except (SyntaxError, ValueError, MemoryError, RecursionError, UnicodeError):
        return None
    dump = Dump(text)
    return [dump.one(statement) for statement in module.body]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(5000)
    json.dump([tree(text) for text in json.load(sys.stdin)], sys.stdout)
