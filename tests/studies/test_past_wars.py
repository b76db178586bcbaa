"""Past wars like one, as a document."""

from __future__ import annotations

from multipolar.session.war import Recipe
from multipolar.studies.past_wars import outside_document


def test_outside_document__says_what_the_command_says():
    """With the wars of the class by name where they are asked for."""
    found = outside_document(Recipe("libya_2020"))
    assert (found["schema"], found["scenario"], "members" in found) == ("multipolar-outside-view/1", "libya_2020", False)
    listed = outside_document(Recipe("libya_2020"), listed=True)
    assert listed["members"]
    assert "precise" not in listed["members"][0]
