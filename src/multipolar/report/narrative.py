"""Words of a forecast: probability in words and figures, names of endings, the headline and its doubts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from multipolar.codes import PROBABILITY_WORDS, Arrangement, Ending, Level, Paper
from multipolar.shares import LEAST_COURSES, LEAST_SHOWN
from multipolar.shares import interval_text as interval_text  # noqa: PLC0414  its readers find it here
from multipolar.shares import percent as percent  # noqa: PLC0414  its readers find it here
from multipolar.shares import share_text as share_text  # noqa: PLC0414  its readers find it here
from multipolar.shares import span_text as span_text  # noqa: PLC0414  its readers find it here

FEW = LEAST_COURSES
"""Under this many courses a share is printed as a count with its interval, never in per cent."""
LEAST = LEAST_SHOWN

INTERVALS = (
    "How to read the numbers: a probability is a share of simulated courses; where past wars like this one are known, courses "
    "are weighted so that endings and lengths come as far from those wars as is said above. The interval beside one holds the "
    "error of counting at 95 %, nothing about faults of the model. In brackets behind a number with a unit stands where nine "
    "in ten courses lie."
)
"""What every interval of page and brief holds, said once before the tables."""

ENDING_NAMES: Mapping[str, str] = {ending.spelling: ending.title for ending in Ending}
PAPER_NAMES: Mapping[str, str] = {paper.spelling: paper.title for paper in Paper}
ARRANGEMENT_NAMES: Mapping[str, str] = {arrangement.spelling: arrangement.title for arrangement in Arrangement}
LEVEL_NAMES: Mapping[str, str] = {level.spelling: level.title for level in Level}
ENDING_NOUNS: Mapping[str, str] = {ending.spelling: ending.noun for ending in Ending}


def band_of(p: float) -> str:
    """Return the words of the band that a probability lies in."""
    return next(words for bound, words in PROBABILITY_WORDS if p < bound)


def in_words(p: float, low: float | None = None, high: float | None = None) -> str:
    """Return the words for a probability; never to be printed without the number.

    They hold for the whole interval: where its ends lie in different bands, both bands are named, so that few courses
    can make nothing "all but certain".
    """
    least, most = band_of(p if low is None else low), band_of(p if high is None else high)
    return least if least == most else f"{least} to {most}"


def courses_in(forecast: Mapping[str, Any]) -> int | None:
    """Return over how many courses a forecast was counted; None where it does not say."""
    found = (forecast.get("run_facts") or {}).get("members", forecast.get("members"))
    return int(found) if found else None


def enough(forecast: Mapping[str, Any]) -> bool:
    """Tell whether a forecast was counted over enough courses for any number, a score included."""
    n = courses_in(forecast)
    return n is None or n >= LEAST


def likelihood(p: float, low: float | None = None, high: float | None = None, n: int | None = None) -> str:
    """Return words with the number and its interval: ``likely (62 %, counting error 58–66)``."""
    span = interval_text(low, high, n)
    error = f", counting error {span}" if span else ""
    return f"{in_words(p, low, high)} ({in_courses(p, n)}{error})"


def in_courses(p: float, n: int | None = None) -> str:
    """Return in how many courses something happens, for a sentence."""
    if n is not None and p <= 0:
        return "no course"
    return f"{share_text(p, n)}{' courses' if n is not None and n < FEW else ''}"


def side_name(forecast: Mapping[str, Any], side: str) -> str:
    """Return the name of side A or B."""
    return str(forecast.get("sides", {}).get(side, {}).get("name", f"side {side}"))


def ending_name(label: str, forecast: Mapping[str, Any]) -> str:
    """Return the name of an ending with the sides' own names."""
    form = ENDING_NAMES.get(label, label.replace("_", " "))
    return form.format(A=side_name(forecast, "A"), B=side_name(forecast, "B"))


def with_ending_names(sentence: str, forecast: Mapping[str, Any]) -> str:
    """Return a sentence in which endings stand by name instead of by key."""

    def named(found: re.Match[str]) -> str:
        name = ending_name(found[0], forecast)
        return name[:1].lower() + name[1:]

    return re.sub(rf"\b({'|'.join(ENDING_NAMES)})\b", named, sentence)


