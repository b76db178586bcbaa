"""Runs killed at random moments, gone on with by two at once, and folders damaged at random: no number ever changes.

Each round starts a run, kills it without warning at a random moment (up to ``--kills`` times, going on in between), then lets two
processes go on with it at the same time. One of them may be told that the other writes; the folder must end with the digest of an
undisturbed run, every course counted once. Then ``--damages`` copies of the folder are damaged, one file and one way each, and
read: refused with exit 3, or read with the very same numbers. ``--limit`` bounds the whole in seconds.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from verification.common import ROOT, arguments, told, verify

TEMPLATE = ROOT / "src" / "multipolar" / "library" / "templates" / "blank.yaml"
BUSY = re.compile(r"is being written by process \d+")
CHUNK = 10


def command(scenario: Path, folder: Path, members: int, seed: int, *more: str) -> list[str]:
    """Return the command that runs a scenario into a folder."""
    words = ["run", str(scenario), "--members", str(members), "--seed", str(seed), "--chunk", str(CHUNK), "--out", str(folder)]
    return [sys.executable, "-m", "multipolar.cli", *words, "--no-report", "--quiet", *more]


def started(words: list[str]) -> subprocess.Popen[str]:
    """Start a command of this program."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def going_on(folder: Path) -> tuple[str, ...]:
    """Return the option that goes on with a folder where something has begun."""
    return ("--resume",) if (folder / ".lock").exists() else ()


def chased(
    scenario: Path, folder: Path, members: int, seed: int, kills: int, seconds: float, dice: random.Random
) -> tuple[str, Counter[str]]:
    """Kill a run at random moments, let two go on with it at once, and return what went wrong (nothing, if nothing) and counts.

    ``seconds``: how long an undisturbed run takes, start of the program included.
    """
    seen: Counter[str] = Counter()
    for _ in range(dice.randint(1, kills)):
        child = started(command(scenario, folder, members, seed, *going_on(folder)))
        time.sleep(dice.uniform(0.3, 1.0) * seconds)
        seen["killed" if child.poll() is None else "done before the kill"] += 1
        child.send_signal(signal.SIGKILL)
        child.communicate()
    resume = going_on(folder)
    both = [started(command(scenario, folder, members, seed, *resume)) for _ in range(2)]
    ends = [(child.communicate()[1], child.returncode) for child in both]
    seen["told who writes"] += sum(code != 0 for _, code in ends)
    wrong = [said[-300:] for said, code in ends if code != 0 and not BUSY.search(said)]
    return ("" if not wrong else f"a second writer ended with: {wrong[0]}"), seen


def flip(path: Path, dice: random.Random) -> None:
    """Turn one bit of a file round."""
    data = bytearray(path.read_bytes())
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(bytes(data))


def cut(path: Path, dice: random.Random) -> None:
    """Cut a file off somewhere."""
    path.write_bytes(path.read_bytes()[: dice.randrange(path.stat().st_size)])


def swap(path: Path, dice: random.Random) -> None:
    """Put another file of the folder in the place of one."""
    others = [p for p in path.parent.iterdir() if p.is_file() and p != path]
    if others:
        path.write_bytes(dice.choice(others).read_bytes())
    else:
        path.unlink()


def fill(path: Path, dice: random.Random) -> None:
    """Put noise where a file was."""
    path.write_bytes(dice.randbytes(dice.choice((0, 1, 100, 5000))))


DAMAGES: tuple[Callable[[Path, random.Random], None], ...] = (flip, flip, cut, swap, fill)


def damaged(folder: Path, count: int, dice: random.Random) -> tuple[str, Counter[str]]:
    """Damage copies of a folder and read each; return what went wrong (nothing, if nothing) and counts."""
    from multipolar import api
    from multipolar.engine.ensemble import digest_of
    from multipolar.errors import EXIT_SCENARIO, MultipolarError, exit_code

    def numbers(place: Path) -> Any:
        run = api.as_run(place)
        members, series = run.series
        return run.forecast, digest_of(run.outcomes), members.tolist(), [series[name].tobytes() for name in series.dtype.names]

    right, seen = numbers(folder), Counter[str]()
    copy = folder.parent / "damaged"
    for _ in range(count):
        shutil.copytree(folder, copy)
        files = sorted(path for path in copy.rglob("*") if path.is_file() and path.stat().st_size)
        victim, way = dice.choice(files), dice.choice(DAMAGES)
        way(victim, dice)
        said = f"{victim.relative_to(copy)}, {way.__name__}"
        try:
            if numbers(copy) != right:
                return f"other numbers from a damaged folder ({said})", seen
            seen["read, the same numbers"] += 1
        except MultipolarError as error:
            if exit_code(error) != EXIT_SCENARIO:
                return f"{type(error).__name__} from a damaged folder ({said}): {error}", seen
            seen["refused"] += 1
        finally:
            shutil.rmtree(copy)
    return "", seen


def measure(rounds: int, members: int, seed: int, kills: int, damages: int, limit: float) -> tuple[dict[str, Any], str]:
    """Return what was seen in the rounds, and the sentence that tells it."""
    from multipolar import api

    start, dice, seen = time.monotonic(), random.Random(seed), Counter[str]()
    faults: list[str] = []
    done = 0
    with tempfile.TemporaryDirectory() as base:
        scenario = Path(base) / "war.yaml"
        scenario.write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        started(command(scenario, Path(base) / "first", 10, seed)).communicate()
        begin = time.monotonic()
        started(command(scenario, Path(base) / "whole", members, seed)).communicate()
        seconds = time.monotonic() - begin
        whole = api.as_run(Path(base) / "whole")
        while done < rounds and time.monotonic() - start < limit and not faults:
            folder = Path(base) / f"round-{done}"
            fault, counts = chased(scenario, folder, members, seed, kills, seconds, dice)
            seen += counts
            faults += [fault] if fault else []
            run = api.as_run(folder)
            if (run.digest, run.sample.tally.n) != (whole.digest, members):
                found = f"digest {run.digest[:8]} of {run.sample.tally.n}"
                faults.append(f"round {done}: {found}, expected {whole.digest[:8]} of {members}")
            fault, counts = damaged(folder, damages, dice)
            seen += counts
            faults += [fault] if fault else []
            shutil.rmtree(folder)
            done += 1
            told("rounds", done, rounds)
    said = "; ".join(f"{name} {n}" for name, n in seen.items())
    end = "every one ended with the digest of an undisturbed run" if not faults else f"FAULT: {faults[0]}"
    document = {"rounds": done, "asked": rounds, "seen": dict(seen), "faults": faults}
    return document, f"{done} rounds of {members} courses: {said}; {end}"


def main() -> None:
    """Run the verification; exit 1 if a number changed."""
    given = arguments(__doc__, members=400, rounds=10, kills=3, damages=40, limit=900.0)
    kept = verify("races", given, lambda: measure(given.rounds, given.members, given.seed, given.kills, given.damages, given.limit))
    sys.exit(1 if kept["faults"] else 0)


if __name__ == "__main__":
    main()
