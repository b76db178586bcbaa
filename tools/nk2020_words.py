"""The hand-written part of the flagship: sources, sentences and codings in our own words."""

from __future__ import annotations

from typing import Any

TITLE = "Nagorno-Karabakh, autumn 2020"
DESCRIPTION = (
    "Azerbaijan opens an offensive along the whole line of contact around Nagorno-Karabakh. Side A is Azerbaijan, side "
    "B is Armenia together with the forces of Nagorno-Karabakh. Place names carry no position on status."
)
LIMITS = [
    "The compiler knew how the war ended: numbers of grade J may carry hindsight; no later dated row enters.",
    "Troop numbers in the fight and their first distribution over sectors are assumptions (grade D).",
    "The army in the exclave of Nakhchivan is kept out of the theatre total: it is tied down by the exclave.",
    "Areas of sectors outside the disputed zone are estimates from nearest centres, cut at 45 km.",
    "Capability shares are those of 2012, the last year published before the war.",
    "The analysis encoded here dates from mid-October 2020; its reports and stated chances enter only on 16 October.",
    "Sectors are tens of kilometres wide; nothing here speaks of a target, a unit or a person.",
]

SECTOR_NOTES = {
    "JAB": "Araxes plain and foothills behind a fortified belt of little depth",
    "FUZ": "plain in front of the strongest belt of the south",
    "ZAN": "valleys on the borders with Iran and Armenia, hardly any defence in the depth",
    "QUB": "Hakari valley, a road north to the Lachin corridor",
    "LAC": "carries the road M12",
    "KRB": "wooded hills between the southern towns and the plateau",
    "SHU": "town on a cliff above the road M12 and the capital",
    "STE": "largest town, seat of government and stores",
    "AGD": "ruined town in the plain, old fortified line",
    "MAR": "end of the road M11",
    "MAD": "head works of the rivers Tartar and Sarsang",
    "TAL": "village on the northern line, fought over in 2016",
    "KAL": "high valleys along the road M11",
    "MUR": "ridge above 3,000 m",
    "VAR": "western end of the road M11",
    "GOR": "western end of the road M12",
    "KAP": "southern Armenia",
    "HOR": "launch area on the Araxes",
    "GAN": "second city and air base",
    "NAK": "exclave with its own army and a land border with Turkey",
    "MEG": "the only road between Armenia and Iran",
    "TOV": "state border with pipelines and rail, scene of the fighting of July 2020",
}
BORDERS = {
    "ZAN": ["IRN"],
    "JAB": ["IRN"],
    "HOR": ["IRN"],
    "BEY": ["IRN"],
    "MEG": ["IRN"],
    "NAK": ["TUR", "IRN"],
    "YER": ["TUR"],
    "TOV": ["GEO"],
}
COVER = {"bare": "bare", "mixed": "mixed", "heavily wooded": "wooded", "urban": "urban"}
LIFELINE = {
    "GOR-LAC": "M12",
    "LAC-SHU": "M12",
    "SHU-STE": "M12",
    "VAR-KAL": "M11",
    "KAL-MAR": "M11",
    "MAR-STE": "M11",
}
EDGE_NOTES = {
    "GOR-LAC": "supply road of Karabakh",
    "VAR-KAL": "second supply road, over the Sotk pass, rebuilt in 2017",
    "MEG-EXT_IRN": "open to civil goods, closed to arms by Iran",
    "YER-EXT_RUS": "air route over the Caspian and Iran",
    "BAK-EXT_TUR": "air bridge through Georgian airspace",
    "KRB-SHU": "forest tracks",
    "HAD-SHU": "forest and ridge tracks",
}

BELLIGERENTS: dict[str, dict[str, Any]] = {
    "A": {
        "name": "Azerbaijan",
        "members": ["Azerbaijan"],
        "aims": ["regain the districts around the enclave", "regain Shusha", "end the separate rule of the enclave"],
        "constraints": [
            "no ground attack on Armenia proper while Russia may answer",
            "oil revenue and pipelines near the front",
        ],
    },
    "B": {
        "name": "Armenia and Nagorno-Karabakh",
        "members": ["Armenia", "Nagorno-Karabakh"],
        "aims": ["keep the enclave and the belt around it", "have its status recognised"],
        "constraints": ["two roads carry all supply", "Russian help is bound to Armenian soil"],
    },
}
ISSUES = [
    {"id": "districts", "text": "who holds the seven districts around the former autonomous region"},
    {"id": "enclave", "text": "who holds the former autonomous region"},
    {"id": "status", "text": "whether the enclave keeps a status of its own; 1 means none"},
    {"id": "links", "text": "whether transport links through Armenia to Nakhchivan open; 1 means open"},
]
SALIENCE = {
    "A": {"districts": 0.40, "enclave": 0.35, "status": 0.15, "links": 0.10},
    "B": {"districts": 0.20, "enclave": 0.50, "status": 0.25, "links": 0.05},
}

