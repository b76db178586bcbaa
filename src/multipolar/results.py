"""What the verbs return: frozen results with named parts; each is also a mapping over its document, as JSON holds it."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = [
    "Bibliography", "Comparison", "Conditioned", "Discovery", "Drivers", "Export", "LedgerCalibration", "LedgerEntry",
    "LedgerList", "LedgerScores", "PostMortem", "Replay", "Result", "Score", "Signposts", "StudyTable",
]  # fmt: skip

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Result(Mapping[str, Any]):
    """A document of a verb: its keys can be read as of a mapping, and ``to_json`` gives all of it as plain values.

    Results are equal where their documents are.
    """

    document: Row

    def to_json(self) -> dict[str, Any]:
        """Return the document as plain values, a copy of the caller's own."""
        return copy.deepcopy(dict(self.document))

    def __getitem__(self, key: str) -> Any:
        """Return a part of the document."""
        return self.document[key]

    def __iter__(self) -> Iterator[str]:
        """Yield the keys of the document."""
        return iter(self.document)

    def __len__(self) -> int:
        """Return how many keys the document has."""
        return len(self.document)

    def __repr__(self) -> str:
        """Return the result in one line."""
        told = ", ".join(
            f"{key}={self.document[key]!r}" for key in ("scenario", "as_of", "members", "kind") if key in self.document
        )
        return f"{type(self).__name__}({told})"

    @property
    def schema(self) -> str:
        """Name and version of the document's form, such as multipolar-score/1."""
        return str(self.document["schema"])

    @property
    def complete(self) -> bool:
        """Whether all was simulated that was asked for; False where it was interrupted."""
        return bool(self.document.get("complete", True))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OfWar(Result):
    """A result about one war as of one date."""

    @property
    def scenario(self) -> str:
        """The scenario's id."""
        return str(self.document["scenario"])

    @property
    def as_of(self) -> dt.date:
        """The last day of which the forecast may know anything."""
        return dt.date.fromisoformat(self.document["as_of"])


class Score(OfWar):
    """Scores of a forecast against what happened, beside the uniform forecast and what authors said themselves."""

    __slots__ = ()

    @property
    def members(self) -> int:
        """How many courses were scored."""
        return int(self.document["members"])

    @property
    def targets(self) -> Mapping[str, Row]:
        """What was scored by name: what happened, score, uniform forecast, rule."""
        return dict(self.document["targets"])

    @property
    def means(self) -> Row:
        """Mean scores by family; empty where targets have no common rule."""
        return dict(self.document.get("means", {}))


class Comparison(OfWar):
    """Variants of a war against the first of them, on the same members and the same chance."""

    __slots__ = ()

    @property
    def members(self) -> int:
        """How many courses of each variant were compared."""
        return int(self.document["members"])

    @property
    def base(self) -> str:
        """The variant that the others are compared with."""
        return str(self.document["base"])

    @property
    def variants(self) -> Mapping[str, Row]:
        """The other variants by name: inputs that differ, differences of outcomes, and which of them moved."""
        return dict(self.document["variants"])


class Replay(OfWar):
    """One course of a war, day by day, with its causes."""

    __slots__ = ()

    @property
    def member(self) -> int:
        """Number of the course."""
        return int(self.document["member"])

    @property
    def ending(self) -> str:
        """How the war ended."""
        return str(self.document["ending"])

    @property
    def length_days(self) -> float:
        """How long the course lasted from the as-of date [days]."""
        return float(self.document["length_days"])

    @property
    def events(self) -> list[Row]:
        """What happened in its order: day, what, rule, claims and sources behind it."""
        return list(self.document["events"])


class PostMortem(OfWar):
    """Which claims and facts helped or hurt a run, once it is known what happened."""

    __slots__ = ()

    @property
    def claims(self) -> list[Row]:
        """The claims tried, each with its verdict."""
        return list(self.document["claims"])

    @property
    def helped(self) -> list[str]:
        """Claims that made the forecast better."""
        return list(self.document["helped"])

    @property
    def hurt(self) -> list[str]:
        """Claims that made the forecast worse."""
        return list(self.document["hurt"])


