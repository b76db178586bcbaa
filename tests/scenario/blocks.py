"""Read one block of a scenario file from text, and say what was wrong with it."""

from __future__ import annotations

from typing import Any

from multipolar.scenario.document import Block
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.translate import validate


def read(block: type[Block], text: str) -> Any:
    """Return the block that a text holds; the text must have no fault."""
    found = validate(block, loaded_from(text, "block.yaml").root)
    assert found.faults == []
    return found.value


def faults(block: type[Block], text: str) -> set[tuple[str, str]]:
    """Return code and path of every fault of a text read as a block."""
    found = validate(block, loaded_from(text, "block.yaml").root)
    return {(fault.code, ".".join(map(str, fault.path))) for fault in found.faults}
