"""The flagship's files: complete, valid, readable, and free of everything that came later."""

from __future__ import annotations

import re
from importlib import resources

import pytest
import yaml

from multipolar.model.register import REGISTER, SIDE_DEFAULTS
from multipolar.model.vocabulary import vocabulary
from multipolar.scenario.check import check
from multipolar.scenario.files import load
from multipolar.scenario.stance import choose

DATES = ("2020-09-27", "2020-10-16")
LIBRARY = resources.files("multipolar") / "library"
PAIRED = 0.5


@pytest.fixture(scope="module", params=DATES)
def scenario(request):
    """The checked document of one as-of date."""
    found = check(load("karabakh_2020", as_of=request.param), vocabulary())
    assert not found.problems, [p.render() for p in found.problems]
    return found.document


@pytest.fixture(scope="module")
def base():
    """The document as of the start of the round."""
    return check(load("karabakh_2020", as_of=DATES[0]), vocabulary()).document


@pytest.fixture(scope="module")
def later():
    """The document as of 16 October."""
    return check(load("karabakh_2020", as_of=DATES[1]), vocabulary()).document


def test_counts__the_theatre_is_whole(scenario):
    """All 32 sectors and 73 edges are there, the 17 sectors of the front contested."""
    assert len(scenario.theatre.sectors) == 32
    assert len(scenario.theatre.edges) == 73
    assert sum(s.contested for s in scenario.theatre.sectors) == 17


def test_counts__questions_open_by_date(base, later):
    """Twenty-five questions are open on 27 September, thirty-one on 16 October."""
    assert len(base.questions) == 25
    assert len(later.questions) == 31
    assert all(q.criteria for q in later.questions)
    assert all(q.feature or (q.base_rate is not None and q.base_rate_source) for q in later.questions)


def test_counts__all_claims_are_encoded(scenario):
    """Sixty-two claims of the article and thirty-four of its readers, each with a test, none silent without reason."""
    assert [c.id for c in scenario.claims] == [f"C{i:02d}" for i in range(1, 97)]
    assert sum(c.origin == "article" for c in scenario.claims) == 62
    assert all(c.test for c in scenario.claims)
    assert {c.id for c in scenario.claims if not c.effects} == {c.id for c in scenario.claims if c.inert_reason}


def test_default_date__is_16_october():
    """Without a date the flagship starts on 16 October."""
    assert str(check(load("karabakh_2020"), vocabulary()).document.as_of) == DATES[1]


def test_default_strengths__follow_the_rule(base):
    """Undisputed claims and members of pairs stand at 1, judged ones at one half; the one exception says why."""
    paired = {c for pair in base.rivals for c in (*pair.first, *pair.second)}
    for claim in base.claims:
        undisputed = claim.kind in {"CAP", "TIE", "CON", "EST"} or claim.id in paired
        if not claim.rests_on:
            assert claim.strength == (1.0 if undisputed else 0.5), claim.id


def test_effects__leave_priors_alone_at_default_strength(base):
    """At the mean default strength every scale is 1 and every shift 0, so that claims do not move the prior."""
    paired = {c for pair in base.rivals for c in (*pair.first, *pair.second)}
    one_sided = {"C39", "C80"}  # a contract can only take an axis or an entry away; two passes alone leave no third road
    for claim in base.claims:
        s = PAIRED if claim.id in paired else claim.strength
        for effect in claim.effects:
            n, c = effect.neutral, effect.claimed
            if claim.id in one_sided:
                continue
            if effect.op == "scale":
                value = n * (c / n) ** s if min(n, c) > 0 else n + s * (c - n)
                assert value == pytest.approx(1.0, abs=2e-3), (claim.id, effect.target)
            elif effect.op == "shift":
                assert n + s * (c - n) == pytest.approx(0.0, abs=2e-3), (claim.id, effect.target)


def test_value_effects__only_where_a_claim_wakes_or_decides(base):
    """A claim replaces a number only in fields that sleep in the register or that the tables leave to claims."""
    sleeping = {p.field for p in REGISTER if p.prior in ("0", "1")} | {
        "awake",
        "on",
        "design_consent",
        "effort_recovery",
        "face_floor",
        "design_known",
        "attention",
        "autonomy",
        "commitment",
        "restraint",
        "risk_aversion",
        "activism_cost",
        "activism_minds",
        "energy_stake",
        "supply_share",
        "acceptance",
        "arms_cap",
        "option_weight",
        "red_credibility",
        "red_error",
        "reserves_drain",
        "video_reliability",
    }
    for claim in base.claims:
        for effect in claim.effects:
            if effect.op == "value":
                assert effect.target.split("[")[0] in sleeping, (claim.id, effect.target)
    assert set(SIDE_DEFAULTS).isdisjoint(sleeping)


