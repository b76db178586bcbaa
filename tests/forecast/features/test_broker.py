"""Who mediates the end."""

from __future__ import annotations

import numpy as np
import pytest

from forecast.read_features import ask
from invented import population
from multipolar.forecast.features import FEATURES
from multipolar.forecast.features.broker import broker_option

OPTIONS = ("RUS", "RUS+TUR", "Minsk three", "USA", "FRA", "IRN", "none")


@pytest.mark.parametrize(
    ("brokers", "option"),
    [((), "none"), (("RUS",), "RUS"), (("TUR", "RUS"), "RUS+TUR"), (("USA", "RUS", "FRA"), "Minsk three"),
     (("FRA", "USA"), "Minsk three"), (("IRN", "RUS"), "other"), (("TUR",), "other")],
)  # fmt: skip
def test_broker_option__names_a_set_of_mediators(brokers, option):
    """The same set, a group of which two act, nobody, or none of the options."""
    assert broker_option(frozenset(brokers), OPTIONS) == option


def test_broker__every_course_has_one_answer():
    """Codes are those of the options with the catch-all behind them."""
    feature = FEATURES["broker"]
    asked = ask(options=OPTIONS)
    codes = feature.compute(population(), asked)
    names = feature.names(asked)
    nobody = population()["brokers"].sum(axis=1) == 0

    assert names == (*OPTIONS, "other")
    assert set(codes) <= set(range(len(names)))
    assert np.array_equal(codes == names.index("none"), nobody)
