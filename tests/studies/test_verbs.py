"""The studies as verbs: members by kind, arguments that a study does not take, and the call of old."""

from __future__ import annotations

import inspect
import re

import pytest

from multipolar.errors import ArgumentError, MultipolarError
from multipolar.studies import verbs


def test_study__members_go_by_kind_when_nobody_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """A study of scores takes 500 members, one of many wars 40, others 2,000; a given number is taken; an unknown kind named."""
    asked = []
    monkeypatch.setattr("multipolar.studies.ablations.study_ablations", lambda wars, **how: asked.append(how["members"]))
    monkeypatch.setattr("multipolar.studies.targets.study_targets", lambda recipe, **how: asked.append(how["members"]))
    monkeypatch.setattr("multipolar.studies.prior.study_prior", lambda **how: asked.append(how["members"]))
    for name in ("ablations", "targets", "prior"):
        monkeypatch.setattr(f"multipolar.studies.{name}.markdown", lambda document: "")
    for kind, members in (("ablations", None), ("prior", None), ("targets", None), ("ablations", 7), ("targets", 7)):
        verbs.study_of_kind(kind, members=members)

    assert asked == [500, 40, 2_000, 7, 7]
    with pytest.raises(MultipolarError, match="claims, mechanisms, bundles, targets, prior, ablations"):
        verbs.study_of_kind("clams")


def test_study__the_old_call_warns_and_gives_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """For one release: the same words, the same document with its texts, and a warning that names the new function."""
    told = {"schema": "multipolar-claims/1", "rows": [{"claim": "C1"}], "markdown": "| claim |", "csv": "claim"}
    monkeypatch.setattr("multipolar.studies.claims.claims_document", lambda recipe, **how: dict(told))
    with pytest.warns(DeprecationWarning, match="study_claims"):
        assert verbs.study("claims") == told
    table = verbs.study_claims()
    assert table.to_json() == {key: told[key] for key in ("schema", "rows")}
    assert (table.markdown, table.csv, table.rows) == ("| claim |", "claim", [{"claim": "C1"}])


@pytest.mark.parametrize(
    ("kind", "unused"),
    [
        ("claims", ["wars"]),
        ("mechanisms", ["wars"]),
        ("bundles", ["wars"]),
        ("targets", ["only", "wars"]),
        ("prior", ["source", "as_of", "only", "wars"]),
        ("ablations", ["source"]),
    ],
)
def test_study_of_kind__refuses_what_the_study_does_not_take(kind: str, unused: list[str]) -> None:
    """What the signature of a study lacks is refused when it is given, all at once; a list without entries is not given."""
    asked = {"source": "x", "as_of": "2020-10-16", "only": ["x"], "wars": ["x"]}
    found = [name for name in asked if name not in inspect.signature(verbs.STUDIES[kind]).parameters]

    assert found == unused
    said = ", ".join(f"{name}=..." for name in unused)
    with pytest.raises(ArgumentError, match=re.escape(f"study(): {said} cannot be used")):
        verbs.study_of_kind(kind, **asked)


def test_study_of_kind__hands_on_what_the_study_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty lists and missing values are left to the study's own defaults."""
    asked = {}
    monkeypatch.setattr("multipolar.studies.prior.study_prior", lambda **how: asked.update(how) or {})
    monkeypatch.setattr("multipolar.studies.prior.markdown", lambda document: "table")

    assert verbs.study_of_kind("prior", members=7, wars=[], only=None).markdown == "table"
    assert (asked["members"], asked["seed"]) == (7, 2020)
