"""Thousands of changed inputs: each is refused with a problem, or used whole; nothing is dropped and nothing crashes.

Scenarios, patches, settings, choices of claims, as-of dates, fact packs, outcome files, frozen forecasts and damaged run folders
are made from valid ones by mutations that know what may become of them. A fault is a crash (any error that is not one of the
program's own), a problem without file or code, or a silent loss: a number that is accepted and then is another one, a key or a
late date that is accepted, a damaged file that is read as if it were whole. The command ends with 1 when it finds a fault.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from multipolar.about import __version__
from multipolar.errors import InternalError, MultipolarError, Problem, ScenarioError
from multipolar.scenario.check import check
from multipolar.scenario.codes import CODES
from multipolar.scenario.document import Document
from multipolar.scenario.files import library_dir, load
from multipolar.scenario.loaded import Loaded, loaded_from
from multipolar.scenario.patches import apply_patch, apply_setting
from multipolar.scenario.paths import render_path
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.resolve import resolve
from multipolar.scenario.stance import choose
from multipolar.session.war import words
from verification.common import keep
from verification.fuzz_mutations import (
    LATE,
    Mutant,
    Span,
    mutant_of,
    quoted,
    skeleton,
    soiled,
    spans,
)

REFUSED, ACCEPTED, RUN, SILENT, CRASH = "refused", "accepted", "accepted and run", "silent", "crash"
FAULTS = (SILENT, CRASH)
ARGUMENTS = ("claims=", "settings=", "bundle=")
"""Faults of what stands in no file begin with the argument that holds it."""
NO_LINE = frozenset({"no-file", "unknown-date"})
TEMPLATES = ("blank", "border_war", "siege")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an input; ``said`` tells more where it is a fault."""

    kind: str
    said: str = ""


@dataclass(slots=True)
class Bench:
    """What the surfaces share: a folder, valid texts with their scalars, documents of the unchanged, one finished run."""

    folder: Path
    texts: dict[str, str]
    found: dict[str, list[Span]]
    documents: dict[str, Document]
    extra: dict[str, Any] = field(default_factory=dict)


Surface = Callable[[Bench, random.Random], tuple[str, str, Callable[[], Verdict]]]


def bench_in(folder: Path) -> Bench:
    """Return the valid inputs that everything is made from."""
    texts = {name: (library_dir("templates") / f"{name}.yaml").read_text(encoding="utf-8") for name in TEMPLATES}
    texts["karabakh_2020"] = (library_dir("scenarios") / "karabakh_2020.yaml").read_text(encoding="utf-8")
    documents = {}
    for name, text in texts.items():
        found = check(loaded_from(text, name), words()).document
        assert found is not None, f"the library's {name} is faulty"
        documents[name] = found
    return Bench(folder, texts, {name: spans(text) for name, text in texts.items()}, documents)


def told(problems: tuple[Problem, ...] | list[Problem]) -> Verdict:
    """Return the verdict on a refusal: every problem has a file and a known code, and a line where a line can be had."""
    for problem in problems:
        if not problem.file or problem.code not in CODES:
            return Verdict(CRASH, f"a problem without file or known code: {problem}")
        if problem.line == 0 and problem.code not in NO_LINE and not problem.file.startswith(ARGUMENTS):
            return Verdict(CRASH, f"a problem without line: {problem}")
    return Verdict(REFUSED) if problems else Verdict(CRASH, "refused without a problem")


def reached(value: Any, path: tuple[Any, ...]) -> Any:
    """Return what stands at a path of a document."""
    for step in path:
        if isinstance(value, Quantity) and step == "v":
            return value
        if isinstance(value, Quantity) and step == "unit":
            return None
        value = value[step] if isinstance(value, dict | list | tuple) else getattr(value, str(step))
    return value


