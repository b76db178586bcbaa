"""The kernels once more in C: a translator for the narrow Python that laws and steps are written in.

A law or step is numbers, record fields, loops and calls of other laws and steps. Types follow from the record fields
and from the arguments of each call; whoever calls a law with other types gets another C function. What does not belong
to that language raises `Untranslatable` and says where.
"""

from __future__ import annotations

import ast
import inspect
import math
import textwrap
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np

from multipolar.numerics import elementary, random

Type = tuple[Any, ...]
REAL: Type = ("real",)
WHOLE: Type = ("whole",)
NOTHING: Type = ("nothing",)
C_OF_DTYPE = {"f8": "double", "f4": "float", "i8": "int64_t", "i4": "int32_t", "i2": "int16_t", "i1": "int8_t", "u1": "uint8_t"}

NATIVE = """
#include <stdint.h>
#include <stddef.h>
#include <string.h>
#include <math.h>
#include <alloca.h>
static inline double fmax2(double a, double b) { return b > a ? b : a; }
static inline double fmin2(double a, double b) { return b < a ? b : a; }
static inline int64_t imax2(int64_t a, int64_t b) { return b > a ? b : a; }
static inline int64_t imin2(int64_t a, int64_t b) { return b < a ? b : a; }
static inline int64_t bits_of(double x) { int64_t b; memcpy(&b, &x, 8); return b; }
static inline double float_of(int64_t b) { double x; memcpy(&x, &b, 8); return x; }
static inline uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}
static inline uint64_t two_rounds(uint64_t key, uint64_t counter) {
    uint64_t first = mix(key + counter * 0x9E3779B97F4A7C15ULL);
    return mix((first ^ key) + 0x9E3779B97F4A7C15ULL);
}
static inline int64_t member_key(int64_t seed, int64_t member) { return (int64_t)two_rounds((uint64_t)seed, (uint64_t)member); }
static inline double uniform(int64_t key, int64_t day, int64_t stream, int64_t index) {
    uint64_t counter = ((uint64_t)day << 40) ^ ((uint64_t)stream << 24) ^ (uint64_t)index;
    return ((double)(two_rounds((uint64_t)key, counter) >> 12) + 0.5) * 2.220446049250313e-16;
}
"""
NATIVES = {
    elementary.bits_of: ("bits_of", WHOLE),
    elementary.float_of: ("float_of", REAL),
    random.member_key: ("member_key", WHOLE),
    random.uniform: ("uniform", REAL),
    math.sqrt: ("sqrt", REAL),
    math.floor: ("floor", REAL),
    math.fabs: ("fabs", REAL),
}


RESERVED = frozenset(
    {"auto", "char", "const", "default", "double", "enum", "extern", "float", "int", "long", "register", "short"}
    | {"signed", "static", "struct", "switch"}
)


class UntranslatableError(ValueError):
    """A kernel uses Python outside the translated language."""


def record(name: str, dtype: np.dtype[Any]) -> Type:
    """Return the type of one record."""
    return ("record", name, dtype)


def array(base: str, shape: tuple[Any, ...]) -> Type:
    """Return the type of an array; a first length unknown here is None."""
    return ("array", base, shape)


def join(a: Type | None, b: Type) -> Type:
    """Return the type that holds both."""
    if a is None or a == b:
        return b
    if {a, b} == {REAL, WHOLE}:
        return REAL
    if a[0] == b[0] == "array" and a[1] == b[1] and len(a[2]) == len(b[2]):
        return array(a[1], tuple(x if x == y else None for x, y in zip(a[2], b[2], strict=True)))
    raise UntranslatableError(f"{a[:2]} and {b[:2]} in one place")


def struct_of(name: str, dtype: np.dtype[Any]) -> str:
    """Return the C struct with the memory of an aligned record type, checked field by field by the compiler."""
    lines, checks = [], []
    for key, (kind, offset, *_) in (dtype.fields or {}).items():
        base = C_OF_DTYPE[kind.base.str[1:]]
        lines.append(f"    {base} {key}{''.join(f'[{n}]' for n in kind.shape)};")
        checks.append(f'_Static_assert(offsetof({name}, {key}) == {offset}, "{key}");')
    checks.append(f'_Static_assert(sizeof({name}) == {dtype.itemsize}, "{name}");')
    return "\n".join([f"typedef struct {{\n{chr(10).join(lines)}\n}} {name};", *checks]) + "\n"


