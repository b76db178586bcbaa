"""Rules for names: every id once, every reference to something that exists."""

from __future__ import annotations

from collections.abc import Iterator

from multipolar.codes import Answerer
from multipolar.scenario.files import library_dir
from multipolar.scenario.nodes import Path
from multipolar.scenario.options import TARGET
from multipolar.scenario.paths import listing
from multipolar.scenario.rules import OUTSIDE, Context, each_key_known, each_known, one_known, unknown
from multipolar.scenario.translate import Fault

LISTS: tuple[tuple[str, Path], ...] = (
    ("claim", ("claims",)),
    ("rival pair", ("rivals",)),
    ("bundle", ("bundles",)),
    ("issue", ("issues",)),
    ("power", ("powers",)),
    ("treaty", ("treaties",)),
    ("red line", ("red_lines",)),
    ("sector", ("theatre", "sectors")),
    ("edge", ("theatre", "edges")),
    ("option", ("options",)),
    ("settlement", ("settlements",)),
    ("report", ("reports",)),
    ("linked theatre", ("linked_theatres",)),
    ("question", ("questions",)),
)

MOST_PATRONS = 2
"""Patrons that a linked theatre's record holds."""


def check_ids(context: Context) -> Iterator[Fault]:
    """Yield a fault for every id that is used twice, with the line of the first."""
    for what, path in LISTS:
        block = context.document.theatre if path[0] == "theatre" else context.document
        yield from _doubles(context, what, path, [item.id for item in getattr(block, str(path[-1]))])
    sides = context.document.belligerents
    for i, power in enumerate(context.powers):
        clash = next((key for key, side in sides.items() if side.id.casefold() == power.casefold()), None)
        if clash is not None:
            line = context.line(("belligerents", clash))
            said = f"the id {power!r} is used twice, first by side {clash} on line {line}"
            yield Fault(("powers", i, "id"), "duplicate-id", said)
    if len({side.id.casefold() for side in sides.values()}) < len(sides):
        said = f"both sides are called {sides['A'].id!r}"
        yield Fault(("belligerents", "B", "id"), "duplicate-id", said)

    yield from _letters(context)


def _letters(context: Context) -> Iterator[Fault]:
    """Yield ids that are a letter of the sides and mean somebody else: A is side A wherever it is written."""
    sides = context.document.belligerents.items()
    letters: list[tuple[Path, str]] = [(("belligerents", key, "id"), side.id) for key, side in sides if side.id != key]
    letters += [(("powers", i, "id"), power) for i, power in enumerate(context.powers)]
    for path, name in letters:
        if name in ("A", "B"):
            yield Fault(path, "bad-name", f"found {name!r}, which stands for side {name} everywhere", "Choose another id.")


