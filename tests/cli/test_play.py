"""`multipolar play`, with a game that lives no course."""

from __future__ import annotations

import builtins
import json
from types import SimpleNamespace

import pytest
from rich.console import Console

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.cli import play as p

BRIEF = {
    "day": 20, "date": "2030-05-10", "news": [{"day": k, "date": "x", "text": f"Report {k}."} for k in range(15)],
    "own": [{"option": "arm_A", "text": "arm Aland", "state": "goes on"}],
    "levels": [{"power": "P2", "name": "Pland", "level": "armed", "text": "arming a side"},
               {"power": "P3", "name": "Qland", "level": "out", "text": "staying out of arms"}],
    "picture": [{"sector": "S1", "name": "Pass", "side": "A", "holder": "Aland", "certain": True},
                {"sector": "S2", "name": "Ford", "side": "B", "holder": "Bland", "certain": False}],
    "reliability": "B", "share_a": 0.25, "dead": {"A": 1200, "B": 900}, "sides": {"A": "Aland", "B": "Bland"},
    "choices": [{"act": "nothing", "option": "", "text": "nothing new"},
                {"act": "start", "option": "mediate", "text": "bring the sides together"}],
}  # fmt: skip
AFTER = {
    "payoff": 0.5, "length_days": 30.0, "ending_title": "A halt",
    "left_alone": {"payoff": 0.2, "length_days": 40.0, "ending_title": "Another"},
    "payoffs": {"courses": 10, "mean": 0.3, "se": 0.01, "sd": 0.1, "below": 0.9},
    "endings": {"courses": 12, "rows": [{"title": "A halt", "p": 0.75}]},
}  # fmt: skip


class Game:
    """A game of two decisions that lives no course."""

    as_written = None
    power, from_day, member, names = "P1", 20, 3, SimpleNamespace(actors={"P1": "Oland"})

    def __init__(self, folder):
        self.run, self.decisions = SimpleNamespace(folder=folder), []

    @property
    def over(self):
        """Whether both decisions are taken."""
        return len(self.decisions) == 2

    @property
    def day(self):
        """The present day."""
        return 20 + 4 * len(self.decisions)

    def brief(self):
        """Return the same every day."""
        return BRIEF

    def choose(self, option="", act=None):
        """Take a choice."""
        row = next(one for one in BRIEF["choices"] if one["option"] == option)
        self.decisions.append({"day": self.day, "date": "2030-05-10"} | row)

    def sheet(self):
        """Return a sheet."""
        return "# sheet\n"

    def to_json(self):
        """Return the branch."""
        return {"schema": "multipolar-play/1", "decisions": self.decisions, "after": AFTER if self.over else None}


@pytest.fixture
def stage(capsys, monkeypatch, tmp_path):
    """Return a function that calls the command with answers to its prompts, and how the verb was called."""
    calls = fake_api(monkeypatch, tmp_path)

    def play(answers, *words):
        left = iter(answers)

        def ask(_):
            found = next(left, KeyboardInterrupt)
            if found is KeyboardInterrupt:
                raise KeyboardInterrupt
            return found

        monkeypatch.setattr(builtins, "input", ask)
        give(monkeypatch, calls, "play", Game(tmp_path / "run"))
        return call(capsys, "play", str(tmp_path), *words), calls

    return play


def test_play__asks_until_the_end_and_compares(stage, tmp_path):
    """A wrong number is asked again, Enter is nothing new; decisions and sheet are written."""
    said, calls = stage(
        ["7", "two", "2", ""], "--as", "P1", "--from-day", "20", "--horizon-step", "4", "--sheet", str(tmp_path / "sheet.txt")
    )
    assert said.status == 0
    assert calls["play"][0][1] == "P1"
    assert (calls["play"][1]["from_day"], calls["play"][1]["horizon_step"]) == (20, 4)
    wanted = ["Day 20, 2030-05-10. You act for Oland.", "2. bring the sides together", "'7' is no number from 1 to 2.", "'two'",
              "day 20: bring the sides together", "To Oland this course is worth 0.500"]  # fmt: skip
    assert [word for word in wanted if word not in said.out] == []
    kept = tmp_path / "run" / "plays" / "P1-day20-course3-1.json"
    assert [row["option"] for row in json.loads(kept.read_text())["decisions"]] == ["mediate", ""]
    assert (tmp_path / "sheet.txt").read_text() == "# sheet\n"
    assert str(kept) in said.err


def test_play__broken_off_keeps_what_was_done(stage, tmp_path):
    """Status 130, the file of decisions, and how to go on; a second game takes the next name."""
    said, _ = stage(["2"], "--as", "P1", "--from-day", "20")
    assert said.status == 130
    first = tmp_path / "run" / "plays" / "P1-day20-course3-1.json"
    assert len(json.loads(first.read_text())["decisions"]) == 1
    assert "broken off on day 24" in said.err
    assert f"--decisions {first}" in said.err
    stage([], "--as", "P1", "--from-day", "20")
    assert first.with_name("P1-day20-course3-2.json").exists()


def test_play__from_a_file_asks_nothing_and_prints_one_document(stage, tmp_path):
    """What the file leaves open is nothing new; nothing is written unless it is named."""
    said, calls = stage([], "--decisions", "old.json", "--json")
    assert said.status == 0
    assert str(calls["play"][1]["decisions"]) == "old.json"
    assert [row["act"] for row in said.document["decisions"]] == ["nothing", "nothing"]
    assert not (tmp_path / "run" / "plays").exists()


@pytest.mark.parametrize(("same", "said_so"), [(True, p.SAME), (False, p.OTHER)])
def test_play__says_whether_the_course_is_the_one_of_the_file(stage, monkeypatch, same, said_so):
    """Where the file holds the digest of a course."""
    monkeypatch.setattr(Game, "as_written", same)
    said, _ = stage([], "--decisions", "old.json")
    assert said_so in said.err


def test_play__a_file_that_is_there_is_refused_before_anybody_plays(stage, tmp_path):
    """Neither decisions nor sheet are written over."""
    there = tmp_path / "there.txt"
    there.write_text("mine")
    said, calls = stage(["1", "1"], "--as", "P1", "--from-day", "20", "--sheet", str(there))
    assert said.status == 1
    assert "is there already" in said.err
    assert "play" not in calls or calls["play"] is None
    assert there.read_text() == "mine"


def test_brief_lines__tell_the_latest_reports_and_no_codes():
    """Levels above out are named, doubtful sectors marked."""
    text = "\n".join(p.brief_lines(BRIEF))
    wanted = (
        "(3 earlier reports left out", "Report 14.", "arm Aland (goes on)", "Pland: arming a side; the rest", "Bland: Ford?",
        "Aland: Pass", "25 % of the disputed value with Aland", "1,200 dead of Aland and 900 of Bland",
    )  # fmt: skip
    assert [word for word in wanted if word not in text] == []
    assert [word for word in ("Report 2.", "arm_A", "S1", "Qland") if word in text] == []
    calm = BRIEF | {"news": [], "own": [], "levels": BRIEF["levels"][1:]}
    assert "Nothing new is reported." in "\n".join(p.brief_lines(calm))
    assert "All other powers stay out of arms." in "\n".join(p.brief_lines(calm))


def test_choose__takes_a_number():
    """The words are for people; the option goes to the game."""
    game = Game(None)
    p.choose(game, lambda _: " 2 ", Console(quiet=True))
    assert game.decisions[0]["option"] == "mediate"
