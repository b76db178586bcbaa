"""Write ``declare/record_types.py``: the static classes of the records, one attribute per field.

``python tools/record_types.py`` rewrites the file; ``--check`` fails when it is stale (a test calls it so).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from multipolar.diplomacy.decide.draw import DECISION
from multipolar.mechanisms.outlook import OUTLOOK_STATE
from multipolar.mechanisms.supply import FLOW
from multipolar.model.fields import FIELDS, Field
from multipolar.model.records import shape_of

TARGET = Path(__file__).resolve().parent.parent / "src" / "multipolar" / "declare" / "record_types.py"
CLASSES = {"SCENARIO": "Scenario", "PARAMS": "Params", "STATE": "State", "OUTCOME": "Outcome"}
SENTENCES = {
    "SCENARIO": "Constants of a theatre, the same for every member.",
    "PARAMS": "The numbers that one member drew.",
    "STATE": "Everything about one member that changes from day to day.",
    "OUTCOME": "What is kept of one member.",
}
WORKING = {
    "DecisionRecord": (DECISION, "Working arrays of one decision day: base weights, effects and projected outcomes."),
    "OutlookState": (OUTLOOK_STATE, "What a power expects of both sides in the next weeks, by perturbation."),
    "FlowRecord": (FLOW, "Working arrays of the supply flow of one side on one day."),
}
"""Records that kernels work in and nobody keeps."""
SHAPES = ("", "Row", "Table", "Cube")
HEAD = '''"""Static classes of the records, for type checkers and editors. Written by ``tools/record_types.py``; do not edit."""

from __future__ import annotations

from typing import Protocol

from multipolar.numerics.arrays import FloatCube, FloatRow, FloatTable, IntRow, IntTable
'''


def annotation(field: Field) -> str:
    """Return the annotation of a field: a number, or an array by its number of axes."""
    whole = field.dtype[0] == "i"
    axes = len(shape_of(field))
    return ("int" if whole else "float") if axes == 0 else ("Int" if whole else "Float") + SHAPES[axes]


def working(name: str, dtype: np.dtype, sentence: str) -> list[str]:
    """Return the class of a working record, read from its dtype."""
    lines = ["", f"class {name}(Protocol):", f'    """{sentence}"""', ""]
    for field in dtype.names or ():
        kind = dtype[field]
        whole, axes = kind.base.kind == "i", len(kind.shape)
        lines.append(
            f"    {field}: " + (("int" if whole else "float") if axes == 0 else ("Int" if whole else "Float") + SHAPES[axes])
        )
    return lines


def attribute(field: Field) -> list[str]:
    """Return the lines of one attribute: its annotation and, as its docstring, what it means."""
    axes = f" ({', '.join(field.dims)})" if field.dims else ""
    return [f"    {field.name}: {annotation(field)}", f'    """{field.meaning}{axes} [{field.unit}]"""']


def text() -> str:
    """Return the whole file."""
    lines = [HEAD]
    for record, name in CLASSES.items():
        lines += ["", f"class {name}(Protocol):", f'    """{SENTENCES[record]}"""', ""]
        for field in FIELDS:
            if field.record == record:
                lines += attribute(field)
        lines.append("")
    for name, (dtype, sentence) in WORKING.items():
        lines += [*working(name, dtype, sentence), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text(encoding="utf-8") != text())
    TARGET.write_text(text(), encoding="utf-8")
