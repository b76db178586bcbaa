"""The 31 questions of the flagship in our own words, with criteria and the feature of a course that answers each."""

from __future__ import annotations

from typing import Any

START, MID = "2020-09-27", "2020-10-16"
BOTH = [START, MID]


def _q(number: int, text: str, kind: str, feature: str, *, criteria: str, closes: str, **more: Any) -> dict[str, Any]:
    return {"id": f"Q{number:02d}", "text": text, "type": kind, "as_of": more.pop("as_of", BOTH), "feature": feature,
            "criteria": criteria, "closes": closes, **more}


END = "2021-03-26"
QUESTIONS: list[dict[str, Any]] = [
    _q(1, "Does a ceasefire that holds for 30 days start by 15 November 2020?", "binary", "stopped_by[2020-11-15]",
       criteria="fighting stops by agreement or by itself on or before the day and stays down for 30 days", closes="2020-11-15"),
    _q(2, "How many days after 27 September does the ceasefire that holds begin?", "continuous", "length_from_round", unit="days",
       criteria="whole days from 27 September 2020 to the first day of the ceasefire that held", closes=END),
    _q(3, "What share of the ground held by Armenian forces on 27 September does Azerbaijan hold by force at the end?",
       "continuous", "share_force", unit="1", criteria="area inside the line of 27 September, before any hand-over by agreement", closes=END),
    _q(4, "What share of that ground does Azerbaijan hold on 1 December 2020, hand-overs counted?", "continuous", "share_final",
       unit="1", criteria="area inside the line of 27 September after agreed withdrawals", closes="2020-12-01"),
    _q(5, "Does Azerbaijan hold Shusha when the fighting ends?", "binary", "holder_end[SHU]",
       criteria="the town itself is in Azerbaijani hands on the day of the ceasefire", closes=END),
    _q(6, "Does Azerbaijan hold Stepanakert when the fighting ends?", "binary", "holder_end[STE]",
       criteria="the town itself is in Azerbaijani hands on the day of the ceasefire", closes=END),
    _q(7, "Does Azerbaijan cut the road M12 for two days or more before the end?", "binary", "lifeline_cut[M12]",
       criteria="no supply passes between Goris and Stepanakert on M12 for at least 48 hours", closes=END),
    _q(8, "Does Russia use its own forces against Azerbaijani troops?", "binary", "power_direct[RUS]",
       criteria="Russian regular forces fight Azerbaijani forces, claimed or proven", closes=END),
    _q(9, "Do Turkish aircraft fight openly over the theatre?", "binary", "power_entry[TUR]",
       criteria="Turkey says so or imagery proves it", closes=END),
    _q(10, "Is help asked for under article 4 of the Collective Security Treaty?", "binary", "treaty_help_asked[CST]",
       criteria="a formal request by Armenia to the organisation", closes=END),
    _q(11, "Does Armenia invoke an article of a bilateral treaty with Russia?", "binary", "treaty_invoked[RA1997,RA2010,RA2016]",
       criteria="a formal request or letter that names the treaty, consultation included", closes=END),
    _q(12, "Does Azerbaijan attack Armenia proper on the ground during the war?", "binary", "soil_attacked[A]",
       criteria="an assault by ground troops across the recognised border; fire across it does not count", closes=END),
    _q(13, "Who signs the ceasefire that holds as mediator?", "categorical", "broker",
       options=["RUS", "RUS+TUR", "Minsk three", "USA", "FRA", "IRN", "none"],
       criteria="the mediators who sign or announce the agreement; none when fighting stops without one", closes=END),
    _q(14, "Are there joint Russian and Turkish patrols inside the zone within twelve months?", "binary", "patrols",
       criteria="regular joint patrols on the ground inside the former zone of conflict", closes="2021-11-10"),
    _q(15, "Does Turkey get a formal role in monitoring the ceasefire?", "binary", "monitoring_role[TUR]",
       criteria="a role laid down in writing, inside or outside the zone", closes="2020-12-31"),
    _q(16, "Which nations send peacekeepers into the zone?", "categorical", "peacekeepers",
       options=["RUS only", "RUS+TUR", "multinational", "other", "none"],
       criteria="armed peacekeepers deployed under the agreement that ended the fighting", closes="2020-12-31"),
    _q(17, "How many announced truces fail before the last?", "continuous", "failed_truces", unit="1",
       criteria="announced with a date and a time, broken within a day or before the war ended", closes=END),
    _q(18, "How many soldiers of the Armenian side die by the end?", "continuous", "deaths_total[B]", unit="persons",
       criteria="final official number of military dead since 27 September, the missing left out", closes=END),
    _q(19, "How many Azerbaijani soldiers die by the end?", "continuous", "deaths_total[A]", unit="persons",
       criteria="final official number of military dead since 27 September, foreign fighters left out", closes=END),
    _q(20, "How many people are displaced from the zone at the peak?", "continuous", "displaced", unit="persons",
       criteria="highest number of residents of Nagorno-Karabakh away from home", closes=END),
    _q(21, "Does Iran use force?", "binary", "power_direct[IRN]", criteria="Iranian regular forces fight either side", closes=END),
    _q(22, "Do the United States offer Armenia protection?", "binary", "option_used[USA,protectorate_ARM]",
       criteria="a public offer to guarantee Armenian security", closes="2020-12-31"),
    _q(23, "Does the European Union put sanctions on Turkey over this war before 2021?", "binary", "option_used[FRA,sanction_TUR]",
       criteria="measures of the Union that name the war as their reason", closes="2020-12-31"),
    _q(24, "Does the Armenian head of government fall within twelve months?", "binary", "",
       base_rate={"v": [0.15, 0.30, 0.50], "source": ["leader_record"], "grade": "J"},
       base_rate_source="heads of government who lost office within a year of a war, judged after Archigos; outside the model",
       criteria="another person holds the office after an election, a vote or a coup", closes="2021-11-10"),
    _q(25, "Does the Azerbaijani share rise by more than ten points within 14 days?", "binary", "share_rise[14]", threshold=0.10,
       criteria="share of the ground inside the line of 27 September, 30 against 16 October", closes="2020-10-30", as_of=[MID]),
    _q(26, "Is the war still going on after 14 days?", "binary", "still_on[2020-10-30]",
       criteria="fighting has not stopped by 30 October", closes="2020-10-30", as_of=[MID]),
    _q(27, "Does the war peter out without a decisive position for either side?", "binary", "petered_out_undecided",
       criteria="it stops without a knock-out, Shusha stays Armenian and M12 is not cut", closes=END, as_of=[MID]),
    _q(28, "Does large fighting between the same sides resume within three years?", "binary", "relapse",
       criteria="an offensive with at least a hundred dead within three years of the ceasefire", closes="2023-11-10"),
    _q(29, "Does the Turkish lira lose more than five per cent to the dollar by 8 November?", "binary", "fx_fall",
       criteria="lowest daily reference rate to 8 November against that of 16 October", closes="2020-11-08", as_of=[MID]),
    _q(30, "Does Ukraine start a major offensive on Donbas within twelve months?", "binary", "link_war[donbas]",
       criteria="an attack on several axes by regular brigades", closes="2021-10-16", as_of=[MID]),
    _q(31, "Does a nuclear or great-power war grow out of this war within twelve months?", "binary", "great_power",
       criteria="regular forces of two great powers fight each other, or a nuclear weapon is used", closes="2021-10-16", as_of=[MID]),
]

STATED: dict[str, dict[str, Any]] = {
    "Q03": {"comment": {"at_most_0.10": 0.3}},
    "Q05": {"article": 0.25},
    "Q07": {"article": 0.25},
    "Q08": {"article": 0.07},
    "Q12": {"article": 0.08},
    "Q13": {"article": {"RUS": 0.075, "RUS+TUR": 0.55, "Minsk three": 0.075, "USA": 0.075, "FRA": 0.075, "IRN": 0.075, "none": 0.075}},
    "Q14": {"article": 0.60},
    "Q15": {"article": 0.60},
    "Q20": {"comment": {"above_72500": 0.7}},
    "Q25": {"comment": 0.7},
    "Q27": {"article": 0.65},
    "Q30": {"comment": 0.5},
}
"""Chances the source states in words, section 2 of the claims register: part of the 16 October file."""
