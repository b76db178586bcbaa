"""The forecast stays the document that it is."""

from __future__ import annotations

import copy
import json
import pickle

from multipolar.results.forecast import Forecast


def test_forecast__is_its_document():
    """Equal to a plain mapping, through JSON, copies and pickles."""
    found = Forecast({"endings": {"a": 1.0}})
    assert found == {"endings": {"a": 1.0}} == json.loads(json.dumps(found))
    assert copy.deepcopy(found) == pickle.loads(pickle.dumps(found)) == found
    assert type(found | {"run": "x"}) is dict
