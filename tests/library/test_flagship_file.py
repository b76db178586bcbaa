"""The flagship's file is its own source: what a compiler of facts would check by hand is checked here."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from multipolar.model.vocabulary import vocabulary
from multipolar.scenario.check import check
from multipolar.scenario.files import library_dir, load, load_text

NAME = "karabakh_2020"
DATES = ("2020-09-27", "2020-10-16")
PATCH = library_dir("patches") / f"{NAME}@{DATES[1]}.yaml"
UNCITED = {"gazetteer", "georgia_statement", "article"}
"""Sources of what carries no key: coordinates, a closed road, the claims."""
AHEAD = re.compile(
    r"as_of_dates|climate\.snow_(from|full)|questions\[\]\.(as_of|text|criteria|feature|closes|stated)|claims\[\]\.test|"
    r"treaties\[\]\.note|limits|id$"
)
"""Where a date after the as-of date may stand: other starts, the season, deadlines of questions, what a claim is tested by,
how long a treaty runs."""
UNITS = {
    "persons": r"(?:population|in_theatre|foreign_fighters|forces_in_theatre|distribution\.\w+)$",
    "persons/day": r"reserve_inflow$",
    "items": r"forces\.[AB]\.(?:tanks|ifv|guns|launchers|missiles|short_range_ad|armed_drones|loitering|aircraft|helicopters)$",
    "batteries": r"forces\.[AB]\.sam$",
    "t": r"munitions_stock$",
    "t/day": r"(?:munitions_use|munitions_resupply|capacity)$",
    "km2": r"sectors\[\]\.area$",
    "m": r"(?:elevation|pass_height)$",
    "km": r"(?:length|distance)$",
    "bn USD": r"(?:gdp|reserves)$",
    "M USD/day": r"war_cost$",
    "1/month": r"linked_theatres\[\]\.base_rate$",
}
"""Unit of every quantity that is no share, index or utility, by its place."""
MONTHS = {name: i for i, name in enumerate(calendar.month_name) if name}
DAY = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)})(?: (?P<year>\d{{4}}))?|(?P<only>\b20\d\d\b)"
)


def places(tree: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value of a tree with its path; places in lists are all written ``[]``."""
    yield path, tree
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from places(value, f"{path}.{key}" if path else str(key))
    elif isinstance(tree, list):
        for value in tree:
            yield from places(value, f"{path}[]")


