"""Reference pages that are tables: fields, priors, options, errors, features, claims, bundles, endings, commands, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

import yaml
from docs_api import page as python_names
from docs_chapters import ECHO, GRADES, PRIMITIVE_HEAD, all_sources, cell, flagship, page_of, places, plain, primitive_row, table
from docs_source import PACKAGE, step_order
from pydantic import BaseModel

from multipolar import codes, errors
from multipolar.cli.verbs import EPILOGUE
from multipolar.cli.verbs import VERBS as COMMANDS
from multipolar.codes import ARRANGEMENTS, ENDINGS, PAPERS, PROBABILITY_WORDS, STOPS, VERB_SYNONYMS, Territory, Verb
from multipolar.diplomacy.options import EFFECTS
from multipolar.forecast.features import declared
from multipolar.model.fields import FIELDS
from multipolar.model.register import MECHANISMS, REGISTER, SIDE_DEFAULTS
from multipolar.report.figures import figures_in
from multipolar.report.sections import SECTIONS
from multipolar.scenario import document
from multipolar.scenario.asking import WORDS, usage
from multipolar.scenario.codes import CODES
from multipolar.scenario.quantity import Measure
from multipolar.scenario.vocabulary import ARGUMENTS

UNTIL = {"end": "the end", "closes": "the day it closes", "named": "the day named", "later": "after the forecast"}
KINDS = {
    "CAP": "capability", "INT": "interest", "CON": "constraint", "TIE": "tie", "RED": "red line", "OPT": "option",
    "MEC": "mechanism", "FOR": "forecast", "EST": "estimate of the start", "DIS": "dissent",
}  # fmt: skip


def index() -> str:
    """Return the front page of the reference."""
    lines = [
        "# Reference",
        "",
        "Written by `python tools/docs.py` from the sources. Do not edit: change the source and run it again.",
        "",
    ]
    lines += ["## Mechanisms, in the step order", ""]
    rows = [
        (f"[{s.title}]({page_of(s).removeprefix('reference/')})", ", ".join(str(i) for i, _ in places(s)) or "-",
         "follows the others" * bool(s.switches) if s.place.startswith(ECHO)
         else ", ".join(f"`{name}`" for name in s.switches if name in MECHANISMS),
         s.sentence.split("\n\n")[0])
        for s in all_sources()
    ]  # fmt: skip
    lines += table(("chapter", "place in the day", "switches", "the world in one sentence"), rows)
    lines += ["## Tables", ""]
    lines += [f"- [{title}]({path.removeprefix('reference/')}): {what}" for path, (title, what, _) in TABLES.items()]
    lines += ["- [What each mechanism moves](../results/mechanisms.md): the flagship with each switch off, measured", ""]
    chapters = [page_of(source) for source in all_sources()]
    lines += [*toctree("Mechanisms", chapters), *toctree("Tables", list(TABLES))]
    return "\n".join(lines).rstrip() + "\n"


def toctree(caption: str, paths: Sequence[str]) -> list[str]:
    """Return the block by which the documentation site places pages below the reference."""
    entries = [path.removeprefix("reference/").removesuffix(".md") for path in paths]
    return ["```{toctree}", ":hidden:", f":caption: {caption}", "", *entries, "```", ""]


def fields() -> str:
    """Return every field of the four records."""
    lines = ["SCENARIO is constant over the run, PARAMS is one member's draw, STATE is one member's day, OUTCOME what is kept."]
    lines += ["Axis letters stand in `declare/part.py`. The target of a claim's effect is a PARAMS field with labels.", ""]
    for record in ("SCENARIO", "PARAMS", "STATE", "OUTCOME"):
        rows = [(f"`{f.name}`", " ".join(f.dims), f.dtype, f.unit, f.meaning) for f in FIELDS if f.record == record]
        lines += [f"## {record}", "", *table(("field", "axes", "type", "unit", "meaning"), rows)]
    return "\n".join(lines)


def parameters() -> str:
    """Return the register of priors."""
    units = {f.name: f.unit for f in FIELDS if f.record == "PARAMS"}
    grades = ", ".join(f"{key} {text}" for key, text in GRADES.items())
    lines = [f"Priors shared by all wars. Grades: {grades}. A scenario may override any of them under `parameters:`.", ""]
    rows = [(f"`{e.field}`", e.number, f"`{e.prior}`", units[e.field], e.grade, e.source, e.group) for e in REGISTER]
    lines += table(("field", "number", "prior", "unit", "grade", "source", "drawn together"), rows)
    lines += ["## Drawn by each side where the scenario gives none", ""]
    lines += table(("field", "number", "prior", "unit"), [(f"`{k}`", n, f"`{p}`", units[k]) for k, (n, p) in SIDE_DEFAULTS.items()])
    return "\n".join(lines)


def options() -> str:
    """Return the option catalogue and the primitives that options are made of."""
    raw = yaml.load((PACKAGE / "library" / "options.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    lines = [
        "What outside powers can do. `{X}` stands for the target. A scenario may overlay an entry or add its own under `options:`,"
    ]
    lines += ["composed of the primitives below; no code is needed. All magnitudes are judgement unless the entry grades them.", ""]
    lines += ["## Catalogue", ""]
    lines += table(
        ("option", "level", "what", "effects", "delay", "wears off", "escalation", "cost [share of sd]", "needs"),
        [_option(spec) for spec in raw["options"]],
    )
    lines += ["## Effect primitives", ""]
    lines += table(PRIMITIVE_HEAD, [primitive_row(effect) for effect in EFFECTS])
    lines += ["## Verbs", "", ", ".join(f"`{verb}`" for verb in Verb.spellings()) + ".", ""]
    lines += ["Other spellings that are read: " + ", ".join(f"`{a}` for `{b}`" for a, b in VERB_SYNONYMS.items()) + "."]
    return "\n".join(lines)


def _option(spec: Mapping[str, Any]) -> tuple[object, ...]:
    effects = ", ".join(f"`{name}` {size}" for name, size in spec.get("effects", {}).items()) or "none"
    cost = f"{spec['cost']}{' a week' if spec.get('per') == 'week' else ''}" if spec.get("cost") else ""
    return (f"`{spec['id']}`", spec["level"], spec.get("text", ""), effects, spec.get("delay", ""), spec.get("wears_off", ""),
            spec.get("escalation", ""), cost, "; ".join(spec.get("needs", ())))  # fmt: skip


def error_codes() -> str:
    """Return exit codes, exceptions and the codes of scenario faults."""
    lines = ["## Exit codes", ""]
    exits = [(value, name.removeprefix("EXIT_").lower()) for name, value in vars(errors).items() if name.startswith("EXIT_")
             and isinstance(value, int)]  # fmt: skip
    lines += table(("status", "meaning"), sorted(exits))
    # Parts that are loaded by chance have kinds of their own; the page tells those that every part shares.
    shared = [kind for kind in errors.MultipolarError.__subclasses__() if kind.__module__ == errors.__name__]
    kinds = [errors.MultipolarError, *shared]
    lines += [
        "## Exceptions",
        "",
        *table(("exception", "who must act"), [(f"`{k.__name__}`", (k.__doc__ or "").split("\n")[0]) for k in kinds]),
    ]
    lines += ["## Faults of a scenario file", ""]
    lines += [
        "`multipolar check FILE` finds all of them in one pass: file, line, column, path, what was found, what is allowed.",
        "",
    ]
    lines += table(("code", "fault"), [(f"`{code}`", text) for code, text in CODES.items()])
    return "\n".join(lines)


def features() -> str:
    """Return what a question can ask of a course, from the declarations that `check` and the counting read."""
    lines = ["A question names one feature under `feature:`; capital words are arguments, as in `holder_end[SHU]`.", ""]
    lines += ["A question without a feature is outside the model: it prints a sourced base rate and stays out of mean scores.", ""]
    lines += ["`multipolar check` refuses questions of another type, arguments that name nothing, and days outside the forecast."]
    rows = []
    for name, word in sorted(declared().items()):
        unit = "" if word.unit == "1" else f" [{word.unit}]"
        rows.append((f"`{usage(name, word)}`", WORDS[word.answers] + unit, UNTIL[word.until], word.meaning))
    lines.append("")
    lines += table(("feature", "answers with", "counts to", "meaning"), rows)
    lines += ["## What an argument may name", "", *table(("kind", "what is written there"), list(ARGUMENTS.items()))]
    asked = [
        (q["id"], q["type"], f"`{q['feature']}`" if q.get("feature") else "outside the model", q["text"])
        for q in flagship()["questions"]
    ]
    lines += ["## The flagship's questions", "", *table(("id", "type", "feature", "question"), asked)]
    return "\n".join(lines)


def figures() -> str:
    """Return the figures of the report page, section by section."""
    rows = [
        (f"`{figure.id}`", figure.title, section.title, f"`web/src/charts/{figure.chart}.tsx`", figure.heading or "left out")
        for section in SECTIONS
        for figure in figures_in(section.id)
    ]
    return "\n".join(table(("figure", "title", "section of the page", "chart", "heading in the text brief"), rows))


def claims() -> str:
    """Return the flagship's claims."""
    lines = ["Every claim is a switch: `multipolar run karabakh_2020 --claim C05=off`. Strength 1 holds in full, 0 not at all.", ""]
    kinds = ", ".join(f"{key} {text}" for key, text in KINDS.items())
    lines += [f"Kinds: {kinds}.", ""]
    rows = [(c["id"], c["kind"], c.get("origin", ""), c.get("strength", ""), c["text"], _works(c), c.get("test", ""))
            for c in flagship()["claims"]]  # fmt: skip
    lines += table(("claim", "kind", "said by", "strength", "in words", "works on", "how to test it"), rows)
    lines += [
        "## Claims that cannot hold together",
        "",
        "One of the two sets is drawn per member; the credence is the chance of the first.",
        "",
    ]
    lines += table(
        ("pair", "first", "or", "credence", "what it is about"),
        [
            (r["id"], ", ".join(r["first"]), ", ".join(r["second"]), r.get("credence", 0.5), r.get("note", ""))
            for r in flagship()["rivals"]
        ],
    )
    lines += ["What each claim was measured to move: [results](../results/claims.md)."]
    return "\n".join(lines)


