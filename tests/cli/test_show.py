"""`multipolar show`."""

from __future__ import annotations

import pytest

from cli_stage import call
from multipolar.scenario.files import library_dir, load_text
from multipolar.session.war import Recipe, load_war


def test_show__tells_the_war_back_in_words(capsys):
    """Sides, powers, ground and claims, each under its heading."""
    said = call(capsys, "show", "karabakh_2020")
    assert said.status == 0
    assert [t for t in ("The sides", "The outside powers", "The ground", "Claims", "Limits") if t not in said.out] == []
    assert said.err == ""


def test_show__json_is_the_contract(capsys):
    """The document has the keys that others script against, and follows claims and settings."""
    found = call(capsys, "show", "karabakh_2020", "--claim", "C05=off", "--set", "horizon_days=90", "--json").document
    assert found["schema"] == "multipolar-scenario/1"
    assert {"claims", "bundles", "actors", "sectors", "questions", "as_of_dates", "digest"} <= set(found)
    assert {"id", "text", "kind", "on", "strength", "replaces"} <= set(found["claims"][0])
    assert (found["horizon_days"], {c["id"]: c["on"] for c in found["claims"]}["C05"]) == (90, False)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["karabach_2020"], "'karabakh_2020'"),
        (["karabakh_2020", "--as-of", "2020-10-15"], "2020-09-27"),
        (["karabakh_2020", "--bundle", "articel"], "'article'"),
        (["karabakh_2020", "--claim", "K05=off"], "'C05'"),
        (["karabakh_2020", "--set", "horizon_dais=90"], "horizon_days"),
    ],
)
def test_show__a_wrong_name_brings_the_nearest(capsys, words, hint):
    """Unknown scenario, date, bundle, claim or key: status 3, and the likely spelling."""
    said = call(capsys, "show", *words)
    assert (said.status, said.out) == (3, "")
    assert hint in said.err


def test_digests__of_show_are_those_of_run_and_of_patches(capsys):
    """One file has one digest of its values and one of all inputs, whichever command tells it."""
    war = load_war(Recipe("karabakh_2020"))
    told = call(capsys, "show", "karabakh_2020", "--json").document
    assert told["digest"] == war.scenario.digest
    assert told["file_digest"] == war.file_digest == load_text(str(library_dir("scenarios") / "karabakh_2020.yaml")).digest
    said = "".join(call(capsys, "show", "karabakh_2020").out.split())
    assert war.scenario.digest in said
    assert war.file_digest in said
