"""`multipolar list`."""

from __future__ import annotations

from cli_stage import call


def test_list__names_the_flagship_with_its_default_date_first(capsys):
    """A newcomer sees what can be run and as of when."""
    said = call(capsys, "list")
    assert said.status == 0
    assert "karabakh_2020" in said.out
    rows = call(capsys, "list", "--json").document["scenarios"]
    assert rows[0]["name"] == "karabakh_2020"
    assert rows[0]["as_of_dates"] == ["2020-10-16", "2020-09-27"]
