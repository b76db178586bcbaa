"""The process that works for the server: one task after another, told and heard in lines of JSON.

It ends with the server: the end of its input is the end of the process, whatever it is doing. What a task prints goes to the log.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Sequence

from multipolar.workbench.calls import Inbox, listen, work

READY = "ready"
COLLECTED_AFTER = (100_000, 20, 20)
"""Objects made before the collector looks at the youngest, and how many such looks before it looks at older ones."""


def collect_seldom() -> None:
    """Let the collector of unused memory leave alone what is loaded, and look at the rest seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)


def main(words: Sequence[str]) -> None:
    """Work for the server at the other end of standard input and output; the first word is by how much to give way to others."""
    if words and hasattr(os, "nice"):
        os.nice(int(words[0]))
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    inbox = Inbox(out)
    threading.Thread(target=listen, args=(inbox, sys.stdin), name="listen", daemon=True).start()
    from multipolar.workbench.tasks import TASKS, load_what_all_need

    load_what_all_need()
    collect_seldom()
    inbox.say(kind=READY)
    work(inbox, TASKS)


if __name__ == "__main__":
    main(sys.argv[1:])
