"""The names of an invented border war and an outcome file that fits them, to be spoilt one value at a time."""

from __future__ import annotations

from multipolar.forecast.outcome_names import Answers, Names

NAMES = Names(
    scenario="border_war", dates=("2024-05-01", "2024-06-01"), round_start="2024-04-20", horizon=180, powers=("EAST", "WEST"),
    sides=("AAA", "BBB"), members=("Army of A", "Highlanders"), sectors=("TOWN", "PASS"), lifelines=("M1",),
    designs=("line",), claims=("C01",),
    questions={
        "Q1": Answers("binary"), "Q2": Answers("continuous", "days", (), 0.0, 180.0),
        "Q3": Answers("categorical", "1", ("EAST", "WEST", "other")), "Q4": Answers("continuous", "persons", (), 0.0),
        "Q5": Answers("continuous", "1", (), -1.0, 1.0), "Q6": Answers("continuous", "M USD"),
    },
)  # fmt: skip
TEXT = """\
format: multipolar-outcome/1
scenario: border_war
end:
  label: ceasefire_gains_A
  soft: {ceasefire_gains_A: 0.7, frozen_stalemate: 0.3}
  length_days: {"2024-05-01": 40, "2024-06-01": 9}
  date: 2024-06-10
power_levels: {EAST: {level: armed}, WEST: {soft: {out: 0.5, armed: 0.5}}}
brokered_by: [EAST, un]
brokers_outside: [un]
arrangement: observers
design_reached: line
changed_share: {"2024-05-01": 0.3}
net_share_A: {"2024-05-01": 0.2}
sectors_end: {TOWN: 1, PASS: 0.25}
deaths: {A: {v: "1,250"}, B: {v: [100, 200, 400]}}
claims: {C01: partly}
targets: [{measure: "deaths:A", value: 1250, low: 1000, high: 1500}, {measure: "lifeline_cut:M1", value: 12}]
questions:
  - {id: Q1, answer: "no", resolved_on: 2024-06-10, grade: A}
  - {id: Q2, answer: 40}
  - {id: Q3, answer: other}
  - {id: Q4, answer: void, reason: the count was never published}
"""
