"""The claims, rivals and bundles of the flagship, hand-written beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).with_name("claims_nk2020.yaml")


def blocks() -> dict[str, Any]:
    """Return the blocks ``claims``, ``rivals`` and ``bundles``."""
    if not SOURCE.exists():
        return {}
    data = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return {key: data[key] for key in ("claims", "rivals", "bundles")}


def links() -> dict[str, dict[str, list[str]]]:
    """Return the reports and questions that claims carry from 16 October on."""
    if not SOURCE.exists():
        return {}
    return dict(yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["october"])