POWER_NAMES = {
    "TUR": "Turkey",
    "RUS": "Russia",
    "USA": "United States",
    "FRA": "France with the European Union",
    "IRN": "Iran",
    "ISR": "Israel",
    "GEO": "Georgia",
    "UAE": "United Arab Emirates",
    "SAU": "Saudi Arabia",
    "UKR": "Ukraine",
    "CHN": "China",
    "HEG": "Enforcer",
}
CAPITALS = {
    "TUR": (39.93, 32.86),
    "RUS": (55.75, 37.62),
    "USA": (38.90, -77.04),
    "FRA": (48.86, 2.35),
    "IRN": (35.69, 51.39),
    "ISR": (31.78, 35.22),
    "GEO": (41.72, 44.79),
    "UAE": (24.45, 54.38),
    "SAU": (24.71, 46.68),
    "UKR": (50.45, 30.52),
    "CHN": (39.90, 116.40),
    "HEG": (48.86, 2.35),
}
NMC_CODE = {
    "USA": 2,
    "FRA": 220,
    "RUS": 365,
    "UKR": 369,
    "ARM": 371,
    "GEO": 372,
    "AZE": 373,
    "IRN": 630,
    "TUR": 640,
    "ISR": 666,
    "SAU": 670,
    "UAE": 696,
    "CHN": 710,
}
WDI_CODE = {
    "USA": "USA",
    "FRA": "FRA",
    "RUS": "RUS",
    "UKR": "UKR",
    "GEO": "GEO",
    "IRN": "IRN",
    "TUR": "TUR",
    "ISR": "ISR",
    "SAU": "SAU",
    "UAE": "ARE",
    "CHN": "CHN",
}
POWER_FLAGS: dict[str, dict[str, Any]] = {
    "TUR": {"neighbour": True, "exports_drones": True, "linked_theatre": True, "energy_from": "A"},
    "RUS": {"neighbour": True, "base_in": ["B"], "linked_theatre": True, "fears_fighters": True},
    "USA": {},
    "FRA": {},
    "IRN": {"neighbour": True, "fears_fighters": True},
    "ISR": {"exports_drones": True, "energy_from": "A"},
    "GEO": {"neighbour": True, "energy_from": "A"},
    "UKR": {"linked_theatre": True},
}
ACTIVE_START = {
    "TUR": (
        ["arm_AZE", "advise_AZE", "intel_AZE"],
        "exercises of July and August left men and aircraft in the country",
    ),
    "RUS": (["arm_ARM", "mediate"], "deliveries after the July fighting; base at Gyumri; co-chair of the Minsk Group"),
    "USA": (["mediate"], "co-chair of the Minsk Group, a mandate in force since 1992"),
    "FRA": (["mediate"], "co-chair of the Minsk Group, a mandate in force since 1992"),
    "ISR": (["arm_AZE"], "standing deliveries of drones and munitions"),
}


def _dormant(
    name: str,
    tie_a: float,
    tie_b: float,
    side: float,
    sal: dict[str, float],
    rivals: dict[str, float],
    *,
    rest: dict[str, float],
    kind: str,
    options: list[str],
    note: str,
) -> dict[str, Any]:
    return {
        "id": name,
        "tie_A": tie_a,
        "tie_B": tie_b,
        "side_position": side,
        "salience": sal,
        "rivals": rivals,
        "rest": rest,
        "access_kind": kind,
        "options": options,
        "note": note,
    }


