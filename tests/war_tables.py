"""Invented tables of wars, small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

TABLES: dict[str, str] = {
    "wars.csv": """war,start,days,n_late_joiners,initiator_outcome
1,1900-01-01,10,0,1
2,1950-01-01,100,1,2
3,1960-01-01,400,0,6
4,1970-01-01,50,0,1
""",
    "wars_outside/wars.csv": "id,ucdp\nIS-1,0\nIS-2,2\nIS-3,0\nES-300,4\n",
    "participants.csv": """WarNum,ccode,StartYear1,StartMonth1,StartDay1,EndYear1,EndMonth1,EndDay1,BatDeath,Initiator
1,200,1900,1,1,1900,1,10,100,1
1,220,1900,1,1,1900,1,10,200,2
2,365,1950,1,1,1950,4,10,1000,1
2,640,1950,1,1,1950,4,10,3000,2
2,200,1950,2,1,1950,4,10,-9,2
3,710,1960,1,1,1961,2,3,500,1
3,816,1960,1,1,1961,2,3,500,2
3,2,1961,1,1,1961,2,3,50,2
""",
    "cow_majors.csv": """ccode,styear,stmonth,stday,endyear,endmonth,endday
2,1898,8,13,2016,12,31
200,1816,1,1,2016,12,31
365,1922,1,1,2016,12,31
""",
    "nmc6.csv": """ccode,year,milper
365,1950,1000
640,1950,500
710,1960,2000
""",
    "ucdp_term_dyad_v3-2021.csv": """dyad_id,dyadterm,ependdate,outcome,start_date2,type_of_conflict
1,1,1990-01-01,3,1989-01-01,2
1,1,1996-01-01,2,1992-07-01,2
2,1,1990-01-01,2,1989-01-01,2
2,0,,,1991-12-01,2
3,1,1990-01-01,1,1989-01-01,3
4,1,1990-01-01,5,1989-01-01,3
4,0,,,1992-01-01,3
5,1,1990-01-01,3,1989-01-01,3
5,0,,,1992-01-01,3
6,1,1990-01-01,1,1989-01-01,3
6,0,,,1991-06-01,3
7,1,2020-06-01,3,2020-01-01,3
""",
    "berkemeier_fuhrmann_2018.csv": """sample,honorLLM,violateLLM,defense,offense,neutral,nonagg,consul
1,1,,1,0,0,0,1
1,,1,1,0,0,0,0
0,,1,1,0,0,1,0
0,,,1,0,0,0,0
""",
    "icb1_crises.csv": """mediate,sevviosy,forout,medefct,medpace,brexit
4,4,1,5,4,30
4,3,4,2,3,40
1,4,4,,,10
1,1,1,,,10
""",
    "gml_participants.csv": "dispnum,orig\n1,1\n1,1\n2,1\n2,0\n3,1\n",
    "gml_disputes.csv": "dispnum,hostlev\n1,4\n2,4\n3,5\n",
}


def write(folder: Path, *names: str) -> Path:
    """Write tables into a folder (all of them when none is named) and return the folder."""
    for name in names or TABLES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TABLES[name], encoding="utf-8")
    return folder