def _doubles(context: Context, what: str, path: Path, ids: list[str]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for i, name in enumerate(ids):
        folded = name.casefold()
        if folded in first:
            line = context.line((*path, first[folded], "id"))
            said = f"the {what} id {name!r} is used twice, first on line {line}"
            if ids[first[folded]] != name:
                said = f"the {what} id {name!r} differs only by capital letters from {ids[first[folded]]!r} on line {line}"
            yield Fault((*path, i, "id"), "duplicate-id", said)
        else:
            first[folded] = i


def check_claim_names(context: Context) -> Iterator[Fault]:
    """Yield the references of claims, rivals and bundles that lead nowhere."""
    doc = context.document
    reports, questions = [r.id for r in doc.reports], [q.id for q in doc.questions]
    for i, claim in enumerate(doc.claims):
        here: Path = ("claims", i)
        yield from each_known((*here, "replaces"), "claim", claim.replaces, context.claims)
        yield from each_known((*here, "observations"), "report", claim.observations, reports)
        yield from each_known((*here, "questions"), "question", claim.questions, questions)
    for i, pair in enumerate(doc.rivals):
        yield from each_known(("rivals", i, "first"), "claim", pair.first, context.claims)
        yield from each_known(("rivals", i, "second"), "claim", pair.second, context.claims)
    for i, bundle in enumerate(doc.bundles):
        yield from each_key_known(("bundles", i, "strengths"), "claim", bundle.strengths, context.claims)


def check_actor_names(context: Context) -> Iterator[Fault]:
    """Yield the references between actors, issues and treaties that lead nowhere."""
    doc, actors = context.document, context.actors
    issues = [issue.id for issue in doc.issues]
    for i, issue in enumerate(doc.issues):
        if isinstance(issue.ground, list):
            yield from each_known(("issues", i, "ground"), "sector", issue.ground, context.sectors)
    for key, side in doc.belligerents.items():
        for j, interest in enumerate(side.interests):
            yield from one_known(("belligerents", key, "interests", j, "issue"), "issue", interest.issue, issues)
        yield from one_known(("belligerents", key, "energy_from"), "power", side.energy_from, context.powers)
    for i, power in enumerate(doc.powers):
        for j, interest in enumerate(power.interests):
            yield from one_known(("powers", i, "interests", j, "issue"), "issue", interest.issue, issues)
        yield from each_key_known(("powers", i, "rivals"), "actor", power.rivals, actors)
    for i, tie in enumerate(doc.ties):
        yield from one_known(("ties", i, "a"), "actor", tie.a, actors)
        yield from one_known(("ties", i, "b"), "actor", tie.b, actors)
    for i, treaty in enumerate(doc.treaties):
        yield from one_known(("treaties", i, "obliges"), "power", treaty.obliges, context.powers)
        yield from one_known(("treaties", i, "protects"), "side", treaty.protects, context.sides)
        for role, name in (("obliges", treaty.obliges), ("protects", treaty.protects)):
            if name is not None and name in actors and name not in treaty.parties:
                said = f"{name!r} is not a party of the treaty {treaty.id!r}"
                yield Fault(("treaties", i, role), "not-a-party", said, f"Parties: {listing(treaty.parties)}.")
    for i, link in enumerate(doc.linked_theatres):
        yield from one_known(("linked_theatres", i, "challenger"), "power", link.challenger, context.powers)
        yield from one_known(("linked_theatres", i, "defender_patron"), "power", link.defender_patron, context.powers)
        yield from each_known(("linked_theatres", i, "patrons"), "power", link.patrons, context.powers)
        if len(link.patrons) > MOST_PATRONS:
            said = f"found {len(link.patrons)} patrons, a linked theatre has at most {MOST_PATRONS}"
            yield Fault(("linked_theatres", i, "patrons"), "too-many", said)


def check_red_line_names(context: Context) -> Iterator[Fault]:
    """Yield the references of red lines that lead nowhere."""
    designs = [design.id for design in context.document.settlements]
    actors = dict.fromkeys((*context.actors, *context.sides))
    for i, line in enumerate(context.document.red_lines):
        here: Path = ("red_lines", i)
        yield from one_known((*here, "owner"), "power", line.owner, context.powers)
        yield from each_known((*here, "against"), "side", line.against, context.sides)
        yield from each_known((*here, "sectors"), "sector", line.sectors, context.sectors)
        yield from one_known((*here, "entry_of"), "power", line.entry_of, context.powers)
        yield from each_known((*here, "designs"), "settlement", line.designs, designs)
        yield from each_known((*here, "believed_by"), "actor", line.believed_by, actors)


def check_answerers(context: Context) -> Iterator[Fault]:
    """Yield answers to options by whom nobody knows: a part in the war, an actor, or {X}."""
    known = dict.fromkeys((*Answerer.spellings(), *context.actors, *context.sides, TARGET))
    for i, option in enumerate(context.document.options):
        yield from each_known(("options", i, "retaliation_by"), "answer", option.retaliation_by, known)


def check_ground_names(context: Context) -> Iterator[Fault]:
    """Yield the references of sectors, edges and forces that lead nowhere."""
    for i, sector in enumerate(context.document.theatre.sectors):
        yield from each_known(("theatre", "sectors", i, "borders"), "power", sector.borders, context.powers)
    for i, edge in enumerate(context.document.theatre.edges):
        here: Path = ("theatre", "edges", i)
        yield from one_known((*here, "a"), "sector", edge.a, context.sectors)
        outside = edge.kind.startswith("ext_")
        if outside and edge.b in context.sectors:
            said = f"an outside entry ({edge.kind}) must end outside, found the sector {edge.b!r}"
            hint = f"Name the outside, e.g. {OUTSIDE}{edge.supplier or 'NEIGHBOUR'}."
            yield Fault((*here, "b"), "bad-edge", said, hint)
        elif not outside and edge.b not in context.sectors:
            fault = unknown((*here, "b"), "sector", edge.b, context.sectors)
            if edge.b.startswith(OUTSIDE):
                fault.hint = "An edge to the outside is of kind ext_road, ext_rail, ext_air or ext_sea."
            yield fault
        yield from one_known((*here, "overlooked_by"), "sector", edge.overlooked_by, context.sectors)
        yield from one_known((*here, "supplier"), "power", edge.supplier, context.powers)
    for key, forces in context.document.forces.items():
        yield from each_key_known(("forces", key, "distribution"), "sector", forces.distribution, context.sectors)


def check_other_names(context: Context) -> Iterator[Fault]:
    """Yield the references of settlements, reports and parameters that lead nowhere."""
    doc, vocabulary = context.document, context.vocabulary
    actors = dict.fromkeys((*context.actors, *context.sides))
    for i, design in enumerate(doc.settlements):
        here: Path = ("settlements", i)
        yield from each_known((*here, "enforcers"), "power", design.enforcers, context.powers)
        yield from each_known((*here, "outside_role"), "power", design.outside_role, context.powers)
        yield from each_known((*here, "consent"), "actor", design.consent, actors)
        yield from each_key_known((*here, "part_worth"), "power", design.part_worth, context.powers)
    for i, report in enumerate(doc.reports):
        yield from one_known(("reports", i, "sector"), "sector", report.sector, context.sectors)
        yield from one_known(("reports", i, "source"), "source", report.source or None, doc.sources)
    drawn = [entry.name.removesuffix(".json") for entry in library_dir("geometry").iterdir() if entry.name.endswith(".json")]
    yield from one_known(("geometry",), "drawn map", doc.geometry, drawn)
    plain = (name for name, word in vocabulary.params.items() if not word.dims)
    known = dict.fromkeys((*vocabulary.parameters, *plain))
    if known:
        yield from each_key_known(("parameters",), "parameter", doc.parameters, known)