def quantities(tree: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return every number with its source and grade, and where it stands."""
    return [(path, value) for path, value in places(tree) if isinstance(value, dict) and "v" in value]


def days_in(text: str) -> list[dt.date]:
    """Return the first day that each date in a text can mean; a month without a year is one of 2020."""
    found = []
    for match in DAY.finditer(text):
        if match["iso"]:
            found.append(dt.date.fromisoformat(match["iso"]))
        elif match["only"]:
            found.append(dt.date(int(match["only"]), 1, 1))
        else:
            found.append(dt.date(int(match["year"] or 2020), MONTHS[match["month"]], int(match["day"] or 1)))
    return found


def told_too_early(tree: Any, day: dt.date) -> list[tuple[str, str]]:
    """Return the texts outside the places for the future that name a date after a day."""
    texts = [(path, value) for path, value in places(tree) if isinstance(value, str)]
    return [(path, text) for path, text in texts if not AHEAD.search(path) and any(d > day for d in days_in(text))]


def points(value: Any) -> list[float]:
    """Return low, mode and high of a number."""
    return list(value) if isinstance(value, list) else [value] * 3


@pytest.fixture(scope="module", params=DATES)
def at(request):
    """The tree of the flagship as of one of its dates, and the date."""
    return load(NAME, as_of=request.param).data, dt.date.fromisoformat(request.param)


@pytest.fixture(scope="module")
def base():
    """The tree of the file itself."""
    return load(NAME, as_of=DATES[0]).data


def test_file__names_no_tool_that_writes_it():
    """Head comments of scenario, patch and outcome send the reader to the file, not to a generator."""
    for folder, name in (("scenarios", NAME), ("patches", f"{NAME}@{DATES[1]}"), ("outcomes", NAME)):
        text = (library_dir(folder) / f"{name}.yaml").read_text(encoding="utf-8")
        assert not re.search(r"^#.*(tools/|[Gg]enerated)", text, re.MULTILINE), name


def cited_in(tree: Any) -> set[str]:
    """Return the source keys that anything in a tree names."""
    named = [value["source"] for _, value in places(tree) if isinstance(value, dict) and "source" in value]
    return {key for keys in named for key in ([keys] if isinstance(keys, str) else keys)}


def test_sources__each_cited_key_is_listed(at):
    """No number names a source that is not there."""
    assert cited_in(at[0]) - set(at[0]["sources"]) == set()


def test_sources__none_is_listed_for_nothing(base):
    """Each is cited at one of the dates, or stands for what carries no key."""
    later = load(NAME, as_of=DATES[1]).data

    assert set(later["sources"]) - cited_in(base) - cited_in(later) == UNCITED


def test_sources__carry_text_and_grade(at):
    """Each says what it is, how good it is and whether the compiler saw it; what is told from memory has no grade A."""
    for key, source in at[0]["sources"].items():
        assert len(source["text"]) > 10, key
        assert source["grade"] in set("ABCDJ"), key
        assert isinstance(source["seen"], bool), key
        assert source["seen"] or source["grade"] != "A", key


def test_numbers__have_source_and_grade(at):
    """All of the near thousand numbers; none stands alone."""
    found = quantities(at[0])

    assert len(found) >= 960
    for path, value in found:
        assert value.get("source"), path
        assert value.get("grade") in set("ABCDJ"), path


def test_numbers__judged_sources_give_judged_grades(base):
    """A number that rests on the compiler's coding alone is graded J or, from memory, D; never as if it had been seen."""
    coded = {key for key, source in base["sources"].items() if source["grade"] == "J"}
    for path, value in quantities(base):
        if set(value["source"]) <= coded:
            assert value["grade"] in {"J", "D"}, path


def test_numbers__have_the_unit_of_their_place(at):
    """Men in persons, stocks in tonnes, money in dollars; shares, indices and utilities have none."""
    for path, value in quantities(at[0]):
        wanted = [unit for unit, where in UNITS.items() if re.search(where, path)]
        if not path.startswith("reports[]"):  # a report has the unit of its kind
            assert ([value["unit"]] if "unit" in value else []) == wanted, path


def test_numbers__of_a_range_are_in_order(at):
    """Low, mode, high."""
    for path, value in quantities(at[0]):
        if isinstance(value["v"], list):
            assert value["v"] == sorted(value["v"]), path
            assert len(value["v"]) == 3, path


def test_dates__nothing_is_told_before_it_was_known(at):
    """No text names a later date, but where the future is asked about."""
    tree, day = at

    assert told_too_early(tree, day) == []


def test_dates__reasons_of_the_patch_too():
    """Why a change was made was known by the day of the change."""
    reasons = [change["reason"] for change in load_text(str(PATCH)).data["changes"]]

    assert told_too_early(reasons, dt.date.fromisoformat(DATES[1])) == []


@pytest.mark.parametrize("text", ["as of 2020-10-17", "taken on 9 November", "the offer of November 2020", "the pact of 2021"])
def test_dates__a_later_one_would_be_found(base, text):
    """Planted as a note of a sector it is named with its place."""
    planted = base | {"theatre": {"sectors": [{"note": text}]}}

    assert told_too_early(planted, dt.date.fromisoformat(DATES[1])) == [("theatre.sectors[].note", text)]


def test_ground__issues_share_out_the_contested_sectors(base):
    """The ground of the districts and of the enclave is the contested zone, no sector twice."""
    zone = [s["id"] for s in base["theatre"]["sectors"] if s["contested"]]
    grounds = [key for issue in base["issues"] if issue["ground"] != "none" for key in issue["ground"]]

    assert sorted(grounds) == sorted(zone)
    assert [s["id"] for s in base["theatre"]["sectors"] if s["in_zone"]] == zone
    districts = next(issue["ground"] for issue in base["issues"] if issue["id"] == "districts")
    assert {s["id"] for s in base["theatre"]["sectors"] if s["district"]} == set(districts)


def test_ground__areas_add_up_to_the_share_that_changed_hands(base):
    """The areas of the scenario and the shares of the outcome file give the outcome's own sum; the zone has 12,072 km2."""
    area = {s["id"]: s["area"]["v"] for s in base["theatre"]["sectors"] if s["contested"]}
    outcome = yaml.safe_load((library_dir("outcomes") / f"{NAME}.yaml").read_text(encoding="utf-8"))
    taken = sum(area[key] * share for key, share in outcome["sectors_end"].items())

    assert sum(area.values()) == 12_072
    assert set(outcome["sectors_end"]) == set(area)
    assert taken / sum(area.values()) == pytest.approx(outcome["net_share_A"][DATES[0]], abs=5e-4)
    series = outcome["series"]
    assert series["area_km2_low"][44] <= taken <= series["area_km2_high"][44]


@pytest.mark.parametrize("side", ["A", "B"])
def test_men__placed_are_not_more_than_there_are(base, side):
    """Low, mode and high of the men in the sectors stay within those in the theatre, on ground of their own side."""
    force = base["forces"][side]
    placed = [sum(ends) for ends in zip(*(points(row["v"]) for row in force["distribution"].values()), strict=True)]
    there = points(force["in_theatre"]["v"])
    share = {s["id"]: s["share_A"]["v"] for s in base["theatre"]["sectors"]}

    assert all(0.5 * n <= m <= n for m, n in zip(placed, there, strict=True))
    assert {share[key] for key in force["distribution"]} == {1 if side == "A" else 0}


def test_shares__add_up(base):
    """Weather, saliences of a side, capabilities of all."""
    climate = base["climate"]
    assert climate["clear"] + climate["overcast"] + climate["wet"] == pytest.approx(1.0)
    for side in base["belligerents"].values():
        assert sum(row["salience"]["v"] for row in side["interests"]) == pytest.approx(1.0)
    for power in base["powers"]:
        assert sum(points(row["v"])[1] for row in power["salience"].values()) == pytest.approx(1.0, abs=0.021), power["id"]
    holders = [*base["belligerents"].values(), *base["powers"]]
    assert 0.3 < sum(holder["capability_share"]["v"] for holder in holders) < 1.0


def test_roads__lifelines_are_named_and_lead_to_somebody(base):
    """A lifeline says whose and which road; ways from outside name who sends by them."""
    sectors = {s["id"] for s in base["theatre"]["sectors"]}
    for edge in base["theatre"]["edges"]:
        assert edge["id"] == f"{edge['a']}-{edge['b']}"
        assert ("lifeline" in edge) == ("lifeline_of" in edge), edge["id"]
        assert {edge["a"], edge["b"]} - sectors == ({f"EXT_{edge['supplier']}"} if "supplier" in edge else set()), edge["id"]
    assert [e["lifeline"] for e in base["theatre"]["edges"] if "lifeline" in e]


def test_claims__ninety_six_and_none_twice(at):
    """C01 to C96 in their order."""
    assert [claim["id"] for claim in at[0]["claims"]] == [f"C{i:02d}" for i in range(1, 97)]


def test_patch__applies_and_gives_the_later_date():
    """It is bound to the file by the digest of its values, and every change of it took."""
    patch = load_text(str(PATCH)).data
    later = load(NAME, as_of=DATES[1])

    assert patch["base_digest"] == load_text(str(library_dir("scenarios") / f"{NAME}.yaml")).digest
    assert later.problems == []
    assert (later.data["as_of"], later.data["phase"]) == (DATES[1], "escalation")
    assert len(later.data["reports"]) == 51 - len(patch_sources(patch))
    assert check(later, vocabulary()).problems == ()
    assert all(len(change["reason"]) > 5 for change in patch["changes"])


def patch_sources(patch: dict[str, Any]) -> list[str]:
    """Return the sources that a patch adds."""
    return [change["path"] for change in patch["changes"] if change["path"].startswith("sources.")]