def is_kept(mutant: Mutant, document: Document) -> str:
    """Return what was lost of an accepted number, nothing if it is there."""
    if not mutant.path:
        return ""
    path = mutant.path
    inside = next((i for i, step in enumerate(path) if step == "v"), None)
    there = reached(document, path[: inside + 1] if inside is not None else path)
    if not isinstance(there, Quantity):
        return _plain_lost(mutant, there)
    law = there.distribution
    spelled = f"{law} {'' if there.unit in (None, '1') else there.unit}"
    if isinstance(mutant.wanted, float):
        numbers = _numbers(law)
        return "" if mutant.wanted in numbers else f"wanted {mutant.wanted!r}, found {numbers}"
    if inside is not None:
        rest = skeleton(str(law))
        return "" if isinstance(path[-1], int) or mutant.wanted[: len(rest)] == rest else f"wanted {mutant.wanted}, found {rest}"
    return "" if _same(mutant.wanted, skeleton(spelled)) else f"wanted {mutant.wanted}, found {spelled}"


def _numbers(law: Any) -> list[float]:
    return [*law.args, *(x for weight, part in law.parts for x in (weight, *part.args))]


def _unsigned(parts: list[Any]) -> list[Any]:
    """Leave out a plus, and the minus of a zero."""
    after = [*parts[1:], None]
    return [part for part, rest in zip(parts, after, strict=True) if part != "+" and not (part == "-" and rest == 0.0)]


def _same(wanted: list[Any], found: list[Any]) -> bool:
    """Compare two spellings: a plus in front, a minus zero and a weight in percent are the same number."""
    wanted, found = _unsigned(wanted), _unsigned(found)
    if wanted == found:
        return True
    after = [*wanted[1:], ""]
    percent = [x / 100.0 if isinstance(x, float) and sign == "%" else x for x, sign in zip(wanted, after, strict=True)]
    return [x for x in percent if x != "%"] == [x for x in found if x != "%"] or [x for x in wanted if x != "%"] == found


def _plain_lost(mutant: Mutant, there: Any) -> str:
    if isinstance(there, bool) or not isinstance(there, int | float):
        return ""
    if isinstance(mutant.wanted, float):
        return "" if there in (mutant.wanted, mutant.wanted / 100.0) else f"wanted {mutant.wanted!r}, found {there!r}"
    numbers = [x for x in mutant.wanted if isinstance(x, float)]
    sign = -1.0 if mutant.wanted[:1] == ["-"] else 1.0
    alike = {sign * x * f for x in numbers for f in (1.0, 0.01, 1e-3, 1e3, 1e4, 1e6, 1e9)}
    kept = len(numbers) == 1 and any(abs(there - x) <= 1e-12 * abs(x) for x in alike)
    return "" if kept else f"wanted {mutant.wanted}, found {there!r}"


def judged(mutant: Mutant, loaded: Loaded) -> Verdict:
    """Return the verdict on a changed scenario."""
    found = check(loaded, words())
    if found.document is None:
        return told(found.problems)
    if mutant.must == "refused":
        return Verdict(SILENT, f"accepted, must be refused: {mutant.what}")
    if mutant.must == "kept":
        lost = is_kept(mutant, found.document)
        if lost:
            return Verdict(SILENT, lost)
    resolve(found.document, words())
    return Verdict(ACCEPTED)


def scenarios(bench: Bench, rng: random.Random) -> tuple[str, str, Callable[[], Verdict]]:
    """A template or, now and then, the flagship with one mutation, checked; sometimes with two."""
    name = rng.choices([*TEMPLATES, "karabakh_2020"], [4, 4, 6, 0.3])[0]
    mutant = mutant_of(bench.texts[name], bench.found[name], rng)
    text = mutant.text.encode("utf-8", "surrogateescape")

    def judge() -> Verdict:
        file = bench.folder / "s.yaml"
        file.write_bytes(text)
        verdict = judged(mutant, load(file))
        if verdict.kind != ACCEPTED or name == "karabakh_2020" or rng.random() > bench.extra["run_share"]:
            return verdict
        return lived(bench, file)

    return f"{name}: {mutant.what}", mutant.text, judge


def lived(bench: Bench, file: Path) -> Verdict:
    """Run what check passed, with few courses, and write its report."""
    import multipolar

    with tempfile.TemporaryDirectory(dir=bench.folder) as out:
        done = multipolar.run(file, members=4, out=Path(out) / "r", threads=1, report=False)
        json.dumps(done.forecast, allow_nan=False)
    return Verdict(RUN)


