"""The register of shared priors names existing fields, with source and grade."""

from __future__ import annotations

from multipolar.model.fields import PARAMS
from multipolar.model.plan import to_distribution
from multipolar.model.register import FITTED, MECHANISMS, REGISTER, SIDE_DEFAULTS
from multipolar.scenario.calibrated import calibration

FIELD = {f.name: f for f in PARAMS}


def test_register__every_entry_is_a_scalar_field_with_a_source():
    """An entry names a field that all wars share, its prior can be read, and it says where it comes from."""
    assert len({entry.field for entry in REGISTER}) == len(REGISTER)
    for entry in REGISTER:
        assert FIELD[entry.field].dims == ()
        assert entry.source
        assert entry.grade
        to_distribution(entry.prior)


def test_register__no_shared_scalar_field_is_without_a_prior():
    """Every scalar parameter has a prior."""
    assert {f.name for f in PARAMS if f.dims == ()} == {entry.field for entry in REGISTER}


def test_side_defaults__are_fields_by_side():
    """What each side draws for itself has the axis of belligerents."""
    assert all(FIELD[name].dims == ("b",) for name in SIDE_DEFAULTS)


def test_mechanisms__are_unique_and_fit_the_record():
    """There is room for every switch."""
    assert len(set(MECHANISMS)) == len(MECHANISMS) <= 40


def test_register__fitted_priors_are_those_of_the_calibration():
    """Nothing is copied by hand: every prior that was fitted stands in the register as in its file, and no other says so."""
    fitted = calibration("battles")["register"] | calibration("rates")["register"]
    stands = {entry.field: entry.prior for entry in REGISTER}
    assert {name: stands[name] for name in fitted} == {name: row["prior"] for name, row in fitted.items()}
    assert all(entry.prior != FITTED for entry in REGISTER)
    assert all("E" in entry.grade for entry in REGISTER if entry.field in fitted)
