"""What can be read off a finished course to answer a question: one small function per feature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import QuestionError
from multipolar.model.build import Model
from multipolar.model.ending import ARRANGEMENTS, ENDINGS, STOPS
from multipolar.model.labels import option_key
from multipolar.numerics.arrays import Records
from multipolar.reading import read_day, read_integer
from multipolar.registry import Registry, nearest
from multipolar.scenario.resolve import Scenario
from multipolar.scenario.vocabulary import GROUPS, OTHER, Answer, FeatureWord

Values = NDArray[Any]

STOP = {name: code for code, name in enumerate(STOPS)}
LABEL = {name: code for code, name in enumerate(ENDINGS)}
KIND = {name: code for code, name in enumerate(ARRANGEMENTS)}
DIRECT = 2
CONSULTED, ASKED, HONOURED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Frame:
    """What a feature may look at beside the course: the model, and the dates of the forecast."""

    model: Model
    as_of: dt.date
    round_start: dt.date

    @property
    def sc(self) -> Any:
        """The read-only record of the scenario."""
        return self.model.sc[0]

    @property
    def horizon(self) -> int:
        """Days ahead that the forecast looks."""
        return int(self.sc["horizon"])

    def day(self, date: dt.date) -> int:
        """Return a date as days after the as-of date."""
        return (date - self.as_of).days


def frame_of(scenario: Scenario, model: Model) -> Frame:
    """Return the frame of a scenario's questions."""
    return Frame(model, scenario.as_of, scenario.document.round_start)


@dataclass(frozen=True, slots=True)
class Ask:
    """One feature asked about: its arguments, the closing day and the options of the question behind it."""

    frame: Frame
    args: tuple[str, ...] = ()
    closes: int | None = None
    options: tuple[str, ...] = ()
    threshold: float | None = None

    @property
    def last_day(self) -> float:
        """The last day that counts for the answer [days after the as-of date]."""
        return float("inf") if self.closes is None else float(self.closes)

    def one(self, names: Sequence[str], what: str, place: int = 0) -> int:
        """Return the index that an argument names.

        Raises
        ------
        QuestionError : naming the nearest.
        """
        return named(self.args[place] if len(self.args) > place else "", names, what)


def named(name: str, names: Sequence[str], what: str) -> int:
    """Return the index of a name.

    Raises
    ------
    QuestionError : naming the nearest.
    """
    if name in names:
        return list(names).index(name)
    near = nearest(name, names)
    hint = f"did you mean {near!r}?" if near else f"known: {', '.join(names)}"
    raise QuestionError(f"no {what} {name!r}; {hint}")