def settings(bench: Bench, rng: random.Random) -> tuple[str, str, Callable[[], Verdict]]:
    """One value set on the command line: a number soiled or changed, or an address that may lead nowhere."""
    name = rng.choice(TEMPLATES)
    span = rng.choice([s for s in bench.found[name] if not s.is_key and s.path])
    root = loaded_from(bench.texts[name], name).root
    address = render_path(root, span.path)
    value = soiled(span.value, rng) if rng.random() < 0.8 else rng.choice(LATE)
    if rng.random() < 0.2:
        address = soiled(address, rng)
    setting = f"{address}={value}"

    def judge() -> Verdict:
        loaded = loaded_from(bench.texts[name], name)
        apply_setting(loaded, setting)
        number = setting.partition("=")[0] == render_path(root, span.path) and span.value[:1].isdigit()
        mutant = Mutant("setting", setting, "kept" if number else "any", span.path if number else (), skeleton(value))
        return judged(mutant, loaded)

    return f"{name}: --set", setting, judge


STRENGTHS = (
    "on", "off", "0.5", "60%", "60 %", "1e-1", "0", "1", "nan", "inf", "-0.0", "0x1", "1_0", "\u00bd", "\u0663", "0,5", "", "=",
)  # fmt: skip


def claims(bench: Bench, rng: random.Random) -> tuple[str, str, Callable[[], Verdict]]:
    """A choice about a claim: what is accepted is the strength that is written."""
    document = bench.documents[rng.choice(["siege", "border_war", "karabakh_2020"])]
    claim = rng.choice(document.claims).id
    value = rng.choice((*STRENGTHS, claim))
    value = soiled(value, rng) if rng.random() < 0.6 else value

    def judge() -> Verdict:
        strengths = choose(document, None, [f"{claim}={value}"]).strengths
        numbers = [x for x in skeleton(value) if isinstance(x, float)]
        allowed = {x * f for x in numbers for f in (1.0, 0.01, 1e-3)} if len(numbers) == 1 else set()
        allowed |= {{"on": 1.0, "off": 0.0}.get(value, -1.0)}
        if value in strengths or any(abs(strengths[claim] - x) < 1e-12 for x in allowed):
            return Verdict(ACCEPTED)
        return Verdict(SILENT, f"{claim}={value} became {strengths[claim]!r}")

    return "--claim", f"{claim}={value}", judge


def dates(bench: Bench, rng: random.Random) -> tuple[str, str, Callable[[], Verdict]]:
    """An as-of date on the command line, and dates with patch names in the file."""
    wanted = rng.choice([*LATE, "2020-10-16", "base", "", "..", "\x00", "2020-09-27 ", soiled("2020-10-16", rng)])
    names = ["base", "../x", "/etc/passwd", "a/../b", "x" * 300, "top-1", "Top-x", "~", "[a]", "2024", "nothing_there", ".", "a\\b"]
    key, patch = rng.choice(["2024-01-01", "2023-05", "2023-12-01", soiled("2023-12-01", rng)]), rng.choice(names)
    text = bench.texts["blank"] + f"\nas_of_dates: {{{quoted(key)}: {quoted(patch) if patch not in ('~', '[a]') else patch}}}\n"

    def judge() -> Verdict:
        if rng.random() < 0.5:
            return judged(Mutant("as-of", wanted), load("karabakh_2020", as_of=wanted))
        file = bench.folder / "dated.yaml"
        file.write_text(text, encoding="utf-8")
        return judged(Mutant("as-of", text), load(file))

    return "--as-of and as_of_dates", f"{wanted!r} | {key!r}: {patch!r}", judge


PATCH = """format: multipolar-patch/1
id: later
title: The same war two weeks later
base: siege
base_digest: "{digest}"
as_of: 2024-09-15
changes:
  - {{op: set, path: forces.A.tanks, value: 50 items, reason: losses}}
  - {{op: set, path: "theatre.sectors[TOWN].share_A", value: [0.1, 0.2, 0.4], reason: the lower town fell}}
  - {{op: add, path: limits, value: one more, reason: a limit}}
  - {{op: remove, path: "powers[MED].skill", reason: nobody knows}}
"""


