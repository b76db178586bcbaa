"""The ledger: rows only grow, writers do not disturb each other, what is no ledger stays as it is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest

from invented import frozen as make_frozen
from invented import reforged, resigned, sample
from multipolar.errors import DataError, FaultyFileError
from multipolar.forecast.probability import counted
from multipolar.record import ledger
from multipolar.record.chain import START, content_of, own_hash
from multipolar.record.frozen import text_of
from multipolar.record.ledger import add, calibration, listing, resolved_chances, score, show
from multipolar.record.ledger_store import opened


@pytest.fixture(scope="module")
def frozen():
    return make_frozen(sample(400))


def later(frozen, hits):
    """Return an update of the first yes-or-no question, frozen a month later, in which ``hits`` courses say yes."""
    rows = [dict(row) for row in frozen["questions"]]
    first = next(row for row in rows if row["type"] == "binary" and not row["outside"])
    counts = {**frozen["counts"], "hits": frozen["counts"]["hits"] | {f"question:{first['id']}": hits}}
    first["answer"] = first["answer"] | counted(hits, frozen["members"]).plain()
    return changed(frozen, questions=rows, counts=counts, now="2030-02-02T00:00:00+00:00"), first["id"]


def changed(frozen, *, now=None, **what):
    """Return another forecast, whole and stamped."""
    if "scenario" in what:
        what["names"] = frozen["names"] | {"scenario": what["scenario"]}
    return reforged(frozen, now=now, **what)


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
    newer, question = later(frozen, 396)
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
    newer, question = later(frozen, 396)
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


def test_show__an_unknown_forecast_is_named(frozen, db):
    """Neither a number nor a digest of the ledger."""
    add(frozen, db)
    with pytest.raises(DataError, match="found 0"):
        show("77", db)


def meddled(db, *statements):
    """Change a ledger as somebody would who has taken its guards off."""
    with closing(sqlite3.connect(db)) as other:
        for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement)
        other.commit()


def three(frozen, db):
    """Keep three forecasts, the second of which is of another war."""
    for one in (frozen, changed(frozen, title="second"), later(frozen, 200)[0]):
        add(one, db)


def test_chain__is_whole_and_grows(frozen, db):
    """Every row has its link; the head changes with every addition and is the same when read again."""
    first = add(frozen, db)["chain"]
    second = add(changed(frozen, title="b"), db)["chain"]
    questions = listing(db)["forecasts"][0]["questions"]

    assert (first["state"], first["rows"], second["rows"]) == ("whole", 1 + questions, 2 + 2 * questions)
    assert len({START, first["head"], second["head"]}) == 3
    assert listing(db)["chain"]["head"] == second["head"]


@pytest.mark.parametrize(
    ("statement", "spoiled", "why"),
    [
        ("UPDATE forecasts SET as_of = '1999-01-01' WHERE id = 2", ("forecasts", 2), "is not as it was written"),
        ("UPDATE forecasts SET content = 'x' WHERE id = 2", ("forecasts", 2), "is not as it was written"),
        ("UPDATE forecasts SET content = X'FF00' WHERE id = 2", ("forecasts", 2), "is not as it was written"),
        ("DELETE FROM forecasts WHERE id = 2", ("forecasts", 2), "was taken out"),
        ("UPDATE answers SET p = 0.99 WHERE id = 3", ("answers", 3), "is not as it was written"),
        ("INSERT INTO resolutions VALUES (9, '', 'karabakh_2020', 'Q05', 'false', '', '')", ("resolutions", 9), "beside the chain"),
    ],
)
def test_chain__a_row_that_was_changed_is_named_and_spoils_only_itself(frozen, db, statement, spoiled, why):
    """Changed, taken out, put in: told by table and number; everything else is listed and scored as before."""
    three(frozen, db)
    meddled(db, statement)
    found = listing(db)

    assert found["chain"]["state"] == "broken"
    assert [(r["table"], r["row"]) for r in found["chain"]["spoiled"]] == [spoiled]
    assert why in found["chain"]["spoiled"][0]["why"]
    done = score(None, None, db)
    assert [row["id"] for row in done["scores"]] == ([1, 3] if spoiled[0] == "forecasts" else [1, 2, 3])
    assert calibration(db)["n"] > 10
    assert {s.p for s in resolved_chances(db, every=True) if s.happened} >= {s.p for s in resolved_chances(db) if s.happened}


def test_chain__a_named_forecast_that_was_changed_is_refused(frozen, db):
    """Asked for by number, it says why it is not scored."""
    three(frozen, db)
    meddled(db, "UPDATE forecasts SET bundle = 'x' WHERE id = 2")
    with pytest.raises(FaultyFileError, match="forecast 2: is not as it was written"):
        score("2", None, db)


def test_chain__a_hash_made_anew_breaks_the_next_link(frozen, db):
    """Somebody changes a row and hashes it again: the row after it was written after another one."""
    three(frozen, db)
    with closing(sqlite3.connect(db)) as other:
        other.row_factory = sqlite3.Row
        meddled(db, "UPDATE answers SET p = 0.5 WHERE id = 2")
        row = other.execute("SELECT * FROM answers WHERE id = 2").fetchone()
        link = other.execute("SELECT * FROM chain WHERE place = 'answers' AND row = 2").fetchone()
        own = own_hash(link["previous"], "answers", 2, content_of(row))
        other.execute("UPDATE chain SET own = ? WHERE id = ?", (own, link["id"]))
        other.commit()
    found = listing(db)["chain"]
    assert [(r["table"], r["row"]) for r in found["spoiled"]] == [("answers", 2)]
    assert found["breaks"] == [f"link {link['id'] + 1} does not follow link {link['id']}"]


def test_chain__a_link_that_was_taken_out_is_told(frozen, db):
    """Its row stands beside the chain, and the gap is named."""
    three(frozen, db)
    meddled(db, "DELETE FROM chain WHERE id = 3")
    found = listing(db)["chain"]
    assert found["breaks"] == ["link 3 of the chain was taken out"]
    assert [r["why"] for r in found["spoiled"]] == ["was put in beside the chain"]


def unchained(frozen, db):
    """Write a ledger as the first layout was."""
    add(frozen, db)
    meddled(db, "DROP TABLE chain", "DROP TABLE lessons", "PRAGMA user_version = 1", "DROP TABLE resolutions", FIRST_RESOLUTIONS)


FIRST_RESOLUTIONS = (
    "CREATE TABLE resolutions (id INTEGER PRIMARY KEY, added TEXT NOT NULL, scenario TEXT NOT NULL, question TEXT NOT NULL,"
    " answer TEXT NOT NULL, resolved_on TEXT NOT NULL, grade TEXT NOT NULL, UNIQUE (scenario, question, answer, resolved_on))"
)


def test_chain__a_ledger_without_one_is_read_and_gets_it_with_the_next_row(frozen, db):
    """Read, it says that its rows are not chained; the next addition links them all, and nothing is lost."""
    unchained(frozen, db)
    before = listing(db)
    assert (before["chain"]["state"], len(before["forecasts"])) == ("not chained", 1)
    assert "before the chain" in before["chain"]["notes"][0]

    assert add(changed(frozen, title="b"), db)["chain"]["state"] == "whole"
    after = listing(db)
    assert (after["chain"]["state"], [r["title"] for r in after["forecasts"]][1]) == ("whole", "b")
    assert after["chain"]["rows"] == sum(1 + r["questions"] for r in after["forecasts"])
    score(None, None, db)
    for table in ("resolutions", "scores", "chain"):
        with pytest.raises(DataError, match="the ledger only grows"), opened(db) as rows:
            rows.execute(f"UPDATE {table} SET id = 0")


def test_add__what_is_no_whole_frozen_forecast_never_gets_in(frozen, db):
    """Cut, forged, or not adding up: refused with every fault, and the ledger is not even made."""
    for bad in (resigned(frozen, draws={}), resigned(frozen, stamp={}), {**frozen, "title": "x"}, reforged(frozen, draws={}),
                {k: v for k, v in frozen.items() if k != "counts"}):  # fmt: skip
        with pytest.raises(FaultyFileError):
            add(bad, db)
    assert not db.exists()


def test_score__an_answer_given_again_after_a_correction_is_the_last_word(frozen, db, tmp_path):
    """Yes, then no, then yes again, then void: the last one holds, and all of them stand in the record."""
    add(frozen, db)
    file = tmp_path / "o.yaml"
    seen = []
    for answer in ("yes", "no", "yes", "void"):
        file.write_text(f"format: multipolar-outcome/1\nscenario: karabakh_2020\nquestions: [{{id: Q05, answer: {answer}}}]\n")
        score("1", file, db)
        seen.append(show("Q05", db)["updates"][0]["happened"])
    assert seen == [True, False, True, "void"]
    assert calibration(db)["n"] == 0
    assert show("1", db)["scores"][-1]["voids"][0]["question"] == "Q05"


def test_score__a_faulty_outcome_file_keeps_nothing(frozen, db, tmp_path):
    """Named for all forecasts or for one: every fault is told, no score and no answer is kept."""
    add(frozen, db)
    file = tmp_path / "o.yaml"
    file.write_text("format: multipolar-outcome/1\nscenario: karabakh_2020\nquestions: [{id: Q5, answer: maybe}]\n")
    for which in (None, "1"):
        with pytest.raises(FaultyFileError, match="no question 'Q5'"):
            score(which, file, db)
    assert listing(db)["forecasts"][0]["scored"] == 0


def test_score__an_outcome_file_that_is_not_there(frozen, db, tmp_path):
    """Named once, however many forecasts there are; for a ledger without forecasts as well."""
    add(frozen, db)
    with pytest.raises(FaultyFileError, match=r"no\.yaml: 1 problem"):
        score(None, tmp_path / "no.yaml", db)


def test_score__a_file_of_another_war_fits_nothing(frozen, db, tmp_path):
    """It is said which war it tells of; a forecast of another war beside its own is passed over."""
    add(frozen, db)
    file = tmp_path / "o.yaml"
    file.write_text("format: multipolar-outcome/1\nscenario: nowhere_1999\n")
    with pytest.raises(DataError, match="tells the outcome of 'nowhere_1999'"):
        score(None, file, db)
    add(changed(frozen, scenario="nowhere_1999"), db)
    done = score(None, file, db)
    assert ([row["id"] for row in done["scores"]], [row["id"] for row in done["skipped"]]) == ([2], [1])


def test_ledger__an_interrupted_forecast_is_marked_wherever_it_stands(db):
    """In the list, in the history of a question, in the scores."""
    part = make_frozen(replace(sample(400), wanted=1000), wanted=1000, status="interrupted")
    add(part, db)
    said = "interrupted: 400 of 1,000 courses"
    assert listing(db)["forecasts"][0]["interrupted"] == said
    assert score(None, None, db)["scores"][0]["interrupted"] == said
    assert show("Q05", db)["updates"][0]["interrupted"] == said
    assert show("1", db)["scores"][0]["interrupted"] == said


ADDER = """
import sys
from pathlib import Path
from multipolar.record.frozen import read_frozen
from multipolar.record.ledger import add
add(read_frozen(sys.argv[1]), Path(sys.argv[2]))
"""


def test_add__processes_at_once_lose_nothing(frozen, db, tmp_path):
    """Three programs, from the first moment of the file on: three rows, one whole chain."""
    started = []
    for i in range(3):
        file = tmp_path / f"{i}.json"
        file.write_text(text_of(changed(frozen, title=f"number {i}")), encoding="utf-8")
        started.append(subprocess.Popen([sys.executable, "-c", ADDER, str(file), str(db)]))
    assert [process.wait() for process in started] == [0, 0, 0]
    found = listing(db)
    assert sorted(row["title"] for row in found["forecasts"]) == ["number 0", "number 1", "number 2"]
    assert found["chain"]["state"] == "whole"