DORMANT = [
    _dormant(
        "UAE",
        -0.1,
        0.2,
        0.35,
        {"side": 0.1, "rival": 0.5, "own_influence": 0.2, "economy": 0.2},
        {"TUR": 1.0},
        rest={"attention": 0.2, "access": 0.1, "leverage_A": 0.05, "leverage_B": 0.05, "skill": 0.3},
        kind="air_only",
        options=["stay_out", "statement", "finance_ARM", "arm_ARM", "sanction_TUR"],
        note="sleeps unless a claim wakes it (C71)",
    ),
    _dormant(
        "SAU",
        -0.1,
        0.1,
        0.4,
        {"side": 0.1, "rival": 0.5, "own_influence": 0.2, "economy": 0.2},
        {"TUR": 0.6, "IRN": 0.4},
        rest={"attention": 0.15, "access": 0.1, "leverage_A": 0.05, "leverage_B": 0.05, "skill": 0.3},
        kind="air_only",
        options=["stay_out", "statement", "finance_ARM", "sanction_TUR"],
        note="sleeps unless a claim wakes it (C71)",
    ),
    _dormant(
        "UKR",
        0.3,
        -0.1,
        0.7,
        {"side": 0.2, "rival": 0.5, "norm": 0.2, "other_theatres": 0.1},
        {"RUS": 1.0},
        rest={"attention": 0.2, "access": 0.1, "leverage_A": 0.02, "leverage_B": 0.0, "skill": 0.2},
        kind="sea",
        options=["stay_out", "statement", "signal_elsewhere"],
        note="sleeps unless a claim wakes it (C74, C77)",
    ),
    _dormant(
        "CHN",
        0.2,
        0.1,
        0.5,
        {"side": 0.05, "rival": 0.2, "own_influence": 0.25, "norm": 0.2, "economy": 0.3},
        {"USA": 1.0},
        rest={"attention": 0.1, "access": 0.1, "leverage_A": 0.1, "leverage_B": 0.05, "skill": 0.3},
        kind="land",
        options=["stay_out", "statement", "finance_AZE", "mediate"],
        note="sleeps unless a claim wakes it (C46)",
    ),
    _dormant(
        "HEG",
        0.3,
        0.3,
        0.5,
        {"own_influence": 0.3, "norm": 0.5, "economy": 0.2},
        {},
        rest={"attention": 1.0, "access": 1.0, "leverage_A": 1.0, "leverage_B": 1.0, "skill": 1.0},
        kind="land_air",
        options=["stay_out", "statement", "mediate", "observers", "guarantee", "peacekeepers", "monitoring"],
        note="a thought experiment: a power able to enforce peace; sleeps unless claim C02 is off",
    ),
]
DORMANT_TIES = [
    ("UAE", "TUR", -0.6),
    ("UAE", "RUS", 0.2),
    ("UAE", "USA", 0.7),
    ("UAE", "FRA", 0.6),
    ("UAE", "IRN", -0.6),
    ("UAE", "ISR", 0.4),
    ("SAU", "TUR", -0.5),
    ("SAU", "RUS", 0.2),
    ("SAU", "USA", 0.7),
    ("SAU", "FRA", 0.4),
    ("SAU", "IRN", -0.9),
    ("SAU", "UAE", 0.7),
    ("UKR", "TUR", 0.4),
    ("UKR", "RUS", -0.9),
    ("UKR", "USA", 0.6),
    ("UKR", "FRA", 0.5),
    ("UKR", "GEO", 0.6),
    ("CHN", "TUR", 0.1),
    ("CHN", "RUS", 0.5),
    ("CHN", "USA", -0.5),
    ("CHN", "IRN", 0.4),
]