def patches(bench: Bench, rng: random.Random) -> tuple[str, str, Callable[[], Verdict]]:
    """A patch with one mutation on its base."""
    base = loaded_from(bench.texts["siege"], "siege.yaml")
    text = PATCH.format(digest=base.digest)
    mutant = mutant_of(text, spans(text), rng)
    must = "refused" if mutant.must == "refused" and "value" not in mutant.path else "any"

    def judge() -> Verdict:
        file = bench.folder / "p.yaml"
        file.write_bytes(mutant.text.encode("utf-8", "surrogateescape"))
        apply_patch(base, load_file(file))
        return judged(Mutant(mutant.what, mutant.text, must), base)

    return f"patch: {mutant.what}", mutant.text, judge


def load_file(file: Path) -> Loaded:
    """Return a file as read, faults inside."""
    from multipolar.scenario.files import load_text

    return load_text(file)


OF_THE_PACK = "the scenario made of this pack"
"""How a fault begins that only the scenario made of a pack shows: it has a path in that scenario and no line of the pack."""


def packs(bench: Bench, rng: random.Random) -> tuple[str, str, Callable[[], Verdict]]:
    """A fact pack with one mutation; what is accepted becomes a scenario that check passes."""
    import multipolar

    text = bench.extra["pack"]
    mutant = mutant_of(text, bench.extra["pack_spans"], rng)

    def judge() -> Verdict:
        file = bench.folder / "p.facts.yaml"
        file.write_bytes(mutant.text.encode("utf-8", "surrogateescape"))
        out = bench.folder / "made.yaml"
        out.unlink(missing_ok=True)
        try:
            multipolar.import_pack(file, out)
        except ScenarioError as error:
            made = [p for p in error.problems if p.message.startswith(OF_THE_PACK)]
            return Verdict(REFUSED) if made and len(made) == len(error.problems) else told(error.problems)
        if mutant.must == "refused":
            return Verdict(SILENT, f"accepted, must be refused: {mutant.what}")
        found = check(load(out), words())
        if found.document is None:
            return Verdict(CRASH, f"the scenario made is faulty: {found.problems[0].message}")
        return Verdict(ACCEPTED)

    return f"pack: {mutant.what}", mutant.text, judge


NAMED = frozenset({"power_levels", "sectors_end", "changed_share", "net_share_A", "claims", "sources"})
"""Keys of an outcome file below which names stand: only the scenario knows whether they exist."""


def outcomes(bench: Bench, rng: random.Random) -> tuple[str, str, Callable[[], Verdict]]:
    """An outcome file with one mutation."""
    from multipolar.forecast.outcome import past_outcome

    name = rng.choice(sorted(bench.extra["outcomes"]))
    mutant = mutant_of(bench.extra["outcomes"][name], bench.extra["outcome_spans"][name], rng)
    must = "any" if mutant.what == "late date" or NAMED & set(mutant.path[:-1]) else mutant.must

    def judge() -> Verdict:
        file = bench.folder / "o.yaml"
        file.write_bytes(mutant.text.encode("utf-8", "surrogateescape"))
        past_outcome(name, file)
        return Verdict(SILENT, f"accepted, must be refused: {mutant.what}") if must == "refused" else Verdict(ACCEPTED)

    return f"outcome: {mutant.what}", mutant.text, judge


def frozen(bench: Bench, rng: random.Random) -> tuple[str, str, Callable[[], Verdict]]:
    """A frozen forecast with some bytes or one value changed: refused, or the change is no change."""
    from multipolar.record.frozen import chances, frozen_sample, read_frozen

    text = bench.extra["frozen"]
    changed = damaged(text.encode(), rng)

    def judge() -> Verdict:
        file = bench.folder / "f.json"
        file.write_bytes(changed)
        found = read_frozen(file)
        frozen_sample(found)
        chances(found)
        same = json.loads(text) == json.loads(changed)
        return Verdict(ACCEPTED) if same else Verdict(SILENT, "a changed forecast was read as if it were whole")

    return "frozen forecast", repr(changed[:0]), judge


