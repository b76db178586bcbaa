"""Which version of multipolar this is, for manifests, documents and bibliographies."""

from __future__ import annotations

__version__ = "0.1.0"
