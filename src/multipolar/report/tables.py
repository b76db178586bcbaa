"""The forecast as plain tables: the page's ground floor, readable without any script, and the brief's body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.report.narrative import (
    ARRANGEMENT_NAMES,
    LEAST,
    PAPER_NAMES,
    answer_name,
    beside,
    courses_in,
    days_text,
    ending_name,
    enough,
    in_words,
    interval_text,
    number,
    percent,
    power_names,
    route_name,
    share_text,
    side_name,
    with_ending_names,
)
from multipolar.report.scored import QUESTION_SCORES, score_cells
from multipolar.report.table import Table, kept_columns
from multipolar.scenario.options import act_text

Forecast = Mapping[str, Any]


def span(record: Mapping[str, Any], n: int | None = None) -> str:
    """Return a counting interval of a probability in per cent, or nothing."""
    return interval_text(record.get("low"), record.get("high"), n)


def band(q: Mapping[str, Any], unit: str = "") -> tuple[str, str, str]:
    """Return the middle and the inner and outer bands of a quantity."""

    def pair(a: str, b: str) -> str:
        return f"{number(float(q[a]))}–{number(float(q[b]))}" if a in q and b in q else ""

    shown = "" if unit in {"", "1"} else f" {unit}"
    middle = f"{number(float(q['q50']))}{shown}" if "q50" in q else ""
    return middle, pair("q25", "q75"), pair("q05", "q95")


def days_band(q: Mapping[str, Any], horizon: float) -> tuple[str, str, str]:
    """Return the middle and the bands of the length of the war; a plus marks what lasts to the horizon, or longer."""

    def days(k: str) -> str:
        return days_text(float(q[k]), horizon)

    def pair(a: str, b: str) -> str:
        return f"{days(a)}–{days(b)}" if a in q and b in q else ""

    return f"{days('q50')} days" if "q50" in q else "", pair("q25", "q75"), pair("q05", "q95")


COUNTED = "As counted"
"""Head of the column with shares of the courses before they are weighted toward past wars like this one."""
ALIKE = "Past wars like this one"
"""Head of the column with the shares of the outside view."""


def mark(record: Mapping[str, Any], name: str) -> str:
    """Return a share that stands beside the forecast, or nothing."""
    return f"{percent(float(record[name]))} %" if name in record else ""


def endings(f: Forecast) -> Table:
    """Return the endings, most probable first: the forecast, what it is made of, and in words."""
    ranked, n = sorted(f["endings"].items(), key=lambda kv: -float(kv[1]["p"])), courses_in(f)
    rows = [
        (
            ending_name(k, f), share_text(float(e["p"]), n), span(e, n),
            *((mark(e, "counted"), mark(e, "alike")) if enough(f) else ("", "")),
            in_words(float(e["p"]), e.get("low"), e.get("high")) if enough(f) else "", str(e.get("sentence", "")),
        )
        for k, e in ranked
    ]  # fmt: skip
    return kept_columns(Table(("Ending", FORECAST, COUNTING, COUNTED, ALIKE, "In words", "Meaning"), rows))


def past_lengths(f: Forecast) -> Table:
    """Return how many wars like this one stop within some days, beside the forecast's courses."""
    found = beside(f)
    rows = [(f"within {days} days", f"{percent(float(p))} %") for days, p in (found.get("stopped_within") or {}).items()]
    if "still_fighting" in found:
        rows.append((f"still fighting on day {found['horizon_days']}", f"{percent(float(found['still_fighting']['p']))} %"))
    return Table(("Stopped", ALIKE), rows)


def past_wars(f: Forecast) -> Table:
    """Return the wars of the class that can be named, the last to end first."""
    rows = [
        (str(row["name"]), str(row["start"]), str(row["end"]), number(float(row["days"]))) for row in beside(f).get("named", [])
    ]
    return Table(("War", "First day", "Last day", "Days"), rows)


DOUBT_NAMES = {"ending": "Kind of ending", "length": "Length", "area": "Ground", "deaths": "Deaths"}


def doubt(f: Forecast) -> Table:
    """Return the share of each spread that comes from not knowing the inputs; the rest is luck."""
    found = f.get("uncertainty") or {}
    rows = [
        (DOUBT_NAMES.get(k, k.replace("_", " ")), f"{percent(float(p))} %", f"{percent(1 - float(p))} %")
        for k, p in (found.get("parameter_share") or {}).items()
    ]
    pairs = int(found.get("pairs") or 0)
    over = f" (over {pairs:,} pairs of courses with equal inputs)" if pairs else ""
    few = not enough(f) or 0 < pairs < LEAST
    return Table(("Spread of", f"Not knowing the inputs{over}", "Luck"), () if few else rows)