def damaged(raw: bytes, rng: random.Random) -> bytes:
    """Return bytes with a few changed, or the file cut, emptied or doubled; an empty file gets some."""
    kind = rng.random()
    if not raw:
        return rng.randbytes(rng.choice((1, 20, 400)))
    if kind < 0.15:
        return raw[: rng.randrange(len(raw) + 1)]
    if kind < 0.2:
        return raw + raw[-rng.randint(1, 40) :]
    made = bytearray(raw)
    for _ in range(rng.choice([1, 1, 2, 8])):
        at = rng.randrange(len(made))
        if kind < 0.7 and chr(made[at]).isdigit():
            made[at] = ord(rng.choice("0123456789"))
        else:
            made[at] = rng.randrange(256)
    return bytes(made)


def folders(bench: Bench, rng: random.Random) -> tuple[str, str, Callable[[], Verdict]]:
    """A finished run with one of its files damaged: refused, or forecast, courses and days are read as they were written."""
    import shutil

    from multipolar.engine.ensemble import digest_of
    from multipolar.session.run import open_run

    source: Path = bench.extra["run"]
    files = sorted(p.relative_to(source) for p in source.rglob("*") if p.is_file() and p.suffix != ".html")
    name = rng.choice(files)
    gone = rng.random() < 0.1
    changed = b"" if gone else damaged((source / name).read_bytes(), rng)

    def judge() -> Verdict:
        copy = bench.folder / "run"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(source, copy)
        if gone:
            (copy / name).unlink()
        else:
            (copy / name).write_bytes(changed)
        found = open_run(copy)
        _, series = found.series
        read = (unrecorded(found.forecast), digest_of(found.outcomes), [series[day].tobytes() for day in series.dtype.names])
        same = read == bench.extra["read"]
        return Verdict(ACCEPTED) if same else Verdict(SILENT, f"{name}: damaged, and read as if it were whole")

    return f"run folder: {name.name.split('-')[0]}", f"{name} {'removed' if gone else 'damaged'}", judge


def unrecorded(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a forecast without what depends on where it lies."""
    return {key: value for key, value in document.items() if key not in {"run", "report", "run_facts"}}


SURFACES: dict[str, tuple[Surface, int]] = {
    "scenario": (scenarios, 10), "set": (settings, 4), "claim": (claims, 2), "as-of": (dates, 1), "patch": (patches, 2),
    "pack": (packs, 2), "outcome": (outcomes, 2), "frozen": (frozen, 1), "folder": (folders, 1),
}  # fmt: skip


def prepare(bench: Bench, wanted: set[str], run_share: float) -> None:
    """Make the further inputs that the chosen surfaces need: a pack, outcome files, a run, a frozen forecast."""
    bench.extra["run_share"] = run_share
    if "pack" in wanted:
        page = (Path(__file__).parent.parent / "docs" / "import-a-pack.md").read_text(encoding="utf-8")
        bench.extra["pack"] = max((part.partition("\n")[2] for part in page.split("```")[1::2]), key=len)
        bench.extra["pack_spans"] = spans(bench.extra["pack"])
    if "outcome" in wanted:
        files = [p for p in library_dir("outcomes").iterdir() if p.name.endswith(".yaml")]
        bench.extra["outcomes"] = {p.name.removesuffix(".yaml"): p.read_text(encoding="utf-8") for p in files}
        bench.extra["outcome_spans"] = {name: spans(text) for name, text in bench.extra["outcomes"].items()}
    if wanted & {"frozen", "folder"}:
        import multipolar
        from multipolar.engine.ensemble import digest_of

        done = multipolar.run(_saved(bench), members=30, out=bench.folder / "whole", report=False, threads=1)
        _, series = done.series
        days = [series[day].tobytes() for day in series.dtype.names]
        bench.extra |= {"run": done.folder, "read": (unrecorded(done.forecast), digest_of(done.outcomes), days)}
        bench.extra["frozen"] = multipolar.freeze(done.folder, bench.folder / "whole.json")[1].read_text(encoding="utf-8")


def _saved(bench: Bench) -> Path:
    file = bench.folder / "siege.yaml"
    file.write_text(bench.texts["siege"], encoding="utf-8")
    return file


def verdict_of(judge: Callable[[], Verdict]) -> Verdict:
    """Return what became of an input; errors of the program's own are refusals, all others are crashes."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", RuntimeWarning)
            return judge()
    except ScenarioError as error:
        return told(error.problems)
    except InternalError as error:
        return Verdict(CRASH, f"InternalError: {error}")
    except MultipolarError:
        return Verdict(REFUSED)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what was looked for
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "multipolar" in f.filename]
        where = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames[-3:]))
        return Verdict(CRASH, f"{type(error).__name__}: {str(error)[:120]} at {where}")


