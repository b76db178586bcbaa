"""What goes where: results to stdout, progress and notes to stderr; no colour where NO_COLOR says so."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from multipolar.printable import printable

Rows = Sequence[Sequence[str]]
WIDEST = 120


class SafeConsole(Console):
    """A console that shows control characters of what it prints as visible signs; its own colours stay."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield the segments of something printed, text made printable."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else printable(text), style, control)


def console() -> Console:
    """Return the console for results."""
    found = SafeConsole(highlight=False, markup=False, soft_wrap=False)
    if not found.is_terminal and "COLUMNS" not in os.environ:
        found.width = 100
    found.width = min(found.width, WIDEST)
    return found


def table(head: Sequence[str], rows: Rows, *, right: Sequence[int] = (), title: str = "") -> Table:
    """Return a plain table; columns in ``right`` are set flush right."""
    made = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left", title_style="bold", pad_edge=False)
    for i, name in enumerate(head):
        made.add_column(name, justify="right" if i in right else "left", overflow="fold", no_wrap=i in right)
    for row in rows:
        made.add_row(*(Text(str(cell)) for cell in row))
    return made


def heading(out: Console, text: str) -> None:
    """Print a heading."""
    out.print()
    out.print(Text(text, style="bold"))


@contextmanager
def progress_bar(*, quiet: bool = False) -> Iterator[Callable[[str, int, int], None] | None]:
    """Show a bar with the time left while something runs, on a terminal only."""
    err = SafeConsole(stderr=True)
    if quiet or not err.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f}/{task.total:,.0f}"),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=err, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def told(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=total)
            bar.update(tasks[name], completed=done, total=total)

        yield told
