"""What can be read off a finished course to answer a question: every feature is one record in a file of this package.

A new feature is a record in ``FEATURES`` at the end of a file here, or one more file that ends so. Checks of questions,
counting, explanations and the reference follow from the record.
"""

from __future__ import annotations

from multipolar.forecast.features.base import Ask, Compute, Feature, Frame, Values, frame_of
from multipolar.forecast.features.catalogue import discover
from multipolar.registry import Registry
from multipolar.scenario.vocabulary import FeatureWord

FEATURES: Registry[Feature] = discover()
"""Every feature by name, file by file."""


def declared() -> dict[str, FeatureWord]:
    """Return what every feature answers, takes and means: the words that questions may use."""
    return {name: feature.word for name, feature in FEATURES.items()}


__all__ = ["FEATURES", "Ask", "Compute", "Feature", "Frame", "Values", "declared", "frame_of"]