def test_rivals__eight_pairs_that_do_not_overlap(base):
    """The eight contradictions are drawn by even credence and share no claim."""
    named = [c for pair in base.rivals for c in (*pair.first, *pair.second)]
    assert len(base.rivals) == 8
    assert len(named) == len(set(named))
    assert all(pair.credence == 0.5 for pair in base.rivals)


@pytest.mark.parametrize(
    "bundle",
    [
        "default",
        "article",
        "grinding",
        "treaty_optimist",
        "treaty_realist",
        "no_drones",
        "no_sponsor",
        "mountain_myth",
        "good_cop",
        "nato_azerbaijan",
        "two_theatres",
        "iran_in",
        "hegemon_back",
        "patrol_believer",
        "patrol_sceptic",
    ],
)
def test_bundles__can_be_chosen(base, bundle):
    """Every bundle of the register names claims that exist."""
    choice = choose(base, bundle)
    assert choice.bundle == bundle
    assert set(choice.strengths) == {c.id for c in base.claims}


def test_bundle_article__takes_the_article_at_its_word(base):
    """The article's claims stand at 0.8, hedged ones at 0.6, and the comments that contradict it are off."""
    strengths = choose(base, "article").strengths
    assert {strengths[f"C{i:02d}"] for i in range(1, 63)} == {0.8, 0.6}
    assert all(strengths[c] == 0 for c in ("C72", "C86", "C92", "C93"))


def test_sources__every_number_has_one(scenario):
    """Each source that a number names exists, and no source postdates the as-of date."""
    text = str(scenario.model_dump(mode="json"))
    named = set(re.findall(r"'source': \['([a-z_0-9]+)'", text))
    assert named <= set(scenario.sources)
    assert all(s.known_on is None or s.known_on <= scenario.as_of for s in scenario.sources.values())


def test_reports__only_what_was_told_by_the_day(base, later):
    """The start has no reports; those of 16 October were known by then and cover the 17 mapped sectors."""
    assert not base.reports
    assert all(r.known_on <= later.as_of and r.date <= later.as_of for r in later.reports)
    assert sum(r.kind == "map_share" for r in later.reports) == 17


def test_stated_chances__enter_with_the_article_only(base, later):
    """Chances that the source states in October are not part of the start."""
    assert not any(q.stated for q in base.questions)
    assert {q.id for q in later.questions if q.stated} >= {
        "Q05",
        "Q07",
        "Q08",
        "Q12",
        "Q13",
        "Q14",
        "Q25",
        "Q27",
        "Q30",
    }


def test_designs__none_from_the_future(scenario):
    """Neither the offer made public in November nor a later pact is in the file."""
    assert "offer_19_oct" not in {d.id for d in scenario.settlements}
    assert {"TS2020", "MOU2020", "SHU2021"}.isdisjoint(t.id for t in scenario.treaties)


def test_powers__dormant_ones_exist(base):
    """Powers that only a claim wakes are present and asleep."""
    assert {p.id for p in base.powers if p.dormant} == {"UAE", "SAU", "UKR", "CHN", "HEG"}


def test_outcome_file__answers_every_question_with_a_day(later):
    """The outcome tree has one dated answer per question and a verdict on every claim."""
    raw = yaml.safe_load((LIBRARY / "outcomes" / "karabakh_2020.yaml").read_text(encoding="utf-8"))
    assert {q["id"] for q in raw["questions"]} == {q.id for q in later.questions}
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(q["resolved_on"])) for q in raw["questions"])
    assert set(raw["claims"]) == {c.id for c in later.claims}
    assert sum(raw["end"]["soft"].values()) == pytest.approx(1.0)


def test_loading__never_opens_the_outcome(monkeypatch):
    """Reading and checking the flagship touches no file of the outcome tree."""
    from multipolar.scenario import files

    opened = []
    read = files._read
    monkeypatch.setattr(files, "_read", lambda source, name: opened.append(str(source)) or read(source, name))
    check(load("karabakh_2020", as_of=DATES[1]), vocabulary())
    assert opened
    assert not any("outcomes" in name for name in opened)