RED_LINES: list[dict[str, Any]] = [
    {
        "id": "russia_armenian_soil",
        "row": ("RUS", "Armenia proper"),
        "trigger": "recognised_soil",
        "against": ["AZE"],
        "sectors": ["VAR", "GOR", "KAP", "MEG", "YER"],
        "text": "attacks on Armenia within its recognised borders",
    },
    {
        "id": "russia_own_forces",
        "row": ("RUS", "own bases and men"),
        "trigger": "own_forces",
        "against": ["AZE"],
        "text": "Russian men, bases and aircraft in Armenia",
    },
    {
        "id": "russia_turkish_combat",
        "row": ("RUS", "Turkish open combat in the Caucasus"),
        "trigger": "power_entry",
        "entry_of": "TUR",
        "entry_side": "A",
        "text": "Turkish regular forces fighting openly",
    },
    {
        "id": "russia_turkish_zone",
        "row": ("RUS", "Turkish troops inside the settlement zone"),
        "trigger": "design",
        "designs": ["joint_patrols"],
        "text": "Turkish troops inside the zone that Russia guarantees",
    },
    {
        "id": "turkey_air_group",
        "row": ("TUR", "Azerbaijan against a Russian air group"),
        "trigger": "power_entry",
        "entry_of": "RUS",
        "entry_side": "B",
        "text": "a Russian air group fighting against Azerbaijan",
    },
    {
        "id": "iran_border",
        "row": ("IRN", "own border and territory"),
        "trigger": "border_fighting",
        "sectors": ["ZAN", "JAB", "HOR"],
        "text": "shells and fighters on the Araxes border",
    },
    {
        "id": "iran_meghri",
        "row": ("IRN", "the Armenian border strip (Meghri)"),
        "trigger": "sector",
        "against": ["AZE"],
        "sectors": ["MEG"],
        "text": "the border strip between Iran and Armenia",
    },
]
ANSWERS = {"strike": "strike_AZE", "threaten": "threaten_AZE", "refuse": "statement"}

TREATY_LINKS: dict[str, dict[str, Any]] = {
    "CST": {"obliges": "RUS", "protects": "ARM", "consultation": True, "multilateral": True},
    "RA1997": {"obliges": "RUS", "protects": "ARM", "consultation": True},
    "RA2010": {"obliges": "RUS", "protects": "ARM"},
    "RA2016": {"obliges": "RUS", "protects": "ARM"},
    "AT2010": {"obliges": "TUR", "protects": "AZE", "consultation": True},
    "NAT": {"multilateral": True},
    "KARS": {"multilateral": True},
    "OSCE": {"multilateral": True},
    "OSCEEMB": {"multilateral": True},
    "UNSC": {"multilateral": True},
    "MADRID": {"multilateral": True},
}
TREATY_NOTES = {
    "CST": "trigger is aggression against a member on its recognised territory; needs a request and consensus",
    "RA1997": "article 2 obliges to consult on a threat, article 3 to assist against an armed attack",
    "RA2010": "extends the base at Gyumri to 2044 and its task to the security of Armenia",
    "RA2016": "joint air defence and a united group of forces",
    "AT2010": "mutual aid against aggression; Baku counts the disputed area as its own territory",
    "NAT": "protects Turkish soil only",
    "KARS": "claimed right of guarantee for Nakhchivan",
    "UNSC": "calls for withdrawal from occupied districts",
    "MADRID": "five districts, then two, a corridor, later status",
}

DESIGN_TEXT = {
    "truce_humanitarian": "a pause to exchange prisoners and bodies",
    "ceasefire_in_place": "a formal ceasefire where the armies stand",
    "status_quo_ante": "return to the line of 26 September",
    "phased_5_2": "five districts now, two later, open status, international peacekeepers",
    "single_power_russia": "halt in place, the remaining districts handed over, Russian peacekeepers and a corridor",
    "joint_patrols": "halt with districts handed over and joint Russian and Turkish patrols on the line",
    "joint_monitoring": "Russian peacekeepers inside, a joint centre with Turkey outside the zone",
    "multinational": "halt in place under a force of the co-chairs or the United Nations",
    "us_protectorate": "American guarantee of Armenia proper with a halt in the enclave",
    "total_return": "all of the enclave under Azerbaijani control by surrender",
}
TERRITORY = {
    "line of contact": "line_of_contact",
    "line before the round": "line_before",
    "5 then 7 districts": "five_then_seven",
    "line of contact plus districts": "contact_plus_districts",
    "all": "all",
}
ENFORCERS = {
    "none": ([], []),
    "co-chairs": (["USA", "RUS", "FRA"], []),
    "RUS": (["RUS"], []),
    "RUS+TUR": (["RUS", "TUR"], []),
    "RUS (+TUR outside)": (["RUS"], ["TUR"]),
    "USA": (["USA"], []),
}

LINKED = [
    {"id": "idlib", "name": "Idlib in north-west Syria", "patrons": ["RUS", "TUR"], "tension": 0.4, "base_rate": 0.04},
    {
        "id": "donbas",
        "name": "Donbas in eastern Ukraine",
        "challenger": "UKR",
        "defender_patron": "RUS",
        "patrons": ["RUS", "USA"],
        "tension": 0.3,
        "base_rate": 0.01,
    },
]
