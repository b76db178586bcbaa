"""What powers do by when: shares by day, fighting first, rare acts apart."""

from __future__ import annotations

from multipolar.report.acts import FIGHTS, act_days, acts_table, likely, plain_rows, rare, rows_of

FORECAST = {
    "members": 1000,
    "sides": {"A": {"id": "AAA", "name": "Aland"}, "B": {"id": "BBB", "name": "Borland"}},
    "powers": {
        "NOR": {"name": "Norland", "newly_direct": 0.05, "entry_by_day": {"14": 0.01, "60": 0.05}, "median_day_of_entry": 20.0},
        "SOU": {"name": "Southia", "newly_direct": 0.0},
    },
    "power_actions": {
        "NOR": {
            "mediate": {"p": 0.2, "median_day": 9.0, "by_day": {"14": 0.1, "60": 0.2}},
            "arm_AAA": {"p": 0.5, "median_day": 40.0, "by_day": {"14": 0.0, "60": 0.4}},
            "observers": {"p": 0.004, "median_day": 3.0, "by_day": {"14": 0.004, "60": 0.004}},
        },
        "SOU": {"statement": {"p": 0.3, "median_day": None}},
    },
}  # fmt: skip


def test_rows__fighting_first_then_the_likeliest_in_words():
    """A power that newly fights says so first; no code of an act is left."""
    assert [(row["power"], row["act"]) for row in rows_of(FORECAST)] == [
        ("NOR", FIGHTS), ("NOR", "delivers arms and shells to Aland"), ("NOR", "brings the sides together"),
        ("NOR", "sends observers"),
        ("SOU", "speaks in public"),
    ]  # fmt: skip
    assert act_days(FORECAST) == [14, 60]


def test_table__has_a_column_for_each_day_ever_and_half_by():
    """Shares are printed as everywhere; what has no share by a day shows none."""
    table = acts_table(FORECAST)
    assert table.head == ("Power", "Act", "by day 14", "by day 60", "ever", "half by")
    assert table.rows[1] == ("Norland", "delivers arms and shells to Aland", "none", "40 %", "50 %", "day 40")
    assert table.rows[3] == ("Southia", "speaks in public", "none", "none", "30 %", "")
    assert len(table.rows) == 4


def test_rare__acts_stand_apart():
    """What fewer than one course in a hundred see is folded away, and nowhere lost."""
    assert [row["act"] for row in rare(FORECAST)] == ["sends observers"]
    assert len(likely(FORECAST)) + len(rare(FORECAST)) == len(list(rows_of(FORECAST)))
    assert [row[1] for row in acts_table(FORECAST, folded=True).rows] == ["sends observers"]
    assert plain_rows(FORECAST)["rare"] == ["Norland sends observers (<1 %)"]
    assert plain_rows(FORECAST)["likely"][1]["by_day"] == {"14": 0.0, "60": 0.4}


def test_table__is_empty_where_courses_are_too_few():
    """No share is printed over a handful of courses."""
    assert acts_table(FORECAST | {"members": 12}).rows == []
