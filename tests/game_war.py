"""The toy theatre with its three powers and designs, for several members: what payoffs and consents are tested on."""

from __future__ import annotations

from powers_toy import fill_catalogue, fill_interests, fill_powers
from toy import toy_params, toy_scenario

MEMBERS, SEED = 12, 9
SCENARIO = toy_scenario()
PARAMS = toy_params(SCENARIO, MEMBERS)
fill_catalogue(SCENARIO[0])
fill_powers(SCENARIO[0])
for _i in range(MEMBERS):
    fill_interests(PARAMS[_i], int(SCENARIO[0]["n_sectors"]))
