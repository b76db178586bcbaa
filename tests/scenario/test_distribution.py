"""Distributions as written: spelling, quantiles, support, change of unit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from multipolar.scenario.distribution import Distribution, checked, parse_distribution
from multipolar.units import convert

SPELLINGS = (
    "3", "U(1, 3)", "N(2, 1)", "LogN(2, 0.5)", "Beta(2, 6)", "Tri(1, 2, 5)", "Tri(1, 1, 5)", "Exp(3)",
    "Mix(0.6: Exp(0.7), 0.4: Exp(6))",
)  # fmt: skip
numbers = st.floats(-1e6, 1e6)
positive = st.floats(1e-3, 1e6)


@st.composite
def distributions(draw):
    """Draw a possible distribution."""
    low, mode, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return draw(
        st.sampled_from(
            [
                Distribution("point", (low,)),
                Distribution("U", (low, high)),
                Distribution("Tri", (low, mode, high)),
                Distribution("N", (mode, draw(positive))),
                Distribution("LogN", (draw(positive), draw(st.floats(0, 3)))),
                Distribution("Beta", (draw(positive), draw(positive))),
                Distribution("Exp", (draw(positive),)),
            ]
        )
    )


@given(distributions())
def test_distribution__text_round_trip(law):
    """What a distribution spells is read back as the same distribution."""
    assert parse_distribution(str(law)) == (law, None)


@pytest.mark.parametrize("text", SPELLINGS)
def test_quantile__is_the_inverse_of_cdf(text):
    """The chance of values up to a quantile is its probability."""
    law, _ = parse_distribution(text)
    u = np.linspace(0.01, 0.99, 25)

    if not law.is_point:
        np.testing.assert_allclose(law.cdf(law.quantile(u)), u, atol=1e-9)
    assert np.all(np.diff(law.quantile(u)) >= 0)


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("N(2, 1)", stats.norm(2, 1)),
        ("LogN(2, 0.5)", stats.lognorm(0.5, scale=2)),
        ("Beta(2, 6)", stats.beta(2, 6)),
        ("Tri(1, 2, 5)", stats.triang(0.25, 1, 4)),
        ("Exp(3)", stats.expon(scale=3)),
        ("U(1, 3)", stats.uniform(1, 2)),
    ],
)
def test_quantile__equals_the_textbook(text, twin):
    """Quantiles and chances agree with an independent library."""
    law, _ = parse_distribution(text)
    u = np.linspace(0.001, 0.999, 31)

    np.testing.assert_allclose(law.quantile(u), twin.ppf(u), rtol=1e-9)
    np.testing.assert_allclose(law.cdf(twin.ppf(u)), u, rtol=1e-9)


@pytest.mark.parametrize("text", SPELLINGS)
def test_support__holds_nearly_all_the_mass(text):
    """At most one in fifty thousand lies outside the support."""
    law, _ = parse_distribution(text)
    low, high = law.support()

    assert float(law.cdf(np.array([low - 1e-9]))[0]) <= 1.001e-5
    assert float(law.cdf(np.array([high + 1e-9]))[0]) >= 1 - 1.001e-5


@given(distributions().filter(lambda law: law.kind != "Beta"), st.floats(1e-3, 1e3))
def test_scaled__moves_every_quantile_by_the_factor(law, factor):
    """A change of unit multiplies every quantile."""
    u = np.array([0.1, 0.5, 0.9])

    np.testing.assert_allclose(law.scaled(factor).quantile(u), factor * law.quantile(u), rtol=1e-9, atol=1e-9)


def test_scaled__refuses_beta():
    """A Beta distribution lives on 0 to 1 and has no other unit."""
    with pytest.raises(ValueError, match="cannot be converted"):
        Distribution("Beta", (2, 3)).scaled(10)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Tri(1, 9, 5)", "the mode 9 lies outside the bounds 1 to 5"),
        ("U(3, 1)", "the lower bound 3 lies above"),
        ("LogN(1)", "takes 2 parameters, found 1"),
        ("N(1, -1)", "negative"),
        ("LogN(-1, 1)", "negative"),
        ("Beta(0, 1)", "positive"),
        ("Gauss(0, 1)", "unknown distribution 'Gauss'"),
        ("Mix(0.5: Exp(1))", "must sum to 1"),
        ("U(1, x)", "must be numbers"),
        ("about three", "expected a number"),
    ],
)
def test_parse__names_what_is_impossible(text, message):
    """An impossible distribution is refused with the reason."""
    with pytest.raises(ValueError, match=re_escape(message)):
        parse_distribution(text)


def re_escape(text):
    """Return a pattern that matches the text itself."""
    return text.replace("(", r"\(").replace(")", r"\)")


@pytest.mark.parametrize("raw", [True, None, [1, 2], [1, "2 km", 3], [1, [2], 3], {"v": 1}, float("nan"), 10**400])
def test_parse__refuses_what_is_no_number(raw):
    """Truth values, short lists and the like are refused."""
    with pytest.raises(ValueError, match=r"found|finite"):
        parse_distribution(raw)


def test_parse__finds_the_unit_beside_the_number():
    """Number and unit are taken apart."""
    assert parse_distribution("10,100,000 persons") == (Distribution("point", (10_100_000.0,)), "persons")
    assert parse_distribution("Tri(5, 14, 36) items")[1] == "items"
    assert parse_distribution([1, 2, 4])[0] == checked(Distribution("Tri", (1.0, 2.0, 4.0)))


@pytest.mark.parametrize(
    "text",
    [
        "7,5", "500,5 km2", "12 500 persons", "1.2.3", "1,00", "5..", "\u0663",
        "Mix(0.5: 0.2 garbage, 0.5: 0.9)", "Mix(0.5: 0.2, 0.5: 0.9) 5", "Mix(-0.5: 1, 1.5: 2)", "Mix(0: 1, 1: 2)",
        "Mix(0.5: Mix(0.5: 1, 0.5: 2), 0.5: 3)", "Mix(x 0.5: 1, 0.5: 2)", "Mix(0.5: 1, 0.5: 2, )", "Mix(0.5 1, 0.5: 2)",
        "Mix(0.5: 1, 0.5: 2", "Mix(0.4: 1, 0.5: 2)", "Mix(0.5: 1 km, 0.5: 2 km)", "Mix(0.5: N(1, 1) km, 0.5: 2)",
        "Mix()", "Mix(1: 1)", "Mix(0.5: 1,000, 0.5: 2)", "Mix(0.5: garbage N(0,1), 0.5: 2)", "Mix(nan: 1, 1: 2)",
        "U(1,000, 2,000)", "N(1,000)", "U(1, 2", "U(1, (2))", "U(20 %, 40 %)", "U(1, 2) 3", "U 1, 2", "U()", "N(1, 2, 3)",
        "Mix(" + ", ".join(["0.01: 1"] * 100) + ")", "U(" + "1" * 3000 + ", 2)",
    ],
)  # fmt: skip
def test_parse__reads_the_whole_text_or_nothing(text):
    """No part of a text is left out of the number it stands in."""
    with pytest.raises(ValueError, match=r"found|expected|must|takes"):
        parse_distribution(text)


@pytest.mark.parametrize(
    "text",
    [
        "Beta(1e308, 1e308)", "Beta(1e10, 1)", "Beta(1e-9, 2)", "U(-1e308, 1e308)", "N(0, 1e308)", "LogN(1, 400)", "LogN(1e308, 1)",
        "Exp(1e308)", "Tri(-1e308, 0, 1e308)", "Mix(0.5: U(-1e308, 1e308), 0.5: 1)", "1e999", "N(1e999, 1)",
    ],
)  # fmt: skip
def test_checked__refuses_what_cannot_be_drawn(text, recwarn):
    """A distribution whose quantiles are no finite numbers is refused, without a warning of the machine's."""
    with pytest.raises(ValueError, match=r"cannot be drawn|finite"):
        parse_distribution(text)
    assert not recwarn.list