class Drivers(OfWar):
    """What moves the ending of a run, a question or a number: its inputs, the strongest first, and luck beside them."""

    __slots__ = ()

    @property
    def target(self) -> str:
        """What was asked about: ``ending``, an ending, a question or a number."""
        return str(self.document["target"])

    @property
    def members(self) -> int:
        """How many courses were read."""
        return int(self.document["members"])

    @property
    def effective(self) -> float:
        """How many equally weighted courses these are worth."""
        return float(self.document["effective"])

    @property
    def headline(self) -> Row:
        """The likeliest answer with its probability, or the mean of the number: answer, text, value, low, high."""
        return dict(self.document["headline"])

    @property
    def luck(self) -> Row | None:
        """Share of the spread that stays where every input is known: value, low, high; None without pairs of equal inputs."""
        return None if self.document["luck"] is None else dict(self.document["luck"])

    @property
    def drivers(self) -> list[Row]:
        """The inputs, the largest share of the variance first.

        Each: ``key``, ``label``, ``kind``, ``graded``; ``first_order``: share of the variance that knowing it removes;
        ``total_variation`` beside ``null95``, which one of twenty inputs without effect exceeds; ``bits``: the value of knowing
        it; ``at``: the target at low, middle and high input; ``flips_at``: the input at which another answer leads, or None.
        """
        return list(self.document["drivers"])

    @property
    def pairs(self) -> list[Row] | None:
        """Pairs of inputs that act together, with the share of the variance that only the two own; None where not looked for."""
        return None if self.document["pairs"] is None else list(self.document["pairs"])

    @property
    def research(self) -> list[Row]:
        """Inputs that rest on judgement or on nothing, by the value of knowing them: what to find out next."""
        return list(self.document["research"])

    @property
    def crux(self) -> Row | None:
        """The claims or the input whose resolution moves the headline most, as a sentence; None where nothing varies."""
        return None if self.document["crux"] is None else dict(self.document["crux"])

    @property
    def others(self) -> list[Drivers]:
        """The same for the further targets, in the order in which they were asked."""
        head = {key: self.document[key] for key in ("schema", "version", "scenario", "as_of", "digest", "seed")}
        return [Drivers(head | dict(part)) for part in self.document.get("others", ())]


class Discovery(OfWar):
    """Boxes of the inputs of a run in which an answer is frequent, the first found first."""

    __slots__ = ()

    @property
    def target(self) -> str:
        """What was asked about: ``ending``, an ending, a question or a number."""
        return str(self.document["target"])

    @property
    def answer(self) -> str:
        """The answer that is looked for, in words."""
        return str(self.document["answer"])

    @property
    def members(self) -> int:
        """How many courses were read."""
        return int(self.document["members"])

    @property
    def base(self) -> Row:
        """How frequent the answer is in all courses: value, low, high."""
        return dict(self.document["base"])

    @property
    def boxes(self) -> list[Row]:
        """The boxes: ``sentence``; ``coverage``, ``density``, ``mass``; ``held_out``: both on courses not seen; ``limits``.

        Each limit: ``key``, ``label``, ``low`` and ``high`` or ``kept`` categories, ``quasi_p``, and ``again``, the share of
        halves of the courses in which the input is limited too.
        """
        return list(self.document["boxes"])

    @property
    def trajectory(self) -> list[Row]:
        """The steps of the first peeling: step, coverage, density, mass, and how many inputs are restricted."""
        return list(self.document["trajectory"])


class Bibliography(OfWar):
    """The sources of exactly what a run or a war used."""

    __slots__ = ()

    @property
    def sources(self) -> list[Row]:
        """Sources of the scenario that stand behind a number: key, text, grade, how many numbers."""
        return list(self.document["sources"])

    @property
    def priors(self) -> list[Row]:
        """Sources of shared priors with the parameters that rest on them."""
        return list(self.document["priors"])