def leading_ending(forecast: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Return the most probable ending and its record."""
    label = max(forecast["endings"], key=lambda k: float(forecast["endings"][k]["p"]))
    return label, forecast["endings"][label]


def leading_meaning(forecast: Mapping[str, Any]) -> str:
    """Return what the leading ending means; nothing where the courses are too few to tell which one leads."""
    return str(leading_ending(forecast)[1].get("sentence") or "") if enough(forecast) else ""


def capital(sentence: str) -> str:
    """Return a sentence with its first letter large and a full stop at its end."""
    text = sentence.strip()
    return text if not text else text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def ending_noun(label: str, forecast: Mapping[str, Any]) -> str:
    """Return an ending as the subject of a sentence, with the sides' own names."""
    form = ENDING_NOUNS.get(label, label.replace("_", " ").capitalize())
    return form.format(A=side_name(forecast, "A"), B=side_name(forecast, "B"))


def headline(forecast: Mapping[str, Any]) -> str:
    """Return the one sentence of the page: the leading ending with words, number and counting error."""
    if forecast.get("headline"):
        return str(forecast["headline"])
    n = courses_in(forecast)
    if n is not None and n < LEAST:
        return f"Only {courses_text(n)}: too few for a number."
    label, e = leading_ending(forecast)
    p, low, high = float(e["p"]), e.get("low"), e.get("high")
    if p >= 0.5:
        return f"{ending_noun(label, forecast)} is {likelihood(p, low, high, n)}."
    span = interval_text(low, high, n)
    error = f", counting error {span}" if span else ""
    leads = "is level with another ending" if tied(forecast) else "leads"
    but = "and" if tied(forecast) else "yet"
    return f"{ending_noun(label, forecast)} {leads} ({in_courses(p, n)}{error}), {but} no single ending is likelier than not."


def tied(forecast: Mapping[str, Any]) -> bool:
    """Tell whether the first two endings have the same probability, so that neither leads."""
    first, *rest = sorted((float(e["p"]) for e in forecast["endings"].values()), reverse=True)
    return bool(rest) and rest[0] == first


def courses_text(n: int) -> str:
    """Return a number of courses in words."""
    return f"{n:,} course" if n == 1 else f"{n:,} courses"


def subline(forecast: Mapping[str, Any]) -> str:
    """Return the second sentence: the runner-up, what the forecast is made of, and the length of the war."""
    if not enough(forecast):
        return ""
    n = courses_in(forecast)
    endings = sorted(forecast["endings"].items(), key=lambda kv: -float(kv[1]["p"]))
    parts = [given_sentence(forecast)]
    if len(endings) > 1 and float(endings[1][1]["p"]) > 0:
        label, e = endings[1]
        weight = likelihood(float(e["p"]), e.get("low"), e.get("high"), n)
        parts.append(f"{ending_noun(label, forecast)} {'is as likely' if tied(forecast) else 'comes second'}: {weight}.")
    parts += [parts_sentence(forecast), length_sentence(forecast), lull_sentence(forecast)]
    return " ".join(p for p in parts if p)


def beside(forecast: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the outside view that the forecast is pooled with; empty where there is none, and where the courses are too few."""
    found = forecast.get("outside")
    return found if isinstance(found, Mapping) and enough(forecast) else {}


def parts_sentence(forecast: Mapping[str, Any]) -> str:
    """Return what the forecast is made of: the courses, and past wars like this one; empty where it is made of courses alone."""
    found = beside(forecast)
    if not found:
        return ""
    share = float(found["share"])
    halves = "half from" if share == 0.5 else f"{percent(share)} % from"
    rest = "Half from" if share == 0.5 else f"{percent(1.0 - share)} % from"
    return f"{rest} {courses_text(courses_in(forecast) or 0)}, {halves} {found['who']}." if share > 0.0 else ""


def given_sentence(forecast: Mapping[str, Any]) -> str:
    """Return which reports the forecast has taken in; empty where it has none."""
    told = forecast.get("conditioned")
    if not told:
        return ""
    courses = f"{told['ess']:,.0f} effective courses, of {told['ancestors']:,} of the run, fit them"
    reports = sum(row.get("kind") != "note" for row in told["evidence"])
    return f"Given {reports} reports public by {told['until']}: {courses}."


LEAST_LULL = 0.01
"""Share of courses that go on at low intensity from which it is said."""
APART = 0.15
"""Difference between the courses and past wars in the chance of an ending from which it is said."""


def sentence_of(text: str) -> str:
    """Return a note as a sentence: a capital first, a full stop last."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def past_sentences(forecast: Mapping[str, Any]) -> list[str]:
    """Return how fast past wars like this one stopped, and on which endings the courses say something else."""
    found = beside(forecast)
    if "still_fighting" not in found:
        return []
    low, high = (percent(float(found["still_fighting"][bound])) for bound in ("low", "high"))
    few = f"With so few wars the share that goes on lies between {low} and {high} % (nine in ten)."
    said = [sentence_of(str(found["who"])), f"{found['sentence']} {few}"]
    counted, alike = found.get("counted", {}), found.get("endings", {})
    for name in sorted(alike, key=lambda name: -abs(float(counted.get(name, 0.0)) - float(alike[name]))):
        ours, theirs = float(counted.get(name, 0.0)), float(alike[name])
        if abs(ours - theirs) > APART:
            title = ending_name(name, forecast)
            said.append(
                f"The courses and past wars differ on {title}: {percent(ours)} % as counted, {percent(theirs)} % of past wars."
            )
    return [*said, "The class knows the kind of war, its date and the balance of the sides; no place, no power, no treaty."]


def length_sentence(forecast: Mapping[str, Any]) -> str:
    """Return how long the fighting lasts from the as-of date, as counted over the courses."""
    length = forecast.get("length_days") or {}
    return length_words(length, float(forecast["horizon_days"])) if "q50" in length and enough(forecast) else ""


def lull_sentence(forecast: Mapping[str, Any]) -> str:
    """Return how many courses go on at low intensity on the last day; empty where it is less than one in a hundred."""
    low = float((forecast.get("terms") or {}).get("low_at_end", 0.0))
    said = "On the last day {} of all courses go on at low intensity: no assault for three weeks, yet not over."
    return said.format(f"{percent(low)} %") if low >= LEAST_LULL and enough(forecast) else ""


def days_text(days: float, horizon: float) -> str:
    """Return a length of the war in whole days; a plus marks what lasts to the horizon, or longer."""
    return f"{horizon:.0f}+" if days >= horizon else f"{days:.0f}"


def length_words(length: Mapping[str, Any], horizon: float) -> str:
    """Return the middle and the outer quantiles of the length in a sentence; what lasts to the horizon lasts longer."""

    def days(q: str) -> str:
        value = float(length[q])
        return f"{horizon:.0f} days or more" if value >= horizon else f"{value:.0f} days"

    middle = (
        f"Half of the courses last {days('q50')}"
        if float(length["q50"]) >= horizon
        else f"Half of the courses end within {days('q50')} of the as-of date"
    )
    return f"{middle}; nine in ten lie between {days('q05').removesuffix(' or more')} and {days('q95')}."


def trust_line(forecast: Mapping[str, Any]) -> str:
    """Return on what the numbers rest: courses, inputs without a source, calibration on past wars."""
    return "; ".join(trust_parts(forecast)) + "."


def trust_parts(forecast: Mapping[str, Any]) -> list[str]:
    """Return the same in parts: courses and judgement first where they are known, sources and calibration last."""
    run = forecast.get("run_facts", {})
    members = int(run.get("members", forecast.get("members", 0)) or 0)
    parts = [courses_text(members)] if members else []
    if forecast.get("unsourced") is not None:
        judged, total = int(forecast["unsourced"]), int(forecast.get("numbers") or 0)
        of = f" of {total:,}" if total else ""
        parts.append(f"{judged:,}{of} {'input rests' if judged == 1 else 'inputs rest'} on judgement alone")
    if forecast.get("sources"):
        parts.append(f"{forecast['sources']:,} {'source' if forecast['sources'] == 1 else 'sources'}")
    parts.append(str(forecast.get("calibration") or "not yet calibrated on other wars").rstrip("."))
    return parts


def condition_limits(forecast: Mapping[str, Any]) -> list[str]:
    """Return the limits printed on the first page; a forecast without any gets the two that always hold."""
    given = [str(x) for x in forecast.get("limits", [])]
    return given or [
        "The model knows only the mechanisms listed in it; what no mechanism reaches is marked as outside the model.",
        "Not for targeting: it speaks of sectors and weeks, not of coordinates and minutes.",
    ]


def number(value: float) -> str:
    """Return a quantity with a precision a reader can use: three leading figures, thousands apart."""
    size = abs(value)
    if size >= 1000:
        step = 10 ** max(0, len(str(int(size))) - 3)
        return f"{round(value / step) * step:,.0f}"
    if size >= 10 or value == 0:
        return f"{value:.0f}"
    return f"{value:.1f}" if size >= 1 else f"{value:.2f}"


def unbroken(text: str) -> str:
    """Return a text whose intervals do not break over two lines."""
    return re.sub(r"(?<=[\d])–(?=[\d<>])", "\u2060–\u2060", text).replace(" %", "\u00a0%")


def answer_name(key: str, names: Mapping[str, str]) -> str:
    """Return one answer of a question in words; several powers in one answer are named together."""
    stem, only = (key.removesuffix(" only"), " only") if key.endswith(" only") else (key, "")
    parts = stem.split("+")
    if all(part in names for part in parts):
        return f"{' and '.join(names[part] for part in parts)}{only}"
    return key.replace("_", " ")


def power_names(f: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of powers and sides by their identifiers."""
    sides = {str(s.get("id")): str(s.get("name")) for s in f.get("sides", {}).values()}
    return sides | {k: str(p.get("name", k)) for k, p in f.get("powers", {}).items()}


ROUTE_WORDS = frozenset(
    {"road", "roads", "bridge", "bridges", "pass", "coast", "corridor", "line", "rail", "port", "sea", "air", "to"}
)
"""Words of an identifier of a route that are no names of places."""


def route_name(name: Any) -> str:
    """Return the name of a supply route for a reader; identifiers lose their underlines, and places get their capitals.

    >>> route_name("damascus_road"), route_name("M11"), route_name("pass of Sotk")
    ('Damascus road', 'M11', 'pass of Sotk')
    """
    text = str(name)
    if "_" not in text or text != text.lower():
        return text.replace("_", " ")
    words = [word if word in ROUTE_WORDS else word.capitalize() for word in text.split("_")]
    said = " ".join(words)
    return said[:1].upper() + said[1:]
