"""One chapter per mechanism: what it says about the world, its laws, what it reads and writes, and its switch."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import yaml
from docs_source import PACKAGE, Function, Source, sources, step_order

from multipolar.declare.part import Effect
from multipolar.model.catalogue import CATALOGUE
from multipolar.model.fields import FIELDS, Field
from multipolar.model.register import MECHANISMS, REGISTER, SIDE_DEFAULTS
from multipolar.registry import declarations
from results import RESULTS, read_effects

FOLDERS = ("mechanisms", "diplomacy")
EFFECTS = RESULTS / "mechanisms.csv"
COMMAND = "multipolar study mechanisms"
FLAGSHIP = PACKAGE / "library" / "scenarios" / "karabakh_2020.yaml"
HOW = {"r": "reads", "w": "writes", "rw": "reads and writes"}
GRADES = {"E": "estimated from open data", "S": "read in a source", "M": "from memory of the literature", "J": "judgement"}
ECHO = "diplomacy/outlook/"
"""The package that says what powers expect of the war; it asks the switches of the mechanisms that it joins."""
OUTCOMES = {
    "length_days": "length [days]", "deaths:A": "deaths of A [persons]", "deaths:B": "deaths of B [persons]",
    "share_force": "share of the zone held by A by force", "displaced": "displaced [persons]",
}  # fmt: skip


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return [*lines, *("| " + " | ".join(cell(value) for value in row) + " |" for row in rows), ""]


def cell(value: object) -> str:
    """Return a value as it can stand in a table."""
    return " ".join(str(value).split()).replace("|", "\\|")


@lru_cache(maxsize=1)
def flagship() -> dict[str, Any]:
    """Return the flagship's file as plain values."""
    return dict(yaml.load(FLAGSHIP.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


@lru_cache(maxsize=1)
def results() -> dict[str, Any] | None:
    """Return the measured effects of switching mechanisms off, None when nobody has measured them yet."""
    return read_effects(EFFECTS.read_text(encoding="utf-8")) if EFFECTS.exists() else None


def fields(record: str) -> dict[str, Field]:
    """Return the fields of a record by name."""
    return {field.name: field for field in FIELDS if field.record == record}


def all_sources() -> tuple[Source, ...]:
    """Return every file of mechanisms and diplomacy in the order in which the day calls it, helpers after."""
    found = [source for folder in FOLDERS for source in sources(folder)]
    return tuple(sorted(found, key=lambda s: (min(places(s), default=(99, ""))[0], s.place)))


def places(source: Source) -> list[tuple[int, str]]:
    """Return place in the day and name of each step of a file."""
    names = {function.name for function in source.functions}
    return [(i + 1, step) for i, step in enumerate(step_order()) if step in names]


def page_of(source: Source) -> str:
    """Return the path of a file's chapter below docs/."""
    return f"reference/{source.place.removesuffix('.py')}.md"


def link_to(module: str, here: Source) -> str:
    """Return a link from one chapter to the chapter of a module."""
    parts = module.split(".")[1:]
    target = posixpath.relpath("/".join(parts), posixpath.dirname(here.place))
    return f"[{'.'.join(parts[1:])}]({target}.md)"


def link_up(page: str, here: Source) -> str:
    """Return the path from a chapter to a page of the reference that is a table."""
    return "../" * here.place.count("/") + page


def chapter(source: Source) -> str:
    """Return the chapter of one file."""
    lines = [f"# {source.title}", "", source.sentence, ""]
    lines += [*_place(source), *_primitives(source), *_laws(source), *_steps(source), *_constants(source), *_numbers(source)]
    lines += [*_fields(source), *_neighbours(source), *_switch(source), *_claims(source), *_effects(source)]
    return "\n".join(lines).rstrip() + "\n"


def _place(source: Source) -> Iterator[str]:
    steps = ", ".join(f"{i} (`{name}`)" for i, name in places(source))
    yield f"Source: `src/multipolar/{source.place}`. " + (
        f"Place in the day: {steps}." if steps else "No step of the day of its own: other files call it."
    )
    yield ""


def _primitives(source: Source) -> Iterator[str]:
    rows = [primitive_row(effect) for effect in effects_by_file().get(source.place, ())]
    if rows:
        yield from ("## Effect primitives", "", *table(PRIMITIVE_HEAD, rows))


PRIMITIVE_HEAD = ("primitive", "unit", "meaning", "acts", "for")


def primitive_row(effect: Effect) -> tuple[str, ...]:
    """Return what an effect primitive means, on which days it acts, and for which side."""
    said = effect.primitive
    acts = {"daily": "every day", "first day": "on the first day"}[effect.when]
    side = {"helped": "the side helped", "aimed": "the side aimed at", "any": ""}[effect.side]
    return (f"`{said.spelling}`", said.unit, said.text, *((acts, side) if effect.apply else (effect.not_applied, "")))


def effects_by_file() -> dict[str, tuple[Effect, ...]]:
    """Return the effects that each file of ``diplomacy/effects`` declares, by the file as seen from the package."""
    found = declarations("multipolar.diplomacy.effects", "EFFECTS")
    return {f"{module.removeprefix('multipolar.').replace('.', '/')}.py": effects for module, effects in found}


def _laws(source: Source) -> Iterator[str]:
    laws = [f for f in source.functions if f.kind == "law" and f.pure]
    if laws:
        yield from ("## Laws", "")
    for law in laws:
        yield from _entry(law)


def _entry(law: Function) -> Iterator[str]:
    unit = f" [{law.unit}]" if law.unit else ""
    yield f"### `{law.name}({', '.join(law.arguments)})`{unit}"
    yield ""
    yield plain(law.text)
    yield ""
    if law.code:
        yield from ("```python", law.code, "```", "")
    yield f"*{law.source or 'No source is named in the code.'}*"
    yield ""


def plain(text: str) -> str:
    """Return a docstring as a sentence of the handbook."""
    said = text.removeprefix("Return ").replace("``", "`")
    return said[:1].upper() + said[1:]


def _steps(source: Source) -> Iterator[str]:
    rest = [f for f in source.functions if f.kind == "step" or (f.kind == "law" and not f.pure)]
    if rest:
        yield from ("## What it does with them", "")
        rows = [(f"`{f.name}`", plain(f.text.replace("\n\n", " ")) + (f" *{f.source}*" if f.source else "")) for f in rest]
        yield from table(("step or derived quantity", "what it says"), rows)


def _constants(source: Source) -> Iterator[str]:
    if source.constants:
        yield from ("## Numbers fixed in the file", "")
        rows = [(f"`{c.name}`", f"`{c.value}`", c.text) for c in source.constants]
        said = any(c.text for c in source.constants)
        yield from table(("name", "value", "meaning")[: 3 if said else 2], [row[: 3 if said else 2] for row in rows])


def _numbers(source: Source) -> Iterator[str]:
    used = source.uses["PARAMS"]
    rows = [(f"`{e.field}`", e.number, f"`{e.prior}`", fields("PARAMS")[e.field].unit, e.grade, e.source)
            for e in REGISTER if e.field in used]  # fmt: skip
    default = "drawn by each side where the scenario gives none"
    rows += [(f"`{name}`", number, f"`{prior}`", fields("PARAMS")[name].unit, "", default)
             for name, (number, prior) in SIDE_DEFAULTS.items() if name in used]  # fmt: skip
    if rows:
        yield from ("## Drawn numbers and their priors", "")
        yield from table(("field", "number", "prior", "unit", "grade", "source"), rows)
        register = link_up("parameters.md", source)
        yield f"A scenario may override any of them under `parameters:`. Grades: [the register]({register})."
        yield ""


def _fields(source: Source) -> Iterator[str]:
    shared = {entry.field for entry in REGISTER} | set(SIDE_DEFAULTS) | {"on"}
    for record, title in (("STATE", "State"), ("OUTCOME", "Outcome"), ("PARAMS", "Numbers from the scenario")):
        known = fields(record)
        rows = [(f"`{name}`", known[name].unit, HOW[how], known[name].meaning)
                for name, how in source.uses[record].items()
                if name in known and not (record == "PARAMS" and name in shared)]  # fmt: skip
        if rows:
            yield from (f"## {title}", "", *table(("field", "unit", "here", "meaning"), rows))
    constant = [f"`{name}`" for name in source.uses["SCENARIO"]]
    if constant:
        yield from (
            f"Constants of the scenario that it reads: {', '.join(constant)} ([meaning]({link_up('fields.md#scenario', source)})).",
            "",
        )


def _neighbours(source: Source) -> Iterator[str]:
    laws = {m: tuple(name for name in names if not name.endswith("_SWITCH")) for m, names in source.imports.items()}
    taken = {
        m: names
        for m, names in laws.items()
        if names and m.count(".") > 1 and m.split(".")[1] in FOLDERS and not m.endswith(".codes")
    }
    if taken:
        parts = [f"{link_to(m, source)} ({', '.join(f'`{n}`' for n in names)})" for m, names in sorted(taken.items())]
        yield from (f"Laws and steps of other files that it uses, with what these read and write: {'; '.join(parts)}.", "")
    declared = None if source.package else {mechanism.name: mechanism for mechanism in CATALOGUE}.get(source.name)
    if declared and declared.streams:
        yield from (f"Random streams: {', '.join(f'`{name}` ({n})' for name, n in declared.streams.items())}.", "")
    if declared and declared.not_foreseen:
        yield from (f"Powers do not foresee it: {declared.not_foreseen}.", "")


def _switch(source: Source) -> Iterator[str]:
    yield from ("## Switch", "")
    known = {name: asked for name, asked in source.switches.items() if name in MECHANISMS}
    if not known:
        yield "It has no switch of its own; it is reached only through the files that use it."
    elif source.place.startswith(ECHO):
        yield f"It follows the switches of the mechanisms that it joins: {', '.join(f'`on[{n}]`' for n in known)}."
    else:
        yield from (f"- `on[{name}]`, asked in {', '.join(f'`{f}`' for f in asked)}" for name, asked in known.items())
        yield ""
        yield f"Off for a run: `multipolar run karabakh_2020 --off {next(iter(known))}`. The run then says so in its quality note."
    yield ""


def effects() -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any], str, str]]:
    """Yield claim, effect, target field and labels for every effect of the flagship's claims."""
    for claim in flagship().get("claims", ()):
        for effect in claim.get("effects", ()):
            field, _, labels = str(effect["target"]).partition("[")
            yield claim, effect, field.strip(), labels.rstrip("] ")


