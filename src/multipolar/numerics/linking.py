"""Numba's inner parts, and all of them: how compiled code is linked, which compiler is used, who hears of compiling.

No other file imports ``numba.core`` or ``llvmlite``. Numba by itself turns every function into machine code with all its
callees inside, so code far down is optimised again on every level above it. Here a callee is a `CalleeLibrary`: typed and
translated, but neither optimised nor loaded. The function called from Python is an `EntryLibrary`: it takes in all
libraries below it, makes them private and optimises them once, together. That is the compiler ``whole``; the compiler
``stock`` is numba's own, slower to compile and with the same results.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import numba
from llvmlite.binding import Linkage, get_host_cpu_name
from numba.core import event, typed_passes, untyped_passes
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, Flags, compile_extra
from numba.core.compiler_lock import global_compiler_lock
from numba.core.compiler_machinery import PassManager
from numba.core.runtime import rtsys
from numba.core.types import Dispatcher, NestedArray, Record, Type
from numba.core.types.misc import unliteral
from numba.core.typing.templates import make_concrete_template

from multipolar.errors import ArgumentError

__all__ = [
    "COMPILERS",
    "WHOLE_TESTED",
    "Callee",
    "CalleeLibrary",
    "Compiler",
    "EntryLibrary",
    "WholeCompiler",
    "choose_compiler",
    "hearing_compiles",
    "keep_on_disk",
    "link_as_callee",
    "linked_libraries",
    "processor",
    "remembering",
    "spelling_once",
]

Compiler = Literal["whole", "stock"]
COMPILERS: tuple[Compiler, ...] = ("whole", "stock")
VARIABLE = "MULTIPOLAR_COMPILER"
"""Environment variable that chooses the compiler."""

WHOLE_TESTED = ("0.68",)
"""Minor versions of numba whose inner parts this file has been tested with; with others ``stock`` is used."""


def choose_compiler(chosen: str | None = None, version: str | None = None) -> tuple[Compiler, str]:
    """Return the compiler to use and why it is not ``whole`` where nobody asked for another.

    Parameters
    ----------
    chosen : what the user asks for; by default the environment variable MULTIPOLAR_COMPILER, empty or missing for none.
    version : numba's version; by default the installed one.

    Raises
    ------
    ArgumentError : for a compiler that does not exist.
    """
    asked = os.environ.get(VARIABLE, "") if chosen is None else chosen
    for known in COMPILERS:
        if asked == known:
            return known, ""
    if asked:
        raise ArgumentError(f"{VARIABLE}={asked!r}: there is no such compiler; allowed are {' and '.join(COMPILERS)}")
    minor = ".".join((version or numba.__version__).split(".")[:2])
    if minor in WHOLE_TESTED:
        return "whole", ""
    return "stock", f"numba {minor} is not among the tested versions ({', '.join(WHOLE_TESTED)})"


def processor() -> str:
    """Return the name of the processor that machine code is made for."""
    return str(get_host_cpu_name())


PASSES = (
    untyped_passes.TranslateByteCode,
    untyped_passes.FixupArgs,
    untyped_passes.IRProcessing,
    untyped_passes.GenericRewrites,
    untyped_passes.ReconstructSSA,
    typed_passes.NopythonTypeInference,
    typed_passes.PreLowerStripPhis,
    typed_passes.IRLegalization,
    typed_passes.NativeLowering,
    typed_passes.NoPythonBackend,
)
"""Numba's passes that laws, steps and kernels need; no closures, no object mode, no unrolling of mixed tuples here."""


class CalleeLibrary(JITCodeLibrary):  # type: ignore[misc]
    """The translated code of one function that others take in; it never becomes machine code by itself."""

    def finalize(self) -> None:
        """Close the library as it is: nothing is linked, optimised or loaded."""
        self._raise_if_finalized()
        self._finalized = True


class EntryLibrary(JITCodeLibrary):  # type: ignore[misc]
    """The code of a function called from Python, with everything below it."""

    def _optimize_final_module(self) -> None:
        for function in self._final_module.functions:
            if not function.is_declaration and function.linkage == Linkage.linkonce_odr:
                function.linkage = Linkage.private
        super()._optimize_final_module()


class WholeCompiler(CompilerBase):  # type: ignore[misc]
    """The passes of a law, written into an `EntryLibrary` unless a library is given."""

    def define_pipelines(self) -> list[Any]:
        """Return the one row of passes."""
        state = self.state
        if state.library is None:
            state.library = EntryLibrary(state.targetctx.codegen(), state.func_id.func_qualname)
            state.library.enable_object_caching()
        row = PassManager("law")
        for each in PASSES:
            row.add_pass(each, each.__name__)
        row.finalize()
        return [row]

    def _compile_core(self) -> Any:
        # The memory below replaces methods of numba for the whole process, so no other thread may compile meanwhile.
        with global_compiler_lock, remembering(self.state.typingctx):
            return super()._compile_core()


