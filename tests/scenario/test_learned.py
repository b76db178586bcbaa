"""What a forecast may have learned is told by name and date, whatever the scenario is called."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.scenario import learned as module
from multipolar.scenario.calibrated import calibration, past_wars_known
from multipolar.scenario.check import check
from multipolar.scenario.conflict import PastWar, identity_of
from multipolar.scenario.files import library_names, load
from multipolar.scenario.learned import counted, learned_from, named
from multipolar.session.war import words

FLAGSHIP = "karabakh_2020"
LIBRARY = library_names()


@pytest.fixture(scope="module")
def documents():
    """Return every war of the library as its file says it."""
    return {name: check(load(name), words()).document for name in LIBRARY}


@pytest.mark.parametrize("name", LIBRARY)
def test_learned_from__a_copy_under_another_id_and_title_learns_the_same(documents, name):
    """Renamed and retitled it learns the same; with other sides' names or dated after its own end it is still never its own."""
    document = documents[name]
    found = learned_from(document)
    sides = {key: side.model_copy(update={"name": f"side {key}", "members": []}) for key, side in document.belligerents.items()}
    copy = document.model_copy(update={"id": "other_name", "title": "Another title", "conflict": "other"})
    other_sides = copy.model_copy(update={"belligerents": sides})
    late = other_sides.model_copy(update={"as_of": dt.date(2029, 1, 1), "round_start": dt.date(2029, 1, 1)})

    assert learned_from(copy).teachers == found.teachers
    assert all(name not in learned_from(one).teachers.wars for one in (document, other_sides, late))
    known = {war.id for war in past_wars_known()}
    assert name not in known or name in learned_from(late).teachers.same


@pytest.mark.parametrize("name", LIBRARY)
def test_learned_from__nothing_that_ended_on_the_date_or_later(documents, name):
    """A war of 1973 learns from none of the library; every teacher was over before the as-of date."""
    document = documents[name]
    ended = {war.id: war.ended for war in past_wars_known()}

    assert all(ended[war] < document.as_of.isoformat() for war in learned_from(document).teachers.wars)
    assert name != "october_1973" or learned_from(document).teachers.wars == ()


def test_past_wars_known__hold_what_the_files_of_the_library_say(documents):
    """What is stored of each war is what its scenario says today."""
    known = {war.id: war.identity for war in past_wars_known()}

    assert len(known) == 16
    assert known == {name: identity_of(documents[name]) for name in known}


def test_learned__sentences_name_wars_dates_and_what_was_left_out(documents, monkeypatch):
    """How many, before which date, which were the war itself; without any, that the register serves."""
    document = documents["libya_2020"]
    found = learned_from(document).plain()
    assert found["before"] == "2020-01-03"
    assert found["sentences"][0].startswith("learned from 13 wars that ended before 2020-01-03 (october_1973 to ")
    assert set(found["later"]) == {"idlib_2020", "libya_2019", "libya_2020"}

    own = PastWar("libya_again", "2019-12-01", identity_of(document))
    monkeypatch.setattr(module, "past_wars_known", lambda: [own])
    alone = learned_from(document).sentences()
    assert alone[0].startswith("learned from no past war: none that is known ended before 2020-01-03")
    assert alone[1] == "left out as the same war: libya_again (the same ground)"
    few = [PastWar(f"w{i}", "2000-01-01", None) for i in range(2)]
    monkeypatch.setattr(module, "past_wars_known", lambda: few)
    assert "w0, w1); too few for base rates" in learned_from(document).sentences()[0]


@pytest.mark.parametrize(("name", "as_of", "wanted"), [
    ("october_1973", None, "priors of attack rest on battles fought before 1973"),
    ("october_1973", "1940-05-10", "later ones than the as-of date among them"),
    ("lebanon_2006", None, "lists that hold later years too: settlement hazard (to 2019)"),
    ("karabakh_2020", None, "lists that hold later years too: sanctions of powers (to 2023)"),
    ("october_1973", None, "open entry of powers (to 2003)"),
])  # fmt: skip
def test_learned__later_battles_and_base_rates_are_stated(documents, name, as_of, wanted):
    """What cannot be cut by date is said."""
    document = documents[name]
    if as_of is not None:
        document = document.model_copy(update={"as_of": dt.date.fromisoformat(as_of)})
    assert wanted in "; ".join(learned_from(document).sentences())
    assert learned_from(documents[FLAGSHIP]).battles == ""


def test_named_and_counted__are_words():
    """Few names are spelled out, many only by the first and the last."""
    assert named(["a", "b"]) == "a, b"
    assert named(list("abcde")) == "a to e"
    assert (counted(1, "war"), counted(2, "war")) == ("1 war", "2 wars")
    assert set(calibration("rates")["until"]) == {"settlement_hazard"}
    assert set(calibration("powers")["until"]) == {"open entry of powers", "sanctions of powers", "other acts of powers"}
