"""The powers' game: who would leave a profile alone, where to, and whether fresh courses bear it out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.report.asked_words import actor_name, asked, posture_words, profile_words
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.table import Table

VERDICTS: dict[str, str] = {
    "certified": "Fresh courses certify it: no power gains by leaving more than counts as none",
    "not shown": "Fresh courses neither certify nor refute it",
    "refuted": "Fresh courses refute it: a power gains by leaving",
}


def leaving(game: Mapping[str, Any], profile: str) -> list[Mapping[str, Any]]:
    """Return the best way out of a profile for each power that surely gains by it, the largest gain first."""
    best: dict[str, Mapping[str, Any]] = {}
    for row in game["deviations"]:
        if row["profile"] == profile and row["sure"] and row["gain"] > best.get(row["power"], {"gain": 0.0})["gain"]:
            best[row["power"]] = row
    return sorted(best.values(), key=lambda row: -row["gain"])


def finding(inp: ReportInput) -> str:
    """Return the one sentence: who would leave what powers do now, and for what."""
    game = asked(inp, "powers")
    gone = leaving(game, game["status_quo"])
    if not gone:
        return "From what the powers do now no power surely gains by changing alone."
    told = ", ".join(
        f"{actor_name(inp, row['power'])} to {posture_words(row['posture'])} (+{row['gain']:.3f} ± {row['se']:.3f})" for row in gone
    )
    return f"From what the powers do now would leave: {told}."


def certificate(inp: ReportInput) -> str:
    """Return what fresh courses say of the reported profile; how to ask where nobody did."""
    found = asked(inp, "powers")["certify"]
    if found is None:
        return "Not certified with fresh courses: powers RUN --certify 500 does."
    return (
        f"{VERDICTS[found['verdict']]} ({found['members']:,} courses each at: "
        f"{profile_words(inp, asked(inp, 'powers'), found['profile'])}, and at every way out of it; gain at most "
        f"{found['bound']:.3f} at 95 %)."
    )


def caption(inp: ReportInput) -> str:
    """Return what was found, whether it is certified, and how to read the gains."""
    if not asked(inp, "powers"):
        return ""
    return (
        "Gain of a power that alone takes another posture [utility], with the interval at 95 % "
        "that the shared luck of the courses leaves. Counted over all courses."
    )


def table(inp: ReportInput) -> Table:
    """Return for each profile looked at what every power would gain by every other posture."""
    game = asked(inp, "powers")
    rows = [
        (
            profile_words(inp, game, row["profile"]) + (" (now)" if row["profile"] == game["status_quo"] else ""),
            actor_name(inp, row["power"]), posture_words(row["posture"]), f"{row['gain']:+.3f} ± {row['se']:.3f}".replace("-", "−"),
            "leaves" if row["sure"] else "stays",
        )
        for row in game.get("deviations", ())
    ]  # fmt: skip
    return Table(("From", "Power", "Instead", "Gain", "Would"), rows)


def data(inp: ReportInput) -> Any:
    """Return the gains by profile as the chart draws them; None where there are none."""
    game = asked(inp, "powers")
    if not game:
        return None
    profiles = dict.fromkeys(row["profile"] for row in game["deviations"])
    return [
        {
            "profile": profile_words(inp, game, key), "now": key == game["status_quo"],
            "rows": [
                {
                    "power": actor_name(inp, row["power"]), "to": posture_words(row["posture"]),
                    **{k: row[k] for k in ("gain", "se", "sure")},
                }
                for row in game["deviations"] if row["profile"] == key
            ],
        }
        for key in profiles
    ]  # fmt: skip


GAME_LEAVING = Figure(
    id="game_leaving",
    title="Who would change course",
    section="game",
    caption=caption,
    table=table,
    chart="game_leaving",
    headed=True,
    finding=lambda inp: f"{finding(inp)} {certificate(inp)}" if asked(inp, "powers") else "",
    data=data,
)
