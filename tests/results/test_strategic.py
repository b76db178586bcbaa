"""Results of the analyses of powers and terms."""

from __future__ import annotations

from multipolar.results import Powers, Settlement, Stability

OF = {"scenario": "x", "as_of": "2030-04-20", "members": 4}


def test_powers__parts_by_name():
    """Rows as they stand; without fresh courses no certificate."""
    cell = {"RUS": {"mean": 0.5, "se": 0.1, "runs": 4}}
    told = Powers(
        {"schema": "multipolar-powers/1", **OF, "powers": ["RUS"], "postures": {"RUS": [{"name": "arm"}]}, "payoffs": {"arm": cell},
         "quantal": [{"p": 1.0}], "pure": [{"profile": "arm"}], "bounds": [{"event": "RUS: arm"}], "certify": None}
    )  # fmt: skip
    assert told.powers == ("RUS",)
    assert told.postures == {"RUS": ({"name": "arm"},)}
    assert told.payoffs["arm"] == cell
    assert (told.quantal[0]["p"], told.pure[0]["profile"], told.bounds[0]["event"]) == (1.0, "arm", "RUS: arm")
    assert told.certificate is None
    assert Powers(dict(told) | {"certify": {"verdict": "certified"}}).certificate == {"verdict": "certified"}


def test_settlement__parts_by_name():
    """Designs, zone and mediators."""
    told = Settlement(
        {"schema": "multipolar-settlement/1", **OF, "designs": [{"id": "d"}], "zone": [{"day": 1}], "mediators": [{"power": "RUS"}]}
    )
    assert (told.designs, told.zone, told.mediators) == (({"id": "d"},), ({"day": 1},), ({"power": "RUS"},))
    assert told.election is None
    assert Settlement(dict(told) | {"election": {"day": 10}}).election == {"day": 10}


def test_stability__parts_by_name():
    """States, those that hold by concept, and what leads from the status quo; a file may name none."""
    rows = [{"state": "NN", "equilibrium": []}, {"state": "YN", "equilibrium": ["R", "SEQ"]}]
    told = Stability(
        {"schema": "multipolar-stability/1", "actors": ["a"], "reading": "once", "states": rows, "status_quo": "NN",
         "change": {"R": {"total": 1.0}}, "paths": [{"to": "YN", "moves": None}]}
    )  # fmt: skip
    assert (told.actors, told.reading, told.states, told.status_quo) == (("a",), "once", tuple(rows), rows[0])
    assert told.equilibria == {"R": ("YN",), "GMR": (), "SMR": (), "SEQ": ("YN",)}
    assert (told.change, told.paths) == ({"R": {"total": 1.0}}, ({"to": "YN", "moves": None},))
    bare = Stability(dict(told) | {"status_quo": None, "change": None, "paths": None})
    assert bare.status_quo is bare.change is bare.paths is None