def fuzz(inputs: int, seconds: float, seed: int, wanted: set[str], run_share: float) -> dict[str, Any]:
    """Return counts by surface and verdict, and the faults with the inputs that show them."""
    rng = random.Random(seed)
    counts: dict[str, Counter[str]] = {name: Counter() for name in SURFACES if name in wanted}
    faults: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = bench_in(Path(folder))
        prepare(bench, wanted, run_share)
        end, done = time.monotonic() + seconds, 0
        while done < inputs and time.monotonic() < end:
            name = rng.choices(list(counts), [SURFACES[key][1] for key in counts])[0]
            what, text, judge = SURFACES[name][0](bench, rng)
            verdict = verdict_of(judge)
            counts[name][verdict.kind] += 1
            done += 1
            if verdict.kind in FAULTS:
                fresh = {"what": what, "said": verdict.said, "times": 0}
                found = faults.setdefault(f"{name}: {verdict.kind}: {verdict.said[:60]}", fresh)
                found["times"] += 1
                found.setdefault("input", text[-4000:] if name in {"set", "claim", "as-of", "folder"} else text)
    return {"inputs": done, "counts": {name: dict(row) for name, row in counts.items()}, "faults": faults}


def table(found: Mapping[str, Any]) -> str:
    """Return the counts as a table."""
    kinds = (REFUSED, ACCEPTED, RUN, *FAULTS)
    lines = [f"{'surface':<10}" + "".join(f"{kind:>18}" for kind in kinds)]
    lines += [f"{name:<10}" + "".join(f"{row.get(kind, 0):>18,}" for kind in kinds) for name, row in found["counts"].items()]
    return "\n".join(lines)


def sentence(found: Mapping[str, Any]) -> str:
    """Return the counts in one sentence."""
    total = Counter[str]()
    for row in found["counts"].values():
        total.update(row)
    kinds = "; ".join(f"{kind} {total[kind]:,}" for kind in (REFUSED, ACCEPTED, RUN, SILENT, CRASH))
    return f"{found['inputs']:,} changed inputs of {len(found['counts'])} kinds: {kinds}"


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--run-share", type=float, default=0.05, help="share of the accepted scenarios that are also run")
    parser.add_argument("--only", nargs="*", choices=list(SURFACES), default=list(SURFACES))
    parser.add_argument("--show", type=int, default=20, help="faults to show")
    parser.add_argument("--save", type=Path, default=None, help="folder for the inputs that show faults")
    parser.add_argument("--no-keep", action="store_true")
    given = parser.parse_args()
    start = time.perf_counter()
    found = fuzz(given.inputs, given.seconds, given.seed, set(given.only), given.run_share)
    print(table(found))
    for i, (name, fault) in enumerate(found["faults"].items()):
        if i < given.show:
            print(f"\n{name} ({fault['times']} times)\n  {fault['what']}\n  {fault['said'][:300]}\n  {fault['input'][:200]!r}")
        if given.save is not None:
            given.save.mkdir(parents=True, exist_ok=True)
            (given.save / f"{i:03d}.txt").write_bytes(fault["input"].encode("utf-8", "surrogateescape"))
    print("\n" + sentence(found))
    if not given.no_keep:
        command = f"python -m verification.fuzz --inputs {given.inputs} --seconds {given.seconds:g} --seed {given.seed}"
        command += "" if list(given.only) == list(SURFACES) else f" --only {' '.join(given.only)}"
        today, seconds = dt.datetime.now(dt.UTC).date().isoformat(), round(time.perf_counter() - start, 1)
        kept = {"command": command, "version": __version__, "date": today, "seconds": seconds, "sentence": sentence(found)}
        keep("fuzz", kept | {k: v for k, v in found.items() if k != "faults"} | {"faults": len(found["faults"])})
    return 1 if found["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
