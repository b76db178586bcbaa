"""Verbs that analyse a run: postures of powers, what holds among them, and terms both sides could sign, on the same luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from multipolar.errors import ArgumentError
from multipolar.results import Powers, Settlement, Stability
from multipolar.session.arguments import checked, texts, truth, whole
from multipolar.session.choices import ELECTION_DAY, GAME_DRAWS, GAME_MEMBERS, POSTURES, SETTLE_MEMBERS
from multipolar.session.given import as_run
from multipolar.session.run import Progress, Run

__all__ = ["powers", "settle", "stability"]


@checked()
def powers(
    what: Run | str | Path,
    among: Sequence[str] = (),
    *,
    postures: Mapping[str, Sequence[str]] | None = None,
    written: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    most: int = POSTURES,
    members: int = GAME_MEMBERS,
    draws: int = GAME_DRAWS,
    certify: int = 0,
    seed: int | None = None,
    threads: int | None = None,
    nfg: str | Path | None = None,
    game: str | Path | None = None,
    keep: bool = True,
    progress: Progress | None = None,
) -> Powers:
    """Return the powers' game of a run: ``multipolar-powers/1``. Every profile of postures is simulated on the same luck.

    Parameters
    ----------
    what : a run or its folder.
    among : who plays, by default the first four powers of the scenario that can do more than stay out.
    postures : by power the names of its postures: ``stay_out, broker, threaten, arm, intervene, as_now,
        as_usual``.
    written : by power postures of your own: a name and the options it takes up.
    most : postures of each power where none are named.
    members : courses of each profile.
    draws : bootstraps behind bands and shares.
    certify : fresh courses at the reported profile and at each deviation from it; 0 for none.
    nfg, game : files to write the game to, for other tools (Gambit's format) and as JSON.
    keep : whether the answer is kept in the run's folder, where its page finds it; it takes the place of the last one.

    Raises
    ------
    ArgumentError : for powers, postures, options or numbers that do not fit, each with what would.

    Examples
    --------
    >>> game = mp.powers(run, ["TUR", "RUS"], members=20, draws=50)
    >>> game.pure[0]["profile"]  # doctest: +SKIP
    'stay_out,broker'
    """
    from multipolar.engine.store.files import write_safely, writing
    from multipolar.strategic.games.game_json import game_to_text
    from multipolar.strategic.games.nfg import write_nfg
    from multipolar.studies import kept
    from multipolar.studies.powers import powers as played

    run = _run_to_ask(what, keep=keep)
    document, noisy = played(
        run, among=texts("among", among), postures=postures, written=written, most=whole("most", most, 2, 8),
        members=whole("members", members, 2), draws=whole("draws", draws, 1), certified=whole("certify", certify, 0), seed=seed,
        threads=threads, progress=progress,
    )  # fmt: skip
    title = f"{document['scenario']} as of {document['as_of']}"
    for file, text in ((nfg, write_nfg(noisy.game, title)), (game, game_to_text(noisy))):
        if file is not None:
            with writing(Path(file), fix="name another file"):
                write_safely(Path(file), text.encode("utf-8"))
    if keep:
        kept.keep(run, kept.POWERS, document)
    return Powers(document)


@checked()
def settle(
    what: Run | str | Path,
    design: str | Path | None = None,
    *,
    members: int = SETTLE_MEMBERS,
    election: bool = False,
    election_day: int = ELECTION_DAY,
    keep: bool = True,
    progress: Progress | None = None,
) -> Settlement:
    """Return who would sign which design for ending the war on which day: ``multipolar-settlement/1``.

    Parameters
    ----------
    what : a run or its folder.
    design : file with a settlement of your own, as under ``settlements`` of a scenario, or a patch; it is weighed on the same
        courses.
    members : courses looked at, the first of the run.
    election : whether the designs stand for election too: how likely each is to come out when everybody pushes for what it gains.
    election_day : days after the as-of date on which they do.
    keep : whether the answer is kept in the run's folder, as for ``powers``.

    Raises
    ------
    ArgumentError : for a conditioned run, a file that is no design, a scenario that names no settlement, or an election among
        fewer than two designs or after the war.
    ScenarioError : with every fault of the design.

    Examples
    --------
    >>> found = mp.settle(run, members=40)
    >>> 0.0 <= found.zone[0]["p"] <= 1.0
    True
    """
    from multipolar.studies import kept
    from multipolar.studies.settle import settle as weighed

    run = _run_to_ask(what, keep=keep)
    file = None if design is None else Path(design)
    document = weighed(
        run, members=whole("members", members, 20), design=file, election=truth("election", election),
        election_day=whole("election_day", election_day, 1), progress=progress,
    )  # fmt: skip
    if keep:
        kept.keep(run, kept.SETTLEMENT, document)
    return Settlement(document)


@checked()
def stability(
    what: Run | str | Path | None = None,
    among: Sequence[str] = (),
    *,
    file: str | Path | None = None,
    status_quo: str | None = None,
    reading: str = "sequence",
    postures: Mapping[str, Sequence[str]] | None = None,
    written: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    most: int = POSTURES,
    members: int = GAME_MEMBERS,
    draws: int = GAME_DRAWS,
    seed: int | None = None,
    threads: int | None = None,
    keep: bool = True,
    progress: Progress | None = None,
) -> Stability:
    """Return which states hold when powers look ahead (R, GMR, SMR, SEQ, groups), and why: ``multipolar-stability/1``.

    Parameters
    ----------
    what : a run or its folder: its states are profiles of postures of its powers, wanted for what they are worth in its courses.
    among, postures, written, most, members, seed, threads : who plays with which postures, as for ``powers``.
    file : in place of a run, a JSON file with a conflict in option form, as ``multipolar-conflict/1``.
    status_quo : a state: postures in the order of the powers joined by commas, of a file letters Y and N; by default what is
        nearest to what the powers do now, of a file what it names.
    reading : what counts as an answer of the others: ``sequence``, ``once`` or ``single``.
    draws : bootstraps over the courses behind the probability that a state holds.
    keep : whether the answer is kept in the run's folder, as for ``powers``; that of a file is not kept.

    Raises
    ------
    ArgumentError : for both or neither of a run and a file, and for anything that does not fit, with what would.
    FaultyFileError : with every fault of the file.

    Examples
    --------
    >>> found = mp.stability(run, ["TUR", "RUS"], members=20, draws=50)
    >>> found.reading
    'sequence'
    """
    from multipolar.studies import kept
    from multipolar.studies.stability import READINGS, stability_of_file, stability_of_run

    if (what is None) == (file is None):
        found = "neither" if what is None else "both"
        raise ArgumentError(f"what, file: found {found}, expected a run or a file with a conflict in option form")
    if reading not in READINGS:
        raise ArgumentError(f"reading: found {reading!r}, expected one of {', '.join(READINGS)}")
    if what is None:
        assert file is not None
        return Stability(stability_of_file(Path(file), reading=reading, status_quo=status_quo))  # type: ignore[arg-type]
    run = _run_to_ask(what, keep=keep)
    document = stability_of_run(
        run, reading=reading, status_quo=status_quo, draws=whole("draws", draws, 1),  # type: ignore[arg-type]
        among=texts("among", among), postures=postures, written=written, most=whole("most", most, 2, 8),
        members=whole("members", members, 2), seed=seed, threads=threads, progress=progress,
    )  # fmt: skip
    if keep:
        kept.keep(run, kept.STABILITY, document)
    return Stability(document)


def _run_to_ask(what: Run | str | Path, *, keep: bool) -> Run:
    """Return the run that is asked; one in whose folder the answer cannot be kept is refused before anything is lived."""
    from multipolar.studies.kept import must_be_writable

    run = as_run(what)
    if truth("keep", keep):
        must_be_writable(run)
    return run
