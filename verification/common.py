"""What the verification commands share: where results are kept, and the table in the README that tells the last of each."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from multipolar.about import __version__

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
RESULTS = FOLDER / "results"
README = FOLDER / "README.md"
FIRST, LAST = "<!-- results -->\n", "<!-- end of results -->\n"

SHOWS: dict[str, str] = {
    "coverage": "counting intervals that are printed cover the pooled share at their stated rate, over 100 seeds",
    "grid": "cutting a contested sector into two equal ones moves the area taken by less than 5 %",
    "mirror": "sides swapped in name, facts and opener mirror every probability within counting error",
    "gates": "each mechanism acts: what a change of an input must do to an outcome, on the same members",
    "absurdities": "turns that no war takes, counted per hundred courses of five wars",
    "breaks": "why defences break: the leading term of every break, beside the reasons of 52 engagements (McQuie 1987)",
    "effort": "a forecast from inside a war begins with the effort that courses lived from day 0 have spent by then",
    "clock": "one channel of endings at a time: hazards of random and listed wars at their start, beside thirty wars since 1946",
    "switches": "what drones, sponsor aid, breaks, mountains and finance each do to the endings, against the expected order",
    "sbc_wars": "shifts of shared priors that are known rank uniformly among those learned from the ends they made",
    "backtests": "past wars forecast from what was known, beside naive forecasts and the bars set beforehand",
    "outside": "half simulation and half what became of past wars like this one, scored beside the base rate of the other wars",
    "memory": "peak memory by members, each in a fresh process",
    "fuzz": "changed inputs are refused or used whole: nothing crashes, no part of a number, key or late date is dropped",
    "races": "runs killed at random, gone on with by two at once, folders damaged at random: no number ever changes",
    "mutants": "changes planted in the laws of mechanisms and powers are noticed by the tests of the file they are in",
    "golden": "the numbers of the flagship that tests hold fast (tests/golden/karabakh_2020.json)",
}
"""Every command of this folder with what it shows."""


def arguments(doc: str | None, *, members: int, **more: Any) -> argparse.Namespace:
    """Read the command line of a verification: members, seed, as-of date, quick; ``more``: further numbers with defaults."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=members, help=f"courses (default {members})")
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--as-of", default=None)
    parser.add_argument("--no-keep", action="store_true", help="print only, leave the kept results as they are")
    for name, value in more.items():
        kind = type(value) if value is not None else str
        if isinstance(value, tuple):
            parser.add_argument(f"--{name}", nargs="*", default=value, type=type(value[0]) if value else str)
        else:
            parser.add_argument(f"--{name.replace('_', '-')}", type=kind, default=value)
    return parser.parse_args()


def verify(name: str, given: argparse.Namespace, measure: Callable[[], tuple[dict[str, Any], str]]) -> dict[str, Any]:
    """Measure, print the document's sentence, keep it with its time, and write the README's table anew."""
    start = time.perf_counter()
    document, sentence = measure()
    command = f"python -m verification.{name} --members {given.members} --seed {given.seed}"
    off = getattr(given, "off", ())
    kept = {
        "command": command
        + (f" --as-of {given.as_of}" if given.as_of else "")
        + (f" --off {' '.join(off)}" if off else "")
        + (f" --rounds {given.rounds}" if hasattr(given, "rounds") else ""),
        "version": __version__,
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "seconds": round(time.perf_counter() - start, 1),
        "sentence": sentence,
        **document,
    }
    print(sentence)
    if not given.no_keep:
        keep(name, kept)
    return kept


def keep(name: str, document: Mapping[str, Any], folder: Path = RESULTS, readme: Path = README) -> None:
    """Write the result of a verification and the table of all last results."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = readme.read_text(encoding="utf-8")
    head, _, rest = text.partition(FIRST)
    readme.write_text(head + FIRST + table(folder) + LAST + rest.partition(LAST)[2], encoding="utf-8")


def table(folder: Path = RESULTS) -> str:
    """Return the table of commands, what each shows, and its last result with its time."""
    lines = ["| command | shows that | last result | seconds |", "|---|---|---|---|"]
    for name, said in SHOWS.items():
        path = folder / f"{name}.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        command = kept.get("command", f"python -m verification.{name}")
        lines.append(f"| `{command}` | {said} | {kept.get('sentence', 'not run yet')} | {kept.get('seconds', '')} |")
    return "\n".join(lines) + "\n"


def told(name: str, done: int, total: int) -> None:
    """Tell on one line how far a long verification has come."""
    import sys

    print(f"\r{name}: {done}/{total}   ", end="\n" if done == total else "", file=sys.stderr, flush=True)