@dataclass
class Program:
    """All C functions translated so far."""

    structs: dict[str, np.dtype[Any]] = field(default_factory=dict)
    known: dict[tuple[Any, tuple[Type, ...]], tuple[str, Type]] = field(default_factory=dict)
    tuples: dict[tuple[Type, ...], str] = field(default_factory=dict)
    prototypes: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    consts: dict[tuple[Any, ...], str] = field(default_factory=dict)

    def c_type(self, kind: Type) -> str:
        """Return the C name of a type."""
        if kind == REAL:
            return "double"
        if kind == WHOLE:
            return "int64_t"
        if kind == NOTHING:
            return "void"
        if kind[0] == "record":
            self.structs[kind[1]] = kind[2]
            return f"{kind[1]} *"
        if kind[0] == "array":
            return f"{C_OF_DTYPE[kind[1]]} *"
        members: tuple[Type, ...] = kind[1]
        if members not in self.tuples:
            self.tuples[members] = f"tuple_{len(self.tuples)}"
        return self.tuples[members]

    def function(self, python: Any, arguments: tuple[Type, ...]) -> tuple[str, Type]:
        """Return the C name and the result's type of a function for these argument types, translating it if need be."""
        key = (python, arguments)
        if key not in self.known:
            name = f"{python.__name__}_{len(self.known)}"
            translated = Function(self, python, arguments, name)
            self.known[key] = (name, translated.result)
            head = f"static {self.c_type(translated.result)} {name}({translated.parameters()})"
            self.prototypes.append(head + ";")
            self.bodies.append(f"{head} {{\n{translated.text}\n}}\n")
        return self.known[key]

    def constant(self, values: tuple[Any, ...]) -> str:
        """Return the name of a constant tuple."""
        return self.consts.setdefault(values, f"constant_{len(self.consts)}")

    def source(self) -> str:
        """Return the C text: structs, constants, functions."""
        parts = [NATIVE]
        parts += [struct_of(name, dtype) for name, dtype in self.structs.items()]
        for members, name in self.tuples.items():
            if len(set(members)) == 1:
                parts.append(f"typedef struct {{ {self.c_type(members[0])} v[{len(members)}]; }} {name};")
            else:
                inside = " ".join(f"{self.c_type(m)} f{i};" for i, m in enumerate(members))
                parts.append(f"typedef struct {{ {inside} }} {name};")
        for values, name in self.consts.items():
            base = "int64_t" if all(isinstance(v, int) for v in values) else "double"
            parts.append(f"static const {base} {name}[] = {{ {', '.join(map(repr, values))} }};")
        return "\n".join(parts + self.prototypes + self.bodies)


