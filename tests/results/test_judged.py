"""Results of the ledger have named parts."""

from __future__ import annotations

from multipolar.results import LedgerEntry


def test_ledger_entry__is_a_forecast_or_a_question():
    """A question has updates and no single forecast."""
    assert LedgerEntry({"forecasts": [{"id": 1}]}).forecast == {"id": 1}
    question = LedgerEntry({"updates": [{"p": 0.5}]})
    assert (question.forecast, question.updates) == (None, [{"p": 0.5}])
