"""What a finished run tells when it is asked: drivers, conditions, signposts, and the forecast given reports."""

from __future__ import annotations

from collections.abc import Sequence

from multipolar.results.html import answer_html, conditioned_html, drivers_html, signposts_html
from multipolar.results.result import OfWar, Row

__all__ = ["Answer", "Conditioned", "Discovery", "Drivers", "Signposts"]


class Answer(OfWar):
    """What a run answers to a feature of the question language, as the forecast publishes it and as its courses were counted."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return answer_html(self.document)

    @property
    def feature(self) -> str:
        """The feature with its arguments, as it was asked."""
        return str(self.document["feature"])

    @property
    def kind(self) -> str:
        """What the answer is: ``yes or no``, ``number`` or ``name``."""
        return str(self.document["kind"])

    @property
    def unit(self) -> str:
        """Unit of the answer; ``probability`` for yes or no."""
        return str(self.document["unit"])

    @property
    def members(self) -> int:
        """How many courses answered."""
        return int(self.document["members"])

    @property
    def published(self) -> Row:
        """The answer of the forecast, courses weighted as in it.

        Yes or no: ``p``, ``low`` and ``high`` (counting interval at 95 %). A number: ``mean`` with ``low`` and ``high``, and the
        quantiles ``q05`` to ``q95``. A name: ``options``, each with ``p, low, high``.
        """
        return dict(self.document["published"])

    @property
    def counted(self) -> Row:
        """The same where every course counts as one."""
        return dict(self.document["counted"])

    @property
    def value(self) -> float | dict[str, float]:
        """The published probability, mean, or probabilities by name."""
        if self.kind == "name":
            return {name: float(row["p"]) for name, row in self.published["options"].items()}
        return float(self.published["p" if self.kind == "yes or no" else "mean"])


class Drivers(OfWar):
    """What moves the ending of a run, a question or a number: its inputs, the strongest first, and luck beside them."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return drivers_html(self.document)

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
    def methods(self) -> list[Row]:
        """Claims of the method by analysis kept for the run (powers, stability, election); empty where none was asked.

        Each: ``analysis``, ``answer``, ``draws``, ``together``, and ``drivers``, of which each has ``key``, ``label``, ``kind``,
        ``share`` of the variance of the answer, ``holds``, ``settings`` and ``above_courses``.
        """
        return list(self.document.get("methods", ()))

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


class Conditioned(OfWar):
    """A forecast given reports: the forecast document, or none where too few courses fit, and what each report did."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return conditioned_html(self.document)

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

    def _repr_html_(self) -> str:
        return signposts_html(self.document)

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
