"""A scenario to start from: a commented template with its JSON Schema beside it for editors."""

from __future__ import annotations

import json
from pathlib import Path

from multipolar.errors import Problem, ScenarioError
from multipolar.library import FLAGSHIP, FLAGSHIP_WORDS
from multipolar.scenario.files import library_dir
from multipolar.scenario.paths import listing, nearest
from multipolar.scenario.schema import json_schema

TEMPLATES: dict[str, str] = {
    "border_war": "two neighbours, one outside power behind each",
    "siege": "the siege of a town with a mediator, rival claims and a report",
    "flagship": FLAGSHIP_WORDS,
    "blank": "the least a scenario needs",
}
SCHEMA_FILE = "scenario.schema.json"
MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"


def template_text(template: str) -> str:
    """Return the text of a template.

    Raises
    ------
    ScenarioError : if there is no such template, naming the nearest.
    """
    if template not in TEMPLATES:
        hint = nearest(template, TEMPLATES) or f"Templates: {listing(TEMPLATES)}."
        raise ScenarioError([Problem(template, 0, 0, "", "no-file", f"there is no template {template!r}", hint)])
    if template == "flagship":
        return (library_dir("scenarios") / f"{FLAGSHIP}.yaml").read_text(encoding="utf-8")
    return (library_dir("templates") / f"{template}.yaml").read_text(encoding="utf-8")


def _files(folder: Path, template: str) -> dict[Path, str]:
    name = FLAGSHIP if template == "flagship" else template
    files = {
        folder / f"{name}.yaml": MODELINE + template_text(template),
        folder / SCHEMA_FILE: json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n",
    }
    if template == "flagship":
        for patch in library_dir("patches").iterdir():
            if patch.name.startswith(f"{FLAGSHIP}@"):
                files[folder / "patches" / patch.name] = patch.read_text(encoding="utf-8")
    return files


def new_scenario(folder: Path | str, template: str = "border_war") -> Path:
    """Write a template and its JSON Schema into a folder and return the path of the scenario.

    Raises
    ------
    ScenarioError : if there is no such template, or a file would be overwritten; then nothing is written.
    """
    files = _files(Path(folder), template)
    problems = [
        Problem(str(path), 0, 0, "", "exists", "the file exists already and is kept", "Choose another folder.")
        for path in files
        if path.exists()
    ]
    if problems:
        raise ScenarioError(problems)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return next(iter(files))
