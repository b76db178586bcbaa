"""A small vocabulary of our own, so that the messages of the corpus do not move when the model learns a word."""

from __future__ import annotations

from multipolar.scenario.document import OptionSpec
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.vocabulary import FeatureWord, Vocabulary, Word

VERBS = ("arm_{X}", "air_{X}", "sanction_{X}", "threaten_{X}")
PLAIN = ("stay_out", "statement", "mediate", "observers", "humanitarian", "peacekeepers")
MORE = ("advise_{X}", "finance_{X}")


def _option(name: str) -> OptionSpec:
    return OptionSpec(id=name, level="out", delay=Quantity.of(30.0 if name == "peacekeepers" else 0.0, unit="days"))


def words() -> Vocabulary:
    """Return a vocabulary with a handful of drawn numbers, options, primitives and features."""
    return Vocabulary(
        params={
            "break_hazard": Word((), "1/day", "base hazard of a sector defence breaking"),
            "supply_need": Word((), "kg/soldier-day", "supply need"),
            "armed_drones": Word(("b",), "items", "armed drones"),
            "tie": Word(("x", "x"), "tie", "alignment"),
            "skill": Word(("p",), "share", "skill as a mediator"),
            "acceptance": Word(("p",), "share", "acceptance as a mediator"),
            "will_start": Word(("b",), "share", "will"),
            "edge_capacity": Word(("e",), "t/day", "capacity"),
            "equipment": Word(("b", "k"), "items", "equipment"),
            "option_weight": Word(("p", "o"), "1", "factor on the choice weight"),
        },
        labels={"k": ("tank", "gun")},
        parameters={"break_hazard": "LogN(0.01, 0.5)", "supply_need": "Tri(18, 30, 50)"},
        options={name: _option(name) for name in (*PLAIN, *VERBS, *MORE)},
        primitives={"strain": ("share/month", "strain"), "munitions": ("t/day", "munitions"), "men": ("persons", "men"),
                    "air_balance": ("1", "air"), "quality": ("share", "quality")},
        features={
            "holder_end": FeatureWord("holder of a place at the end", takes=("sector",)),
            "broker": FeatureWord("who brokered the end", "name", options="brokers"),
            "share_final": FeatureWord("share at the close", "number", until="closes", marked=True),
            "stopped_by": FeatureWord("the fighting has stopped", takes=("date",), until="named"),
            "option_used": FeatureWord("an act before it closes", takes=("power", "option"), until="closes"),
        },
        synonyms={"broker": "mediate"},
        room={"c": 5, "h": 8},
    )  # fmt: skip
