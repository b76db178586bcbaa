"""The effect primitives that options of outside powers are composed of.

A scenario may define its own option from the same primitives; no code is needed. Codes are places in ``PRIMITIVES``.
"""

from __future__ import annotations

PRIMITIVES: dict[str, tuple[str, str]] = {
    "belief_spread": ("ratio", "factor on the spread of what others believe of the power's own red lines"),
    "belief_mean": ("level", "shift of the believed threshold of the power's own red lines"),
    "attention": ("share", "rise of the power's attention"),
    "relief": ("share", "part of the displaced who are cared for"),
    "mediator": ("share", "share of the power's leverage it uses as a mediator"),
    "strain": ("share/month", "financial strain laid on (positive) or taken from (negative) the target"),
    "tie": ("tie", "change of the tie between the power and the target"),
    "tie_enemy": ("tie", "change of the tie between the power and the enemy of the side it favours"),
    "tie_fearful": ("tie", "change of the tie with powers that fear foreign fighters"),
    "leverage": ("share", "rise of the power's leverage on the target"),
    "pin": ("share", "share of the target's reserve pinned"),
    "monitor": ("1", "monitoring of truces"),
    "transit": ("1", "outside entry of the target opened (1) or closed (-1)"),
    "air_balance": ("1", "rise of the air balance of the side"),
    "visibility": ("ratio", "factor on visible targets of the enemy"),
    "quality": ("share", "gain of quality of the side"),
    "munitions": ("t/day", "munitions delivered"),
    "equipment": ("share/day", "equipment delivered as a share of the start"),
    "drones": ("items/day", "armed drones delivered, where the power exports them"),
    "fighters": ("persons", "foreign fighters over twenty days"),
    "air_cover": ("ratio", "factor on enemy aircraft over the side"),
    "guard": ("level", "rise of the step needed against the side's recognised soil"),
    "aircraft": ("items", "aircraft that fight for the side"),
    "sam": ("batteries", "air-defence batteries"),
    "exposure": ("1/day", "hazard of being exposed as a fighting party"),
    "strike_equipment": ("share", "share of the target's equipment lost in a strike"),
    "men": ("persons", "regular troops over ten days"),
    "enforcement": ("share", "enforcement offered for a settlement"),
    "patrol": ("1", "joint patrols offered"),
    "warning": ("ratio", "factor on the surprise that the enemy of the side can spring on it"),
}
NAMES: tuple[str, ...] = tuple(PRIMITIVES)
CODE: dict[str, int] = {name: i for i, name in enumerate(NAMES)}

VERBS: tuple[str, ...] = (
    "stay_out",
    "statement",
    "humanitarian",
    "mediate",
    "sanction",
    "threaten",
    "border_show",
    "signal_elsewhere",
    "observers",
    "deny_transit",
    "transit",
    "intel",
    "advise",
    "arm",
    "finance",
    "proxies",
    "air_cover",
    "covert_fire",
    "strike",
    "air",
    "ground",
    "protectorate",
    "guarantee",
    "peacekeepers",
    "joint_patrols",
    "monitoring",
    "custom",
)
"""Verb codes: place in this list; an option of the scenario with another verb is ``custom``."""

FAVOURS: dict[str, int] = {
    "sanction": -1,
    "threaten": -1,
    "deny_transit": -1,
    "strike": -1,
    "transit": 1,
    "intel": 1,
    "advise": 1,
    "arm": 1,
    "finance": 1,
    "proxies": 1,
    "air_cover": 1,
    "covert_fire": 1,
    "air": 1,
    "ground": 1,
    "protectorate": 1,
}
"""Whether a verb with a belligerent as target helps it (1) or its enemy (-1)."""

SYNONYMS: dict[str, str] = {
    "broker": "mediate",
    "foreign_fighters": "proxies",
    "air_group": "air",
    "border_deployment": "border_show",
}
"""Other spellings of verbs that are accepted in scenario files."""
