"""Faults say where, what and how to mend it; commands end with the status the shell expects."""

from __future__ import annotations

import pytest

from multipolar import errors
from multipolar.errors import Problem, ScenarioError

OPTION = Problem(
    "karabakh_2020.yaml",
    148,
    9,
    "powers.TUR.options[3]",
    "unknown-name",
    "unknown option 'airgroup_A'",
    "Did you mean 'air_A'?",
)
UNIT = Problem(
    "karabakh_2020.yaml",
    203,
    19,
    "theatre.edges.lachin.capacity",
    "missing-unit",
    '900 has no unit. Expected tonnes/day, e.g. "900 t/day".',
)


def test_scenario_error__tells_every_problem_in_the_order_of_lines():
    """The text is the block a reader sees: file, count, one line per fault, code at the end."""
    error = ScenarioError([UNIT, OPTION])

    assert str(error) == (
        "karabakh_2020.yaml: 2 problems\n"
        "  148:9   powers.TUR.options[3]: unknown option 'airgroup_A'. Did you mean 'air_A'?     [unknown-name]\n"
        '  203:19  theatre.edges.lachin.capacity: 900 has no unit. Expected tonnes/day, e.g. "900 t/day".     '
        "[missing-unit]"
    )
    assert error.problems == (OPTION, UNIT)


def test_render_problems__groups_by_file():
    """Faults of a patch stand apart from those of its base."""
    other = Problem("patch.yaml", 0, 0, "", "patch-base", "made for another base")
    text = errors.render_problems([other, UNIT])
    assert text.splitlines()[0] == "karabakh_2020.yaml: 1 problem"
    assert text.splitlines()[2:] == ["patch.yaml: 1 problem", "  -       made for another base     [patch-base]"]


def test_scenario_error__needs_a_problem():
    """An error without a fault would be a lie."""
    with pytest.raises(ValueError, match="at least one"):
        ScenarioError([])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ScenarioError([UNIT]), 3),
        (errors.DataError("x"), 1),
        (errors.RunError("x"), 1),
        (errors.QuestionError("x"), 1),
        (errors.InternalError("x"), 1),
        (KeyboardInterrupt(), 130),
        (OSError("disk"), 1),
    ],
)
def test_exit_code__tells_who_must_act(error, code):
    """A faulty scenario ends with 3, an interrupted run with 130, all else with 1."""
    assert errors.exit_code(error) == code


def test_multipolar_error__is_the_root_of_all():
    """One except clause catches whatever this package refuses."""
    kinds = [errors.ScenarioError, errors.DataError, errors.RunError, errors.QuestionError, errors.InternalError]
    assert all(issubclass(kind, errors.MultipolarError) for kind in kinds)


def test_errors__travel_between_processes():
    """What a worker of a pool refuses arrives as it was: with every fault, and its exit status."""
    import pickle

    from multipolar.errors import ArgumentError, FolderError

    problem = Problem("a.yaml", 3, 1, "id", "missing", "found nothing")
    for error in (ScenarioError([problem]), FolderError("f: damaged"), ArgumentError("members=...: found 1.5")):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), errors.exit_code(again)) == (type(error), str(error), errors.exit_code(error))
    assert pickle.loads(pickle.dumps(ScenarioError([problem]))).problems == (problem,)
