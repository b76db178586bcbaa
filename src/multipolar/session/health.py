"""Whether a machine has what a run needs: versions, processors, memory, a warm cache, a library without faults."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from multipolar.about import __version__
from multipolar.engine.ensemble import default_threads
from multipolar.engine.warm import is_warm
from multipolar.numerics.jit import CACHE_DIR, COMPILER, JIT_ON, WHY_NO_CACHE, WHY_STOCK
from multipolar.scenario.check import check_file
from multipolar.scenario.files import library_names
from multipolar.session.war import words

SCHEMA = "multipolar-doctor/1"
NEEDED = ("numpy", "numba", "scipy", "pydantic", "PyYAML", "duckdb", "scoringrules", "cyclopts", "rich")
LEAST_MEMORY = 1.0
LEAST_DISK = 0.5
GIB = 2**30
ADVICE = ("compilation", "compiler", "compiled already")
"""Checks whose advice is worth reading although nothing is missing."""


def health() -> dict[str, Any]:
    """Return the checks of this machine as ``multipolar-doctor/1``."""
    checks = [*_python(), *_packages(), *_machine(), *_cache(), *_library()]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "ok": all(check["ok"] for check in checks),
        "checks": checks,
    }


def _check(name: str, found: str, *, ok: bool = True, hint: str = "") -> dict[str, Any]:
    return {"name": name, "found": found, "ok": ok, "hint": hint if not ok or name in ADVICE else ""}


def _python() -> Iterator[dict[str, Any]]:
    yield _check("Python", platform.python_version(), ok=sys.version_info >= (3, 11), hint="")
    yield _check("multipolar", __version__)


def _packages() -> Iterator[dict[str, Any]]:
    for name in NEEDED:
        try:
            yield _check(name, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield _check(name, "not installed", ok=False, hint=f"pip install {name}")


def _machine() -> Iterator[dict[str, Any]]:
    yield _check("processors", f"{default_threads()} of {os.cpu_count()}")
    memory = memory_gib()
    if memory is not None:
        yield _check("memory", f"{memory:.1f} GiB", ok=memory >= LEAST_MEMORY, hint="a run needs about 0.5 GiB")
    free = shutil.disk_usage(Path.cwd()).free / GIB
    yield _check("free disk here", f"{free:.1f} GiB", ok=free >= LEAST_DISK, hint="a run of 10,000 courses takes 0.1 GiB")


def memory_gib() -> float | None:
    """Return the memory of this machine [GiB]; None where the system does not tell."""
    names = getattr(os, "sysconf_names", {})
    if "SC_PHYS_PAGES" not in names:
        return None
    return float(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / GIB)


def _cache() -> Iterator[dict[str, Any]]:
    yield _check("compilation", "on" if JIT_ON else "off", hint="" if JIT_ON else "unset NUMBA_DISABLE_JIT: it is slow")
    yield _check(
        "compiler", f"{COMPILER}: {WHY_STOCK}" if WHY_STOCK else COMPILER, hint="install a tested version" if WHY_STOCK else ""
    )
    where = f"nowhere: {WHY_NO_CACHE}" if CACHE_DIR is None else str(CACHE_DIR)
    fix = "unset NUMBA_DISABLE_JIT" if not JIT_ON else "every start compiles anew; mend that, or set MULTIPOLAR_CACHE_DIR"
    yield _check("compiled code is kept in", where, ok=CACHE_DIR is not None, hint=fix)
    ready = is_warm()
    yield _check("compiled already", "yes" if ready else "no", hint="" if ready else "multipolar warm")


def _library() -> Iterator[dict[str, Any]]:
    for name in library_names():
        problems = check_file(name, words()).problems
        said = "no problem" if not problems else f"{len(problems)} problems"
        yield _check(f"scenario {name}", said, ok=not problems, hint=f"multipolar check {name}")
