"""Good offices of outside powers."""

from __future__ import annotations

import pytest

from acting import acting, effects


@pytest.mark.parametrize(
    ("effect", "field", "size", "value", "twice"),
    [
        ("relief", "humane", 0.3, 0.3, 0.6),
        ("relief", "humane", 0.7, 0.7, 1.0),
        ("monitor", "monitor", 0.4, 0.4, 0.4),
        ("monitor", "monitor", 1.5, 1.0, 1.0),
        ("enforcement", "enforce_ext", 0.5, 0.3, 0.6),
        ("enforcement", "enforce_ext", 1.2, 0.72, 1.0),
    ],
)
def test_peace__good_offices(effect: str, field: str, size: float, value: float, twice: float) -> None:
    """Relief and enforcement add up to one, enforcement by attention (0.6); of monitors the largest counts."""
    world, _ = acting("statement", 1, since=2.0, sizes={effect: size})
    world.set(attention_now=[0.9, 0.6])
    assert effects(world) == {field: pytest.approx(value)}
    world.running(1, world.option(1, "statement", sizes={effect: size})[0], since=2.0)
    effects(world)
    assert world.st[field] == pytest.approx(twice)


def test_mediator__mediates_while_the_option_is_in_effect() -> None:
    """The power with the option mediates, no other, and no longer than the option lasts."""
    world, _ = acting("statement", 1, sizes={"mediator": 0.5})
    assert effects(world)["mediators"][:2].tolist() == [0, 1]
    assert effects(world, 4)["mediators"][:2].tolist() == [0, 0]
