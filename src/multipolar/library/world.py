"""Facts about the states of the world that fact packs may name, whatever the war."""

from __future__ import annotations

__all__ = ["BODIES", "CAPABILITY", "LISTED_WARS"]

CAPABILITY = {
    "usa": 0.14, "us": 0.14, "united": 0.14, "ussr": 0.13, "soviet": 0.13, "russia": 0.045, "china": 0.15, "india": 0.07,
    "uk": 0.025, "britain": 0.025, "france": 0.022, "germany": 0.028, "japan": 0.04, "italy": 0.018, "eu": 0.06, "eec": 0.06,
    "ec": 0.06, "nato": 0.20, "turkey": 0.015, "iran": 0.015, "saudi": 0.013, "egypt": 0.010, "israel": 0.005,
    "pakistan": 0.015, "iraq": 0.009, "syria": 0.005, "cuba": 0.003, "ukraine": 0.010, "ethiopia": 0.004,
}  # fmt: skip
"""Share of world capability by words of an id, rounded; means over the decades since 1970. Source: National Material
Capabilities of the Correlates of War project, version 6."""
BODIES = ("un", "oau", "au", "osce", "csce", "ecowas", "igad", "league", "eu", "ec", "eec", "unsmil")
"""Words of an id that name an organisation of states."""
LISTED_WARS = {
    181: "october_1973", 184: "cyprus_1974", 187: "ogaden_1977", 207: "chad_1987", 215: "bosnia_1995", 216: "karabakh_1993",
    219: "eritrea_ethiopia_1998", 221: "kosovo_1999",
}  # fmt: skip
"""Wars of the library that stand in the list of interstate wars of the Correlates of War project, version 4.0, by number.
Left out of the hazards that the model is held against."""