def _claims(source: Source) -> Iterator[str]:
    own = set() if source.place.startswith(ECHO) else set(source.switches)
    used = set(source.uses["PARAMS"]) - {"on"}
    rows = [
        (f"[{claim['id']}]({link_up('claims.md', source)})", f"`{effect['target']}`", _deed(effect), claim["text"])
        for claim, effect, field, labels in effects()
        if field in used or (field == "on" and labels in own)
    ]
    if rows:
        yield from ("## Claims of the flagship that act here", "")
        yield from table(("claim", "on", "from off to full strength", "claim in words"), rows)


def _deed(effect: Mapping[str, Any]) -> str:
    verb = {"scale": "times", "shift": "plus", "value": "set to"}[effect.get("op", "scale")]
    return f"{verb} {effect['neutral']:g} → {effect['claimed']:g}"


def _effects(source: Source) -> Iterator[str]:
    names = [name for name in source.switches if name in MECHANISMS]
    if not names or source.place.startswith(ECHO):
        return
    yield from ("## What switching it off does", "")
    measured = results()
    if measured is None:
        yield from (f"Not measured yet. `{COMMAND}` measures it.", "")
        return
    yield from (*provenance(measured), "")
    for name in names:
        yield from _measured(name, measured["mechanisms"].get(name), measured["scenario"])


