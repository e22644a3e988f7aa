"""Makes mutants of a source file: the same text with one small fault, as a tired programmer would make it.

The rest of the text stays as it is, so that line numbers match. Annotations, decorators and texts are left alone, and
numbers outside functions too: those are settings, and another value is rarely a fault.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """`source` is the whole file with the fault; `change` says what was put in at `line`."""

    line: int
    change: str
    source: str


def mutants_of(source: str) -> list[Mutant]:
    """Every mutant of a file, in the order of its lines."""
    tree = ast.parse(source)
    found = [_mutant(source, node, fault) for node in _code(tree, inside=False) for fault in _faults(node)]
    return sorted(found, key=lambda mutant: (mutant.line, mutant.change))


def _code(node: ast.AST, *, inside: bool) -> Iterator[ast.AST]:
    """The nodes that run; numbers count inside functions alone."""
    inside = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                if inside or not isinstance(child, ast.Constant):
                    yield child
                yield from _code(child, inside=inside)


def _faults(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand instead of a node."""
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in COMPARISONS:
            yield ast.Compare(left, [COMPARISONS[type(operator)]()], [right])
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in ARITHMETIC:
            yield ast.BinOp(left, ARITHMETIC[type(operator)](), right)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Await(value=ast.Call())) | ast.AugAssign():
            yield ast.Pass()
        case ast.If(test=ast.Name() | ast.Call() | ast.Attribute() as test):
            yield _Part(test, ast.UnaryOp(ast.Not(), test))
        case ast.IfExp(test=test, body=body, orelse=other):
            yield ast.IfExp(test, other, body)


class _Part(ast.AST):
    """A fault in a part of a statement, so that the statement's body is not written anew."""

    def __init__(self, node: ast.expr, fault: ast.expr) -> None:
        super().__init__()
        self.node, self.fault = node, fault


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _mutant(source: str, node: ast.AST, fault: ast.AST) -> Mutant:
    if isinstance(fault, _Part):
        node, fault = fault.node, fault.fault
    assert isinstance(node, ast.expr | ast.stmt)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    lines = source.encode().splitlines(keepends=True)
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
    written = ast.unparse(ast.fix_missing_locations(fault))
    put_in = f"({written})" if isinstance(node, ast.expr) else written
    text = source.encode()
    before = " ".join(text[start:end].decode().split())
    changed = text[:start] + put_in.encode() + text[end:]
    return Mutant(node.lineno, f"{_short(before)}  ->  {_short(written)}", changed.decode())


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
