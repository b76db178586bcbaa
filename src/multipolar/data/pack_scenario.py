"""A fact pack becomes a scenario Document: what it says is carried over, what it leaves open is assumed and listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from multipolar.data.pack import Pack, PackIssue, PackSector
from multipolar.data.pack_ground import edge_blocks, open_rears, place_routes, sector_blocks, shares_of, sources_of, used_sectors
from multipolar.data.pack_numbers import DEFAULTS, Block, Guesses
from multipolar.data.pack_powers import (
    MOST_POWERS,
    option_blocks,
    possible_answers,
    power_block,
    red_line_blocks,
    tie_blocks,
    treaty_blocks,
)
from multipolar.data.pack_read import read_pack, unread_in
from multipolar.data.pack_sides import belligerent_block, force_block
from multipolar.data.pack_terms import settlement_blocks
from multipolar.data.pack_vocabulary import words_of
from multipolar.errors import Problem, ScenarioError

Checker = Callable[[str, str], Sequence[Problem]]
"""Returns what is wrong with the text of a scenario, given its file's name."""
WIDTH = 118
MADE = "Made from the fact pack {id} by `multipolar import-pack`. What the pack does not say is assumed:"


class _Plain(yaml.SafeDumper):
    """Writes every list and mapping out in full: no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return that nothing is written as a reference to another place."""
        del data
        return True


@dataclass(frozen=True, slots=True)
class ImportedPack:
    """A scenario made from a pack: its id, its text as YAML, every assumption as a warning, and what no scenario uses."""

    id: str
    text: str
    warnings: tuple[str, ...]
    unread: tuple[str, ...] = ()


def import_pack(path: Path | str) -> ImportedPack:
    """Return the scenario of the pack in a file, or of a bundled one by its name.

    Raises
    ------
    ScenarioError : with every fault of the pack at once.
    """
    return scenario_of(read_pack(path))


def scenario_of(pack: Pack) -> ImportedPack:
    """Return the scenario of a pack."""
    guesses = Guesses()
    document = document_of(pack, guesses)
    text = text_of(pack.title, MADE.format(id=pack.id), guesses, document)
    return ImportedPack(pack.id, text, tuple(guesses.rows), unread_in(pack))


def text_of(title: str, made: str, guesses: Guesses, document: Block) -> str:
    """Return a document as YAML, at its head its title, of what it is made, and every assumption."""
    notes = "".join(f"#   {row}\n" for row in guesses.rows)
    body = yaml.dump(document, Dumper=_Plain, sort_keys=False, default_flow_style=None, width=WIDTH, allow_unicode=True)
    return f"# {title}\n# {made}\n{notes}{body}"


def document_of(pack: Pack, guesses: Guesses) -> Block:
    """Return the Document as plain blocks."""
    sectors = used_sectors(pack, guesses)
    shares = shares_of(sectors, guesses)
    edges = edge_blocks(pack, sectors, guesses)
    entries = place_routes(pack, sectors, shares, edges, guesses)
    fed = sources_of(sectors, shares, entries)
    rears = open_rears(sectors, shares, fed, guesses)
    if pack.phase == "start" and pack.round_start < pack.asof:
        guesses.add("round_start", f"{pack.asof}: the pack's round of {pack.round_start} counts as a fresh start")
    powers = kept_powers(pack, guesses)
    document: Block = {
        "format": "multipolar-document/1", "id": pack.id, "title": pack.title, "description": pack.background.strip(),
        **({"conflict": pack.conflict} if pack.conflict else {}),
        "as_of": pack.asof, "round_start": pack.asof if pack.phase == "start" else pack.round_start,
        "phase": pack.phase, **({} if pack.war_type is None else {"war_type": pack.war_type}),
        "horizon_days": pack.horizon_days, "sources": source_blocks(pack),
        "issues": [{"id": i.id, "text": i.note, "ground": ground_of(i, k, sectors, guesses)} for k, i in enumerate(pack.issues)],
        "belligerents": {side: belligerent_block(pack, side, guesses) for side in ("A", "B")},
        "powers": [power_block(powers, p, guesses) for p in powers.powers],
        "ties": tie_blocks(powers, guesses), "treaties": treaty_blocks(powers, guesses)[:16],
        "red_lines": red_line_blocks(powers, sectors, shares, guesses)[:16],
        "theatre": {"sectors": sector_blocks(pack, sectors, shares, fed, rears), "edges": edges + entries},
        "forces": {side: force_block(pack, side, guesses) for side in ("A", "B")},
        "options": option_blocks(powers, guesses), "settlements": settlement_blocks(powers, guesses)[:16],
        "questions": question_blocks(pack, sectors), "limits": limits_of(pack, guesses),
    }  # fmt: skip
    return document | {"red_lines": possible_answers(document["powers"], document["red_lines"], guesses)}


