"""Verbs as the server puts them into the line: what they work on, and options that name files of the project alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from multipolar.registry import nearest
from multipolar.workbench.bench import Bench
from multipolar.workbench.jobs import Job, submit
from multipolar.workbench.project import RUNS, inside, run_folder
from multipolar.workbench.refusing import CONFLICT, MISSING, WRONG, RefusedError
from multipolar.workbench.runs import free_name
from multipolar.workbench.verbs import VERBS, Kind, Verb


def asked_verb(bench: Bench, name: str, run: str | Sequence[str] | None, path: str | None, options: Mapping[str, Any]) -> Job:
    """Put a verb into the line and return its job.

    Raises
    ------
    RefusedError : for a verb or option that does not exist, or without what the verb works on.
    """
    if name not in VERBS:
        near = nearest(name, VERBS)
        hint = f"did you mean {near!r}?" if near else f"known: {', '.join(VERBS)}"
        raise RefusedError(WRONG, f"no verb {name!r}; {hint}")
    verb = VERBS[name]
    what = works_on(bench, name, verb, run, path)
    given = {"verb": name, "what": what, "options": checked_options(bench, name, verb, options)}
    asked: dict[str, Any] = {"verb": name, "run": run, "path": path, "options": dict(options)}
    if name == "condition":
        made = free_name(bench, f"{run}-given-reports")
        given["out"], asked["makes"] = str(bench.project.root / RUNS / made), made
    if name == "freeze" and (run_folder(bench.project, str(run)) / "frozen.json").exists():
        raise RefusedError(CONFLICT, f"the run {run!r} is frozen already, and the frozen forecast was kept")
    return submit(bench.jobs, "job", given, asked)


def works_on(bench: Bench, name: str, verb: Verb, run: str | Sequence[str] | None, path: str | None) -> str | list[str]:
    """Return the folder, folders or file that a verb works on.

    Raises
    ------
    RefusedError : where it is not named, or not there.
    """
    if verb.on == "scenario":
        if path is None:
            raise RefusedError(WRONG, f"{name}: path is missing, the scenario file that it works on")
        place = inside(bench.project, path)
        if not place.is_file():
            raise RefusedError(MISSING, f"{path}: is not there (any more)")
        return str(place)
    names = [run] if isinstance(run, str) else list(run or ())
    if not names or (verb.on == "run" and len(names) != 1):
        raise RefusedError(WRONG, f"{name}: run is missing, the {'runs' if verb.on == 'runs' else 'run'} that it works on")
    folders = [str(run_folder(bench.project, one)) for one in names]
    return folders if verb.on == "runs" else folders[0]


def checked_options(bench: Bench, name: str, verb: Verb, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of a verb with files as their places inside the project.

    Raises
    ------
    RefusedError : for an option that the verb does not take, or a file that leads elsewhere.
    """
    found: dict[str, Any] = {}
    for key, value in options.items():
        if key not in verb.options:
            near = nearest(key, verb.options)
            hint = f"did you mean {near!r}?" if near else f"it takes: {', '.join(verb.options) or 'none'}"
            raise RefusedError(WRONG, f"{name}: no option {key!r}; {hint}")
        if value is not None:
            found[key] = _checked(bench, f"{name}: {key}", verb.options[key], value)
    return found


def _checked(bench: Bench, name: str, kind: Kind, value: Any) -> Any:
    if kind == "file":
        return _file(bench, name, value)
    if kind == "files":
        if not isinstance(value, list):
            raise RefusedError(WRONG, f"{name}: found {type(value).__name__}, expected a list of files")
        return [_file(bench, name, one) for one in value]
    if kind == "own_or_file":
        plain = isinstance(value, str) and "." not in value and "/" not in value
        return value if plain else _file(bench, name, value)
    allowed: dict[Kind, tuple[type, ...]] = {
        "number": (int, float), "flag": (bool,), "text": (str,), "texts": (str, list), "table": (dict,),
    }  # fmt: skip
    if not isinstance(value, allowed[kind]) or (kind == "number" and isinstance(value, bool)):
        raise RefusedError(WRONG, f"{name}: found {type(value).__name__}, expected a {kind}")
    return value


def _file(bench: Bench, name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise RefusedError(WRONG, f"{name}: found {type(value).__name__}, expected the path of a file in the project")
    return str(inside(bench.project, value))