def _works(claim: Mapping[str, Any]) -> str:
    parts = [f"`{effect['target']}`" for effect in claim.get("effects", ())]
    parts += [f"report {name}" for name in claim.get("observations", ())]
    parts += [f"question {name}" for name in claim.get("questions", ())]
    return ", ".join(parts) or claim.get("inert_reason", "")


def bundles() -> str:
    """Return the flagship's bundles: whole views of the war."""
    lines = [
        "A bundle is one choice per claim: `multipolar run karabakh_2020 --bundle article`. Claims that a bundle does not",
        "list keep the default.",
        "",
    ]
    for bundle in flagship()["bundles"]:
        strengths = bundle.get("strengths", {})
        groups: dict[object, list[str]] = {}
        for claim, value in strengths.items():
            groups.setdefault(value, []).append(claim)
        lines += [f"## {bundle['id']}", "", f"{cell(bundle.get('text', ''))} (by {bundle.get('author', 'nobody named')})", ""]
        lines += [f"- {value}: {', '.join(names)}" for value, names in groups.items()] or ["- as the claims say themselves"]
        lines += [""]
    return "\n".join(lines)


def endings() -> str:
    """Return the named codes of outcomes."""
    lines: list[str] = []
    parts = {
        "Ending labels": ENDINGS,
        "How it stopped": STOPS,
        "What the end stands on": PAPERS,
        "Peace arrangements": ARRANGEMENTS,
        "Territorial clauses": Territory.sentences(),
    }
    for title, sentences in parts.items():
        lines += [f"## {title}", "", *table(("name", "meaning"), [(f"`{k}`", text) for k, text in sentences.items()])]
    return "\n".join(lines)


