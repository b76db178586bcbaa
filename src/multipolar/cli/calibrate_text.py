"""Calibrations and their scores as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from multipolar.cli.terminal import heading, table
from multipolar.forecast.pool import best_weight

Document = Mapping[str, Any]
MOST_LINES = 8
BANDS = ("cover50", "cover80", "cover90", "crps")


def print_document(out: Console, document: Document) -> None:
    """Print a calibration, or the scores of one."""
    if document["schema"] == "multipolar-scoring/1":
        print_scores(out, document)
    elif document["kind"] == "outside":
        print_past(out, document)
    elif document["kind"] == "battles":
        print_battles(out, document)
    elif document["kind"] == "wars":
        print_wars(out, document)
    elif document["kind"] == "powers":
        print_powers(out, document)
    else:
        print_rates(out, document)


def print_past(out: Console, d: Document) -> None:
    """Print what past wars say, by the last year of the table: kinds of end and lengths by type."""
    year, last = max(d["years"].items())
    out.print(Text(f"{d['data']['wars']} past wars, a table for every year from {min(d['years'])} to {year}", style="bold"))
    heading(out, f"Kinds of end given an end, wars over before {year}")
    rows = [(kind, str(one["n"]), *(f"{p:.3f}" for p in one["shares"])) for kind, one in last["kinds"].items()]
    out.print(table(["type", "wars", "knockout", "gains", "near the lines"], rows, right=(1, 2, 3, 4)))
    heading(out, "Lengths as listed, days (not yet scaled to a round of fighting)")
    quarters = [(kind, one["n"], [one["quantiles"][i] for i in (24, 49, 74)]) for kind, one in last["lengths"].items() if one["n"]]
    rows = [(kind, str(n), *(f"{days:,.0f}" for days in three)) for kind, n, three in quarters]
    out.print(table(["type", "wars", "a quarter within", "half within", "three quarters within"], rows, right=(1, 2, 3, 4)))
    out.print(Text(d["attribution"]))


def print_powers(out: Console, d: Document) -> None:
    """Print how readily powers act: by verb the rate, what the panel should do and what it did."""
    c = d["choices"]
    out.print(Text(f"{c['powers']} panel powers beside {c['wars']} random small wars, {c['members']} courses each", style="bold"))
    rows = [
        (verb, f"{r['base']:.3g}", f"{r['wanted']:.3f}", f"{r['days']:g}", f"{r['panel']:.3f}", f"{r['cases']}", r["source"])
        for verb, r in d["rates"].items()
    ]
    head = ["verb", "weight per decision", "wanted", "days", "panel", "cases", "source"]
    out.print(table(head, rows, right=(1, 2, 3, 4, 5)))


def print_wars(out: Console, d: Document) -> None:
    """Print what past wars teach: shifts of the priors, the priors, weights of the pool, scores by what each forecast knew."""
    members = d["choices"]["members"]
    out.print(Text(f"{len(d['says'])} past wars, {members} courses each", style="bold"))
    heading(out, "Priors that wars share (shift in spreads of the old prior), all wars")
    rows = [(name, f"{s['mean']:+.2f} ± {s['sd']:.2f}", d["register"][name]["prior"]) for name, s in d["shifts"].items()]
    out.print(table(["parameter", "shift", "prior now"], rows, right=(1,)))
    heading(out, "Weight of the model in the pool with base rates, all wars")
    rows = [(part, f"{best_weight(list(scores.values())):.2f}", str(len(scores))) for part, scores in d["pool"].items()]
    out.print(table(["part", "weight", "wars scored"], rows, right=(1, 2)))
    heading(out, "Mean scores, each war from those that had ended, and in hindsight (h) from all others")
    told = [d[when][how] for when in ("scores", "hindsight") for how in ("counted", "forecast", "pooled", "base_rates")]
    rows = [(m, *("" if row[m] is None else f"{row[m]:.3f}" for row in told)) for m in told[0]]
    head = [f"{name}{late}" for late in ("", " (h)") for name in ("counted", "forecast", "pooled", "base rates")]
    out.print(table(["measure", *head], rows, right=tuple(range(1, 9))))


def print_battles(out: Console, d: Document) -> None:
    """Print the fit of battles: data, the logit, cross-validation, what the register takes."""
    data = d["data"]
    out.print(
        Text(
            f"{data['battles']} battles of {data['wars']} wars, {data['years'][0]}-{data['years'][1]}, {data['file']}", style="bold"
        )
    )
    left = [
        f"{len(lines)} with {reason} (lines {', '.join(map(str, lines[:8]))})" for reason, lines in data["left_out_lines"].items()
    ]
    out.print(Text(f"left out: {'; '.join(left) or 'none'}; sha256 {data['sha256'][:16]}"))
    chosen = d["choices"]
    used = "used" if chosen["extra_sd"] else "not used: they gain less than a standard error"
    out.print(Text(f"battles before 1939 weigh {chosen['early_weight']:g}; further columns {used}"))
    heading(out, "Who wins: logit of attacker success")
    rows = [
        (name, f"{r['mean']:+.2f}", f"{r['sd']:.2f}", f"{r['prior_mean']:+.2f} ± {r['prior_sd']:.2f}" if "prior_mean" in r else "")
        for name, r in d["law"]["terms"].items()
    ]
    out.print(table(["term", "mean", "sd", "prior before"], rows, right=(1, 2, 3)))
    _validated(out, d["cross_validation"])
    heading(out, "What the register takes")
    out.print(table(["parameter", "prior", "why so wide"], [(n, r["prior"], r["why"]) for n, r in d["register"].items()]))


def _validated(out: Console, found: Document) -> None:
    heading(out, f"On wars held out ({found['how']})")
    rows = [(name, f"{r['brier']:.4f}", f"{r['log']:.4f}") for name, r in found["win"].items()]
    out.print(table(["who wins", "Brier", "log"], rows, right=(1, 2)))
    drawn = [(name, f"{r['brier']:.4f}", f"{r['log']:.4f}") for name, r in found["win_on_wars_drawn_with_replacement"].items()]
    out.print(table(["the same, wars drawn with replacement", "Brier", "log"], drawn, right=(1, 2)))
    out.print(table(["log loss fraction", "forecast", *BANDS], list(_bands(found["losses"])), right=(2, 3, 4, 5)))


def _bands(losses: Document) -> Iterator[tuple[str, ...]]:
    for target, kinds in losses.items():
        for name, row in kinds.items():
            if isinstance(row, Mapping):
                yield (target.replace("_", ", per "), name, *(f"{row[key]:.3f}" for key in BANDS))


def print_scores(out: Console, d: Document) -> None:
    """Print the scores of a stored fit on battles."""
    data = d["data"]
    out.print(Text(f"{data['battles']} battles of {data['file']}, scored without refitting", style="bold"))
    for reason, lines in data["left_out_lines"].items():
        more = ", ..." if len(lines) > MOST_LINES else ""
        out.print(Text(f"left out: {len(lines)}, {reason} (lines {', '.join(map(str, lines[:MOST_LINES]))}{more})"))
    if d["of_the_fit"] == data["battles"]:
        out.print(Text(f"These are the battles of the fit itself, all {data['battles']}: the scores are flattering."))
    elif d["of_the_fit"]:
        said = f"{d['of_the_fit']} of these {data['battles']} battles are battles of the fit itself"
        out.print(Text(f"{said}: the scores are flattering. Leave them out for a test."))
    win = d["win"]
    rows = [(name, f"{r['brier']:.4f}", f"{r['log']:.4f}") for name, r in win.items() if isinstance(r, Mapping) and "log" in r]
    out.print(table([f"who wins ({win['battles']})", "Brier", "log"], rows, right=(1, 2)))
    if "brier_gain_over_base_rate" in win:
        g = win["brier_gain_over_base_rate"]
        out.print(Text(f"Brier gained over the base rate: {g['mean']:+.4f}, 90 % over wars {g['low']:+.4f} to {g['high']:+.4f}"))
    out.print(table(["log loss fraction", "forecast", *BANDS], list(_bands(d["losses"])), right=(2, 3, 4, 5)))


def print_rates(out: Console, d: Document) -> None:
    """Print base rates, each with n and its interval, and what the register takes of them."""
    for name, rows in d["rates"].items():
        heading(out, f"{name.replace('_', ' ')} ({rows['source']})")
        cells = [(path, f"{r['value']:.4g}", f"{r['low']:.4g} - {r['high']:.4g}", str(r.get("n", ""))) for path, r in _leaves(rows)]
        if cells:
            out.print(table(["of what", "rate", "90 %", "n"], cells, right=(1, 2, 3)))
    heading(out, "What the register takes")
    out.print(table(["parameter", "prior", "why"], [(n, r["prior"], r["why"]) for n, r in d["register"].items()]))
    heading(out, "Left as it was")
    out.print(table(["parameter", "why"], list(d["left_as_it_was"].items())))
    if d["missing"]:
        out.print(Text(f"tables not found: {', '.join(d['missing'])}"))


def _leaves(rows: Document, path: str = "") -> Iterator[tuple[str, Document]]:
    for name, row in rows.items():
        if not isinstance(row, Mapping):
            continue
        here = f"{path} {name}".strip().replace("_", " ")
        if "value" in row and "low" in row:
            yield here, row
        else:
            yield from _leaves(row, here)