class Function:
    """One Python function for one tuple of argument types."""

    def __init__(self, program: Program, python: Any, arguments: tuple[Type, ...], name: str) -> None:
        self.program = program
        self.python = getattr(python, "py_func", python)
        self.name = name
        tree = ast.parse(textwrap.dedent(inspect.getsource(self.python))).body[0]
        assert isinstance(tree, ast.FunctionDef)
        for part in ast.walk(tree):
            if isinstance(part, ast.Name) and part.id in RESERVED and part.id not in {"int", "float"}:
                part.id += "_"
            elif isinstance(part, ast.arg) and part.arg in RESERVED:
                part.arg += "_"
        self.names = [a.arg for a in tree.args.args]
        self.types: dict[str, Type] = dict(zip(self.names, arguments, strict=True))
        self.arguments = dict(self.types)
        self.result: Type = NOTHING
        self.temporaries = 0
        returned: Type | None = None
        for _ in range(3):  # a variable may first be whole and become real further down
            before = dict(self.types)
            self.returned: list[Type] = []
            self.lines: list[str] = []
            self.counters: set[str] = set()  # names that count a loop somewhere
            self.counting: list[str] = []  # those of the loops around the present line
            self.renamed: dict[str, str] = {}  # counters that hold another kind of number after their loop
            self.block(tree.body, 1)
            for kind in self.returned:
                returned = join(returned, kind)
            self.result = returned or NOTHING
            if before == self.types:
                break
        local = [f"    {program.c_type(t)} {n};" for n, t in self.types.items() if n not in self.names]
        changed = [n for n in self.names if self.types[n] != self.arguments[n]]
        if changed:
            raise UntranslatableError(f"{self.name}: argument {changed} changes its type")
        self.text = "\n".join(local + self.lines)

    def parameters(self) -> str:
        """Return the C parameter list."""
        return ", ".join(f"{self.program.c_type(self.arguments[n])} {n}" for n in self.names) or "void"

    def fail(self, node: ast.AST, why: str) -> UntranslatableError:
        """Return the error that says where."""
        return UntranslatableError(f"{self.python.__qualname__}: {why}: {ast.unparse(node)}")

    def emit(self, depth: int, text: str) -> None:
        """Write one line."""
        self.lines.append("    " * depth + text)

    # statements

    def block(self, nodes: list[ast.stmt], depth: int) -> None:
        """Translate statements."""
        for node in nodes:
            handler = getattr(self, f"on_{type(node).__name__.lower()}", None)
            if handler is None:
                raise self.fail(node, "statement")
            handler(node, depth)

    def on_expr(self, node: ast.Expr, depth: int) -> None:
        """A docstring, or a call for its effects."""
        if not isinstance(node.value, ast.Constant):
            self.emit(depth, f"{self.value(node.value)[0]};")

    def on_pass(self, _node: ast.Pass, _depth: int) -> None:
        """Nothing."""

    def on_assert(self, _node: ast.Assert, _depth: int) -> None:
        """Nothing: compiled asserts cannot fail here."""

    def on_break(self, _node: ast.Break, depth: int) -> None:
        """Leave the loop."""
        self.emit(depth, "break;")

    def on_continue(self, _node: ast.Continue, depth: int) -> None:
        """Go on with the loop."""
        self.emit(depth, "continue;")

    def on_return(self, node: ast.Return, depth: int) -> None:
        """Return a value, a tuple or nothing."""
        if node.value is None:
            self.emit(depth, "return;")
            return
        code, kind = self.value(node.value)
        self.returned.append(kind)
        self.emit(depth, f"return {code};")

    def on_if(self, node: ast.If, depth: int) -> None:
        """Branch."""
        self.emit(depth, f"if ({self.value(node.test)[0]}) {{")
        self.block(node.body, depth + 1)
        if node.orelse:
            self.emit(depth, "} else {")
            self.block(node.orelse, depth + 1)
        self.emit(depth, "}")

    def on_while(self, node: ast.While, depth: int) -> None:
        """Loop while something holds."""
        self.emit(depth, f"while ({self.value(node.test)[0]}) {{")
        self.block(node.body, depth + 1)
        self.emit(depth, "}")

    def on_for(self, node: ast.For, depth: int) -> None:
        """Loop over a range or over a constant tuple."""
        assert isinstance(node.target, ast.Name)
        self.temporaries += 1
        self.counters.add(node.target.id)
        self.counting.append(node.target.id)
        self.renamed.pop(node.target.id, None)
        k = f"k_{self.temporaries}"
        if isinstance(node.iter, ast.Call) and ast.unparse(node.iter.func) == "range":
            bounds = [self.value(a)[0] for a in node.iter.args]
            first, last = ("0", bounds[0]) if len(bounds) == 1 else (bounds[0], bounds[1])
            stride = bounds[2] if len(bounds) == 3 else "1"
            self.types[node.target.id] = WHOLE
            compare = ">" if stride.startswith(("-", "(-")) else "<"
            self.emit(depth, f"for (int64_t {k} = {first}, {k}_end = {last}; {k} {compare} {k}_end; {k} += {stride}) {{")
            self.emit(depth + 1, f"{node.target.id} = {k};")
        elif isinstance(node.iter, ast.Tuple):
            values = tuple(self.constant_of(e) for e in node.iter.elts)
            name = self.program.constant(values)
            self.types[node.target.id] = WHOLE if all(isinstance(v, int) for v in values) else REAL
            self.emit(depth, f"for (int64_t {k} = 0; {k} < {len(values)}; {k}++) {{")
            self.emit(depth + 1, f"{node.target.id} = {name}[{k}];")
        else:
            raise self.fail(node.iter, "loop over")
        self.block(node.body, depth + 1)
        self.counting.pop()
        self.emit(depth, "}")

    def on_assign(self, node: ast.Assign, depth: int) -> None:
        """Assign to a variable, several variables, a field or a place in an array."""
        for target in node.targets:
            if isinstance(target, ast.Tuple):
                self.unpack(target, node.value, depth)
            elif isinstance(target, ast.Subscript) and self.is_whole_slice(target):
                self.fill(target, node.value, depth)
            elif isinstance(target, ast.Name) and self.is_room(node.value):
                self.allocate_record(target.id, node.value, depth)
            elif isinstance(target, ast.Name) and self.is_allocation(node.value):
                self.allocate(target.id, node.value, depth)
            else:
                code, kind = self.value(node.value)
                self.emit(depth, f"{self.place(target, kind)} = {code};")

    def on_annassign(self, node: ast.AnnAssign, depth: int) -> None:
        """Assign; the annotation is for readers."""
        assert node.value is not None
        self.on_assign(ast.Assign([node.target], node.value), depth)

    def on_augassign(self, node: ast.AugAssign, depth: int) -> None:
        """Add to, multiply and so on, as a plain assignment, so that C converts types as Python does."""
        load = ast.parse(ast.unparse(node.target), mode="eval").body
        code, kind = self.value(ast.BinOp(load, node.op, node.value))
        self.emit(depth, f"{self.place(node.target, kind)} = {code};")

    def place(self, target: ast.expr, kind: Type) -> str:
        """Return the C place that is assigned to."""
        if isinstance(target, ast.Name):
            name = target.id
            if name in self.counters and name not in self.counting and kind != WHOLE:
                self.renamed[name] = f"{name}_after"
            name = self.renamed.get(name, name)
            self.types[name] = join(self.types.get(name), kind)
            return name
        return self.value(target)[0]

    def unpack(self, target: ast.Tuple, value: ast.expr, depth: int) -> None:
        """Assign a tuple's members to variables."""
        code, kind = self.value(value)
        self.temporaries += 1
        held = f"t_{self.temporaries}"
        self.emit(depth, f"{self.program.c_type(kind)} {held} = {code};")
        same = len(set(kind[1])) == 1
        for i, (part, member) in enumerate(zip(target.elts, kind[1], strict=True)):
            self.emit(depth, f"{self.place(part, member)} = {held}.{f'v[{i}]' if same else f'f{i}'};")

    @staticmethod
    def is_whole_slice(target: ast.Subscript) -> bool:
        """Return whether the target is ``x[:]`` or ``x[:, :]``."""
        inside = target.slice.elts if isinstance(target.slice, ast.Tuple) else [target.slice]
        return all(isinstance(i, ast.Slice) and i.lower is i.upper is i.step is None for i in inside)

    def fill(self, target: ast.Subscript, value: ast.expr, depth: int) -> None:
        """Fill a whole array from another or with one number."""
        place, kind = self.value(target.value)
        code, given = self.value(value)
        size = math.prod(kind[2])
        if given[0] == "array":
            self.emit(depth, f"memcpy({place}, {code}, {size} * sizeof *{place});")
        else:
            self.emit(depth, f"for (int64_t i_ = 0; i_ < {size}; i_++) {place}[i_] = {code};")

    def is_allocation(self, node: ast.expr) -> bool:
        """Return whether the value is a fresh array."""
        return isinstance(node, ast.Call) and ast.unparse(node.func) in {"np.zeros", "np.empty"}

    def allocate(self, name: str, node: Any, depth: int) -> None:
        """Take room on the stack."""
        lengths = node.args[0].elts if isinstance(node.args[0], ast.Tuple) else [node.args[0]]
        shape: list[Any] = []
        codes = []
        for length in lengths:
            code, _ = self.value(length)
            codes.append(f"({code})")
            shape.append(int(code) if code.isdigit() else None)
        base = "f8"
        if len(node.args) > 1:
            base = {"np.int8": "i1", "np.int64": "i8", "np.float64": "f8", "np.int32": "i4"}[ast.unparse(node.args[1])]
        kind = array(base, tuple(shape))
        self.types[name] = join(self.types.get(name), kind)
        size = f"{' * '.join(codes)} * sizeof({C_OF_DTYPE[base]})"
        self.emit(depth, f"{name} = alloca({size});")
        if ast.unparse(node.func) == "np.zeros":
            self.emit(depth, f"memset({name}, 0, {size});")

    def is_room(self, node: ast.expr) -> bool:
        """Return whether the value is room for one record: ``np.empty(1, RECORD)`` with a record type of the module."""
        if not self.is_allocation(node) or not isinstance(node, ast.Call) or len(node.args) < 2:
            return False
        return isinstance(node.args[1], ast.Name) and isinstance(self.python.__globals__.get(node.args[1].id), np.dtype)  # type: ignore[attr-defined]

    def allocate_record(self, name: str, node: Any, depth: int) -> None:
        """Take room for one record on the stack; its one row is the record itself."""
        called = ast.unparse(node.args[1])
        self.types[name] = record(called, self.constant_of(node.args[1]))
        self.emit(depth, f"{name} = ({self.program.c_type(self.types[name])})alloca(sizeof({called}));")

    # values

    def value(self, node: ast.expr) -> tuple[str, Type]:
        """Return C text and type of an expression."""
        handler = getattr(self, f"of_{type(node).__name__.lower()}", None)
        if handler is None:
            raise self.fail(node, "expression")
        code, kind = handler(node)
        return str(code), kind

    def literal(self, value: Any, node: ast.AST) -> tuple[str, Type]:
        """Return a constant as C text."""
        if isinstance(value, (bool, np.bool_)):
            return ("1" if value else "0"), WHOLE
        if isinstance(value, (int, np.integer)):
            return (f"{int(value)}" if abs(int(value)) < 2**31 else f"{int(value)}LL"), WHOLE
        if isinstance(value, float):
            if math.isinf(value):
                return ("INFINITY" if value > 0 else "(-INFINITY)"), REAL
            return ("NAN" if math.isnan(value) else f"({value!r})" if value < 0 else repr(value)), REAL
        if isinstance(value, tuple):
            whole = all(isinstance(v, int) for v in value)
            return self.program.constant(value), array("i8" if whole else "f8", (len(value),))
        raise self.fail(node, "constant")

    def constant_of(self, node: ast.expr) -> Any:
        """Return the Python value of a name or dotted name outside the function."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Attribute):
            return getattr(self.constant_of(node.value), node.attr)
        if isinstance(node, ast.Name) and node.id in self.python.__globals__:
            return self.python.__globals__[node.id]
        if isinstance(node, ast.Name) and node.id in {"min", "max", "abs", "int", "float", "bool", "len"}:
            return node.id
        raise self.fail(node, "name")

    def of_constant(self, node: ast.Constant) -> tuple[str, Type]:
        """A literal."""
        return self.literal(node.value, node)

    def of_name(self, node: ast.Name) -> tuple[str, Type]:
        """A variable or a constant of the module."""
        name = self.renamed.get(node.id, node.id)
        if name in self.types:
            return name, self.types[name]
        return self.literal(self.constant_of(node), node)

    def of_attribute(self, node: ast.Attribute) -> tuple[str, Type]:
        """A record's field or a constant of another module."""
        root: ast.expr = node
        while isinstance(root, ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name) and root.id not in self.types:
            return self.literal(self.constant_of(node), node)
        code, kind = self.value(node.value)
        if kind[0] != "record":
            raise self.fail(node, "field of")
        declared = kind[2].fields[node.attr][0]
        if declared.shape:
            base = declared.base.str[1:]  # a plain pointer: C forbids walking past an inner row through its own name
            return f"(({C_OF_DTYPE[base]} *){code}->{node.attr})", array(base, declared.shape)
        return f"{code}->{node.attr}", REAL if declared.kind == "f" else WHOLE

    def of_subscript(self, node: ast.Subscript) -> tuple[str, Type]:
        """A place in an array, a row, or a member of a tuple."""
        code, kind = self.value(node.value)
        if kind[0] == "tuple":
            index = self.value(node.slice)[0]
            if len(set(kind[1])) == 1:
                return f"({code}).v[{index}]", kind[1][0]
            return f"({code}).f{int(index)}", kind[1][int(index)]
        if kind[0] == "record" and ast.unparse(node.slice) == "0":
            return code, kind
        if kind[0] != "array":
            raise self.fail(node, "index into")
        inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        while inside and isinstance(inside[-1], ast.Slice) and ast.unparse(inside[-1]) == ":":
            inside = inside[:-1]
        shape = kind[2]
        flat = ""
        for axis, index in enumerate(inside):
            text = self.value(index)[0]
            flat = text if not flat else f"({flat}) * {shape[axis]} + {text}"
        rest = shape[len(inside) :]
        if rest:
            return f"({code} + ({flat}) * {math.prod(rest)})", array(kind[1], rest)
        return f"{code}[{flat}]", REAL if kind[1].startswith("f") else WHOLE

    def of_tuple(self, node: ast.Tuple) -> tuple[str, Type]:
        """Several values at once."""
        parts = [self.value(e) for e in node.elts]
        kind: Type = ("tuple", tuple(t for _, t in parts))
        name = self.program.c_type(kind)
        inside = ", ".join(c for c, _ in parts)
        return f"(({name}){{ {{ {inside} }} }})" if len(set(kind[1])) == 1 else f"(({name}){{ {inside} }})", kind

    def of_unaryop(self, node: ast.UnaryOp) -> tuple[str, Type]:
        """Minus, not, inverse."""
        code, kind = self.value(node.operand)
        sign = {ast.USub: "-", ast.UAdd: "+", ast.Not: "!", ast.Invert: "~"}[type(node.op)]
        return f"({sign}{code})", WHOLE if isinstance(node.op, ast.Not) else kind

    def of_boolop(self, node: ast.BoolOp) -> tuple[str, Type]:
        """And, or: of conditions only."""
        sign = " && " if isinstance(node.op, ast.And) else " || "
        return f"({sign.join(self.value(v)[0] for v in node.values)})", WHOLE

    def of_compare(self, node: ast.Compare) -> tuple[str, Type]:
        """One comparison or a chain of them."""
        signs = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
        sides = [self.value(v)[0] for v in (node.left, *node.comparators)]
        parts = [f"({a} {signs[type(op)]} {b})" for a, op, b in zip(sides, node.ops, sides[1:], strict=False)]
        return f"({' && '.join(parts)})", WHOLE

    def of_ifexp(self, node: ast.IfExp) -> tuple[str, Type]:
        """A choice between two values."""
        yes, no = self.value(node.body), self.value(node.orelse)
        return f"({self.value(node.test)[0]} ? {yes[0]} : {no[0]})", join(yes[1], no[1])

    def of_binop(self, node: ast.BinOp) -> tuple[str, Type]:
        """Arithmetic: division is always real, the rest keeps whole numbers whole."""
        (a, ta), (b, tb) = self.value(node.left), self.value(node.right)
        kind = REAL if REAL in {ta, tb} else WHOLE
        if isinstance(node.op, ast.Div):
            return f"((double){a} / (double){b})", REAL
        if isinstance(node.op, ast.Pow):
            return f"pow({a}, {b})", REAL
        if isinstance(node.op, (ast.FloorDiv, ast.Mod)) and kind == REAL:
            raise self.fail(node, "real remainder")
        signs: dict[type, str] = {
            ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "/", ast.Mod: "%", ast.LShift: "<<", ast.RShift: ">>",
            ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
        }  # fmt: skip
        return f"({a} {signs[type(node.op)]} {b})", kind

    def of_call(self, node: ast.Call) -> tuple[str, Type]:
        """A call of a law, a step or one of Python's small functions."""
        if isinstance(node.func, ast.Attribute) and node.func.attr == "sum" and not node.args:
            code, kind = self.value(node.func.value)
            whole = not kind[1].startswith("f")
            total = f"({{ {'int64_t' if whole else 'double'} sum_ = 0; for (int64_t i_ = 0; i_ < {math.prod(kind[2])}; i_++)"
            return f"{total} sum_ += {code}[i_]; sum_; }})", WHOLE if whole else REAL
        called = self.constant_of(node.func)
        parts = [self.value(a) for a in node.args]
        if isinstance(called, str):
            return self.builtin(called, parts, node)
        if called in NATIVES:
            name, kind = NATIVES[called]
            return f"{name}({', '.join(c for c, _ in parts)})", kind
        if isinstance(called, type) and issubclass(called, np.integer):
            return f"((int64_t){parts[0][0]})", WHOLE
        python = getattr(called, "py_func", called)
        if isinstance(called, ModuleType) or not inspect.isfunction(python):
            raise self.fail(node, "call of")
        names = list(inspect.signature(python).parameters)
        parts += [self.value(k.value) for k in sorted(node.keywords, key=lambda k: names.index(str(k.arg)))]
        name, kind = self.program.function(called, tuple(t for _, t in parts))
        return f"{name}({', '.join(c for c, _ in parts)})", kind

    def builtin(self, name: str, parts: list[tuple[str, Type]], node: ast.AST) -> tuple[str, Type]:
        """Min, max, abs, int, float, bool, len."""
        code, kind = parts[0]
        if name in {"min", "max"}:
            for more, other in parts[1:]:
                kind = join(kind, other)
                code = f"{'f' if REAL in {kind, other} else 'i'}{name}2({code}, {more})"
            return code, kind
        if name == "abs":
            return (f"fabs({code})" if kind == REAL else f"llabs({code})"), kind
        if name == "int":
            return f"((int64_t){code})", WHOLE
        if name == "float":
            return f"((double){code})", REAL
        if name == "bool":
            return f"({code} != 0)", WHOLE
        if name == "len" and kind[0] == "array":
            return str(kind[2][0]), WHOLE
        raise self.fail(node, "builtin")
