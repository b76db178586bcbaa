"""Verbs that bring facts in and hand results on: fact packs, the VIEWS format, the bibliography, a page opened again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.forecast.months import DRAWS
from multipolar.results import Bibliography, Export, Opened
from multipolar.session.arguments import checked
from multipolar.session.choices import RunChoices
from multipolar.session.given import as_run, is_folder_of_run, named
from multipolar.session.run import Run
from multipolar.session.war import War, load_war, words

if TYPE_CHECKING:
    from multipolar.data.pack_scenario import WrittenPack

__all__ = ["cite", "export", "import_pack", "open_report"]


@checked()
def export(
    what: Run | str | Path,
    path: str | Path,
    *,
    months: Sequence[str] | None = None,
    draws: int = DRAWS,
    country: str | None = None,
    country_number: int | None = None,
) -> Export:
    """Write deaths by country and month in the VIEWS format (Parquet), and return what was written.

    All deaths of the war are booked to one ``country``, by default side A: UCDP books them where they happen.

    Raises
    ------
    QuestionError : if the run kept too few days, a month lies outside the forecast, the country is not known or not the
        one of the number, or the file's name does not end with .parquet.
    RunError : if the file is there already or cannot be written.

    Examples
    --------
    >>> written = mp.export(run, "views.parquet", draws=100)
    >>> deaths = written.months
    """
    from multipolar.studies.export import export_views

    done = as_run(what)
    return Export(export_views(done, Path(path), months=months, draws=draws, country=country, country_number=country_number))


@checked()
def import_pack(facts: str | Path, out: str | Path | None = None) -> WrittenPack:
    """Write the scenario made from a fact pack (by default ID.yaml here) and return its file and every assumption.

    ``facts`` is a file, or the name of one of the packs that come with the package.

    Raises
    ------
    ScenarioError : with every fault of the pack, or if the file is there already.

    Examples
    --------
    >>> made = mp.import_pack("idlib_2020")
    >>> assumed = made.warnings
    """
    from multipolar.data.pack_scenario import write_scenario
    from multipolar.scenario.check import check
    from multipolar.scenario.loaded import loaded_from

    return write_scenario(
        facts, None if out is None else Path(out), check=lambda text, name: check(loaded_from(text, name), words()).problems
    )


@checked()
def cite(what: Run | War | str | Path) -> Bibliography:
    """Return the bibliography of exactly what a run or a war used: ``multipolar-cite/1``.

    Examples
    --------
    >>> sources = [row["text"] for row in mp.cite(run).sources]
    """
    from multipolar.session.citations import bibliography

    if isinstance(what, War):
        return Bibliography(bibliography(what))
    if is_folder_of_run(what):
        return Bibliography(bibliography(as_run(what).war))
    return Bibliography(bibliography(load_war(RunChoices().recipe(named(what)))))


@checked()
def open_report(page: str | Path, into: str | Path | None = None) -> Opened:
    """Write scenario, patches, reports, settings and forecast of a page into a folder: ``multipolar-opened/1``.

    Nothing of the page is run. ``into``: a new or empty folder, by default SCENARIO-ASOF-DIGEST8 here.

    Raises
    ------
    FaultyFileError : if it is no page of ours, is too large, or was altered. RunError : for a folder that is not free.
    """
    from multipolar.report.opened import open_page

    return Opened(open_page(Path(page), None if into is None else Path(into)))
