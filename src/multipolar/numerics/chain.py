"""Calls of functions written out as source: a list that a kernel can run, or a table from which it picks by code.

Numba cannot loop over functions of different types. The calls are therefore written as the text of one function, which
is kept where tracebacks and debuggers look for it.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Mapping, Sequence
from typing import Any

__all__ = ["chain", "dispatch"]


def chain(
    name: str,
    functions: Sequence[Callable[..., None]],
    arguments: Sequence[str],
    compiled: Callable[[Callable[..., None]], Callable[..., None]],
) -> Callable[..., None]:
    """Return a function that calls ``functions`` in order, each with the same arguments.

    Parameters
    ----------
    name : the name of the new function.
    functions : functions made by the decorators of `numerics.jit`.
    arguments : names of the arguments.
    compiled : the decorator for the new function.
    """
    names = [f"{function.__name__}_{place}" for place, function in enumerate(functions)]
    call = ", ".join(arguments)
    lines = [f"def {name}({call}):", f'    """Call {len(names)} functions in order."""', *[f"    {each}({call})" for each in names]]
    return _written(f"<chain {name}>", name, lines, dict(zip(names, functions, strict=True)), compiled)


def dispatch(
    name: str,
    functions: Mapping[int, Callable[..., None]],
    arguments: Sequence[str],
    compiled: Callable[[Callable[..., None]], Callable[..., None]],
) -> Callable[..., None]:
    """Return a function of ``code`` and the arguments that calls the one function with that code, none for any other code.

    Parameters
    ----------
    name : the name of the new function.
    functions : functions made by the decorators of `numerics.jit`, by code.
    arguments : names of the arguments that all of them take.
    compiled : the decorator for the new function.
    """
    names = {int(code): f"{function.__name__}_{int(code)}" for code, function in functions.items()}
    call = ", ".join(arguments)
    lines = [f"def {name}(code, {call}):", f'    """Call the one of {len(names)} functions that has the code."""']
    for place, (code, each) in enumerate(names.items()):
        lines += [f"    {'elif' if place else 'if'} code == {code}:", f"        {each}({call})"]
    return _written(f"<dispatch {name}>", name, lines, dict(zip(names.values(), functions.values(), strict=True)), compiled)


def _written(
    place: str,
    name: str,
    lines: Sequence[str],
    space: dict[str, Any],
    compiled: Callable[[Callable[..., None]], Callable[..., None]],
) -> Callable[..., None]:
    """Return the function whose source is ``lines``, shown as the file ``place``, and whose globals are ``space``."""
    source = "\n".join(lines) + "\n"
    linecache.cache[place] = (len(source), None, source.splitlines(keepends=True), place)
    space["__name__"] = __name__
    exec(compile(source, place, "exec"), space)  # noqa: S102 (a fixed text over our own functions)
    return compiled(space[name])
