"""The first screen of the page: one headline sentence, a second line, and a hundred dots, one for each chance in a hundred."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from multipolar.codes import Ending
from multipolar.report.narrative import (
    FEW,
    courses_in,
    ending_name,
    ending_noun,
    given_sentence,
    headline,
    in_words,
    lull_sentence,
    parts_sentence,
    percent,
    side_name,
    tied,
)
from multipolar.report.table import isolated, safe

Forecast = Mapping[str, Any]
ORDER: tuple[Ending, ...] = (
    Ending.KNOCKOUT_A, Ending.GAINS_A, Ending.STATUS_QUO, Ending.FROZEN, Ending.ONGOING, Ending.GAINS_B, Ending.KNOCKOUT_B,
)  # fmt: skip
"""Endings from side A to side B, as dots and rows stand."""
AHEAD: Mapping[str, tuple[Ending, Ending]] = {
    "A": (Ending.KNOCKOUT_A, Ending.GAINS_A),
    "B": (Ending.KNOCKOUT_B, Ending.GAINS_B),
}
"""Endings with which a side comes out ahead."""
LIKELY = 0.55
"""Probability from which something is called likely, as the list of words has it."""


def ordered(forecast: Forecast) -> list[str]:
    """Return the endings of a forecast from side A to side B; those that the model does not know stand last."""
    known = [ending.spelling for ending in ORDER]
    return [*(k for k in known if k in forecast["endings"]), *(k for k in forecast["endings"] if k not in known)]


def allotted(shares: Sequence[float], of: int = 100) -> list[int]:
    """Return whole numbers that sum to ``of`` in proportion to shares: largest remainders, the first of equal ones (Hamilton).

    Shares of nothing give noughts.
    """
    total = sum(shares)
    if total <= 0:
        return [0] * len(shares)
    exact = [of * s / total for s in shares]
    found = [int(x) for x in exact]
    for i in sorted(range(len(shares)), key=lambda i: (found[i] - exact[i], i))[: of - sum(found)]:
        found[i] += 1
    return found


def hollow_share(forecast: Forecast, label: str) -> float:
    """Return the share of an ending's chance that no course carries and past wars alone give it [0-1]."""
    missing = float(((forecast.get("outside") or {}).get("missing") or {}).get(label, 0.0))
    p = float(forecast["endings"][label]["p"])
    return min(1.0, missing / p) if p > 0 else 0.0


def few(forecast: Forecast) -> bool:
    """Tell whether a forecast was counted over too few courses for any per cent."""
    n = courses_in(forecast)
    return n is not None and n < FEW


def in_hundred(p: float) -> str:
    """Return a probability as it stands in a headline: 44 in 100."""
    return f"{percent(p)} in 100"


def lead_sentence(forecast: Forecast) -> str:
    """Return the headline: a side that is likely to come out ahead, else the leading ending; without any counting error."""
    if forecast.get("headline") or few(forecast):
        return headline(forecast)
    p = {label: float(e["p"]) for label, e in forecast["endings"].items()}
    ahead = {side: sum(p.get(e.spelling, 0.0) for e in endings) for side, endings in AHEAD.items()}
    side, chance = max(ahead.items(), key=lambda item: item[1])
    top = max(p, key=lambda label: p[label])
    noun = ending_noun(top, forecast)
    if chance >= LIKELY and p[top] < chance:
        ahead_said = f"{side_name(forecast, side)} is {in_words(chance)} to come out ahead ({in_hundred(chance)})."
        return f"{ahead_said} {noun} leads, at {percent(p[top])}."
    if p[top] >= LIKELY:
        return f"{noun} is {in_words(p[top])} ({in_hundred(p[top])})."
    leads = "is level with another ending" if tied(forecast) else "leads"
    return f"{noun} {leads}, at {in_hundred(p[top])}; no single ending is likely."


def half_sentence(as_of: str, middle: float, horizon: float) -> str:
    """Return by which date half of the courses are over."""
    try:
        start = dt.date.fromisoformat(as_of)
    except ValueError:
        return ""
    day = start + dt.timedelta(days=int(horizon if middle >= horizon else round(middle)))
    date = f"{day.day} {day:%B %Y}"
    return (
        f"In half of the courses the war lasts beyond {date}." if middle >= horizon else f"Half of the courses are over by {date}."
    )


def second_sentence(forecast: Forecast) -> str:
    """Return the line under the headline: the runner-up, and by when half of the courses are over."""
    n = courses_in(forecast)
    if few(forecast) and n is not None:
        return "" if n == 0 else "Fewer than 200 courses: counts of courses stand, and no per cent."
    ranked = sorted(forecast["endings"].items(), key=lambda item: -float(item[1]["p"]))
    parts = []
    if len(ranked) > 1 and float(ranked[1][1]["p"]) > 0:
        label, e = ranked[1]
        parts.append(
            f"{ending_noun(label, forecast)} {'is as likely' if tied(forecast) else 'comes second'} ({in_hundred(float(e['p']))})."
        )
    length = forecast.get("length_days") or {}
    if "q50" in length:
        parts.append(half_sentence(str(forecast["as_of"]), float(length["q50"]), float(forecast["horizon_days"])))
    return " ".join(filter(None, parts))


def made_sentence(forecast: Forecast) -> str:
    """Return what the forecast is made of: reports taken in, courses and past wars, courses that go on at low intensity."""
    return " ".join(filter(None, (given_sentence(forecast), parts_sentence(forecast), lull_sentence(forecast))))


def dots_html(forecast: Forecast) -> str:
    """Return a hundred dots, from the endings of side A to those of side B; hollow ones are chance that no course carries."""
    if few(forecast):
        return ""
    labels = ordered(forecast)
    counts = allotted([float(forecast["endings"][k]["p"]) for k in labels])
    said = ", ".join(f"{ending_name(k, forecast)} {n}" for k, n in zip(labels, counts, strict=True) if n)
    dots = []
    for label, n in zip(labels, counts, strict=True):
        empty = round(n * hollow_share(forecast, label))
        dots += [f'<i class="dot e-{safe(label)}"></i>'] * (n - empty) + [f'<i class="dot hollow e-{safe(label)}"></i>'] * empty
    label = f"One dot, one chance in a hundred: {said}."
    note = "One dot, one chance in 100." + (
        " Hollow: no course came to it, past wars like this one did." if any("hollow" in d for d in dots) else ""
    )
    return f'<div class="dots" role="img" aria-label="{isolated(label)}">{"".join(dots)}</div><p class="note small">{note}</p>'