COUNTING = "Counting error, 95 %"
"""Head of the columns with counting intervals: they hold the error of counting courses and nothing else."""
FORECAST = "Forecast"
"""Head of the columns with the published probabilities."""


def length(f: Forecast) -> Table:
    """Return the length of the war from the as-of date."""
    q = f.get("length_days") or {}
    if "q50" not in q or not enough(f):
        return Table((), ())
    rows = [("To the end of the fighting", *days_band(q, float(f["horizon_days"])))]
    return Table(("Length from the as-of date", "Middle", "Half lie in", "Nine in ten lie in"), rows)


def powers(f: Forecast) -> Table:
    """Return the highest step that each outside power takes."""
    n = courses_in(f)

    def day(p: Mapping[str, Any]) -> str:
        entry = p.get("median_day_of_entry")
        return "" if entry is None or not enough(f) else f"{float(entry):.0f}"

    rows = [
        (
            str(p.get("name", k)),
            *(share_text(float(p.get(c, 0)), n) for c in ("out", "armed", "direct", "newly_direct")),
            day(p),
        )
        for k, p in f.get("powers", {}).items()
    ]
    head = ("Power", "Stays out of arms", "Armed help", "Own forces", "Of that: new", "Median day of entry, where it enters")
    return kept_columns(Table(head, rows))


def option_name(option: str, f: Forecast) -> str:
    """Return what a power does when it takes an option, in words: to whom, for whom or against whom."""
    known = {str(s.get("id")): str(s.get("name")) for s in f.get("sides", {}).values()}
    known |= {"A": side_name(f, "A"), "B": side_name(f, "B")}
    known |= {k: str(p.get("name", k)) for k, p in f.get("powers", {}).items()}
    return act_text(option, known)


def brokers(f: Forecast) -> Table:
    """Return who mediates the end."""
    ranked, n = sorted(f.get("brokers", {}).items(), key=lambda kv: -float(kv[1])), courses_in(f)
    names = f.get("powers", {})
    rows = [(NOBODY if k == "none" else str(names.get(k, {}).get("name", k)), share_text(float(p), n)) for k, p in ranked]
    return kept_columns(Table(("Broker of the end", FORECAST), rows))


NOBODY = "Nobody: no outside broker"


def brokers_note(f: Forecast) -> str:
    """Return why the shares of mediators add up to more than all; nothing where they do not."""
    together = sum(float(p) for p in f.get("brokers", {}).values()) > 1.0 + 1e-4
    return "Two powers may broker one end together, so the shares add up to more than all courses." if together else ""


def paper(f: Forecast) -> Table:
    """Return what the end of the war stands on: a settlement, imposed terms, or nothing signed."""
    ranked, n = sorted(f.get("paper", {}).items(), key=lambda kv: -float(kv[1])), courses_in(f)
    rows = [(PAPER_NAMES.get(k, k), share_text(float(p), n)) for k, p in ranked]
    return kept_columns(Table(("What the end stands on", FORECAST), rows))


def arrangement(f: Forecast) -> Table:
    """Return what stands on the ground afterwards."""
    ranked, n = sorted(f.get("arrangement", {}).items(), key=lambda kv: -float(kv[1])), courses_in(f)
    rows = [(ARRANGEMENT_NAMES.get(k, k), share_text(float(p), n)) for k, p in ranked]
    return kept_columns(Table(("Arrangement", FORECAST), rows))


def designs(f: Forecast) -> Table:
    """Return the settlement designs side by side: how often each ends the war, and what it costs each side in face."""

    def face(d: Mapping[str, Any], side: str) -> str:
        value = d.get(f"face_{side}")
        return "" if value is None else f"{float(value):+.2f}"

    ranked, n = sorted(f.get("designs", {}).items(), key=lambda kv: -float(kv[1]["p"])), courses_in(f)
    head = ("Terms", FORECAST, f"Face of {side_name(f, 'A')}", f"Face of {side_name(f, 'B')}")
    rows = [(str(d.get("what", k)), share_text(float(d["p"]), n), face(d, "A"), face(d, "B")) for k, d in ranked]
    return Table(head, rows)


def lifelines(f: Forecast) -> Table:
    """Return whether the supply routes hold."""
    n = courses_in(f)

    def line(k: str, v: Mapping[str, Any]) -> tuple[str, ...]:
        day, fire = v.get("median_day"), v.get("p_under_fire")
        return (
            route_name(v.get("name", k)),
            share_text(float(v["p_cut"]), n),
            span(v, n),
            "" if day is None or not enough(f) else f"{float(day):.0f}",
            "" if fire is None else share_text(float(fire), n),
        )

    head = ("Lifeline", "Cut", COUNTING, "Median day, where it is cut", "Under fire")
    return kept_columns(Table(head, [line(k, v) for k, v in f.get("lifelines", {}).items()]))


