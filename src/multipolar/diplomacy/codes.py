"""Places of effect primitives and verbs in their catalogues, as constants that kernels can read."""

from __future__ import annotations

from multipolar.codes import Primitive, Verb

BELIEF_SPREAD = int(Primitive.BELIEF_SPREAD)
BELIEF_MEAN = int(Primitive.BELIEF_MEAN)
ATTENTION = int(Primitive.ATTENTION)
RELIEF = int(Primitive.RELIEF)
MEDIATOR = int(Primitive.MEDIATOR)
STRAIN = int(Primitive.STRAIN)
TIE = int(Primitive.TIE)
TIE_ENEMY = int(Primitive.TIE_ENEMY)
TIE_FEARFUL = int(Primitive.TIE_FEARFUL)
LEVERAGE = int(Primitive.LEVERAGE)
PIN = int(Primitive.PIN)
MONITOR = int(Primitive.MONITOR)
TRANSIT = int(Primitive.TRANSIT)
AIR_BALANCE = int(Primitive.AIR_BALANCE)
VISIBILITY = int(Primitive.VISIBILITY)
QUALITY = int(Primitive.QUALITY)
MUNITIONS = int(Primitive.MUNITIONS)
EQUIPMENT = int(Primitive.EQUIPMENT)
DRONES = int(Primitive.DRONES)
FIGHTERS = int(Primitive.FIGHTERS)
AIR_COVER = int(Primitive.AIR_COVER)
GUARD = int(Primitive.GUARD)
AIRCRAFT = int(Primitive.AIRCRAFT)
SAM = int(Primitive.SAM)
EXPOSURE = int(Primitive.EXPOSURE)
STRIKE_EQUIPMENT = int(Primitive.STRIKE_EQUIPMENT)
MEN = int(Primitive.MEN)
ENFORCEMENT = int(Primitive.ENFORCEMENT)
PATROL = int(Primitive.PATROL)
WARNING = int(Primitive.WARNING)

STAY_OUT = int(Verb.STAY_OUT)
STATEMENT = int(Verb.STATEMENT)
MEDIATE = int(Verb.MEDIATE)
SANCTION = int(Verb.SANCTION)
THREATEN = int(Verb.THREATEN)
BORDER_SHOW = int(Verb.BORDER_SHOW)
SIGNAL_ELSEWHERE = int(Verb.SIGNAL_ELSEWHERE)
DENY_TRANSIT = int(Verb.DENY_TRANSIT)
OPEN_TRANSIT = int(Verb.TRANSIT)
INTEL = int(Verb.INTEL)
ADVISE = int(Verb.ADVISE)
ARM = int(Verb.ARM)
PROXIES = int(Verb.PROXIES)
COVER = int(Verb.AIR_COVER)
COVERT_FIRE = int(Verb.COVERT_FIRE)
STRIKE = int(Verb.STRIKE)
AIR = int(Verb.AIR)
GROUND = int(Verb.GROUND)
PROTECTORATE = int(Verb.PROTECTORATE)
GUARANTEE = int(Verb.GUARANTEE)
PEACEKEEPERS = int(Verb.PEACEKEEPERS)
JOINT_PATROLS = int(Verb.JOINT_PATROLS)
MONITORING = int(Verb.MONITORING)

AIR_ONLY, GATEKEEPER, NO_ACCESS = 2, 4, 5
"""Codes of SCENARIO ``access_kind``."""
KEPT_UP = 1e9
"""Stands in the place of a last day of effect: as long as the option is kept up [day]."""
NEVER = -1.0
"""Stands in the place of a day on which something happened that has not happened."""
LONG_AGO = -1000.0
"""Stands in the place of the day since which an option has been in use before the as-of date [day]."""