def kept_powers(pack: Pack, guesses: Guesses) -> Pack:
    """Return the pack with the powers that a scenario has room for: the most engaged ones."""
    if len(pack.powers) <= MOST_POWERS:
        return pack
    rank = {"direct": 0, "armed": 1, "out": 2}
    order = sorted(pack.powers, key=lambda p: (rank[p.level_at_asof], -max(p.sal.values(), default=0.0)))
    for power in order[MOST_POWERS:]:
        guesses.add(f"powers.{power.id}", f"left out: a scenario has room for {MOST_POWERS} powers, this one is the least engaged")
    kept = {p.id for p in order[:MOST_POWERS]}
    return pack.model_copy(update={"powers": [p for p in pack.powers if p.id in kept]})


def source_blocks(pack: Pack) -> Block:
    """Return the sources: those of the pack, the pack itself, and the importer's defaults."""
    own: Block = {
        "pack": {"text": f"fact pack {pack.id}: {pack.title}", "grade": "D"},
        DEFAULTS: {"text": "assumption of the importer where the pack is silent (docs/import-a-pack.md)", "grade": "J"},
        "nmc": {"text": "National Material Capabilities 6.0, Correlates of War", "grade": "C"},
    }
    for key, source in pack.sources.items():
        own[key] = {"text": source.name, "seen": source.seen, "hindsight": source.hindsight}
    return own


def ground_of(issue: PackIssue, place: int, sectors: list[PackSector], guesses: Guesses) -> list[str] | str:
    """Return the ground an issue is about: sectors its text names, all of it for the first issue, else none."""
    if issue.ground is not None:
        return issue.ground
    text = issue.note.lower() + " " + issue.id.lower()
    named = [s.id for s in sectors if s.contested and any(len(w) > 3 and w in text for w in words_of(s.id))]
    if named:
        return named
    if place == 0:
        guesses.add(f"issues.{issue.id}.ground", "all: the first issue is taken to be about the contested ground")
        return "all"
    return "none"


def question_blocks(pack: Pack, sectors: list[PackSector]) -> list[Block]:
    """Return the questions every war has: does it stop, who gains, does the weightiest place change hands."""
    top = max((s for s in sectors if s.contested), key=lambda s: s.w)
    dates = [pack.asof]
    place, days = f"Does side A hold {top.name} at the end?", "How many days until the fighting stops?"
    share = "What share of the contested weight changes hands?"
    rows: list[Block] = [
        {"id": "Q_settled", "text": "Do both sides accept terms within the horizon?", "type": "binary", "feature": "settlement"},
        {"id": "Q_place", "text": place, "type": "binary", "feature": f"holder_end[{top.id}]"},
        {"id": "Q_days", "text": days, "type": "continuous", "unit": "days", "feature": "length_days"},
        {"id": "Q_share", "text": share, "type": "continuous", "feature": "changed_share"},
    ]
    return [row | {"as_of": dates, "criteria": "taxonomy of the back-tests"} for row in rows]


def limits_of(pack: Pack, guesses: Guesses) -> list[str]:
    """Return the limits to be printed: what the pack leaves open, and the number of assumptions."""
    return [
        f"Made from a fact pack: {len(guesses.rows)} assumptions of the importer stand at the head of the file.",
        *(["Open at the as-of date: " + "; ".join(str(u) for u in pack.unknowns) + "."] if pack.unknowns else []),
    ]


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """A scenario that was written: its id, its file, every assumption as a warning, and what of the pack it does not use."""

    id: str
    file: Path
    warnings: tuple[str, ...]
    unread: tuple[str, ...] = ()


def write_scenario(facts: Path | str, out: Path | None = None, check: Checker | None = None) -> WrittenPack:
    """Write the scenario of a pack beside its assumptions; an existing file is never overwritten.

    ``check`` returns what is wrong with a scenario's text; a scenario with faults is not written.

    Raises
    ------
    ScenarioError : with every fault of the pack or of what it makes, or if the file to write is there or cannot be written.
    """
    made = import_pack(facts)
    path = Path(f"{made.id}.yaml") if out is None else out
    write_text(made, path, str(facts), check)
    return WrittenPack(made.id, path, made.warnings, made.unread)


def write_text(made: ImportedPack, path: Path, name: str, check: Checker | None) -> None:
    """Write the text of a scenario that was made of the file ``name``; an existing file is never overwritten.

    Raises
    ------
    ScenarioError : with every fault that ``check`` finds, or if the file is there or cannot be written.
    """
    left = [] if check is None else check(made.text, path.name)
    if left:
        said = "the scenario made of this would not pass its check: "
        raise ScenarioError([Problem(name, 0, 0, p.path, p.code, said + p.message, p.hint) for p in left])
    if path.exists():
        hint = "Name another file with out=...; nothing is ever overwritten."
        raise ScenarioError([Problem(str(path), 0, 0, "", "exists", "the file exists already and is kept", hint)])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as handle:
            handle.write(made.text)
    except OSError as error:
        said = f"cannot write the file: {error.strerror or error}"
        raise ScenarioError([Problem(str(path), 0, 0, "", "no-file", said, "Name another file with --out.")]) from error