def coded() -> str:
    """Return every enumeration of codes with numbers, spellings and sentences."""
    lines = ["Stored outcomes hold the numbers, files the spellings. A number, once given, keeps its meaning.", ""]
    for kind in (getattr(codes, name) for name in codes.__all__):
        if isinstance(kind, type) and list(kind):
            rows = [(str(int(m)), f"`{m.spelling}`", m.text) for m in kind]
            lines += [f"## {kind.__name__}", "", (kind.__doc__ or "").split("\n\n")[0], ""]
            lines += table(("code", "spelling", "meaning"), rows)
    lines += ["## Words of probability", ""]
    return "\n".join([*lines, *table(("below", "words"), [(f"{bound:g}", words) for bound, words in PROBABILITY_WORDS])])


def commands() -> str:
    """Return the verbs of the command line."""
    lines = ["`multipolar VERB --help` tells the options of a verb. Results go to stdout, progress and notes to stderr.", ""]
    lines += table(("verb", "what it does"), [(f"`multipolar {name}`", text) for name, (_, text) in COMMANDS.items()])
    lines += ["", EPILOGUE]
    return "\n".join(lines)


def keys() -> str:
    """Return every key of a scenario file, block by block."""
    lines = [
        'Unknown keys are refused. `?` marks what may be left out. A number is written `12`, `"900 t/day"`, `[low, mode, high]`,'
    ]
    lines += ['`"LogN(0.4, 0.8)"` or `{v: ..., unit: ..., source: ..., grade: ...}`.', ""]
    for name, block in _blocks().items():
        lines += [
            f"## {name}",
            "",
            plain(" ".join((block.__doc__ or "").split())),
            "",
            *table(("key", "holds", "unit", "range"), _keys(block)),
        ]
    return "\n".join(lines)


