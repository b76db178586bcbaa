"""Fact packs are read strictly: faults at once with their lines, nothing from the future, no outcome, no unknown name."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.data.pack_read import read_pack, unread_in
from multipolar.errors import ScenarioError
from small_pack import small_pack, write_pack


def faults(tmp_path, **changes):
    with pytest.raises(ScenarioError) as caught:
        read_pack(write_pack(tmp_path, small_pack(**changes)))
    return caught.value.problems


def changed(path, value):
    """Return the small pack with one value put in, by a path such as powers/0/align/A."""
    pack = small_pack()
    *way, last = path.split("/")
    place = pack
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    place[int(last) if isinstance(place, list) else last] = value
    return pack


def test_read_pack__a_whole_pack_is_read(tmp_path):
    """Sides, powers and ground arrive as they stand."""
    pack = read_pack(write_pack(tmp_path))

    assert (pack.id, pack.asof, len(pack.powers), len(pack.sectors)) == ("river_1998", dt.date(1998, 5, 10), 3, 5)
    assert pack.belligerents["A"].members == ["army", 1]


@pytest.mark.parametrize("key", ["end", "sectors_end", "changed_share", "deaths", "brokered_by", "post_horizon"])
def test_read_pack__outcome_keys_are_refused(tmp_path, key):
    """A forecast cannot be given what happened, whatever the key."""
    found = faults(tmp_path, **{key: {}})

    assert [p.code for p in found] == ["outcome-in-facts"]
    assert found[0].line > 0


def test_read_pack__every_fault_comes_at_once_with_its_line(tmp_path):
    """An unknown neighbour, a doubled id and talks from the future are told together, beside a faulty number."""
    pack = small_pack()
    sectors, forces = pack["sectors"], pack["forces"]
    sectors[1]["adj"] = ["wets"]
    sectors[3]["id"] = "city"
    forces["A"]["tanks"]["v"] = -99
    found = faults(tmp_path, sectors=sectors, forces=forces, mediation=[{"by": "UN", "date": "1998-06-01"}], deaths={})

    assert {p.code for p in found} == {"unknown-name", "duplicate-id", "after-as-of", "outside-bounds", "outcome-in-facts"}
    assert all(p.line > 0 for p in found)
    assert any("west" in p.hint for p in found)


def test_read_pack__a_side_without_forces_is_told(tmp_path):
    """Both sides need a block of forces."""
    forces = small_pack()["forces"]
    del forces["B"]

    assert {p.code for p in faults(tmp_path, forces=forces)} == {"missing-key"}


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("talks", "'mediation'"), ("sectorss", "'sectors'"), ("powers/0/option", "'options'"),
        ("powers/0/red_lines/0/tex", "'text'"), ("nonsense_of_mine", "Allowed: schema, id"),
        ("forces/A/tank", "'tanks'"), ("forces/A/troops", "'men_theatre'"), ("forces/A/tanks/note_", "'note'"),
        ("sectors/0/weight", "'w'"), ("routes/0/vul", "'vuln'"), ("economy/A/gdp", "'gdp_usd_bn'"),
        ("sources/paper/sen", "'seen'"), ("belligerents/A/aim", "'aims'"), ("powers/0/align/C", "Allowed"),
    ],
)  # fmt: skip
def test_read_pack__unknown_keys_are_refused_with_the_nearest(tmp_path, path, hint):
    """A key that nobody reads is an error at every depth, never dropped."""
    pack = changed(path, {})
    found = faults(tmp_path, **pack)

    assert [p.code for p in found] == ["unknown-key"]
    assert hint in found[0].hint
    assert found[0].line > 0


FAULTY = {
    "asof": ("10 May 1998", "bad-date"),
    "round_start": (894672000, "bad-date"),
    "horizon_days": ("many", "bad-number"),
    "sectors/0/lat": (120.5, "outside-bounds"),
    "sectors/0/w": (-99, "outside-bounds"),
    "sectors/1/share_A": (1.5, "outside-bounds"),
    "sectors/1/lon": ("20,5", "bad-number"),
    "sectors/1/lat": (True, "bad-number"),
    "issues/1/id": ("the trade", "bad-name"),
    "sectors/1/adj": (["west", "west"], "duplicate-id"),
    "powers/0/align/A": (-99, "outside-bounds"),
    "powers/0/pos/banc": (0.5, "unknown-name"),
    "belligerents/A/sal/bamk": (0.5, "unknown-name"),
    "belligerents/A/sal/bank": (5, "outside-bounds"),
    "powers/0/ties/0/binding": (2, "outside-bounds"),
    "powers/0/red_lines/0/cred": (-9, "outside-bounds"),
    "powers/0/red_lines/0/date": ("last May", "bad-date"),
    "powers/2/red_lines/0/date": (1999, "after-as-of"),
    "powers/1/options/0": ("moon_landing", "unknown-option"),
    "powers/1/options/1": ("mediate", "duplicate-id"),
    "powers/1/id": ("A", "duplicate-id"),
    "issues/0/ground": (["bnak"], "unknown-name"),
    "forces/A/men_theatre/s": (["papper"], "unknown-name"),
    "forces/usq_air": ({}, "unknown-name"),
    "forces/remark": ("text", "wrong-type"),
    "economy/C": ({}, "unknown-name"),
    "expectations": ([{"who": "a paper", "date": "1998-06", "said": "war"}], "after-as-of"),
    "sources/paper/date": ("1998-05-11", "after-as-of"),
    "economy/A/strain": (-9, "outside-bounds"),
    "routes/0/cap": (7, "outside-bounds"),
    "belligerents/A/will/v": ([0.6, 0.7, 8], "outside-bounds"),
}


@pytest.mark.parametrize("path", FAULTY)
def test_read_pack__each_fault_is_told_with_its_line(tmp_path, path):
    """One wrong value is one fault, of its kind and at its line."""
    value, code = FAULTY[path]
    pack = changed(path, value)
    if path == "powers/1/id":
        pack["powers"][1]["red_lines"] = []
    found = faults(tmp_path, **pack)

    assert [p.code for p in found] == [code]
    assert found[0].line > 0


def test_read_pack__codes_for_missing_are_named(tmp_path):
    """Whoever fills a pack from coded tables is told what to do with the code."""
    assert "leave the number out" in faults(tmp_path, **changed("sectors/0/w", -99))[0].message
    assert "interchanged" in faults(tmp_path, **changed("sectors/0/lat", 141.2))[0].hint


def test_read_pack__the_round_does_not_begin_after_the_as_of_date(tmp_path):
    """A round from the future is a date out of order."""
    assert [p.code for p in faults(tmp_path, round_start="1998-05-11")] == ["bad-order"]


def test_read_pack__a_side_to_whom_nothing_matters_is_told(tmp_path):
    """The scenario made of it would be refused for it."""
    assert [p.code for p in faults(tmp_path, **changed("belligerents/A/sal/bank", 0))] == ["no-salience"]


def test_read_pack__a_source_with_hindsight_may_be_younger(tmp_path):
    """It is used for the state of affairs on the as-of date."""
    sources = {"paper": {"name": "A book", "seen": True, "hindsight": True, "date": 2005}}
    assert read_pack(write_pack(tmp_path, small_pack(sources=sources))).sources["paper"].date == "2005"


def test_unread_in__lists_what_no_scenario_uses(tmp_path):
    """Known keys without a use are listed, rows of lists together; a key inside a listed block is not told again."""
    pack = small_pack(economy={"A": {"strain": 0.4, "note": "x"}, "B": {}, "usa": {"note": "y"}})
    pack["forces"]["A"]["ranges_km"] = {"Grad": 20}
    found = unread_in(read_pack(write_pack(tmp_path, pack)))

    wanted = {"asof_cutoff", "mediation", "powers.*.align.g (3 times)", "forces.A.ranges_km", "forces.usa_air.quality",
              "economy.A.note", "economy.usa", "powers.*.red_lines.*.g (2 times)"}  # fmt: skip
    assert wanted - set(found) == set()
    assert not [row for row in found if row.startswith("economy.usa.")]
