"""The studies as verbs: what one is asked for, checked by name, and its table as the result."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from multipolar.errors import QuestionError
from multipolar.library import FLAGSHIP
from multipolar.registry import nearest
from multipolar.results import StudyTable
from multipolar.session.arguments import checked, deprecated, refuse_given
from multipolar.session.choices import ABLATION_MEMBERS, PRIOR_MEMBERS, STUDY_MEMBERS, RunChoices
from multipolar.session.given import named
from multipolar.session.run import Progress
from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import Recipe

Named = Sequence[str] | None


def _recipe(source: str | Path | None, as_of: str | dt.date | None) -> Recipe:
    return RunChoices.of(as_of).recipe(named(FLAGSHIP if source is None else source))


@checked()
def study_claims(
    source: str | Path | None = None, as_of: str | dt.date | None = None, *, only: Named = None, members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED, progress: Progress | None = None,
) -> StudyTable:  # fmt: skip
    """Return what each claim does, on against off on the same members: ``multipolar-claims/1``.

    ``source`` is the flagship when nobody says; ``only`` these claims.

    Raises
    ------
    QuestionError : for a claim that the scenario does not make.

    Examples
    --------
    >>> table = mp.study_claims("karabakh_2020", only=["C05"], members=40)
    >>> [row["claim"] for row in table.rows][0]
    'C05'
    """
    from multipolar.studies.claims import claims_document

    document = claims_document(_recipe(source, as_of), members=members, seed=seed, only=only, progress=progress)
    plain = {key: value for key, value in document.items() if key not in {"markdown", "csv"}}
    return StudyTable(plain, "claims", document["markdown"], document["csv"])


@checked()
def study_mechanisms(
    source: str | Path | None = None, as_of: str | dt.date | None = None, *, only: Named = None, members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED, progress: Progress | None = None,
) -> StudyTable:  # fmt: skip
    """Return what each mechanism does, switched off one by one: ``multipolar-mechanisms/1``; ``only`` these.

    Examples
    --------
    >>> table = mp.study_mechanisms("karabakh_2020", only=["drones"], members=40)
    >>> list(table.rows)
    ['drones']
    """
    from multipolar.studies import mechanisms

    document = mechanisms.study_mechanisms(_recipe(source, as_of), only=only, members=members, seed=seed, progress=progress)
    return StudyTable(document, "mechanisms", mechanisms.markdown(document))


@checked()
def study_bundles(
    source: str | Path | None = None, as_of: str | dt.date | None = None, *, only: Named = None, members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED, progress: Progress | None = None,
) -> StudyTable:  # fmt: skip
    """Return the questions scored under several bundles of claims: ``multipolar-bundles/1``; ``only`` these bundles.

    Examples
    --------
    >>> table = mp.study_bundles("karabakh_2020", only=["article"], members=40)
    """
    from multipolar.studies import bundles

    document = bundles.study_bundles(_recipe(source, as_of), only=only, members=members, seed=seed, progress=progress)
    return StudyTable(document, "bundles", bundles.markdown(document))


@checked()
def study_targets(
    source: str | Path | None = None, as_of: str | dt.date | None = None, *, members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED, progress: Progress | None = None,
) -> StudyTable:  # fmt: skip
    """Return the course of a war, from its first date, against what was measured of it: ``multipolar-targets/1``.

    Examples
    --------
    >>> table = mp.study_targets("karabakh_2020", members=40)
    """
    from multipolar.studies import targets

    document = targets.study_targets(_recipe(source, as_of), members=members, seed=seed, progress=progress)
    return StudyTable(document, "targets", targets.markdown(document))


@checked()
def study_ablations(
    wars: Named = None, as_of: str | dt.date | None = None, *, only: Named = None, members: int = ABLATION_MEMBERS,
    seed: int = DEFAULT_SEED, progress: Progress | None = None,
) -> StudyTable:  # fmt: skip
    """Return what the score of ``wars`` (all whose end is known) loses without a part: ``multipolar-ablations/1``.

    Examples
    --------
    >>> table = mp.study_ablations(["karabakh_2020"], only=["drones"], members=40)
    """
    from multipolar.studies import ablations

    date = RunChoices.of(as_of).as_of
    document = ablations.study_ablations(wars, as_of=date, only=only, members=members, seed=seed, progress=progress)
    return StudyTable(document, "ablations", ablations.markdown(document))


@checked()
def study_prior(*, members: int = PRIOR_MEMBERS, seed: int = DEFAULT_SEED, progress: Progress | None = None) -> StudyTable:
    """Return random and library wars that nobody fitted against what wars have been like: ``multipolar-prior/1``.

    Examples
    --------
    >>> table = mp.study_prior(members=40)  # doctest: +SKIP
    """
    from multipolar.studies import prior

    document = prior.study_prior(members=members, seed=seed, progress=progress)
    return StudyTable(document, "prior", prior.markdown(document))


STUDIES: dict[str, Callable[..., StudyTable]] = {
    "claims": study_claims, "mechanisms": study_mechanisms, "bundles": study_bundles, "targets": study_targets,
    "prior": study_prior, "ablations": study_ablations,
}  # fmt: skip
"""The studies by kind, as the command line names them. What a study does not take, its signature lacks."""


def study_of_kind(kind: str, source: str | Path | None = None, as_of: str | dt.date | None = None, **given: Any) -> StudyTable:
    """Return the study of a kind, as the command line names it.

    Raises
    ------
    QuestionError : for a study that does not exist. ArgumentError : for an argument that the study does not use.
    """
    if kind not in STUDIES:
        near = nearest(kind, STUDIES)
        raise QuestionError(f"no study {kind!r}; {f'did you mean {near!r}? ' if near else ''}known: {', '.join(STUDIES)}")
    verb, asked = STUDIES[kind], {"source": source, "as_of": as_of, **given}
    takes = inspect.signature(verb).parameters
    why = f"the study of {kind} does not use it"
    refuse_given("study", why, **{key: value for key, value in asked.items() if key not in takes})
    return verb(**{key: value for key, value in asked.items() if key in takes and value is not None})


@checked()
def study(
    kind: str,
    source: str | Path | None = None,
    as_of: str | dt.date | None = None,
    *,
    members: int | None = None,
    seed: int = DEFAULT_SEED,
    only: Sequence[str] | None = None,
    wars: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return the document of a study; deprecated, use ``study_claims``, ``study_mechanisms`` and their like.

    Raises
    ------
    QuestionError : for a study that does not exist. ArgumentError : for an argument that the study does not use.
    """
    deprecated("study(kind)", f"study_{kind if kind in STUDIES else 'claims'}")
    table = study_of_kind(kind, source, as_of, members=members, seed=seed, only=only, wars=wars, progress=progress)
    texts = {} if table.csv is None else {"markdown": table.markdown, "csv": table.csv}
    return table.to_json() | texts
