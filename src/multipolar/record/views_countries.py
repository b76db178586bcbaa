"""VIEWS' own numbers of countries, by ISO code of three letters; they are neither ISO's nor Gleditsch and Ward's.

Source: the table of countries of the VIEWS prediction challenge 2023/24 (prio-data, prediction_competition_2023), as
facts; Kosovo, without ISO code there, is KOS.
"""

from __future__ import annotations

from multipolar.errors import QuestionError

_ONE = """
AFG:133 AGO:165 ALB:82 AND:68 ARE:132 ARG:7 ARM:125 ATG:35 AUS:177 AUT:97 AZE:126 BDI:155 BEL:104 BEN:74 BFA:47
BGD:138 BGR:89 BHR:127 BHS:26 BIH:83 BLR:110 BLZ:27 BOL:8 BRA:9 BRB:18 BRN:140 BTN:139 BWA:154 CAF:70 CAN:183 CHE:109
CHL:10 CHN:199 CIV:41 CMR:69 COD:167 COG:166 COL:28 COM:159 CPV:40 CRI:29 CSK:187 CUB:30 CYP:90 CZE:98 DDR:186 DJI:55
DMA:19 DNK:99 DOM:23 DZA:67 ECU:11 EGY:222 ERI:56 ESP:46 EST:111 FIN:112 FJI:168 FRA:105 FSM:153 GAB:169 GBR:39 GEO:92
GHA:42 GIN:48 GMB:54 GNB:49 GNQ:76 GRC:93 GRD:20 GTM:16 GUY:1 HND:32 HRV:84 HTI:24 HUN:100 IND:223 IRL:38 IRN:128
IRQ:60 ISL:37 ISR:218 ITA:85 JAM:25 JOR:62 JPN:142 KAZ:63 KEN:237 KGZ:134 KHM:147 KIR:77 KNA:36 KOR:146 KOS:232
KWT:129 LAO:148 LBN:94 LBR:43 LBY:213 LCA:21 LIE:106 LKA:121 LSO:160 LTU:114 LUX:107 LVA:113 MAR:243 MCO:72 MDA:115
MDG:172 MDV:118 MEX:17 MHL:152 MKD:86 MLI:50 MLT:87 MMR:149 MNE:231 MNG:58 MOZ:162 MRT:244 MUS:173 MWI:161 MYS:205
NAM:170 NER:78 NGA:79 NIC:33 NLD:108 NOR:64 NPL:135 NRU:178 NZL:171 OMN:119 PAK:136 PAN:34 PER:13 PHL:145 PLW:144
PNG:179 POL:101 PRK:143 PRT:45 PRY:12 QAT:130 ROU:116 RUS:65 RWA:156 SCG:227 SEN:52 SGP:206 SLB:180 SLE:53 SLV:31
SMR:88 SOM:120 SSD:246 STP:80 SUR:2 SVK:102 SVN:103 SWE:66 SWZ:164 SYC:174 SYR:220 TCD:214 TGO:81 THA:150 TJK:137
TKM:122 TLS:176 TON:6 TTO:3 TUN:73 TUR:96 TUV:181 TWN:198 UGA:235 UKR:117 URY:14 USA:234 UZB:123 VCT:22 VEN:4 VNM:151
VUT:182 WSM:5 YMD:197 ZMB:157 ZWE:158
"""
_SEVERAL = {
    "DEU": (184, 185), "ETH": (57, 191), "IDN": (208, 209), "SAU": (131, 239), "SDN": (245, 59), "SRB": (233, 230),
    "SUN": (189, 248, 249, 250, 251, 252, 253, 254, 255), "TZA": (236, 242), "YEM": (124, 196, 240), "YUG": (188, 247),
    "ZAF": (163, 192),
}  # fmt: skip
"""Countries whose borders changed and whose number changed with them."""
TODAY = {"DEU": 184, "ETH": 57, "SDN": 245, "SRB": 233}
"""The number of today's borders, where the table tells it from the older ones."""
IDS: dict[str, tuple[int, ...]] = {
    **{code: (int(number),) for code, _, number in (pair.partition(":") for pair in _ONE.split())},
    **_SEVERAL,
}
"""All numbers of a country."""
NAMES: dict[int, str] = {number: code for code, numbers in IDS.items() for number in numbers}


def booked_to(code: str, number: int | None = None) -> tuple[str, int]:
    """Return ISO code and VIEWS number of the country that deaths are booked to; code and number must agree.

    Raises
    ------
    QuestionError : for a code or number that is not known, or that belong to different countries, or a code with several.
    """
    if code not in IDS:
        near = [known for known in IDS if known[:2] == code[:2].upper()]
        hint = f"did you mean {' or '.join(near)}?" if near else "give an ISO code of three letters, such as AZE, with country=..."
        raise QuestionError(f"country {code!r}: VIEWS has no country of this code; {hint}")
    if number is not None and number not in NAMES:
        raise QuestionError(f"country id {number}: VIEWS has no country of this number; {code} is {_numbers(code)}")
    if number is not None and NAMES[number] != code:
        raise QuestionError(
            f"country {code!r} and country id {number} contradict each other: {number} is {NAMES[number]}, {code} is "
            f"{_numbers(code)}. Leave one of them out."
        )
    if number is None and len(IDS[code]) > 1 and code not in TODAY:
        raise QuestionError(f"country {code!r}: VIEWS has several numbers; choose with country_number=...: {_numbers(code)}")
    return code, number if number is not None else TODAY.get(code, IDS[code][0])


def _numbers(code: str) -> str:
    return " or ".join(map(str, IDS[code]))
