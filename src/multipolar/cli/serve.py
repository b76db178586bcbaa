"""`multipolar serve`: the workbench on one project folder, in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Quiet, whole_number

EXTRA = "serve"
"""The extra of the package that holds what a server needs."""


def command(
    folder: Path = Path(),
    *,
    port: Annotated[int, whole_number("Port on this machine; by default any that is free.", least=0, below=65536)] = 0,
    open_browser: Annotated[bool, Parameter(name="--open", negative="--no-open", help="Open the address in the browser.")] = True,
    share: Annotated[
        bool,
        Parameter(
            negative=(), help="Let others in the network open it, each by a link of their own; what is sent is not encrypted."
        ),
    ] = False,
    quiet: Quiet = False,
) -> int:
    """Open the workbench on a project folder: a page in the browser, served by this machine for this machine alone.

    Everything is kept in the folder after every change; Ctrl-C ends the server, and runs under way keep what is done.

    Parameters
    ----------
    folder
        project folder, by default the present one; made if it is missing.
    """
    from multipolar.cli.output import note, say
    from multipolar.errors import RunError

    try:
        from multipolar.workbench.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "multipolar":
            raise
        said = f"serve needs {error.name}, which comes with the extra {EXTRA!r} of the package"
        raise RunError(f'{said}: pip install "multipolar[{EXTRA}]"') from error
    if share:
        from multipolar.workbench.sharing import WARNING

        note(WARNING, quiet=False)

    def told(address: str) -> None:
        note("the workbench is open at the address below; Ctrl-C ends it, everything is kept in the folder", quiet=quiet)
        say(address)

    serve(folder, port=port, browser=open_browser, share=share, told=told)
    return 0
