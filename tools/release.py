"""Build the distributions and check them in a clean environment.

Usage: ``python tools/release.py [--check FOLDER]``. It builds sdist and wheel into ``dist/`` (the wheel from the sdist), compares
the wheel's files with those under version control, installs the wheel into a new environment with the pinned dependencies and
runs commands there, away from the checkout. With ``--check`` nothing is built; the wheel in FOLDER is checked.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSIDE = "src/multipolar/"
COMMANDS = (("--version",), ("demo", "--help"), ("list",), ("check", "karabakh_2020"))
"""What a fresh installation must be able to do; the last reads a scenario, its options and its schema from the package."""


def build(folder: Path) -> None:
    """Build the sdist and, from it, the wheel; older distributions in the folder are removed."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)], check=True)


def missing(tracked: Iterable[str], packed: Iterable[str]) -> list[str]:
    """Return the package's files under version control that a wheel lacks."""
    wanted = {"multipolar/" + name.removeprefix(INSIDE) for name in tracked if name.startswith(INSIDE)}
    return sorted(wanted - set(packed))


def surplus(tracked: Iterable[str], packed: Iterable[str]) -> list[str]:
    """Return the files of a wheel, its metadata aside, that are not under version control."""
    wanted = {"multipolar/" + name.removeprefix(INSIDE) for name in tracked if name.startswith(INSIDE)}
    return sorted(name for name in set(packed) - wanted if ".dist-info/" not in name)


def check_files(wheel: Path) -> list[str]:
    """Return what is wrong with the files of a wheel."""
    listed = subprocess.run(["git", "ls-files", INSIDE], cwd=ROOT, capture_output=True, text=True, check=True)
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.namelist()
    tracked = listed.stdout.splitlines()
    faults = [f"missing in the wheel: {name}" for name in missing(tracked, packed)]
    return faults + [f"in the wheel but not tracked: {name}" for name in surplus(tracked, packed)]


def check_installed(wheel: Path) -> list[str]:
    """Return what a new environment with the wheel and pinned dependencies cannot do."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", str(home / "env")], check=True)
        python = home / "env" / "bin" / "python"
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        subprocess.run([*pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel)], check=True)
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MULTIPOLAR"))}
        for command in COMMANDS:
            words = [str(home / "env" / "bin" / "multipolar"), *command]
            done = subprocess.run(words, cwd=home, env=plain, capture_output=True, text=True, check=False)
            print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} multipolar {' '.join(command)}")
            if done.returncode != 0:
                faults.append(f"multipolar {' '.join(command)}: {done.stderr.strip()[-500:]}")
    return faults


def main() -> int:
    """Build and check, and return 1 where something is wrong."""
    parser = argparse.ArgumentParser(description="Build the distributions and check them in a clean environment.")
    parser.add_argument("--check", type=Path, metavar="FOLDER", help="check the wheel in FOLDER instead of building one")
    folder = parser.parse_args().check or ROOT / "dist"
    if folder == ROOT / "dist":
        build(folder)
    wheels = sorted(folder.glob("*.whl"))
    if len(wheels) != 1:
        print(f"one wheel is expected in {folder}, found {len(wheels)}", file=sys.stderr)
        return 1
    faults = [*check_files(wheels[0]), *check_installed(wheels[0])]
    print("\n".join(faults) or f"{wheels[0].name}: complete, installs and runs")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