def _blocks(block: type[document.Block] = document.Document) -> dict[str, type[document.Block]]:
    """Return a block and the blocks inside it by name, in the order in which they first appear in a file."""
    found = {block.__name__: block}
    for field in block.model_fields.values():
        for inner in _classes(field.annotation):
            found |= {name: other for name, other in _blocks(inner).items() if name not in found}
    return found


def _classes(annotation: Any) -> Iterator[type[document.Block]]:
    if isinstance(annotation, type) and issubclass(annotation, document.Block):
        yield annotation
    for inner in get_args(annotation):
        yield from _classes(inner)


def _keys(block: type[BaseModel]) -> Iterator[tuple[str, str, str, str]]:
    for name, field in block.model_fields.items():
        shown = f"`{name}`{'' if field.is_required() else '?'}"
        measure = next((m for m in [*field.metadata, *_inner(field.annotation)] if isinstance(m, Measure)), None)
        unit, limits = (measure.unit, f"{measure.low:g} to {measure.high:g}") if measure else ("", "")
        yield shown, _type(field.annotation), unit, limits


def _inner(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _inner(inner)


def _type(annotation: Any) -> str:
    metadata = getattr(annotation, "__metadata__", None)
    if metadata is not None:
        return _type(get_args(annotation)[0])
    origin, inner = getattr(annotation, "__origin__", None), [a for a in get_args(annotation) if a is not type(None)]
    if origin is list:
        return f"list of {_type(inner[0])}"
    if origin is dict:
        return f"mapping from {_type(inner[0])} to {_type(inner[1])}"
    if inner and all(isinstance(a, str | int) for a in inner):
        return "one of " + ", ".join(f"`{a}`" for a in inner)
    if inner:
        return " or ".join(_type(a) for a in inner)
    name = getattr(annotation, "__name__", str(annotation))
    return {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "Quantity": "quantity"}.get(
        name, name
    )


def day() -> str:
    """Return the step order as a numbered list with links."""
    said = {f.name: (s, f.text) for s in all_sources() for f in s.functions}
    rows = []
    for i, name in enumerate(step_order(), 1):
        source, text = said[name]
        rows.append((i, f"`{name}`", f"[{source.title}]({page_of(source).removeprefix('reference/')})", plain(text)))
    return "\n".join(
        ["The list that `engine/day.py` runs for every member and day.", "", *table(("", "step", "chapter", "what happens"), rows)]
    )


TABLES: dict[str, tuple[str, str, Callable[[], str]]] = {
    "reference/day.md": ("The day", "the order in which things happen", day),
    "reference/fields.md": ("Fields", "every field of the records with axes, unit and meaning", fields),
    "reference/parameters.md": ("Parameter register", "priors shared by all wars", parameters),
    "reference/options.md": ("Options", "the catalogue of what powers can do, and its primitives", options),
    "reference/keys.md": ("Keys of a scenario file", "every block and key with unit and range", keys),
    "reference/features.md": ("Question features", "what a question can ask of a course", features),
    "reference/figures.md": ("Figures", "what the report page draws, and where", figures),
    "reference/endings.md": ("Endings", "named codes of endings, stops, arrangements, territory", endings),
    "reference/codes.md": ("Codes", "every coded word of the records with its number", coded),
    "reference/claims.md": ("Claims of the flagship", "every claim, its effects, its rivals", claims),
    "reference/bundles.md": ("Bundles of the flagship", "whole views of the war", bundles),
    "reference/commands.md": ("Commands", "the verbs of the command line", commands),
    "reference/api.md": ("Python names", "what may be imported: functions, types, errors", python_names),
    "reference/errors.md": ("Errors", "exit codes, exceptions, faults of scenario files", error_codes),
}
"""Table pages: path, title, what is in them, and who writes them."""
