"""A back-test as it is printed: means beside naive forecasts, what is skill, by question, by war, calibration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from multipolar.cli.terminal import heading, table

Document = Mapping[str, Any]
SHORT: dict[str, str] = {
    "ending_brier": "ending, Brier 0-2", "ending_log": "ending, log", "length_crps_days": "length, CRPS days",
    "length_crps_log": "length, CRPS ln", "power_level_brier": "level of a power, 0-2", "newly_direct_brier": "newly direct, 0-1",
    "broker_brier": "broker, 0-1", "arrangement_brier": "arrangement, 0-2", "changed_share_crps": "changed share, CRPS",
    "deaths_crps_log10": "deaths, CRPS log10",
    "ending_brier_hard": "ending, hard label, 0-2", "ending_log_hard": "ending, hard label, log",
}  # fmt: skip
COLUMNS = {
    "uniform": "uniform", "base_rate": "earlier wars", "base_rate_hindsight": "all wars", "material_balance": "material",
    "no_change": "no change",
}  # fmt: skip
MARKS = {"skill": "+", "worse": "-", "no_skill": "", "too_few": "?", "equal": "="}
WAR_COLUMNS = ("ending_brier", "length_crps_days", "power_level_brier", "broker_brier", "changed_share_crps", "deaths_crps_log10")


def print_backtest(out: Console, document: Document) -> None:
    """Print a whole back-test."""
    said = f"{len(document['wars'])} wars, {document['members']:,} courses each, seed {document['seed']}"
    out.print(Text(f"Back-test: {said}", style="bold"))
    for part in (_means, _skill, _questions, _wars, _reliability, _murphy, _ranks, _shuffled):
        part(out, document)
    heading(out, "How")
    for name, text in document["how"]["baselines"].items():
        out.print(Text(f"{COLUMNS[name]}: {text}"))


def figure(value: float | None, *, signed: bool = False) -> str:
    """Return a score in a cell."""
    if value is None:
        return ""
    digits = 1 if abs(value) >= 10 else 3
    return f"{value:+.{digits}f}" if signed else f"{value:.{digits}f}"


def _means(out: Console, document: Document) -> None:
    heading(out, "Mean scores, smaller is better (+ beaten, - lost by more than two standard errors, ? too few wars)")
    rows = []
    for name, short in SHORT.items():
        cells = [figure(document["means"].get(name))]
        for base in COLUMNS:
            gap = document["intervals"][base].get(name)
            cells.append(figure(document["baselines"][base].get(name)) + (MARKS[gap["verdict"]] if gap else ""))
        rows.append((short, *cells))
    out.print(table(["measure", "model", *COLUMNS.values()], rows, right=(1, 2, 3, 4, 5, 6)))


def _skill(out: Console, document: Document) -> None:
    heading(out, "Model minus the best naive forecast, paired over the wars")
    rows = []
    for name, row in document["questions"].items():
        gap = document["intervals"][row["best_baseline"]][name]
        span = "" if gap["low"] is None else f"{figure(gap['low'], signed=True)} to {figure(gap['high'], signed=True)}"
        rows.append((
            SHORT[name], COLUMNS[row["best_baseline"]], figure(gap["difference"], signed=True), figure(gap["error"]), span,
            gap["verdict"].replace("_", " "),
        ))  # fmt: skip
    out.print(table(["measure", "against", "difference", "error", "95 % interval", "is it skill"], rows, right=(2, 3, 4)))
    out.print(Text(skill_sentence(document)))


def skill_sentence(document: Document) -> str:
    """Return which measures are skill against the best naive forecast and which are not."""
    sorted_out: dict[str, list[str]] = {"skill": [], "worse": [], "no_skill": [], "too_few": [], "equal": []}
    for name, row in document["questions"].items():
        sorted_out[document["intervals"][row["best_baseline"]][name]["verdict"]].append(SHORT[name])
    words = {"skill": "Skill", "worse": "Worse than naive", "no_skill": "Not skill", "equal": "No difference",
             "too_few": "Too few wars to tell"}  # fmt: skip
    parts = [f"{words[key]}: {'; '.join(names)}." for key, names in sorted_out.items() if names]
    if not sorted_out["skill"]:
        parts.insert(0, "Nothing is skill against the best naive forecast.")
    return " ".join([*parts, document["how"]["skill"]])


def _questions(out: Console, document: Document) -> None:
    heading(out, "By question: won wars, the best and the worst, against the best naive forecast")
    rows = [
        (SHORT[name], f"{row['won']}/{row['wars']}", f"{row['best_war']} {figure(row['best_difference'], signed=True)}",
         f"{row['worst_war']} {figure(row['worst_difference'], signed=True)}")
        for name, row in document["questions"].items()
    ]  # fmt: skip
    out.print(table(["measure", "won", "best", "worst"], rows, right=(1,)))


def _wars(out: Console, document: Document) -> None:
    heading(out, "By war: what happened, the chance it was given, and the scores")
    rows = []
    for name, war in document["wars"].items():
        ending = war["truth"]["ending"]
        p = None if ending is None else war["forecast"]["endings"][ending]["p"]
        scores = [figure(war["scores"][key]) for key in WAR_COLUMNS]
        rows.append((name, ending or "", "" if p is None else f"{100 * p:.0f} %", *scores))
    head = ["war", "ended", "p", "ending", "days", "levels", "broker", "ground", "deaths"]
    out.print(table(head, rows, right=tuple(range(2, 9))))


def _reliability(out: Console, document: Document) -> None:
    rows = [
        (f"{r['from']:.1f}-{r['to']:.1f}", str(r["events"]), figure(r["forecast"]), figure(r["frequency"]),
         f"{r['low']:.3f}-{r['high']:.3f}", "" if r["low"] <= r["frequency"] <= r["high"] else "outside")
        for r in document["calibration"]["reliability"].get("all", [])
    ]  # fmt: skip
    if rows:
        heading(out, "Reliability: how often things happened that were given such a chance (all probabilities)")
        out.print(table(["chance", "events", "said", "happened", "if it were true", ""], rows, right=(1, 2, 3, 4)))


def _murphy(out: Console, document: Document) -> None:
    keys = ("brier", "reliability", "resolution", "uncertainty", "within")
    found = document["calibration"]["murphy"]
    rows = [(name.replace("_", " "), f"{row['events']:.0f}", *(figure(row[k]) for k in keys)) for name, row in found.items()]
    if rows:
        heading(out, "Parts of the Brier score: reliability (small is good) - resolution (large is good) + uncertainty + within")
        out.print(table(["probabilities", "events", *keys], rows, right=tuple(range(1, 7))))


def _ranks(out: Console, document: Document) -> None:
    rows = [
        (name.replace("_", " "), " ".join(str(k) for k in row["counts"]), f"{row['low']}-{row['high']}")
        for name, row in document["calibration"]["ranks"].items()
    ]
    if rows:
        heading(out, "Ranks of what happened among the courses, in fifths (flat is good; heaps at the ends: too narrow)")
        out.print(table(["number", "counts", "nine in ten of flat ones"], rows))


def _shuffled(out: Console, document: Document) -> None:
    rows = [
        (SHORT[name], figure(row["true"]), figure(row["shuffled"]), f"{row['p']:.3f}") for name, row in document["shuffled"].items()
    ]
    if rows:
        heading(out, "Does it know of which war it speaks? Mean scores with what happened dealt out to the wrong wars")
        out.print(table(["measure", "true", "shuffled", "as good by chance"], rows, right=(1, 2, 3)))
