"""What stands behind an event exists: the rule in the register of mechanisms, the claim and the source in the scenario."""

from __future__ import annotations

import pytest

from invented import war
from multipolar.engine.replay import RULES, Event
from multipolar.model.catalogue import CATALOGUE
from multipolar.session.causes import Causes, mechanism_of
from multipolar.session.citations import bibliography
from multipolar.session.course import course_of
from multipolar.session.war import Recipe, load_war

WALKED = {"karabakh_2020": (0, 7), "libya_2019": (0, 3), "october_1973": (1, 4), "krajina_1995": (2, 5)}
"""Wars whose courses are walked, with the members."""


def causes_with(**strengths):
    """Return the causes in a course of the flagship where these claims hold."""
    return Causes(war().scenario.document, strengths)


@pytest.mark.parametrize("kind", sorted(RULES))
def test_mechanism__stands_behind_every_rule(kind):
    """The rule is a law or step of a mechanism in the catalogue, whose sentence says it in words."""
    mechanism = mechanism_of(RULES[kind])
    homes = {step.__module__ for step in mechanism.steps.values()}
    module = RULES[kind].function.__module__

    assert mechanism in CATALOGUE
    assert any(module == home or home == f"{module.rpartition('.')[0]}.step" for home in homes)
    assert mechanism.summary.endswith(".")


def test_claims__are_those_on_what_the_event_names():
    """A claim on one power does not stand behind the act of another; one that is off in the course stands behind nothing."""
    claims = {claim.id: claim for claim in war().scenario.document.claims}
    fields = set(RULES["option_starts"].fields)
    named = {
        claim.id: {effect.target.partition("[")[2].split(",")[0].rstrip("]") for effect in claim.effects
                   if effect.target.partition("[")[0] in fields}
        for claim in claims.values()
    }  # fmt: skip
    on_turkey = next(name for name, powers in named.items() if powers == {"TUR"})
    causes = causes_with(**dict.fromkeys(claims, 1.0))

    assert on_turkey in causes.of(Event(1, "option_starts", ("TUR",), held={"act": "statement"})).claims
    assert on_turkey not in causes.of(Event(1, "option_starts", ("USA",), held={"act": "statement"})).claims
    assert causes_with().of(Event(1, "option_starts", ("TUR",), held={"act": "statement"})).claims == ()


def test_sources__are_the_scenario_s_own_before_the_prior_s():
    """A red line rests on its coding; what the scenario learned from past wars is cited as that."""
    causes, texts = causes_with(), {key: source.text for key, source in war().scenario.document.sources.items()}
    line = causes.of(Event(1, "red_line_answered", ("RUS",), held={"line": "russia_own_forces"}))
    assert line.sources == (texts["red_line_coding"],)
    assert causes.of(Event(1, "settlement", held={"design": "total_return", "brokers": ()})).sources[0] == texts["power_coding"]
    assert "the same" not in causes.of(Event(1, "place_falls", ("AZE",), "FUZ")).sources


@pytest.mark.compiled
@pytest.mark.parametrize("name", WALKED)
def test_courses__name_rules_claims_and_sources_that_exist(name):
    """Of every event that happens the mechanism is in the catalogue, claims in the scenario, sources in the bibliography."""
    found = load_war(Recipe(name))
    claims = {claim.id for claim in found.scenario.document.claims}
    cited = bibliography(found)
    sources = {row["text"] for row in cited["sources"]} | {row["source"] for row in cited["priors"]}
    origins = {claim.id: claim.origin for claim in found.scenario.document.claims}
    mechanisms = {mechanism.name for mechanism in CATALOGUE}
    for member in WALKED[name]:
        course = course_of(found, member, seed=2020)
        assert course["events"][-1]["kind"] in {"settlement", "terms_imposed", "war_stops", "horizon_reached"}
        for event in course["events"]:
            assert event["mechanism"] in mechanisms
            assert set(event["claims"]) <= claims
            assert all(origins[claim] for claim in event["claims"])
            assert event["sources"], event
            assert set(event["sources"]) <= sources, event
        assert set(course["claims"]) == {claim for event in course["events"] for claim in event["claims"]}
