"""The folder of a run: written as it goes, safe against a kill at any point, never laid over somebody else's files.

A chunk counts once its line stands in the journal; the line is written after its files are on disk under their final
names. Whatever a killed run left half done has no line and is written again. When a run is closed, the table of its chunks
goes into the manifest: readers of a closed run go by that table, so that nobody who resumes it changes what they see.
"""

from __future__ import annotations

from multipolar.engine.store.files import digest_of_file, read_json, write_json, write_safely, writing
from multipolar.engine.store.journal import JOURNAL, Store
from multipolar.engine.store.manifest import FORMAT, MANIFEST, identity, must_match, read_manifest
from multipolar.engine.store.read import open_store, outcomes_in_parts, read_texts, run_digest, series_of, sketch_of, twins_of
from multipolar.engine.store.write import create, finish, resume, started, writer
from multipolar.locking import LOCK, being_written

__all__ = [
    "FORMAT", "JOURNAL", "LOCK", "MANIFEST", "Store", "being_written", "create", "digest_of_file", "finish",
    "identity", "must_match", "open_store", "outcomes_in_parts", "read_json", "read_manifest", "read_texts", "resume", "run_digest",
    "series_of", "sketch_of", "started", "twins_of", "write_json", "write_safely", "writer", "writing",
]  # fmt: skip
