"""Keys that nothing reads yet: found in a file wherever they stand, and told in one sentence."""

from __future__ import annotations

from multipolar.scenario.document import Document
from multipolar.scenario.shape import type_at
from multipolar.scenario.unread import UNREAD, generic, listed, unread_in, unread_sentence
from scenario.small import document


def test_generic__leaves_out_names_and_places():
    """Names of sides, places in lists and keys of mappings do not matter."""
    assert generic(("belligerents", "A", "will")) == "belligerents.will"
    assert generic(("theatre", "edges", 3, "length")) == "theatre.edges.length"
    assert generic(("powers", 0, "rivals", "WEST")) == "powers.rivals"


def test_listed__finds_the_key_at_or_above_a_path(monkeypatch):
    """A key below a listed one is listed too; one of the same name elsewhere is not."""
    monkeypatch.setitem(UNREAD, "powers.forces_in_theatre", "troops on the spot")
    assert listed(("powers", 0, "forces_in_theatre", "v")) == "powers.forces_in_theatre"
    assert listed(("forces", "A", "forces_in_theatre")) == ""


def test_unread_in__tells_what_a_file_writes_and_no_more(monkeypatch):
    """Only keys that the file writes are told, in the order of the list."""
    small = document()
    monkeypatch.setitem(UNREAD, "powers.forces_in_theatre", "troops on the spot")

    assert unread_in(small) == ()
    assert "powers.forces_in_theatre" in unread_in(document("powers[0].forces_in_theatre=400 persons"))


def test_unread_in__tells_what_can_move_nothing_where_it_stands():
    """Consent of one side, since both always sign, and an effect that is the same with its claim on and off."""
    small = document()
    design = small.settlements[0].model_copy(update={"consent": [small.belligerents["A"].id]})
    claim = next(c for c in small.claims if c.effects)
    effect = claim.effects[0].model_copy(update={"claimed": claim.effects[0].neutral})
    changed = {"settlements": [design], "claims": [claim.model_copy(update={"effects": [effect]})]}
    told = unread_in(small.model_copy(update=changed))

    assert [words for words in told if words.startswith(f"settlements[{design.id}].consent (both")]
    assert [words for words in told if words.startswith(f"claims[{claim.id}].effects on {effect.target} (")]


def test_sentence__names_the_keys():
    """One sentence holds every key; without keys there is none."""
    assert "powers.forces_in_theatre" in unread_sentence(("powers.forces_in_theatre",))
    assert unread_sentence(()) == ""


def test_list__holds_keys_of_the_format_each_with_what_will_read_it():
    """Every listed key exists."""
    paths = [tuple(part for word in key.split(".") for part in _spelled(word)) for key in UNREAD]
    assert all(type_at(Document, path) is not None for path in paths)
    assert all(UNREAD.values())


def _spelled(word):
    lists = {"issues", "powers", "treaties", "red_lines", "sectors", "edges", "options", "settlements", "claims", "interests"}
    return (word, 0) if word in lists else (word, "A") if word == "belligerents" else (word,)