def provenance(measured: Mapping[str, Any]) -> Iterator[str]:
    """Say in two lines how the effects of switches were measured, and by which command."""
    said = f"{COMMAND} --members {measured['members']} --seed {measured['seed']}"
    yield f"{measured['scenario']} as of {measured['as_of']}, the same {measured['members']:,} members with and without;"
    yield f"± is one paired standard error. Measured by `{said}` (version {measured['version']})."


def figure(value: float, sign: str = "") -> str:
    """Return a number as people write it: 1,550 or 0.035."""
    return f"{value:{sign},.0f}" if abs(value) >= 100 else f"{value:{sign}.3g}"


def _measured(name: str, row: Mapping[str, Any] | None, war: str) -> Iterator[str]:
    if row is None:
        yield from (f"`on[{name}]`: not measured yet.", "")
        return
    if row["silent"]:
        yield from (f"`on[{name}]`: nothing moves in any member of this war.", "")
        return
    moved = row["moved"]
    if not moved:
        yield f"`on[{name}]`: no ending and no main quantity moves by more than two paired standard errors."
        yield from (f"What else moves: `multipolar what-if {war} --off {name}`.", "")
        return
    yield from (f"`on[{name}]` off:", "")
    rows = [
        (title, figure(k * d["on"]), figure(k * d["off"]), f"{figure(k * d['difference'], '+')} ± {figure(k * d['error'])}")
        for (title, k), d in ((_outcome(key), d) for key, d in moved.items())
    ]
    yield from table(("outcome", "on", "off", "difference"), rows)


def _outcome(key: str) -> tuple[str, float]:
    """Return the title of an outcome and what its numbers are multiplied by: shares of endings are printed in points."""
    return (OUTCOMES[key], 1.0) if key in OUTCOMES else (f"ends as `{key}` [points]", 100.0)
