"""`multipolar new`: a scenario to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import Json, Quiet

DEFAULT_TEMPLATE = "border_war"


def command(
    folder: Path,
    *,
    template: Annotated[str | None, Parameter(help="border_war, siege, flagship or blank; by default border_war.")] = None,
    answers: Annotated[
        Path | None, Parameter(help="Answers to the eight questions (docs/author-a-scenario.md), in place of a template.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write a commented scenario from a template, or one made from your answers to eight questions.

    Parameters
    ----------
    folder
        where to write; existing files are never overwritten.
    """
    import multipolar
    from multipolar.cli.output import emit_json, note, say
    from multipolar.errors import QuestionError
    from multipolar.scenario.new import new_scenario

    if template is not None and answers is not None:
        raise QuestionError("new: found a template together with answers; a scenario is made from one of them")
    warnings: list[str] = []
    document: dict[str, Any] = {"schema": "multipolar-new/1", "version": multipolar.__version__}
    if answers is None:
        name = template or DEFAULT_TEMPLATE
        path = new_scenario(folder, name)
        document |= {"template": name, "file": str(path)}
    else:
        path, warnings = _answered(folder, answers)
        document |= {"template": None, "file": str(path), "warnings": warnings}
    if json:
        emit_json(document)
    else:
        say(str(path))
        for row in warnings:
            note(f"assumed  {row}", quiet=quiet)
    note(f"next: multipolar check {path}, then: multipolar run {path}", quiet=quiet)
    return 0


def _answered(folder: Path, answers: Path) -> tuple[Path, list[str]]:
    import datetime as dt

    from multipolar.data.answers.scenario import read_file, scenario_of_answers
    from multipolar.data.pack_scenario import write_text
    from multipolar.scenario.check import check
    from multipolar.scenario.loaded import loaded_from
    from multipolar.session.war import words

    today = dt.datetime.now(dt.UTC).date()
    made = scenario_of_answers(read_file(answers), str(answers), today)
    path = folder / f"{made.id}.yaml"
    write_text(made, path, str(answers), lambda text, name: check(loaded_from(text, name), words()).problems)
    return path, list(made.warnings)
