"""The forecast as plain tables: the page's ground floor, readable without any script, and the brief's body."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from multipolar.report.narrative import (
    ARRANGEMENT_NAMES,
    ending_name,
    in_words,
    number,
    percent,
    side_name,
    span_text,
    with_ending_names,
)

Forecast = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the first cell of a row names it."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def html_table(table: Table, caption: str) -> str:
    """Return a table with its scopes and a caption for screen readers; nothing where there are no rows."""
    if not table.rows:
        return ""
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in table.head)
    body = "".join(
        "<tr>"
        + "".join(f'<th scope="row">{escape(v)}</th>' if i == 0 else f"<td>{escape(v)}</td>" for i, v in enumerate(row))
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f'<caption class="sr">{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def markdown_table(table: Table) -> str:
    """Return a table as Markdown."""

    def row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |"

    return "\n".join([row(table.head), "|" + "---|" * len(table.head), *(row(r) for r in table.rows)])


def span(record: Mapping[str, Any]) -> str:
    """Return an interval of probability in per cent, or nothing."""
    low, high = record.get("low"), record.get("high")
    return "" if low is None or high is None else span_text(float(low), float(high))


def band(q: Mapping[str, Any], unit: str = "") -> tuple[str, str, str]:
    """Return the middle and the inner and outer bands of a quantity."""

    def pair(a: str, b: str) -> str:
        return f"{number(float(q[a]))}–{number(float(q[b]))}" if a in q and b in q else ""

    shown = "" if unit in {"", "1"} else f" {unit}"
    middle = f"{number(float(q['q50']))}{shown}" if "q50" in q else ""
    return middle, pair("q25", "q75"), pair("q05", "q95")


def endings(f: Forecast) -> Table:
    """Return the endings, most probable first."""
    ranked = sorted(f["endings"].items(), key=lambda kv: -float(kv[1]["p"]))
    rows = [
        (
            ending_name(k, f), f"{percent(float(e['p']))} %", span(e), in_words(float(e["p"]), e.get("low"), e.get("high")),
            str(e.get("sentence", "")),
        )
        for k, e in ranked
    ]  # fmt: skip
    return Table(("Ending", "Probability", "Interval", "In words", "Meaning"), rows)


def length(f: Forecast) -> Table:
    """Return the length of the war from the as-of date."""
    q = f.get("length_days") or {}
    if "q50" not in q:
        return Table((), ())
    middle, inner, outer = band(q, "days")
    return Table(("Length from the as-of date", "Middle", "Half lie in", "Nine in ten lie in"), [("Days", middle, inner, outer)])


def powers(f: Forecast) -> Table:
    """Return the highest step that each outside power takes."""

    def day(p: Mapping[str, Any]) -> str:
        entry = p.get("median_day_of_entry")
        return "" if entry is None else f"{float(entry):.0f}"

    rows = [
        (
            str(p.get("name", k)),
            *(f"{percent(float(p.get(c, 0)))} %" for c in ("out", "armed", "direct", "newly_direct")),
            day(p),
        )
        for k, p in f.get("powers", {}).items()
    ]
    return Table(("Power", "Stays out of arms", "Armed help", "Own forces", "Of that: new", "Median day of entry"), rows)


def power_actions(f: Forecast, *, least: float = 0.02) -> Table:
    """Return what each power does, its likely acts first."""
    rows = []
    for k, acts in f.get("power_actions", {}).items():
        name = str(f.get("powers", {}).get(k, {}).get("name", k))
        for option, a in sorted(acts.items(), key=lambda kv: -float(kv[1]["p"])):
            if float(a["p"]) >= least:
                when = a.get("median_day")
                day = "" if when is None else f"{float(when):.0f}"
                rows.append((name, option_name(option, f), f"{percent(float(a['p']))} %", span(a), day))
    return Table(("Power", "Act", "Probability", "Interval", "Median day of first use"), rows)


def option_name(option: str, f: Forecast) -> str:
    """Return an option of a power in words, with the side it is for or against."""
    stem, _, of = option.rpartition("_")
    known = {str(s.get("id")): str(s.get("name")) for s in f.get("sides", {}).values()}
    known |= {"A": side_name(f, "A"), "B": side_name(f, "B")}
    known |= {k: str(p.get("name", k)) for k, p in f.get("powers", {}).items()}
    if not stem or of not in known:
        return option.replace("_", " ")
    return f"{stem.replace('_', ' ')} → {known[of]}"


def brokers(f: Forecast) -> Table:
    """Return who mediates the end."""
    ranked = sorted(f.get("brokers", {}).items(), key=lambda kv: -float(kv[1]))
    names = f.get("powers", {})
    rows = [("Nobody" if k == "none" else str(names.get(k, {}).get("name", k)), f"{percent(float(p))} %") for k, p in ranked]
    return Table(("Broker of the end", "Probability"), rows)


def arrangement(f: Forecast) -> Table:
    """Return what stands on the ground afterwards."""
    ranked = sorted(f.get("arrangement", {}).items(), key=lambda kv: -float(kv[1]))
    return Table(("Arrangement", "Probability"), [(ARRANGEMENT_NAMES.get(k, k), f"{percent(float(p))} %") for k, p in ranked])


def designs(f: Forecast) -> Table:
    """Return the settlement designs reached and what face each side keeps."""
    ranked = sorted(f.get("designs", {}).items(), key=lambda kv: -float(kv[1]["p"]))
    head = ("Terms", "Share of courses", f"Face of {side_name(f, 'A')}", f"Face of {side_name(f, 'B')}")

    def face(d: Mapping[str, Any], side: str) -> str:
        value = d.get(f"face_{side}")
        return "" if value is None else f"{float(value):+.2f}"

    return Table(head, [(str(d.get("what", k)), f"{percent(float(d['p']))} %", face(d, "A"), face(d, "B")) for k, d in ranked])


def lifelines(f: Forecast) -> Table:
    """Return whether the supply routes hold."""

    def line(k: str, v: Mapping[str, Any]) -> tuple[str, str, str, str]:
        day = v.get("median_day")
        fire = v.get("p_under_fire")
        return (
            str(v.get("name", k)),
            f"{percent(float(v['p_cut']))} %",
            "" if day is None else f"{float(day):.0f}",
            "" if fire is None else f"{percent(float(fire))} %",
        )

    return Table(("Lifeline", "Cut", "Median day", "Under fire"), [line(k, v) for k, v in f.get("lifelines", {}).items()])


def quantities(f: Forecast) -> Table:
    """Return deaths, ground, displaced and money with their bands."""
    rows: list[tuple[str, str, str, str]] = []
    for side in ("A", "B"):
        q = f.get("deaths", {}).get(side)
        if q:
            rows.append((f"Military dead of {side_name(f, side)} from the as-of date", *band(q)))
    if f.get("changed_share"):
        share = {k: 100 * float(v) for k, v in f["changed_share"].items() if k.startswith("q")}
        rows.append(("Contested ground that changes hands", *band(share, "%")))
    if f.get("displaced"):
        rows.append(("People displaced", *band(f["displaced"])))
    for k, q in f.get("money", {}).items():
        rows.append((f"Cost to {q.get('name', k)} from the as-of date", *band(q, "M USD")))
    return Table(("Quantity", "Middle", "Half lie in", "Nine in ten lie in"), rows)


def outside_text(q: Mapping[str, Any]) -> str:
    """Return what is said of a question that no mechanism reaches: the base rate with its source, if there is one."""
    base = q.get("base_rate")
    if base is None:
        return "outside the model"
    binary = q.get("type", "binary") == "binary"
    rate = f"{percent(float(base))} %" if binary else f"{number(float(base))} {q.get('unit') or ''}".strip()
    return f"outside the model; base rate {rate} ({q.get('base_rate_source') or 'source not given'})"


def answer(q: Mapping[str, Any]) -> str:
    """Return the forecast of one question in a line."""
    if q.get("outside"):
        return outside_text(q)
    if q.get("p") is not None:
        return f"{percent(float(q['p']))} % ({span(q)})" if span(q) else f"{percent(float(q['p']))} %"
    if q.get("options"):
        ranked = sorted(q["options"].items(), key=lambda kv: -float(kv[1]))[:4]
        return " · ".join(f"{str(k).replace('_', ' ')} {percent(float(p))} %" for k, p in ranked)
    middle, _, outer = band(q.get("quantiles") or {}, str(q.get("unit") or ""))
    return f"{middle} ({outer})" if outer else middle


def score_cells(scores: Mapping[str, Any], question: str) -> tuple[str, str, str]:
    """Return the scores of the model, of the uniform forecast and of each author for one question."""
    s = scores.get("questions", {}).get(question, {})
    authors = ", ".join(f"{a} {float(v):.2f}" for a, v in (s.get("authors") or {}).items() if v is not None)
    model, plain = s.get("model"), s.get("uniform")
    mark = " (lost)" if question in scores.get("lost_to_uniform", []) else ""
    return (
        "" if model is None else f"{float(model):.2f}{mark}",
        "" if plain is None else f"{float(plain):.2f}",
        authors,
    )


MEANS = {
    "binary_brier": "Brier, yes or no", "category_brier": "Brier over categories", "crps_skill": "CRPS skill, numbers",
}  # fmt: skip
"""How the page calls mean scores."""


def score_means(f: Forecast) -> Table:
    """Return the mean scores by kind of question, model beside uniform."""
    means = (f.get("scores") or {}).get("means") or {}
    rows = [
        (MEANS.get(k, k), str(m.get("questions", "")), f"{float(m['model']):.3f}", f"{float(m['uniform']):.3f}")
        for k, m in means.items()
    ]
    return Table(("Mean score", "Questions", "Model", "Uniform"), rows)


def score_authors(f: Forecast) -> Table:
    """Return each author's own mean score beside the model's on the questions that this author answered."""
    rows = []
    for name, a in ((f.get("scores") or {}).get("authors") or {}).items():
        error = a.get("standard_error")
        gap = f"{float(a['author_minus_model']):+.3f}" + ("" if error is None else f" ± {float(error):.3f}")
        middle = (f"{float(a[k]):.3f}" for k in ("author", "model", "uniform"))
        rows.append((name.replace("_", " "), str(len(a["questions"])), *middle, gap))
    head = ("Author", "Questions answered", "Author's score", "Model's", "Uniform's", "Author minus model")
    return Table(head, rows)


def questions(f: Forecast) -> Table:
    """Return the forecast list with resolution criteria and, once resolved, the scores."""
    scores = f.get("scores") or {}
    listed = f.get("questions", {})
    scored = bool(scores.get("questions"))
    criteria = any(q.get("criteria") for q in listed.values())
    head = ["Id", "Question", "Forecast"]
    head += ["Resolved by"] if criteria else []
    head += ["Score", "Uniform", "Authors"] if scored else []
    rows = [
        (
            k,
            str(q.get("text", "")),
            answer(q),
            *((str(q.get("criteria") or ""),) if criteria else ()),
            *(score_cells(scores, k) if scored else ()),
        )
        for k, q in listed.items()
    ]
    return Table(head, rows)


def assumptions(f: Forecast) -> Table:
    """Return the claims that the forecast rests on: those with an effect measured in this run first."""
    ranked = sorted(f.get("assumptions", []), key=lambda a: not a.get("drawn"))
    rows = [
        (
            str(a.get("claim", "")),
            str(a.get("text", "")),
            str(a.get("kind", "")),
            "" if a.get("strength") is None else f"{float(a['strength']):.2g}",
            with_ending_names(str(a.get("effect_sentence") or ""), f),
        )
        for a in ranked
    ]
    return Table(("Claim", "Assumption", "Kind", "Strength", "What it does"), rows)


def run_facts(f: Forecast) -> Table:
    """Return what is needed to make the same numbers again."""
    run = f.get("run_facts") or f.get("run") or {}
    names = {
        "members": "Courses",
        "seed": "Seed",
        "version": "Version",
        "digest": "Digest of the outcomes",
        "scenario_digest": "Digest of the scenario",
        "wall_s": "Seconds of computing",
        "command": "Command",
    }
    facts = run if isinstance(run, Mapping) else {}
    merged = {k: facts.get(k, f.get(k)) for k in names}
    return Table(
        ("Fact", "Value"),
        [(names[k], f"{v:,}" if isinstance(v, int) else str(v)) for k, v in merged.items() if v is not None],
    )


TABLES: Mapping[str, Callable[[Forecast], Table]] = {
    "endings": endings,
    "length": length,
    "powers": powers,
    "power_actions": power_actions,
    "brokers": brokers,
    "arrangement": arrangement,
    "designs": designs,
    "lifelines": lifelines,
    "quantities": quantities,
    "questions": questions,
    "score_means": score_means,
    "score_authors": score_authors,
    "assumptions": assumptions,
    "run_facts": run_facts,
}
"""Every table of the report by name."""
