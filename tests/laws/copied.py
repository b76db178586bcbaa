"""A copy of the project to which a test adds a part, and what commands say there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def copied(root: Path) -> Path:
    """Copy package and tools below ``root`` and return it."""
    ignore = shutil.ignore_patterns("__pycache__")
    for folder in ("src", "tools"):
        shutil.copytree(ROOT / folder, root / folder, ignore=ignore)
    return root


def insert(path: Path, line: str, more: str) -> None:
    """Write text into a file after a line that it holds once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(line) == 1
    path.write_text(text.replace(line, line + more), encoding="utf-8")


def said(root: Path, *arguments: str) -> str:
    """Return what a command prints, run uncompiled on the package below ``root``."""
    done = ran(root, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def ran(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python uncompiled on the package below ``root``."""
    env = {
        **os.environ,
        "PYTHONPATH": f"{root / 'src'}{os.pathsep}{ROOT / 'tests'}",
        "NUMBA_DISABLE_JIT": "1",
        "MULTIPOLAR_CACHE_DIR": str(root / "cache"),
    }
    return subprocess.run([sys.executable, *arguments], env=env, capture_output=True, text=True, check=False, cwd=root)
