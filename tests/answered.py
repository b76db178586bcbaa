"""Very different wars, each described in answers to the eight questions."""

from __future__ import annotations

from typing import Any

TWO: dict[str, Any] = {"who": "Northland\nSouthland", "ground": "The plain; plain; A\nThe town; town; B; prize"}
"""The least there is to say: two sides, two places."""
BORDER: dict[str, Any] = {
    "id": "border",
    "as_of": "2031-05-10",
    "since": "2031-05-08",
    "who": ["Northland; state; wants: the border valley; will: high", "Southland; state; 7 million people"],
    "ground": [
        "Northern plain; plain; A; rear",
        "The ford; plain; B; 400 km2",
        "The valley town; town; B; prize",
        "Southern plain; plain; B; rear",
    ],
    "with": ["A; 30,000 to 50,000 men; 250 tanks; guns, launchers, aircraft, drones", "Southland; 26k men; good; guns; batteries"],
    "behind": [
        "Eastern Empire; A; clearly; arms; could: troops, mediation; neighbour",
        "Western League; Southland; money, sanctions",
        "United Nations; neither; could: observers, peacekeepers, mediation",
    ],
    "passes": [
        "The valley road; B; The valley town, Southern plain",
        "The airlift; B; air; The valley town; Western League",
        "The railway; A; rail; Northern plain; Eastern Empire",
    ],
    "feared": [
        "Western League; The valley town; answer: troops",
        "Eastern Empire; entry: Western League; answer: troops",
        "Western League; own troops",
        "Southland; says: encirclement of the town",
    ],
    "end": ["halt", "observers", "peacekeepers", "old lines", "hand over"],
    "know": [
        "who wins",
        "how long",
        "who holds; The valley town",
        "who joins; Western League",
        "how much ground",
        "how many die",
        "who mediates",
        "which lines hold",
        "does it end",
    ],
}
"""A border war with a power behind each side."""
TEN: dict[str, Any] = {
    "who": ["Highland Republic", "Coast Republic"],
    "ground": [
        "Capital of the hills; city; A; rear; near: Upper pass, West ridge; lat: 41.9; lon: 43.0",
        "Upper pass; high mountains; A; near: Lake; lat: 41.7; lon: 43.1",
        "West ridge; mountain; A; near: Lake; lat: 41.7; lon: 42.7",
        "Lake; hills; half; prize; near: Mill town, East wood; lat: 41.5; lon: 42.9",
        "Mill town; town; B; near: Bridge; lat: 41.3; lon: 42.8",
        "East wood; forest; B; low; near: Bridge, Salt marsh; lat: 41.4; lon: 43.2",
        "Salt marsh; marsh; B; lat: 41.2; lon: 43.5; near: Port",
        "Bridge; rolling; B; near: Port, Old road; lat: 41.1; lon: 42.9",
        "Old road; plain; B; lat: 41.0; lon: 42.6; near: Port",
        "Port; city; B; capital; lat: 40.8; lon: 43.0",
    ],
    "with": "A; 12000 men; guns\nB; 9000 men; poor; tanks; helicopters",
    "end": "surrender",
    "know": "who holds; Lake",
}
"""Ten places with coordinates and neighbours of their own."""
CIVIL: dict[str, Any] = {
    "title": "The government against the northern movement",
    "who": "Northern movement; no state; wants: autonomy; will: high\nThe government; state",
    "ground": "Hill district; forest; A\nRiver district; rolling; half\nProvincial town; town; B; prize\n"
    "Capital road; plain; B; rear",
    "with": "A; 4,000 men; poor; guns\nB; 15,000 men; tanks, guns, helicopters, aircraft",
    "behind": "Neighbour state; A; a little; open border, volunteers; neighbour",
    "feared": "A; says: reprisals against its districts",
}
"""A civil war: one side is no state."""
FOUR: dict[str, Any] = {
    "who": "Alpha\nBeta",
    "ground": "Alpha side; plain; A\nMiddle; rolling; half; prize\nBeta side; plain; B",
    "behind": "United States; A; fully; arms, intelligence, sanctions; could: strikes, aircraft, peacekeepers\n"
    "Russia; B; strongly; arms, advisers; could: troops, peacekeepers; neighbour\n"
    "Turkey; A; clearly; could: volunteers; neighbour\n"
    "Iran; B; a little; transit; neighbour",
    "feared": "Russia; entry: Turkey; answer: troops\nUnited States; Middle; answer: strikes, sanctions\nTurkey; border fighting",
    "end": "patrons\nhalt",
}
"""Four powers, two behind each side."""
SCRIPTS: dict[str, Any] = {
    "who": "الجمهورية الشمالية الديمقراطية الشعبية المتحدة ذات الاسم الطويل جدا; state; wants: الأرض، والماء\n"
    "საქართველოს უძველესი მთიანი რესპუბლიკა და მისი მოკავშირეების გაერთიანებული სამხედრო სარდლობა",
    "ground": "السهل; plain; A\nმთის უღელტეხილი, ზემო; mountain; B\nქალაქი; town; B; prize",
    "behind": "إمبراطورية الشرق; A; arms",
    "feared": "إمبراطورية الشرق; ქალაქი; answer: sanctions",
    "know": "who holds; ქალაქი",
}
"""Long names in Arabic and Georgian letters."""
WARS: dict[str, dict[str, Any]] = {"two": TWO, "border": BORDER, "ten": TEN, "civil": CIVIL, "four": FOUR, "scripts": SCRIPTS}
