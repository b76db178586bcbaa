"""Places of effect primitives and verbs in their catalogues, as constants that kernels can read."""

from __future__ import annotations

from multipolar.model.primitives import CODE, VERBS

BELIEF_SPREAD = CODE["belief_spread"]
BELIEF_MEAN = CODE["belief_mean"]
ATTENTION = CODE["attention"]
RELIEF = CODE["relief"]
MEDIATOR = CODE["mediator"]
STRAIN = CODE["strain"]
TIE = CODE["tie"]
TIE_ENEMY = CODE["tie_enemy"]
TIE_FEARFUL = CODE["tie_fearful"]
LEVERAGE = CODE["leverage"]
PIN = CODE["pin"]
MONITOR = CODE["monitor"]
TRANSIT = CODE["transit"]
AIR_BALANCE = CODE["air_balance"]
VISIBILITY = CODE["visibility"]
QUALITY = CODE["quality"]
MUNITIONS = CODE["munitions"]
EQUIPMENT = CODE["equipment"]
DRONES = CODE["drones"]
FIGHTERS = CODE["fighters"]
AIR_COVER = CODE["air_cover"]
GUARD = CODE["guard"]
AIRCRAFT = CODE["aircraft"]
SAM = CODE["sam"]
EXPOSURE = CODE["exposure"]
STRIKE_EQUIPMENT = CODE["strike_equipment"]
MEN = CODE["men"]
ENFORCEMENT = CODE["enforcement"]
PATROL = CODE["patrol"]
WARNING = CODE["warning"]

STAY_OUT = VERBS.index("stay_out")
STATEMENT = VERBS.index("statement")
MEDIATE = VERBS.index("mediate")
SANCTION = VERBS.index("sanction")
THREATEN = VERBS.index("threaten")
BORDER_SHOW = VERBS.index("border_show")
SIGNAL_ELSEWHERE = VERBS.index("signal_elsewhere")
DENY_TRANSIT = VERBS.index("deny_transit")
OPEN_TRANSIT = VERBS.index("transit")
INTEL = VERBS.index("intel")
ADVISE = VERBS.index("advise")
ARM = VERBS.index("arm")
PROXIES = VERBS.index("proxies")
COVER = VERBS.index("air_cover")
COVERT_FIRE = VERBS.index("covert_fire")
STRIKE = VERBS.index("strike")
AIR = VERBS.index("air")
GROUND = VERBS.index("ground")
PROTECTORATE = VERBS.index("protectorate")
GUARANTEE = VERBS.index("guarantee")
PEACEKEEPERS = VERBS.index("peacekeepers")
JOINT_PATROLS = VERBS.index("joint_patrols")
MONITORING = VERBS.index("monitoring")

AIR_ONLY, GATEKEEPER, NO_ACCESS = 2, 4, 5
KEPT_UP = 1e9
NEVER = -1.0
LONG_AGO = -1000.0
