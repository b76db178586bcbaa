"""Secrets, cookies and rights."""

from __future__ import annotations

import pytest

from multipolar.workbench.refusing import RefusedError
from multipolar.workbench.seats import MOST_COOKIES, Seats, cookie_name, may


def test_seats__each_secret_opens_its_own_seat():
    """A cookie leads back to the seat whose secret was shown, and no other text does."""
    seats = Seats()
    owner, student = seats.add("write"), seats.add("play")
    cookie, seat = seats.enter(student.secret)
    assert (seat, seats.seat_of(cookie)) == (student, student)
    assert len({owner.secret, student.secret, cookie}) == 3
    assert all(len(text) >= 43 for text in (owner.secret, cookie)), "256 bits"
    assert [seats.seat_of(text) for text in (None, "", cookie[:-1], owner.secret, "ü")] == [None] * 5
    for wrong in ("", "ü", owner.secret[:-1], cookie):
        with pytest.raises(RefusedError, match="does not open") as error:
            seats.enter(wrong)
        assert error.value.status == 403


def test_seats__forget_the_oldest_cookies():
    """Nobody fills the memory with cookies."""
    seats = Seats()
    secret = seats.add("write").secret
    first, _ = seats.enter(secret)
    for _ in range(MOST_COOKIES):
        last, _ = seats.enter(secret)
    assert (seats.seat_of(first), len(seats.cookies)) == (None, MOST_COOKIES)
    assert seats.seat_of(last) is not None


def test_may__who_writes_may_also_play_and_read():
    """Rights are ordered."""
    table = {(a, b): may(a, b) for a in ("read", "play", "write") for b in ("read", "play", "write")}
    assert [pair for pair, holds in table.items() if not holds] == [("read", "play"), ("read", "write"), ("play", "write")]


def test_cookie_name__differs_by_port():
    """Two servers on one machine share the cookies of the browser."""
    assert cookie_name(1) != cookie_name(2)