def amounts(f: Forecast) -> Table:
    """Return deaths, displaced and ground with their bands."""
    rows: list[tuple[str, str, str, str]] = []
    a = side_name(f, "A")
    for side in ("A", "B"):
        q = f.get("deaths", {}).get(side)
        if q:
            rows.append((f"Military dead of {side_name(f, side)} from the as-of date", *band(q)))
    if f.get("displaced"):
        rows.append(("People displaced at the peak", *band(f["displaced"])))
    for key, when in (("start", "on the as-of date"), ("end", "at the end")):
        if (f.get("area") or {}).get(key):
            rows.append((f"Ground taken by {a} since the round began, {when}", *band(f["area"][key], "km2")))
    shares = {
        f"Share of the zone that {a} holds at the end by force": (f.get("share") or {}).get("force"),
        f"Share of the zone that {a} holds at the end, hand-overs counted": (f.get("share") or {}).get("final"),
        "Contested weight that changes hands": f.get("changed_share"),
    }
    for words, q in shares.items():
        if q:
            rows.append((words, *band({k: 100 * float(v) for k, v in q.items() if k.startswith("q")}, "%")))
    return Table(QUANTITY_HEAD, rows if enough(f) else ())


QUANTITY_HEAD = ("Quantity", "Middle course", "Half of the courses lie in", "Nine in ten courses lie in")


def quantities(f: Forecast) -> Table:
    """Return deaths, displaced, ground and money with their bands."""
    money = [(f"Cost to {q.get('name', k)} from the as-of date", *band(q, "M USD")) for k, q in f.get("money", {}).items()]
    return Table(QUANTITY_HEAD, [*amounts(f).rows, *money] if enough(f) else ())


def outside_text(q: Mapping[str, Any]) -> str:
    """Return what is said of a question that no mechanism reaches: the base rate with its source, if there is one."""
    base = q.get("base_rate")
    if base is None:
        return "outside the model"
    binary = q.get("type", "binary") == "binary"
    rate = f"{percent(float(base))} %" if binary else f"{number(float(base))} {q.get('unit') or ''}".strip()
    return f"outside the model; base rate {rate} ({q.get('base_rate_source') or 'source not given'})"


SHOWN_OPTIONS = 6
"""How many answers of a question with several are printed; the rest is counted together."""


def answer(q: Mapping[str, Any], n: int | None = None, names: Mapping[str, str] | None = None) -> str:
    """Return the forecast of one question in a line.

    ``n``: over how many courses it was counted; ``names``: words for answers that are codes.
    """
    if q.get("outside"):
        return outside_text(q)
    if n is not None and n < LEAST:
        return share_text(0.0, n)
    if q.get("p") is not None:
        p = share_text(float(q["p"]), n)
        p = "no course" if p == "none" else p
        return f"{p} ({span(q, n)})" if span(q, n) else p
    if q.get("options"):
        return options_text({k: float(p) for k, p in q["options"].items()}, n, names or {})
    middle, _, outer = band(q.get("quantiles") or {}, str(q.get("unit") or ""))
    return f"{middle} ({outer})" if outer else middle


def options_text(shares: Mapping[str, float], n: int | None, names: Mapping[str, str]) -> str:
    """Return the answers of a question with several, likeliest first; those that never occur are left out."""
    ranked = sorted(((k, p) for k, p in shares.items() if p > 0), key=lambda kv: -kv[1])
    shown, rest = ranked[:SHOWN_OPTIONS], ranked[SHOWN_OPTIONS:]
    parts = [f"{answer_name(k, names)} {share_text(p, n)}" for k, p in shown]
    if rest:
        parts.append(f"{len(rest)} more {share_text(sum(p for _, p in rest), n)}")
    return " · ".join(parts) or "none"


def questions(f: Forecast) -> Table:
    """Return the forecast list with resolution criteria and, once resolved, what happened and the scores."""
    scores, listed, n, names = f.get("scores") or {}, f.get("questions", {}), courses_in(f), power_names(f)
    scored = bool(scores.get("questions"))
    head = ("Id", "Question", "Forecast", "Resolved by", *(QUESTION_SCORES if scored else ()))
    rows = [
        (
            k,
            str(q.get("text", "")),
            answer(q, n, names),
            str(q.get("criteria") or ""),
            *(score_cells(f, k) if scored else ()),
        )
        for k, q in listed.items()
    ]
    rows += [
        (k, str(q["text"]), f"could not be answered: {q['reason']}", *("" for _ in head[3:]))
        for k, q in f.get("unanswered", {}).items()
    ]
    return kept_columns(Table(head, rows))


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
    counted = {"members"}
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
        [(names[k], f"{v:,}" if k in counted else str(v)) for k, v in merged.items() if v is not None],
    )
