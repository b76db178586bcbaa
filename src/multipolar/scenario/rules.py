"""What every rule across fields needs: the document, what it may name, and faults in one manner of speaking."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from multipolar.scenario.document import Document, OptionSpec
from multipolar.scenario.nodes import Node, Path
from multipolar.scenario.options import actor_ids, all_options, target_names
from multipolar.scenario.paths import listing, nearest
from multipolar.scenario.translate import Fault, place_of
from multipolar.scenario.vocabulary import Vocabulary

OUTSIDE = "EXT_"


@dataclass(frozen=True)
class Context:
    """A document under check: ``root`` is its tree with places, ``vocabulary`` what the model understands."""

    document: Document
    vocabulary: Vocabulary
    root: Node

    @cached_property
    def options(self) -> dict[str, OptionSpec]:
        """The catalogue with the scenario's own options in front."""
        return all_options(self.document, self.vocabulary.options)

    @cached_property
    def targets(self) -> dict[str, str]:
        """The words an option's target may be spelled with."""
        return target_names(self.document)

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The two sides, then the powers."""
        return actor_ids(self.document)

    @cached_property
    def sides(self) -> dict[str, str]:
        """The ids of the sides, and A and B, to the key of the side."""
        named = {side.id: key for key, side in self.document.belligerents.items()}
        return {**named, "A": "A", "B": "B"}

    @cached_property
    def powers(self) -> tuple[str, ...]:
        """The outside powers."""
        return tuple(power.id for power in self.document.powers)

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """The sectors."""
        return tuple(sector.id for sector in self.document.theatre.sectors)

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """The claims."""
        return tuple(claim.id for claim in self.document.claims)

    def line(self, path: Path) -> int:
        """Return the line on which a path stands."""
        return place_of(self.root, path).line


Rule = Callable[[Context], Iterable[Fault]]


def unknown(path: Path, what: str, name: str, allowed: Collection[str], *, at_key: bool = False) -> Fault:
    """Return the fault of a name that nothing bears."""
    hint = nearest(name, allowed) or (f"Known: {listing(allowed)}." if allowed else f"There is no {what} yet.")
    return Fault(path, "unknown-name", f"unknown {what} {name!r}", hint, at_key)


def each_known(path: Path, what: str, names: Iterable[str] | None, allowed: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for every item of a list that names nothing."""
    for i, name in enumerate(names or ()):
        if name not in allowed:
            yield unknown((*path, i), what, name, allowed)


def each_key_known(path: Path, what: str, names: Mapping[str, object], allowed: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for every key of a mapping that names nothing."""
    for name in names:
        if name not in allowed:
            yield unknown((*path, name), what, name, allowed, at_key=True)


def one_known(path: Path, what: str, name: str | None, allowed: Collection[str]) -> Iterator[Fault]:
    """Yield a fault when a single name is given and names nothing."""
    if name is not None and name not in allowed:
        yield unknown(path, what, name, allowed)