@pytest.mark.parametrize(
    "text", ["Tri(1, 1, 1)", "U(2, 2)", "N(3, 0)", "LogN(0, 1)", "Exp(0)", "Beta(0.01, 3)", "Tri(0, 0, 5e-324)"]
)
def test_checked__keeps_what_is_only_narrow(text):
    """A distribution without width is a number, and can be drawn."""
    law, _ = parse_distribution(text)
    assert np.all(np.isfinite(law.quantile(np.linspace(0.001, 0.999, 9))))


def test_parse__keeps_a_minus_in_a_mixture():
    """Signs and brackets inside a mixture count."""
    law, unit = parse_distribution("Mix(0.5: -2, 50 %: N(-1, 0.5)) km")
    assert (unit, law.parts) == ("km", ((0.5, Distribution("point", (-2.0,))), (0.5, Distribution("N", (-1.0, 0.5)))))


@pytest.mark.parametrize("raw", ["60 %", ["60 %", "60 %", "60 %"], "Tri(60, 60, 60) %", "60 percent"])
def test_parse__reads_percentages_alike(raw):
    """A percentage is the same share as a number, in a list and behind a bracket."""
    law, unit = parse_distribution(raw)
    assert law.scaled(convert(1.0, unit, "1")).median() == 0.6


def test_scaled__refuses_to_leave_the_numbers():
    """A change of unit never ends in infinity."""
    with pytest.raises(ValueError, match="finite"):
        Distribution("point", (1e308,)).scaled(1e9)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("0x10", "x10"), ("1e", "e"), ("Mix(0.5: 1, 0.5: 2))(", ")("), ("U(1, 2) garbage", "garbage")],
)
def test_parse__hands_on_what_stands_behind_the_number(text, unit):
    """Whatever follows a number is its unit, which the table of units then refuses."""
    assert parse_distribution(text)[1] == unit
