"""Options that several commands share, spelled once."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

AsOf = Annotated[str | None, Parameter(help="Date of the forecast; by default the scenario's first.")]
Members = Annotated[int, Parameter(help="How many courses to simulate.")]
Seed = Annotated[int, Parameter(help="Seed of all chance: same seed, same numbers.")]
Threads = Annotated[int | None, Parameter(help="Threads; by default one per processor. Changes no number.")]
Bundle = Annotated[str | None, Parameter(help="Named bundle of claims (see: multipolar show NAME).")]
Claims = Annotated[
    tuple[str, ...], Parameter(name="--claim", negative="", show_default=False, help="ID=off, on, 0..1 or a rival; may be repeated.")
]
Settings = Annotated[
    tuple[str, ...], Parameter(name="--set", negative="", show_default=False, help="KEY=VALUE of the scenario file; may be repeated.")
]
Patches = Annotated[tuple[str, ...], Parameter(name="--patch", negative="", show_default=False, help="Patch file; may be repeated.")]
Off = Annotated[tuple[str, ...], Parameter(name="--off", negative="", show_default=False, help="Mechanism to switch off; may be repeated.")]
Json = Annotated[bool, Parameter(name="--json", negative="", show_default=False, help="Print exactly one JSON document.")]
Quiet = Annotated[bool, Parameter(name="--quiet", negative="", show_default=False, help="No progress and no notes.")]
