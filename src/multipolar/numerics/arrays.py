"""The arrays inside a record as type checkers see them: how many axes they have, and what one element is.

NumPy's own types answer every index with ``Any``. These say that ``st.men[side, sector]`` is a number, that ``st.men[side]`` is
a row, and that a third index is a mistake. They serve checkers and editors only: at run time the fields are NumPy arrays, and
compiled they are plain memory.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Cube", "FloatArray", "FloatCube", "FloatRow", "FloatTable", "IntCube", "IntRow", "IntTable", "Records", "Row", "Table",
]  # fmt: skip

Element = TypeVar("Element")

Records = NDArray[Any]
"""An array of records."""
FloatArray = NDArray[np.float64]
"""An array of real numbers that a kernel takes whole: with any number of axes."""


class Row(Protocol[Element]):
    """Elements along one axis."""

    @property
    def shape(self) -> tuple[int]:
        """Return the length of the axis."""
        ...

    def __getitem__(self, at: int, /) -> Element: ...
    def __setitem__(self, at: int, value: Element, /) -> None: ...


class Table(Protocol[Element]):
    """Elements along two axes."""

    @property
    def shape(self) -> tuple[int, int]:
        """Return the length of each axis."""
        ...

    @overload
    def __getitem__(self, at: tuple[int, int], /) -> Element: ...
    @overload
    def __getitem__(self, at: int, /) -> Row[Element]: ...
    def __setitem__(self, at: tuple[int, int], value: Element, /) -> None: ...
    def copy(self) -> Table[Element]:
        """Return the elements as they are now, apart from the table."""
        ...


class Cube(Protocol[Element]):
    """Elements along three axes."""

    @property
    def shape(self) -> tuple[int, int, int]:
        """Return the length of each axis."""
        ...

    @overload
    def __getitem__(self, at: tuple[int, int, int], /) -> Element: ...
    @overload
    def __getitem__(self, at: tuple[int, int], /) -> Row[Element]: ...
    @overload
    def __getitem__(self, at: int, /) -> Table[Element]: ...
    def __setitem__(self, at: tuple[int, int, int], value: Element, /) -> None: ...


FloatRow = Row[float]
FloatTable = Table[float]
FloatCube = Cube[float]
IntRow = Row[int]
IntTable = Table[int]
IntCube = Cube[int]
