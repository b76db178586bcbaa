"""A frozen forecast is whole, adds up, and is what was stamped; each fault by one change of a sound one."""

from __future__ import annotations

import json

import pytest

from invented import frozen, reforged, sample
from multipolar.record.frozen import text_of
from multipolar.record.frozen_check import frozen_faults, line_of, parsed


@pytest.fixture(scope="module")
def sound():
    return frozen(sample(300))


def said(document):
    return [(fault.key, fault.message) for fault in frozen_faults(document)]


def test_frozen_faults__a_sound_one_has_none(sound):
    """As it was written and read again."""
    found, faults = parsed(text_of(sound))
    assert (faults, said(found)) == ([], [])


@pytest.mark.parametrize("key", [
    "version", "digest", "scenario_digest", "seed", "wanted", "status", "scenario", "as_of", "round_start", "horizon_days",
    "members", "bundle", "mechanisms_off", "stamp", "frozen", "powers_known", "names", "questions", "counts", "draws",
    "country_months", "forecast", "sha256",
])  # fmt: skip
def test_frozen_faults__every_key_is_needed_and_has_a_type(sound, key):
    """Cut out, or of another type: told by its name."""
    without = {k: v for k, v in sound.items() if k != key}
    assert (key, f"{key} is missing; the file was cut or written by hand") in said(without)
    assert [k for k, message in said(sound | {key: 1.5}) if "found 1.5" in message] == [key]


@pytest.mark.parametrize(
    ("change", "key", "message"),
    [
        ({"members": 299}, "status", "299 of 300 courses and the status 'complete'"),
        ({"status": "interrupted"}, "status", "300 of 300 courses and the status 'interrupted'"),
        ({"wanted": 200, "status": "interrupted"}, "status", "300 of 200 courses"),
        ({"as_of": "2020-02-30"}, "as_of", "the calendar does not have"),
        ({"round_start": "2021-01-01"}, "as_of", "before the start of the round"),
        ({"country_months": {"2020-13": [1]}}, "country_months", "expected a month written YYYY-MM"),
        ({"country_months": {"2020-11": [1], "2020-12": [1, 2]}}, "country_months", "expected as many in each"),
        ({"names": {}}, "names", "names.scenario is missing"),
    ],
)
def test_frozen_faults__parts_fit_together(sound, change, key, message):
    """Even with all digests made anew, what cannot be true is refused."""
    assert any(k == key and message in text for k, text in said(reforged(sound, **change)))


def spoilt(sound, part, name, value):
    """Return a forecast in which one count or draw is another, with every digest made anew."""
    key, inner = part if isinstance(part, tuple) else (part, None)
    block = json.loads(json.dumps(sound[key]))
    place = block if inner is None else block[inner]
    if value is None:
        del place[name]
    else:
        place[name] = value
    return reforged(sound, **{key: block})


@pytest.mark.parametrize(
    ("part", "name", "value", "message"),
    [
        (("counts", "hits"), "question:Q05", 301, "more than the 300 courses"),
        (("counts", "hits"), "question:Q05", None, "hits lack question:Q05"),
        (("counts", "hits"), "broker:RUS", None, "hits lack broker:RUS"),
        (("counts", "codes"), "ending", [300, 0, 0, 0, 0, 0, 1], "add up to 301"),
        (("counts", "codes"), "ending", [300], "found 1 counts, expected 7"),
        (("counts", "codes"), "level:RUS", None, "codes lack level:RUS"),
        ("draws", "length_days", None, "draws lack length_days"),
        ("draws", "question:Q03", None, "draws lack question:Q03"),
        ("draws", "length_days", {"exact": True, "values": [5.0], "counts": [299]}, "found 299 draws marked exact"),
        ("draws", "length_days", {"exact": False, "values": [5.0], "counts": [300]}, "found 300 draws, expected 300"),
        ("draws", "length_days", {"exact": True, "values": [9.0, 5.0], "counts": [150, 150]}, "ascending order"),
        ("draws", "length_days", {"exact": True, "values": [5.0, 500.0], "counts": [150, 150]}, "expected 0 to 180"),
        ("draws", "deaths:A", {"exact": True, "values": [-5.0], "counts": [300]}, "expected 0 to inf"),
        ("draws", "deaths:A", {"exact": True, "values": [5.0], "counts": [300, 1]}, "1 values and 2 counts"),
        ("draws", "deaths:A", {"exact": True, "values": [], "counts": []}, "found 0 draws"),
    ],
)
def test_check_counts_and_draws__add_up_to_the_courses(sound, part, name, value, message):
    """Counts within the courses, codes that sum to them, draws in order and within bounds."""
    assert any(message in text for _, text in said(spoilt(sound, part, name, value)))


def test_check_names__names_are_typed_and_hold_every_question(sound):
    """A date that is none, a question of another type: told, never a crash."""
    for change in ({"dates": [{}]}, {"dates": ["soon"]}, {"questions": {}}, {"scenario": "other"}):
        assert any(key == "names" for key, _ in said(reforged(sound, names=sound["names"] | change)))


def test_check_names__powers_and_questions_once(sound):
    """Given twice they would be scored twice."""
    assert any(key == "questions" for key, _ in said(reforged(sound, questions=[*sound["questions"], sound["questions"][0]])))
    twice = reforged(sound, powers_known=[*sound["powers_known"], sound["powers_known"][0]])
    assert any("is given 2 times" in text for _, text in said(twice))


@pytest.mark.parametrize("when", ["yesterday", "2030-01-02", "2029-12-31T00:00:00+00:00"])
def test_check_head__frozen_after_its_stamp(sound, when):
    """A time with its zone, not before the stamp."""
    assert any(key == "frozen" for key, _ in said(reforged(sound, now=when)))


def test_frozen_faults__a_faulty_part_hides_no_other(sound):
    """Without names and draws, and with a count too many: all three are told at once."""
    counts = {**sound["counts"], "hits": sound["counts"]["hits"] | {"question:Q05": 301}}
    found = {key: value for key, value in sound.items() if key != "names"} | {"draws": {}, "counts": counts}
    assert {"names", "draws", "counts", "sha256"} <= {key for key, _ in said(found)}


def test_line_of__is_that_of_the_key():
    """Top-level keys stand at the beginning of a line."""
    text = '{\n"a": {"b": 1},\n"b": 2\n}\n'
    assert (line_of(text, "b"), line_of(text, "c"), line_of(text, "")) == (3, 0, 0)
