"""The ledger: rows only grow, writers do not disturb each other, what is no ledger stays as it is."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from invented import sample
from multipolar.errors import DataError
from multipolar.forecast.document import forecast_document, stamp_of
from multipolar.forecast.frozen import frozen_document
from multipolar.forecast.outcome import Stamp
from multipolar.studies import ledger
from multipolar.studies.ledger import add, calibration, default_place, listing, opened, resolved_chances, score, show

STAMP = Stamp("ab" * 32, "2030-01-01T00:00:00+00:00")
FACTS = {"version": "0", "digest": "d", "scenario_digest": "s", "seed": 7, "status": "complete"}


@pytest.fixture(scope="module")
def frozen():
    counted = sample()
    return frozen_document(counted, forecast_document(counted), STAMP, now="2030-01-02T00:00:00+00:00", facts=FACTS)


def changed(base, /, **what):
    """Return a frozen forecast that says something else, with its own digest."""
    content = {key: value for key, value in (base | what).items() if key != "sha256"}
    return content | {"sha256": stamp_of(content)}


def later(frozen, p):
    """Return an update of the first yes-or-no question, frozen a month later."""
    rows = [dict(row) for row in frozen["questions"]]
    first = next(row for row in rows if row["type"] == "binary" and not row["outside"])
    first["answer"] = first["answer"] | {"p": p}
    return changed(frozen, questions=rows, frozen="2030-02-02T00:00:00+00:00"), first["id"]


@pytest.fixture
def db(tmp_path):
    return tmp_path / "some where" / "ledger.sqlite3"


def test_add__the_same_file_twice_is_one_row(frozen, db):
    """Adding again changes nothing and says so."""
    assert add(frozen, db)["forecasts"][0]["new"] is True
    assert add(frozen, db)["forecasts"][0]["new"] is False
    rows = listing(db)["forecasts"]
    assert [(row["id"], row["scenario"], row["scored"]) for row in rows] == [(1, "karabakh_2020", 0)]


def test_show__updates_of_a_question_stand_in_their_order(frozen, db):
    """A later forecast of the same question is a new row with its change; the old one stays."""
    newer, question = later(frozen, 0.99)
    add(newer, db)
    add(frozen, db)
    updates = show(f"karabakh_2020:{question}", db)["updates"]
    assert [u["frozen"][:7] for u in updates] == ["2030-01", "2030-02"]
    assert updates[0]["change"] is None
    assert updates[1]["change"] == pytest.approx(0.99 - updates[0]["p"])


def test_score__keeps_resolutions_and_scores_once(frozen, db):
    """Scored twice, the rows are there once, and the question's history tells what happened."""
    add(frozen, db)
    first = score(None, None, db)
    score("1", None, db)
    assert first["scores"][0]["means"]["binary_brier"]["questions"] > 10
    assert listing(db)["forecasts"][0]["scored"] == 1
    assert show("Q05", db)["updates"][0]["happened"] is True
    assert len(show("1", db)["scores"]) == 1


def test_score__an_unknown_war_is_passed_over_or_named(frozen, db):
    """All forecasts: what nobody knows yet waits. One by name: it is said."""
    add(changed(frozen, scenario="nowhere_1999"), db)
    assert [row["scenario"] for row in score(None, None, db)["skipped"]] == ["nowhere_1999"]
    with pytest.raises(DataError, match="does not know what happened"):
        score("1", None, db)


def test_calibration__the_last_forecast_of_each_question_counts(frozen, db):
    """Two forecasts of a question at one date count once, or both when asked; bins and months hold them all."""
    newer, question = later(frozen, 0.99)
    for one in (frozen, newer):
        add(one, db)
    score(None, None, db)
    last, every = calibration(db), calibration(db, every=True)
    assert every["n"] == 2 * last["n"]
    assert sum(row["n"] for row in last["bins"]) == last["n"] == last["questions"]
    assert [s.p for s in resolved_chances(db) if s.question.endswith(f":{question}")] == [0.99]
    assert [row["month"] for row in every["over_time"]] == ["2030-01", "2030-02"]


@pytest.mark.parametrize("statement", ["UPDATE forecasts SET as_of = '1999-01-01'", "DELETE FROM answers"])
def test_ledger__no_row_is_changed_or_taken_out(frozen, db, statement):
    """Even somebody with SQL in hand is refused by the file itself."""
    add(frozen, db)
    with pytest.raises(DataError, match="the ledger only grows"), opened(db) as rows:
        rows.execute(statement)


def test_add__writers_at_once_lose_nothing(frozen, db):
    """Eight writers, from the first moment of the file on: eight rows with all their answers."""
    many = [changed(frozen, title=f"number {i}") for i in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: add(one, db), many))
    rows = listing(db)["forecasts"]
    assert sorted(row["title"] for row in rows) == [f"number {i}" for i in range(8)]
    assert len({row["questions"] for row in rows}) == 1


def test_add__what_fails_halfway_leaves_nothing(frozen, db, monkeypatch):
    """A forecast whose answers cannot be written is not there at all."""
    add(frozen, db)
    monkeypatch.setattr(ledger, "chances", lambda _: [{"question": None, "type": "binary", "said": {}}])
    with pytest.raises(DataError, match="nothing was changed"):
        add(changed(frozen, title="half"), db)
    assert len(listing(db)["forecasts"]) == 1


def spoiled(kind, path, frozen):
    if kind == "text":
        path.write_text("not a database at all, and long enough to be looked at " * 40, encoding="utf-8")
    elif kind == "foreign":
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE things (name TEXT)")
        other.close()
    elif kind == "newer":
        add(frozen, path)
        with sqlite3.connect(path) as other:
            other.execute("PRAGMA user_version = 99")
        other.close()
    else:
        add(frozen, path)
        data = bytearray(path.read_bytes())
        data[5000:-4096] = b"\x7f" * (len(data) - 4096 - 5000)
        path.write_bytes(bytes(data))


@pytest.mark.parametrize(("kind", "said"), [("text", "cannot be read"), ("foreign", "another program's"), ("newer", "layout 99"),
                                            ("damaged", "damaged|malformed")])  # fmt: skip
def test_ledger__what_is_no_sound_ledger_is_refused_and_left_alone(frozen, tmp_path, kind, said):
    """A text, somebody's database, a newer layout, a damaged file: refused with the reason, every byte as before."""
    path = tmp_path / "x.sqlite3"
    spoiled(kind, path, frozen)
    before = path.read_bytes()
    for act in (lambda: add(changed(frozen, title="z"), path), lambda: listing(path)):
        with pytest.raises(DataError, match=said):
            act()
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["x.sqlite3"]


def test_opened__without_a_ledger_the_way_to_one_is_told(db):
    """Reading makes no file."""
    with pytest.raises(DataError, match="multipolar ledger add"):
        listing(db)
    assert not db.exists()


def test_show__an_unknown_forecast_is_named(frozen, db):
    """Neither a number nor a digest of the ledger."""
    add(frozen, db)
    with pytest.raises(DataError, match="found 0"):
        show("77", db)


def test_default_place__the_environment_decides(monkeypatch, tmp_path):
    """MULTIPOLAR_LEDGER first, then the platform's data folder."""
    monkeypatch.setenv("MULTIPOLAR_LEDGER", str(tmp_path / "l"))
    assert default_place() == tmp_path / "l"
    monkeypatch.delenv("MULTIPOLAR_LEDGER")
    assert default_place().parent.name == "multipolar"
