"""Links for persons, and a limit on wrong ones."""

from __future__ import annotations

import pytest

from multipolar.workbench.refusing import RefusedError
from multipolar.workbench.sharing import MOST_WRONG, TOO_OFTEN, WINDOW_SECONDS, Tries, allowed, hosts_of, link_of, links, wrong
from workbench_stage import PORT, browser


def test_hosts_of__others_only_when_shared():
    """By default this machine alone."""
    assert hosts_of(1234, share=False) == ("127.0.0.1:1234",)
    assert hosts_of(1234, share=True)[0] == "127.0.0.1:1234"
    assert all(host.endswith(":1234") and not host.startswith("127.") for host in hosts_of(1234, share=True)[1:])


def test_links__one_for_each_person_with_its_rights(at):
    """Each secret is its own; the address is that of the network where it is shared."""
    rows = links(at.bench, "read", 3)
    assert len({row["link"] for row in rows}) == 3
    assert {row["rights"] for row in rows} == {"read"}
    assert str(rows[0]["link"]).startswith(f"http://127.0.0.1:{PORT}/#t=")
    at.bench.others = (f"192.168.1.7:{PORT}",)
    assert link_of(at.bench, at.bench.seats.seats[1]).startswith(f"http://192.168.1.7:{PORT}/#t=")
    for count in (0, 61):
        with pytest.raises(RefusedError):
            links(at.bench, "read", count)


def test_allowed__a_minute_after_ten_wrong_ones():
    """Of one address; others are not held up, and the time is told."""
    tries = Tries()
    for i in range(MOST_WRONG):
        allowed(tries, "a", float(i))
        wrong(tries, "a", float(i))
    with pytest.raises(RefusedError, match="51 seconds") as caught:
        allowed(tries, "a", 9.5)
    assert caught.value.status == TOO_OFTEN
    allowed(tries, "b", 9.5)
    allowed(tries, "a", WINDOW_SECONDS + 0.5)


def test_wrong__forgets_the_oldest_address():
    """However many addresses try, memory stays bounded."""
    tries = Tries()
    for i in range(1_200):
        wrong(tries, str(i), 0.0)
    assert len(tries.wrong) == 1_000


def test_session__wrong_secrets_are_limited(at):
    """Also the right one is not looked at until the minute is over."""
    page = browser(at.bench)
    for _ in range(MOST_WRONG):
        assert page.post("/api/session", json={"token": "guess"}).status_code == 403
    found = page.post("/api/session", json={"token": at.bench.seats.seats[0].secret})
    assert found.status_code == TOO_OFTEN
    assert "try again in" in found.json()["message"]