@contextmanager
def remembering(context: Any) -> Iterator[None]:
    """Let numba work out only once how an operation on operands of given types is typed, and how a record is spelt.

    Calls of our own functions are left to `Callee`, which remembers them itself.
    """
    if "resolve_function_type" in vars(context):
        yield
        return
    ask = context.resolve_function_type
    known: dict[Any, Any] = {}

    def answer(function: Any, args: Any, kws: Any) -> Any:
        if kws or isinstance(function, Dispatcher | str) or not all(isinstance(a, Type) for a in args):
            return ask(function, args, kws)
        key = (function, tuple(args))
        if key not in known:
            found = ask(function, args, kws)
            if found is None:
                return None
            known[key] = found
        return known[key]

    context.resolve_function_type = answer
    try:
        with spelling_once(Record), spelling_once(NestedArray):
            yield
    finally:
        del context.resolve_function_type


@contextmanager
def spelling_once(kind: Any) -> Iterator[None]:
    """Let types of a class spell themselves out once each: ours have hundreds of fields, and numba asks ten thousand times."""
    spell = kind.__repr__
    said: dict[int, tuple[Any, str]] = {}

    def once(self: Any) -> str:
        if id(self) not in said:
            said[id(self)] = (self, spell(self))
        return said[id(self)][1]

    kind.__repr__ = once
    try:
        yield
    finally:
        kind.__repr__ = spell


class Callee:
    """A function as others call it: one part per tuple of argument types, constants counting as their type."""

    def __init__(self, dispatcher: Any) -> None:
        self.dispatcher = dispatcher
        self.folded = dispatcher._compiler.fold_argument_types  # noqa: SLF001 (numba has no public way)
        self.parts: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def template(self, args: tuple[Any, ...], kws: dict[str, Any]) -> tuple[Any, Any, tuple[Any, ...], dict[str, Any]]:
        """Return what numba's type inference asks of a function: a template of its signature, and its arguments."""
        plain = {name: unliteral(kind) for name, kind in kws.items()}
        signature, folded = self.folded(tuple(unliteral(a) for a in args), plain)
        return self.part(tuple(folded))[0], signature, folded, {}

    def implementation(self, signature: Any) -> Any:
        """Return the key under which numba's lowering finds the part for a signature."""
        args = signature if isinstance(signature, tuple) else signature.args
        return self.part(tuple(args))[1]

    def part(self, args: tuple[Any, ...]) -> tuple[Any, Any]:
        """Return the template and key of the part for these argument types, made on first use."""
        if args not in self.parts:
            details = {"dispatcher": self.dispatcher, "args": args, "return_type": None}
            with event.trigger_event("numba:compile", data=details):
                self.parts[args] = self._make(args)
        return self.parts[args]

    def _make(self, args: tuple[Any, ...]) -> tuple[Any, Any]:
        known = self.dispatcher
        flags = Flags()
        known.targetdescr.options.parse_as_flags(flags, known.targetoptions)
        flags.no_compile = flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
        target = known.targetdescr.target_context
        library = CalleeLibrary(target.codegen(), known.py_func.__qualname__)
        made = compile_extra(known.targetdescr.typing_context, target, known.py_func, args, None, flags, {}, library, WholeCompiler)
        key = (known.py_func, args)
        target.insert_user_function(key, made.fndesc, linked_libraries(library))
        name = f"CallTemplate({known.py_func.__name__})"
        return make_concrete_template(name, key=known.py_func.__name__, signatures=[made.signature]), key


def linked_libraries(library: CalleeLibrary) -> list[Any]:
    """Return a library and all that it calls, each once, itself first."""
    found: dict[Any, None] = {library: None}
    for called in library._linking_libraries:  # noqa: SLF001 (numba has no public way)
        found[called] = None
    return list(found)


def link_as_callee(dispatcher: Any) -> None:
    """Let compiled code take this function in as a library; calls from Python compile it as an entry."""
    callee = Callee(dispatcher)
    dispatcher.get_call_template = callee.template
    dispatcher.get_overload = callee.implementation


def keep_on_disk(dispatcher: Any) -> None:
    """Keep a function's machine code in numba's cache, and read what is kept there without numba's tables of all functions.

    Numba fills those tables before it looks into the cache, which costs more than all the reading: they serve to compile.
    Machine code needs only the runtime that counts references. A function that is not kept yet is compiled as ever, and
    the compiler fills the tables by itself.
    """
    dispatcher.enable_caching()
    cache = dispatcher._cache  # noqa: SLF001 (numba has no public way)

    def load(signature: Any, target: Any) -> Any:
        rtsys.initialize(target)
        return cache._load_overload(signature, target)  # noqa: SLF001

    if os.name != "nt":  # where a file that another process reads may not be opened, numba's own way forgives that
        cache.load_overload = load


class CompileListener(event.Listener):  # type: ignore[misc]
    """Hears from numba which functions have been compiled."""

    def __init__(self, ended: Callable[[Any], None]) -> None:
        self.ended = ended

    def on_start(self, happened: Any) -> None:
        """Let a function begin in silence."""

    def on_end(self, happened: Any) -> None:
        """Tell of a function that is done."""
        self.ended(happened.data["dispatcher"].py_func)


@contextmanager
def hearing_compiles(ended: Callable[[Any], None]) -> Iterator[None]:
    """Call ``ended`` with each Python function that has been compiled meanwhile."""
    with event.install_listener("numba:compile", CompileListener(ended)):
        yield