Compute = Callable[[Records, Ask], Values]


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: its name, its declaration (what it answers, takes and means), and how it is read off the courses."""

    name: str
    word: FeatureWord
    compute: Compute
    names: Callable[[Ask], tuple[str, ...]] = field(default=lambda ask: ask.options)

    @property
    def kind(self) -> Answer:
        """Whether it answers yes or no, a number or a name."""
        return self.word.answers

    @property
    def meaning(self) -> str:
        """What it means."""
        return self.word.meaning


FEATURES: Registry[Feature] = Registry("feature")


def feature(name: str, meaning: str, **declared: Any) -> Callable[[Compute], Compute]:
    """Enter a feature with its declaration, the fields of ``FeatureWord``; `check` refuses what it does not take."""

    def enter(compute: Compute) -> Compute:
        FEATURES.add(name, Feature(name, FeatureWord(meaning, **declared), compute))
        return compute

    return enter


def _side(ask: Ask) -> int:
    index = ask.frame.model.labels.side(ask.args[0] if ask.args else "")
    if index < 0:
        raise QuestionError(f"no side {ask.args[:1]}; allowed: A, B or the id of a belligerent")
    return index


def _date(ask: Ask) -> int:
    return ask.frame.day(read_day(ask.args[0]))


def _plain(name: str) -> Compute:
    return lambda out, ask: np.asarray(out[name])  # noqa: ARG005  all features are called alike


def _flag(name: str) -> Compute:
    return lambda out, ask: np.asarray(out[name] > 0)  # noqa: ARG005  all features are called alike


PLAIN: dict[str, tuple[str, str]] = {
    "length_days": ("days", "days from the as-of date to the end [days], cut at the horizon"),
    "share_force": ("1", "share of the zone that A holds by force at the end"),
    "changed_share": ("1", "share of the contested weight that changes hands"),
    "net_share": ("1", "net gain of A in contested weight, hand-overs not counted"),
    "area_end": ("km2", "area A has taken since the round began [km2]"),
    "displaced": ("persons", "people displaced from the zone at the peak [persons]"),
    "failed_truces": ("1", "truces that failed since the round began"),
}
FLAGS: dict[str, str] = {
    "relapse": "large fighting resumes within three years",
    "fx_fall": "the currency of the main sponsor falls by more than five per cent in the window",
    "great_power": "a war between great powers grows out of this one",
}
for _name, (_unit, _meaning) in PLAIN.items():
    feature(_name, _meaning, answers="number", unit=_unit)(_plain(_name))
for _name, _meaning in FLAGS.items():
    feature(_name, _meaning, until="later")(_flag(_name))


def stopped(out: Records) -> Values:
    """Tell which courses stopped before the horizon."""
    return np.asarray(out["stop"] != STOP["horizon"])


def over_by(out: Records, day: float) -> Values:
    """Tell which courses had stopped by a day."""
    return np.asarray(stopped(out) & (out["length_days"] <= day))


@feature("stopped_by", "the fighting stops for good on or before DATE", takes=("date",), until="named")
def _stopped_by(out: Records, ask: Ask) -> Values:
    return over_by(out, _date(ask))


@feature("truce_holds_by", "a ceasefire that holds begins on or before DATE", takes=("date",), until="named")
def _truce_holds_by(out: Records, ask: Ask) -> Values:
    return over_by(out, _date(ask))


@feature("still_on", "the war still goes on on DATE", takes=("date",), until="named")
def _still_on(out: Records, ask: Ask) -> Values:
    return ~over_by(out, _date(ask))


@feature(
    "length_from_round", "days from the start of the round to the end [days], cut at the horizon",
    answers="number", unit="days",
)  # fmt: skip
def _length_from_round(out: Records, ask: Ask) -> Values:
    return np.asarray(out["length_days"] + (ask.frame.as_of - ask.frame.round_start).days)


@feature("ending", "the war ends as LABEL of the taxonomy says", takes=("ending",))
def _ending(out: Records, ask: Ask) -> Values:
    return np.asarray(out["label"] == ask.one(tuple(ENDINGS), "ending"))


@feature(
    "share_final", "share of the zone that A holds, hand-overs counted, when the question closes",
    answers="number", until="closes", marked=True,
)  # fmt: skip
def _share_final(out: Records, ask: Ask) -> Values:
    if ask.closes is None or ask.closes >= ask.frame.horizon:
        return np.asarray(out["share_final"])
    return np.where(over_by(out, ask.closes), out["share_final"], share_on(out, ask.frame, ask.closes))


def share_on(out: Records, frame: Frame, day: int) -> Values:
    """Return the share of the zone held by A on a checkpoint day.

    Raises
    ------
    QuestionError : if shares were not kept on that day.
    """
    marks = [int(d) for d in frame.sc["mark_day"][: int(frame.sc["n_marks"])]]
    if day not in marks:
        raise QuestionError(f"shares were kept on days {marks}, not on day {day}")
    return np.asarray(out["share_mark"][:, marks.index(day)])


def share_at_start(out: Records, frame: Frame) -> Values:
    """Return the share of the zone held by A on the as-of date: the line before the round, and what was taken since."""
    used = int(frame.sc["n_sectors"])
    zone = frame.sc["zone"][:used] > 0
    weight, area = frame.sc["weight"][:used][zone], frame.sc["area"][:used][zone]
    before = float((weight * frame.sc["line_before"][:used][zone]).sum() / max(weight.sum(), 1e-12))
    return np.asarray(before + out["area_start"] / max(float(area.sum()), 1e-12))


@feature(
    "share_rise", "the share of A in the zone rises by more than the threshold within N days",
    takes=("mark day",), threshold=True, until="named",
)  # fmt: skip
def _share_rise(out: Records, ask: Ask) -> Values:
    rise = share_on(out, ask.frame, read_integer(ask.args[0])) - share_at_start(out, ask.frame)
    return np.asarray(rise > (ask.threshold if ask.threshold is not None else 0.0))


@feature("share_mark", "share of A in the zone on DATE", answers="number", takes=("mark date",), until="named")
def _share_mark(out: Records, ask: Ask) -> Values:
    return share_on(out, ask.frame, _date(ask))


@feature("holder_end", "A holds the key place of SECTOR at the end", takes=("sector",))
def _holder_end(out: Records, ask: Ask) -> Values:
    return np.asarray(out["place"][:, ask.one(ask.frame.model.labels.sectors, "sector")] == 0)


@feature("lifeline_cut", "LIFELINE is cut for two days running before the end", takes=("lifeline",))
def _lifeline_cut(out: Records, ask: Ask) -> Values:
    return np.asarray(out["life_cut_day"][:, ask.one(ask.frame.model.labels.lifelines, "lifeline")] >= 0)


def _power(ask: Ask) -> int:
    return ask.one(ask.frame.model.labels.powers, "power")


@feature("power_direct", "POWER fights with its own forces", takes=("power",))
def _power_direct(out: Records, ask: Ask) -> Values:
    return np.asarray(out["level"][:, _power(ask)] == DIRECT)


@feature("power_entry", "POWER enters openly; covert acts that stay hidden do not count", takes=("power",))
def _power_entry(out: Records, ask: Ask) -> Values:
    return np.asarray(out["entry_day"][:, _power(ask)] >= 0)


@feature("newly_direct", "POWER rises to open combat after the as-of date", takes=("power",))
def _newly_direct(out: Records, ask: Ask) -> Values:
    return np.asarray(out["newly_direct"][:, _power(ask)] > 0)


@feature("option_used", "POWER takes OPTION before the question closes", takes=("power", "option"), until="closes")
def _option_used(out: Records, ask: Ask) -> Values:
    labels = ask.frame.model.labels
    power = _power(ask)
    option = option_key(ask.args[1] if len(ask.args) > 1 else "", labels.sides)
    first = out["first_use"][:, power, named(option, labels.options[power], f"option of {labels.powers[power]}")]
    return np.asarray((first >= 0) & (first <= ask.last_day))


def _treaty_state(out: Records, ask: Ask) -> Values:
    treaties = ask.frame.model.labels.treaties
    places = [named(name, treaties, "treaty") for name in ask.args]
    return np.asarray(out["treaty_state"][:, places])


@feature("treaty_invoked", "one of the TREATIES is invoked, consultation included", takes=("treaty",), many=True)
def _treaty_invoked(out: Records, ask: Ask) -> Values:
    return np.asarray((_treaty_state(out, ask) >= CONSULTED).any(axis=1))


@feature("treaty_help_asked", "help is asked for under one of the TREATIES", takes=("treaty",), many=True)
def _treaty_help_asked(out: Records, ask: Ask) -> Values:
    return np.asarray((_treaty_state(out, ask) >= ASKED).any(axis=1))


@feature("treaty_honoured", "one of the TREATIES is honoured with help", takes=("treaty",), many=True)
def _treaty_honoured(out: Records, ask: Ask) -> Values:
    return np.asarray((_treaty_state(out, ask) == HONOURED).any(axis=1))


@feature("red_line_crossed", "the red LINE is crossed", takes=("red line",))
def _red_line_crossed(out: Records, ask: Ask) -> Values:
    return np.asarray(out["red_crossed"][:, ask.one(ask.frame.model.labels.red_lines, "red line")] >= 0)


@feature("red_line_answered", "the red LINE is crossed and answered", takes=("red line",))
def _red_line_answered(out: Records, ask: Ask) -> Values:
    return np.asarray(out["red_answered"][:, ask.one(ask.frame.model.labels.red_lines, "red line")] >= 0)


@feature("soil_attacked", "SIDE attacks recognised soil of the other on the ground", takes=("side",))
def _soil_attacked(out: Records, ask: Ask) -> Values:
    return np.asarray(out["soil_attacked"][:, _side(ask)] > 0)


@feature("deaths", "soldiers of SIDE who die after the as-of date [persons]", answers="number", unit="persons", takes=("side",))
def _deaths(out: Records, ask: Ask) -> Values:
    return np.asarray(out["deaths"][:, _side(ask)])


@feature(
    "deaths_total", "soldiers of SIDE who die from the start of the round on [persons]",
    answers="number", unit="persons", takes=("side",),
)  # fmt: skip
def _deaths_total(out: Records, ask: Ask) -> Values:
    return np.asarray(out["deaths_total"][:, _side(ask)])


@feature("money", "what the war costs ACTOR after the as-of date [M USD]", answers="number", unit="M USD", takes=("actor",))
def _money(out: Records, ask: Ask) -> Values:
    side = ask.frame.model.labels.side(ask.args[0] if ask.args else "")
    actor = side if side >= 0 else ask.one(ask.frame.model.labels.actors, "actor")
    return np.asarray(out["money"][:, actor])


@feature("link_war", "a major offensive begins in the linked THEATRE within a year", takes=("linked theatre",), until="later")
def _link_war(out: Records, ask: Ask) -> Values:
    return np.asarray(out["link_war"][:, ask.one(ask.frame.model.labels.links, "linked theatre")] > 0)


def _reached(out: Records, ask: Ask) -> Values:
    """Tell which courses reached a design by the closing day."""
    return np.asarray((out["design"] >= 0) & (out["length_days"] <= ask.last_day))


@feature("settlement", "both sides accept a design", until="closes")
def _settlement(out: Records, ask: Ask) -> Values:
    return _reached(out, ask)


@feature("patrols", "joint patrols stand inside the zone", until="closes")
def _patrols(out: Records, ask: Ask) -> Values:
    return np.asarray(_reached(out, ask) & (out["arrangement"] == KIND["joint_patrols"]))


@feature(
    "monitoring_role", "POWER gets a role in the design reached, inside or outside the zone",
    takes=("power",), until="closes",
)  # fmt: skip
def _monitoring_role(out: Records, ask: Ask) -> Values:
    sc, power = ask.frame.sc, _power(ask)
    role = (sc["enforcer"][:, power] > 0) | (sc["outside_role"][:, power] > 0)
    return np.asarray(_reached(out, ask) & role[np.maximum(out["design"], 0)])


@feature(
    "petered_out_undecided", "it stops without a knock-out, decisive PLACE and LIFELINE as they were",
    takes=("place",), many=True, optional=True,
)  # fmt: skip
def _petered_out_undecided(out: Records, ask: Ask) -> Values:
    sectors, lifelines = decisive_places(ask)
    calm = stopped(out) & ~np.isin(out["label"], [LABEL["knockout_A"], LABEL["knockout_B"]])
    taken = out["place"][:, sectors] != _holders_before(ask.frame, sectors)
    cut = out["life_cut_day"][:, lifelines] >= 0
    return np.asarray(calm & ~taken.any(axis=1) & ~cut.any(axis=1))


def _holders_before(frame: Frame, sectors: Sequence[int]) -> Values:
    return np.where(frame.sc["line_before"][list(sectors)] > 0.5, 0, 1)


def decisive_places(ask: Ask) -> tuple[list[int], list[int]]:
    """Return the places that decide: those named, else the most symbolic contested one and the largest lifeline.

    Raises
    ------
    QuestionError : for a name that is neither a sector nor a lifeline.
    """
    labels, sc = ask.frame.model.labels, ask.frame.sc
    if ask.args:
        for name in ask.args:
            named(name, (*labels.sectors, *labels.lifelines), "sector or lifeline")
        sectors = [labels.sectors.index(name) for name in ask.args if name in labels.sectors]
        return sectors, [labels.lifelines.index(name) for name in ask.args if name in labels.lifelines]
    used = len(labels.sectors)
    symbol = np.where(sc["contested"][:used] > 0, sc["symbolic"][:used], -1.0)
    return [int(np.argmax(symbol))], ([0] if labels.lifelines else [])


def _groups(options: Sequence[str]) -> list[tuple[str, frozenset[str]]]:
    return [(name, GROUPS.get(name, frozenset(part.strip() for part in name.split("+")))) for name in options]


def broker_option(brokers: frozenset[str], options: Sequence[str]) -> str:
    """Return the option that names a set of brokers: the same set, else a group of which two or more are members."""
    if not brokers:
        return "none"
    groups = _groups(options)
    exact = [name for name, group in groups if group == brokers]
    within = [name for name, group in groups if name in GROUPS and len(brokers) > 1 and brokers < group]
    return (exact or within or [OTHER])[0]


def with_other(ask: Ask) -> tuple[str, ...]:
    """Return the options of a question with the one that catches what none of them names."""
    return ask.options if OTHER in ask.options else (*ask.options, OTHER)


def _coded(keys: Values, words: Callable[[int], str], names: tuple[str, ...]) -> Values:
    unique, back = np.unique(keys, return_inverse=True)
    return np.array([names.index(words(int(key))) for key in unique], np.int16)[back]


def _broker(out: Records, ask: Ask) -> Values:
    powers, names = ask.frame.model.labels.powers, with_other(ask)
    keys = (out["brokers"][:, : len(powers)] > 0) @ (1 << np.arange(len(powers), dtype=np.int64))

    def words(key: int) -> str:
        option = broker_option(frozenset(p for i, p in enumerate(powers) if key >> i & 1), ask.options)
        return option if option in names else OTHER

    return _coded(keys, words, names)


def peacekeeper_option(kind: str, enforcers: Sequence[str]) -> str:
    """Return the words for who keeps the peace, as options of questions spell them."""
    if kind == "single_power":
        return f"{'+'.join(sorted(enforcers))} only"
    if kind == "joint_patrols":
        return "+".join(sorted(enforcers))
    return "multinational" if kind == "multinational" else "none"


def spelled(option: str, names: Sequence[str]) -> str:
    """Return an answer as the question spells it, whatever the order of the powers joined in it; `other` without one."""

    def parts(name: str) -> list[str]:
        return sorted(part.strip() for part in name.split("+"))

    return next((name for name in names if parts(name) == parts(option)), OTHER)


def _peacekeepers(out: Records, ask: Ask) -> Values:
    sc, labels, names = ask.frame.sc, ask.frame.model.labels, with_other(ask)
    design = np.where(_reached(out, ask), out["design"], -1)

    def words(key: int) -> str:
        if key < 0:
            return "none"
        kind = tuple(ARRANGEMENTS)[int(sc["arrangement"][key])]
        who = [p for i, p in enumerate(labels.powers) if sc["enforcer"][key, i] > 0]
        return spelled(peacekeeper_option(kind, who), names)

    return _coded(design, words, names)


for _word, _compute in (
    (FeatureWord("who mediates the end", "name", options="brokers"), _broker),
    (FeatureWord("who keeps the peace inside the zone", "name", until="closes", options="peacekeepers"), _peacekeepers),
):
    FEATURES.add(_compute.__name__.strip("_"), Feature(_compute.__name__.strip("_"), _word, _compute, with_other))


def declared() -> dict[str, FeatureWord]:
    """Return what every feature answers, takes and means: the words that questions may use."""
    return {name: feature.word for name, feature in FEATURES.items()}