class Conditioned(OfWar):
    """A forecast given reports: the forecast document, or none where too few courses fit, and what each report did."""

    __slots__ = ()

    @property
    def refused(self) -> str | None:
        """Why no probabilities are given; None where they are."""
        return None if self.document["refused"] is None else str(self.document["refused"])

    @property
    def run(self) -> str | None:
        """The folder of the conditioned run; None where there is none."""
        found = self.document.get("run")
        return None if found is None else str(found)

    @property
    def reports(self) -> Sequence[Row]:
        """What each report did, in the order of events.

        Each has ``id``, ``date`` (of what it tells of), ``published``, ``kind``, ``text``, ``surprise`` [bits], ``ess`` (effective
        courses after it) and ``log_evidence`` [nats].
        """
        return tuple(self.document["evidence"])


class Signposts(OfWar):
    """Events to watch for, ranked by what seeing them, or not, by a day is expected to tell of a target."""

    __slots__ = ()

    @property
    def target(self) -> str:
        """The ending or question that is told of."""
        return str(self.document["target"])

    @property
    def rows(self) -> Sequence[Row]:
        """The signposts, best first.

        Each has ``key, event, by`` (date), ``day`` (days after the as-of date), ``running`` (chance that the war still goes on),
        ``p`` (that the event has happened by then if it does), ``seen`` and ``unseen`` (chance of the target in either case, each
        with ``_low`` and ``_high``) and ``bits`` (expected information).
        """
        return tuple(self.document["signposts"])


class Export(OfWar):
    """What was written for VIEWS: file, country, draws, mean deaths by month."""

    __slots__ = ()

    @property
    def file(self) -> str:
        """The Parquet file."""
        return str(self.document["file"])

    @property
    def months(self) -> Mapping[str, float]:
        """Mean deaths by month [persons]."""
        return dict(self.document["months"])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StudyTable(Result):
    """The table of a study; ``markdown`` and, where there is one, ``csv`` are the same table as text."""

    kind: str
    markdown: str
    csv: str | None = None

    @property
    def rows(self) -> Any:
        """What the study tells, row by row; by name where a study names its rows."""
        key = next(key for key in ("rows", "mechanisms", "wars") if key in self.document)
        return copy.copy(self.document[key])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OfLedger(Result):
    """A result of the ledger, with what the verification of its chain found."""

    @property
    def chain(self) -> Row:
        """Whether the chain of rows is whole, how many rows it holds, and which do not fit."""
        return dict(self.document["chain"])

    @property
    def kind(self) -> str:
        """What the ledger was asked."""
        return str(self.document["kind"])


class LedgerEntry(OfLedger):
    """A forecast of the ledger with its answers and scores, or the updates of one question over time."""

    __slots__ = ()

    @property
    def forecast(self) -> Row | None:
        """The row of the forecast; None where a question was asked for."""
        return next(iter(self.document.get("forecasts", ())), None)

    @property
    def updates(self) -> list[Row]:
        """The forecasts of a question in the order of their dates; empty where a forecast was asked for."""
        return list(self.document.get("updates", ()))


class LedgerList(OfLedger):
    """All forecasts of a ledger in the order in which they were added."""

    __slots__ = ()

    @property
    def forecasts(self) -> list[Row]:
        """The rows of the forecasts."""
        return list(self.document["forecasts"])


class LedgerScores(OfLedger):
    """What was scored now, and what could not be, with the reason."""

    __slots__ = ()

    @property
    def scores(self) -> list[Row]:
        """Scores by forecast."""
        return list(self.document["scores"])

    @property
    def skipped(self) -> list[Row]:
        """Forecasts without a score, each with why."""
        return list(self.document["skipped"])


class LedgerCalibration(OfLedger):
    """How often what was called likely came true."""

    __slots__ = ()

    @property
    def bins(self) -> list[Row]:
        """Probabilities said and frequencies found, with the band that luck leaves."""
        return list(self.document["bins"])

    @property
    def n(self) -> int:
        """How many answers are counted."""
        return int(self.document["n"])
