"""Earlier issues of a forecast: frozen ones beside the run or in the ledger, updates given reports, what changed and why."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from multipolar.engine import store as disk
from multipolar.errors import FAULTS
from multipolar.forecast.document import stamp_of
from multipolar.record.frozen import frozen_from
from multipolar.record.ledger import contents
from multipolar.report.narrative import ending_name, percent
from multipolar.report.scorecard import date_text
from multipolar.report.table import Table
from multipolar.session.run import Run

FROZEN = "frozen.json"
MOST = 60
"""Most folders beside a run that are looked into, the last written first."""
Issue = dict[str, Any]


def issue_of(forecast: Mapping[str, Any], *, kind: str, written: str) -> Issue:
    """Return one issue of a forecast: date, digest, published endings, and what else may have changed."""
    told, run = forecast.get("conditioned") or {}, forecast.get("run_facts") or {}
    return {
        "as_of": str(forecast["as_of"]), "until": told.get("until"), "digest": str(forecast["digest"]), "kind": kind,
        "written": written, "endings": {k: float(e["p"]) for k, e in forecast["endings"].items()},
        "reports": sum(row.get("kind") != "note" for row in told.get("evidence", ())),
        "members": int(forecast.get("members") or run.get("members") or 0), "seed": str(forecast.get("seed", "")),
        "version": str(forecast.get("version", "")), "bundle": str(forecast.get("bundle", "")),
        "scenario_digest": str(forecast.get("scenario_digest", "")),
    }  # fmt: skip


def history_of(done: Run) -> list[Issue]:
    """Return the issues up to that of a run, the earliest first, each with its reason; empty where there is no other.

    Looked through are the folders beside the run's own and the ledger where there is one; whatever is damaged, of another war or
    later than the run is passed over.
    """
    mine = issue_of(done.forecast, kind="this page", written=str(done.store.manifest["stamp"]["written"]))
    found = {mine["digest"]: mine}
    for issue in (*beside(done), *in_ledger(done.war.id)):
        found.setdefault(issue["digest"], issue)
    earlier = [issue for issue in found.values() if issue is not mine and _when(issue) <= _when(mine)]
    return with_reasons([*sorted(earlier, key=_when), mine]) if earlier else []


def _when(issue: Mapping[str, Any]) -> tuple[str, str]:
    return day_of(issue), str(issue["written"])


def beside(done: Run) -> Iterator[Issue]:
    """Yield the frozen forecasts and the updates given reports in the folders beside a run's."""
    folders = [path for path in done.folder.absolute().parent.iterdir() if path.is_dir()]
    for folder in sorted(folders, key=lambda path: -path.stat().st_mtime)[:MOST]:
        try:
            yield from _in_folder(folder, done.war.id)
        except FAULTS:  # a folder of somebody else, or one that is being written: no issue of this forecast
            continue


def _in_folder(folder: Path, scenario: str) -> Iterator[Issue]:
    frozen, manifest = folder / FROZEN, folder / disk.MANIFEST
    if frozen.is_file():
        text = frozen.read_text(encoding="utf-8")
        if json.dumps(scenario) in text:
            yield from _of_frozen(frozen_from(text, str(frozen)), scenario)
    if manifest.is_file():
        facts = disk.read_json(manifest)
        if facts.get("scenario") == scenario and facts.get("conditioned") and facts.get("stamp"):
            forecast = disk.read_json(folder / "forecast.json")
            if stamp_of(forecast) == facts["stamp"]["sha256"]:
                yield issue_of(forecast, kind="given reports", written=str(facts["stamp"]["written"]))


def _of_frozen(found: Mapping[str, Any], scenario: str) -> Iterator[Issue]:
    if found["scenario"] == scenario:
        yield issue_of(found["forecast"], kind="frozen", written=str(found["stamp"]["written"]))


def in_ledger(scenario: str) -> Iterator[Issue]:
    """Yield the forecasts of a war in the ledger; none where there is no ledger, or none that can be read."""
    try:
        texts = contents(scenario)
    except FAULTS:
        return
    for text in texts:
        try:
            yield from _of_frozen(frozen_from(text, "the ledger"), scenario)
        except FAULTS:
            continue


def day_of(issue: Mapping[str, Any]) -> str:
    """Return the last day of which an issue may know anything."""
    return str(issue["until"] or issue["as_of"])


def with_reasons(issues: Sequence[Issue]) -> list[Issue]:
    """Return the issues with the change of every ending since the one before [0-1], and why it may have changed."""
    first = {**issues[0], "change": {}, "reason": "the first issue"}
    rest = [
        {**now, "change": {k: p - was["endings"].get(k, 0.0) for k, p in now["endings"].items()}, "reason": reason(was, now)}
        for was, now in pairwise(issues)
    ]
    return [first, *rest]


def reason(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Return what differs between two issues, in words."""
    said = []
    if now["until"] and now["until"] != was["until"]:
        said.append(f"{now['reports']} reports taken in, public by {date_text(now['until'])}")
    if now["as_of"] != was["as_of"]:
        said.append(f"forecast as of {date_text(now['as_of'])} instead of {date_text(was['as_of'])}")
    elif now["scenario_digest"] != was["scenario_digest"] and not said:
        said.append("the scenario or its choices were changed")
    if now["bundle"] != was["bundle"]:
        said.append(f"another view of the war ({now['bundle'].replace('_', ' ')})")
    if now["version"] != was["version"]:
        said.append(f"version {now['version']} instead of {was['version']}")
    if now["members"] != was["members"]:
        said.append(f"{now['members']:,} courses instead of {was['members']:,}")
    if now["seed"] != was["seed"]:
        said.append("another seed")
    return "; ".join(said) or "other rules of the model"


def timeline(forecast: Mapping[str, Any], issues: Sequence[Mapping[str, Any]]) -> Table:
    """Return the issues as a table: day, what it is, the chance of each ending with its change, the reason, the digest."""
    keys = [k for k in forecast.get("endings", {}) if any(issue["endings"].get(k) for issue in issues)]

    def cell(issue: Mapping[str, Any], key: str) -> str:
        change = issue["change"].get(key)
        moved = "" if change is None else f" ({'+' if change >= 0 else '−'}{abs(100 * change):.0f})"
        return f"{percent(issue['endings'].get(key, 0.0))} %{moved}"

    rows = [
        (long_day(day_of(one)), str(one["kind"]), *(cell(one, k) for k in keys), str(one["reason"]), str(one["digest"])[:8])
        for one in issues
    ]
    return Table(("Issue", "What", *(ending_name(k, forecast) for k in keys), "Since the last", "Digest"), rows)


def long_day(text: str) -> str:
    """Return a date with its month in words."""
    day = dt.date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"
