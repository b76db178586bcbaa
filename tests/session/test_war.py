"""From what was asked for to a war that can be run."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from multipolar.errors import ScenarioError
from multipolar.outside.view import case_of
from multipolar.scenario.check import check_file
from multipolar.scenario.files import as_of_dates, library_dir, library_names
from multipolar.scenario.learned import learned_from
from multipolar.scenario.quantity import Quantity
from multipolar.session import war as war_module
from multipolar.session.war import Recipe, is_bundled, load_war, read, recipe_from, recipe_in, texts_of, variant, words


@pytest.fixture(scope="module")
def default():
    return load_war(Recipe("karabakh_2020"))


def test_load_war__switching_a_claim_leaves_what_powers_are_weighed_by(default):
    """Rates of acts are those of the reference panel, whatever stance is run; nothing is centred on the scenario."""
    other = load_war(Recipe("karabakh_2020", claims=("C14=off", "C63=on")))

    assert other.scenario.digest != default.scenario.digest
    assert other.model.sc["opt_base"].any()
    assert np.array_equal(other.model.sc["opt_base"], default.model.sc["opt_base"])


def test_load_war__tells_every_fault_at_once():
    """A setting that cannot be made is a fault with a place and a hint."""
    with pytest.raises(ScenarioError) as caught:
        load_war(Recipe("karabakh_2020", settings=("horizn_days=90", "forces.A.in_theatre=many")))

    assert len(caught.value.problems) >= 2


@pytest.mark.parametrize("wars", [True, False])
def test_taught__later_battles_never_reach_a_forecast(monkeypatch, wars):
    """With past wars or without them October 1973, under whatever id, gets battles of earlier years; what is stated stays."""
    found = {"assault_air": "N(0.5, 0.1)", "tempo": "Beta(9, 1)"}
    monkeypatch.setattr(war_module, "battles_before", lambda as_of: (as_of.year, found) if as_of.year == 1973 else None)
    monkeypatch.setattr(war_module, "priors_from", lambda calibration, wars: {"tempo": "Beta(1, 9)"})
    document = war_module.document_of(war_module.read(Recipe("october_1973"))).model_copy(update={"id": "another"})
    stated = document.model_copy(update={"parameters": {"tempo": Quantity.model_validate({"v": 0.3, "grade": "J"})}})
    priors = war_module.with_learned_priors(document, wars=wars).parameters
    assert (str(priors["assault_air"].distribution), priors["assault_air"].note) == ("N(0.5, 0.1)", war_module.EARLIER_BATTLES)
    assert str(priors["tempo"].distribution) == ("Beta(1, 9)" if wars else "Beta(9, 1)")
    assert war_module.with_learned_priors(stated, wars=wars).parameters["tempo"] == stated.parameters["tempo"]


@pytest.mark.parametrize("name", library_names())
def test_taught__a_copy_of_a_library_war_gets_what_the_original_gets(name):
    """Under another id and title, at each as-of date: the same priors, the same teachers, the same outside view."""
    for as_of in as_of_dates(read(Recipe(name))):
        document = war_module.document_of(read(Recipe(name, as_of)))
        copy = document.model_copy(update={"id": "quite_another", "title": "Quite another war"})

        assert war_module.with_learned_priors(copy).parameters == war_module.with_learned_priors(document).parameters
        assert learned_from(copy).teachers.wars == learned_from(document).teachers.wars
        assert name not in learned_from(copy).teachers.wars
        assert case_of(copy) == case_of(document)


def test_taught__before_every_known_war_the_register_serves():
    """A war of October 1973 learns from none: its priors are those of battles of earlier years and of the register."""
    document = war_module.document_of(read(Recipe("october_1973")))
    assert war_module.with_learned_priors(document).parameters == war_module.with_learned_priors(document, wars=False).parameters
    assert {q.note for q in war_module.with_learned_priors(document).parameters.values()} == {war_module.EARLIER_BATTLES}
    later = war_module.document_of(read(Recipe("cyprus_1974")))
    assert (
        war_module.with_learned_priors(later)
        .parameters["tempo"]
        .note.startswith("learned from 1 past war that ended before 1974-07-21")
    )


def test_recipe_in__a_folder_of_texts_makes_the_same_war_again(tmp_path, default):
    """Scenario and patches written to a folder give the scenario of the same digest, without the library."""
    for name, text in default.texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    texts = {name: tmp_path / name for name in default.texts}
    again = load_war(recipe_in(texts, default.recipe.plain(), dt.date(2020, 10, 16)))

    assert set(default.texts) == {"scenario.yaml", "patches/karabakh_2020@2020-10-16.yaml", war_module.AS_RUN}
    assert again.scenario.digest == default.scenario.digest


@pytest.mark.parametrize("as_of", ["2020-09-27", "2020-10-16"])
def test_texts_of__one_file_holds_date_and_settings(tmp_path, as_of):
    """The scenario as it was run is one clean file, started at the same date when nobody says; how that date is made differs."""
    war = load_war(Recipe("karabakh_2020", as_of=as_of, settings=("horizon_days=90",)))
    file = tmp_path / "saved.yaml"
    file.write_text(war.texts[war_module.AS_RUN], encoding="utf-8")
    again = load_war(Recipe(str(file)))
    one, two = (w.scenario.document.model_dump(mode="json", exclude={"as_of_dates"}) for w in (war, again))

    assert one == two
    assert again.scenario.stance == war.scenario.stance
    assert again.scenario.as_of == war.scenario.as_of
    assert (again.scenario.digest == war.scenario.digest) == (as_of == "2020-09-27")
    assert check_file(str(file), words()).problems == ()


def test_command_for__says_what_no_file_holds():
    """Date, members, seed, stance, claims and mechanisms off stand in the command, quoted for a shell."""
    recipe = Recipe("x", bundle="a b", claims=("C12=off",), off=("tail",))

    assert war_module.command_for(recipe, "x.yaml", as_of=dt.date(2020, 10, 16), members=5, seed=7) == (
        "multipolar run x.yaml --as-of 2020-10-16 --members 5 --seed 7 --bundle 'a b' --claim C12=off --off tail"
    )


def test_texts_of__a_file_brings_the_patch_beside_it(tmp_path):
    """A scenario in a file finds the patch of its date beside it, and the run folder keeps both."""
    (tmp_path / "patches").mkdir()
    (tmp_path / "w.yaml").write_text((library_dir("scenarios") / "karabakh_2020.yaml").read_text(encoding="utf-8"))
    name = "karabakh_2020@2020-10-16.yaml"
    (tmp_path / "patches" / name).write_text((library_dir("patches") / name).read_text(encoding="utf-8"))
    recipe = Recipe(str(tmp_path / "w.yaml"))

    assert f"patches/{name}" in texts_of(recipe, read(recipe))
    assert f"patches/{name}" not in texts_of(variant(recipe, as_of="2020-09-27"), read(variant(recipe, as_of="2020-09-27")))


def test_variant__adds_to_lists_and_replaces_single_values():
    """Changes come on top of what a recipe already asks for."""
    found = variant(Recipe("x", bundle="a", claims=("C01=on",)), bundle="b", claims=("C02=off",))

    assert found == Recipe("x", bundle="b", claims=("C01=on", "C02=off"))


def test_is_bundled__goes_by_name_not_by_file():
    """A file name is never taken for a bundled scenario."""
    assert is_bundled("karabakh_2020")
    assert not is_bundled("karabakh_2020.yaml")
    assert not is_bundled("elsewhere")


def test_recipe_from__takes_what_callers_write():
    """A single text becomes a list, a date its text, nothing stays nothing."""
    import datetime as dt

    found = recipe_from("x", as_of=dt.date(2020, 10, 16), bundle=None, claims="C01=on", settings=["a=1", "b=2"], patches=None)

    assert found == Recipe("x", "2020-10-16", None, ("C01=on",), ("a=1", "b=2"))
