"""The library's past wars tested back: mean scores beside naive forecasts, by war, what is skill; docs/results/backtests.md."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from multipolar import api
from verification.common import ROOT, arguments, verify

PAGE = ROOT / "docs" / "results" / "backtests.md"
BARS: dict[str, float] = {
    "ending_brier": 0.76, "ending_log": 1.58, "length_crps_days": 33.5, "length_crps_log": 0.65, "power_level_brier": 0.185,
    "newly_direct_brier": 0.070,
}  # fmt: skip
"""Bars that were set before the second engine was run, for the wars of the library."""
NAIVE = ("uniform", "base_rate", "base_rate_hindsight", "material_balance", "no_change")
COMMAND = "python -m verification.backtests --members {members} --seed {seed}"


def number(value: Any) -> str:
    """Return a score with three figures behind the point, empty where there is none."""
    return "" if value is None else f"{value:.3f}"


def against(gap: Mapping[str, Any] | None) -> str:
    """Return the difference to a naive forecast with its error and the verdict, empty where there is none."""
    return f"{gap['difference']:+.3f} ± {gap['error']:.3f}, {gap['verdict'].replace('_', ' ')}" if gap else ""


def page(d: Mapping[str, Any]) -> str:
    """Return the page of a back-test document."""
    command = COMMAND.format(members=d["members"], seed=d["seed"])
    lines = [
        "# Past wars tested back", "",
        (f"Written by `{command}`; what the columns mean: [testing back](../backtests.md). {len(d['wars'])} wars, "
        f"{d['members']:,} courses each, every war forecast from what wars taught that had ended before its as-of date. "
        "*pooled* is the forecast as published (half courses, half past wars like the one), *counted* the courses alone. "
        "*base rate* knows the wars that had ended, as the model does; "
        "*base rate in hindsight* all other wars, later ones too."), "",
        ("| measure | bar | pooled | counted | uniform | base rate | base rate in hindsight | material balance | no change | "
        "against base rate | against hindsight |"),
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for name, value in d["means"].items():
        said = " | ".join(against(d["intervals"][base].get(name)) for base in ("base_rate", "base_rate_hindsight"))
        cells = [number(value), number(d["counted"][name]), *(number(d["baselines"][b].get(name)) for b in NAIVE)]
        lines.append(f"| `{name}` | {number(BARS.get(name))} | {' | '.join(cells)} | {said} |")
    lines += ["", d["how"]["skill"], "", "## By war", "",
              "| war | what happened | chance it was given (counted) | ending, Brier | length, CRPS days | levels, Brier |",
              "|---|---|---|---|---|---|"]  # fmt: skip
    for war, one in d["wars"].items():
        truth, scores = one["truth"]["ending"], one["scores"]
        p = one["forecast"]["endings"][truth]["p"]
        rest = " | ".join(number(scores[m]) for m in ("ending_brier", "length_crps_days", "power_level_brier"))
        lines.append(f"| {war} | {truth} | {100 * p:.0f} % | {rest} |")
    shuffled = d["shuffled"]
    lines += ["", f"Outcomes dealt out to the wrong wars: {json.dumps(shuffled, ensure_ascii=False)[:400]}", ""]
    return "\n".join(lines)


def measure(members: int, seed: int) -> tuple[dict[str, Any], str]:
    """Return the kept document and its sentence, and write the page."""
    done = api.backtest(members=members, seed=seed, note=lambda said: print(said, file=sys.stderr))
    d = done.document
    PAGE.write_text(page(d), encoding="utf-8")
    missed = [name for name, bar in BARS.items() if d["means"][name] > bar]
    means = {name: round(value, 4) for name, value in d["means"].items() if value is not None}
    said = (
        f"{len(d['wars'])} wars, {members:,} courses each: how it ended, Brier {means['ending_brier']:.3f}, log "
        f"{means['ending_log']:.3f}; length {means['length_crps_days']:.1f} days; over the bar: {', '.join(missed) or 'none'}"
    )
    return {"members": members, "means": means, "counted": d["counted"], "baselines": d["baselines"]}, said


def main() -> None:
    """Test back, print the sentence, keep the means and write the page."""
    given = arguments(__doc__, members=2_000)
    verify("backtests", given, lambda: measure(given.members, given.seed))


if __name__ == "__main__":
    main()
