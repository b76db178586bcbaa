"""The features of this package, found by looking into its files."""

from __future__ import annotations

from multipolar.forecast.features.base import Feature
from multipolar.registry import Registry, declarations


def discover() -> Registry[Feature]:
    """Return the features that the files of this package declare under ``FEATURES``, file by file.

    Raises
    ------
    DuplicateNameError : if two records have one name; it names both files.
    """
    found: Registry[Feature] = Registry("feature")
    for module, records in declarations(__package__, "FEATURES"):
        for record in records:
            found.add(record.name, record, module)
    return found
