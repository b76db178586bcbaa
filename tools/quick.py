"""Check what was changed, in less than a minute: lint, generated files, and the mirrored tests without compilation.

Usage: ``python tools/quick.py [--base REF] [FILE ...]``. Without files it takes those that differ from the place where this
branch left REF (default ``main``), committed or not, and untracked ones. With nothing changed it runs a fixed small set.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = PurePosixPath("src/multipolar")
FIXED = (
    "tests/numerics/test_choice.py", "tests/numerics/test_elementary.py", "tests/numerics/test_paths.py",
    "tests/mechanisms/test_weather.py", "tests/mechanisms/test_supply.py", "tests/diplomacy/test_bargain.py",
    "tests/model/test_fields.py", "tests/model/test_records.py", "tests/test_errors.py", "tests/test_units.py",
)  # fmt: skip
"""What runs when nothing is changed, or when nothing that is changed has a mirrored test."""
ELSEWHERE = {
    "docs": ("tests/test_docs.py",), "tools": ("tests/test_docs.py",), "CONTRIBUTING.md": ("tests/test_docs.py",),
    "README.md": ("tests/test_docs.py",), ".github": ("tests/test_kit.py",), "Makefile": ("tests/test_kit.py",),
    "pyproject.toml": ("tests/test_kit.py",), "constraints.txt": ("tests/test_kit.py",),
}  # fmt: skip
"""Tests of what lies outside the package, by first part of the path."""
LEFT_OUT = "not slow and not browser and not node and not compiled and not long"
FORMATTED = ("src", "tests", "tools", "verification", "benchmarks", "docs")


def git(*arguments: str) -> list[str]:
    """Return the lines that git prints; none where the command fails, say because the branch is unknown."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


def changed(base: str) -> list[str]:
    """Return the files that differ from where this branch left ``base``, and untracked ones, if they are still there."""
    start = git("merge-base", "HEAD", base) or ["HEAD"]
    names = {*git("diff", "--name-only", start[0]), *git("ls-files", "--others", "--exclude-standard")}
    return sorted(name for name in names if (ROOT / name).is_file())


def mirrored(name: str, root: Path = ROOT) -> list[str]:
    """Return the test files for one file: itself, its mirror, the mirror of its package, or what ``ELSEWHERE`` says."""
    path = PurePosixPath(name)
    if path.parts[0] == "tests":
        return [name] if path.name.startswith("test_") and path.suffix == ".py" else []
    if path.is_relative_to(PACKAGE):
        inside = path.relative_to(PACKAGE)
        mirrors = [PurePosixPath("tests", *inside.parent.parts, f"test_{inside.stem}.py")]
        if len(inside.parts) > 1:
            mirrors.append(PurePosixPath("tests", *inside.parent.parent.parts, f"test_{inside.parent.name}.py"))
        return [str(test) for test in mirrors if (root / test).exists()][:1]
    return [test for test in ELSEWHERE.get(path.parts[0], ()) if (root / test).exists()]


def selected(names: Iterable[str], root: Path = ROOT) -> list[str]:
    """Return the test files to run for changed files, each once; the fixed set where there are none."""
    found = sorted({test for name in names for test in mirrored(name, root)})
    return found or [test for test in FIXED if (root / test).exists()]


def steps(names: Sequence[str]) -> list[tuple[str, list[str], dict[str, str]]]:
    """Return what is run: a title, a command and additions to the environment."""
    python = [name for name in names if name.endswith(".py") and name.split("/")[0] in FORMATTED]
    ruff = [sys.executable, "-m", "ruff"]
    tests = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-m", LEFT_OUT, *selected(names)]
    found: list[tuple[str, list[str], dict[str, str]]] = []
    if python:
        found.append(("ruff check", [*ruff, "check", "--force-exclude", *python], {}))
        found.append(("ruff format", [*ruff, "format", "--check", "--force-exclude", *python], {}))
    found.append(("generated files", [sys.executable, str(ROOT / "tools" / "generate.py"), "--check"], {"NUMBA_DISABLE_JIT": "1"}))
    found.append(("tests, uncompiled", tests, {"NUMBA_DISABLE_JIT": "1"}))
    return found


def main() -> int:
    """Run all steps, say how long each took, and return 1 if one failed."""
    parser = argparse.ArgumentParser(description="Check what was changed, in less than a minute.")
    parser.add_argument("--base", default="main", help="branch to compare with")
    parser.add_argument("files", nargs="*", help="files to check instead of those that git names")
    given = parser.parse_args()
    names = given.files or changed(given.base)
    print(f"{len(names)} changed files" if names else "nothing changed: the fixed set")
    failed = []
    for title, command, more in steps(names):
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **more}, check=False)
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {title} [{time.perf_counter() - start:.1f} s]", flush=True)
        failed += [title] if done.returncode else []
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
