"""The reference page of the Python names: a table that reads anywhere, and directives that the site fills from docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from docs_chapters import table

import multipolar
from multipolar import api

MEMBERS = ":members:\n   :undoc-members:"


def names() -> dict[str, object]:
    """Return every public name with its full spelling: those of the package, then the types that only ``api`` names."""
    found = {f"multipolar.{name}": getattr(multipolar, name) for name in multipolar.__all__ if name[0] != "_"}
    return found | {f"multipolar.api.{name}": getattr(api, name) for name in api.__all__ if name not in multipolar.__all__}


def kind(thing: object) -> str:
    """Return under which heading a name stands."""
    if not inspect.isclass(thing):
        return "Functions"
    return "Errors" if issubclass(thing, Exception) else "Types"


def page() -> str:
    """Return the page of public names."""
    lines = ["What may be imported. Everything else is internal and may move from one version to the next.", ""]
    lines += ['In the examples `mp` is the package, and `run` what `mp.run("karabakh_2020", members=2000)` returns.', ""]
    found = names()
    for title in ("Functions", "Types", "Errors"):
        here = {name: thing for name, thing in found.items() if kind(thing) == title}
        lines += [f"## {title}", "", *table(("name", "what it is"), [(f"`{n}`", first_line(t)) for n, t in here.items()])]
        lines += _directives(here)
    return "\n".join(lines)


def first_line(thing: object) -> str:
    """Return the first line of a docstring."""
    return (inspect.getdoc(thing) or "").split("\n")[0].replace("``", "`")


def _directives(found: dict[str, object]) -> Iterator[str]:
    yield "```{eval-rst}"
    for name, thing in found.items():
        if inspect.isclass(thing):
            yield f".. autoclass:: {name}\n   {MEMBERS}\n"
        else:
            yield f".. autofunction:: {name}\n"
    yield from ("```", "")
