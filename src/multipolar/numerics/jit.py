"""How laws, steps and kernels are compiled, and where their machine code is kept between runs.

Numba's own disk cache looks at one file at a time: after an edit in a callee's file a cached caller keeps the
old result (numba issue 8359). So the cache folder is named by the content of *all* kernel sources; any edit
opens a fresh folder. The folder is handed to numba only while one of our own decorators runs, so other
packages in the same process keep their own cache.
"""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, TypeVar

import numba

from multipolar.numerics.linking import WholeCompiler, choose_compiler, keep_on_disk, link_as_callee, processor
from multipolar.numerics.private import make_private, why_not_private

__all__ = [
    "CACHE_DIR", "JIT_ON", "KERNEL_FOLDERS", "WHY_NO_CACHE",
    "WHY_STOCK", "cache_folder", "kernel", "lanes", "law", "prune", "step",
    "user_cache",
]  # fmt: skip

F = TypeVar("F", bound=Callable[..., Any])

JIT_ON: bool = not numba.config.DISABLE_JIT
"""False when NUMBA_DISABLE_JIT=1: every law, step and kernel then runs as plain Python."""

COMPILER, WHY_STOCK = choose_compiler()
"""``whole``, or ``stock`` and why it had to be chosen; the environment variable MULTIPOLAR_COMPILER decides."""

KERNEL_FOLDERS = ("declare", "diplomacy", "engine", "mechanisms", "model", "numerics")
"""The folders of the package whose sources end up in machine code."""
KERNEL_FILE = "codes.py"
"""The one file beside them: its numbers are constants of the machine code."""

PLAIN_SOURCES = (
    "engine/chunk.py", "engine/columns.py", "engine/ensemble.py", "engine/played.py", "engine/replay.py",
    "engine/sketch.py", "engine/store/*.py", "model/build*.py", "model/vocabulary.py", "numerics/resampling.py",
)  # fmt: skip
"""Files of those folders that hold no compiled function and that none of them imports; a test checks both."""

KEPT_FOLDERS = 6
"""Folders of machine code that are kept beside the present one."""
KEPT_SECONDS = 3600.0
"""Age below which no folder is deleted [s]."""


def user_cache() -> Path:
    """Return the folder where this user's machine code lives; MULTIPOLAR_CACHE_DIR overrides the platform's habit."""
    chosen = os.environ.get("MULTIPOLAR_CACHE_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "multipolar"


def is_plain(path: PurePath) -> bool:
    """Tell whether a file of the kernel folders, seen from the package's root, never reaches machine code."""
    return any(path.match(pattern) for pattern in PLAIN_SOURCES)


def source_hash(root: Path) -> str:
    """Return a digest of every kernel source below `root`, of numba's version, of the compiler and of the processor."""
    digest = hashlib.sha256(f"{numba.__version__}/{COMPILER}/{processor()}".encode())
    for place in (*KERNEL_FOLDERS, KERNEL_FILE):
        for path in sorted((root / place).rglob("*.py")) if place != KERNEL_FILE else [root / place]:
            if not is_plain(path.relative_to(root)):
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def prune(base: Path, keep: Path) -> None:
    """Delete machine code of older sources: all but the newest few folders, and none touched within the hour."""
    others = [path for path in base.glob("kernels-*") if path != keep]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEPT_FOLDERS:]:
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def cache_folder(root: Path | None = None) -> tuple[Path | None, str]:
    """Return the folder for the present sources, made if missing, or None and why no code is kept.

    Machine code is executed as it lies there: a folder that somebody else owns or can write is not used.
    """
    base = user_cache()
    folder = base / f"kernels-{source_hash(root or Path(__file__).resolve().parent.parent)}"
    try:
        make_private(folder)
        why = why_not_private(folder, base)
        if not why and not os.access(folder, os.W_OK):
            why = f"{folder} cannot be written"
        if not why:
            prune(base, folder)
    except OSError as error:
        why = f"{folder} cannot be used ({error.strerror or error})"
    return (None, why) if why else (folder.resolve(), "")


CACHE_DIR, WHY_NO_CACHE = cache_folder() if JIT_ON else (None, "compilation is off")
"""Where compiled code of the present sources is kept, or None and why it is not kept."""


@contextmanager
def _numba_cache() -> Iterator[None]:
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(CACHE_DIR)
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before


def _compile(function: F, *, keep: bool, **options: bool) -> F:
    if not JIT_ON:
        return function
    if COMPILER == "whole":
        compiled = numba.njit(error_model="numpy", no_cfunc_wrapper=True, pipeline_class=WholeCompiler, **options)(function)
        link_as_callee(compiled)
    else:
        compiled = numba.njit(error_model="numpy", no_cfunc_wrapper=True, **options)(function)
    functools.update_wrapper(compiled, function)
    # Numba's own compiler makes an entry of every callee, and hundreds of files would be kept: only kernels are.
    # Calls that are written out as text (numerics/chain.py) have no file beside which numba could keep code.
    in_file = not function.__code__.co_filename.startswith("<")
    if CACHE_DIR is not None and in_file and (keep or COMPILER == "whole"):
        _keep_on_disk(compiled)
    return compiled  # type: ignore[no-any-return]


_opening = threading.Lock()


def _keep_on_disk(dispatcher: Any) -> None:
    """Open a function's cache when it is first compiled as a whole: most are only ever taken in by others.

    Threads that meet the function together all wait until its cache is open: one that went ahead would compile it anew.
    """
    compile_as_whole = dispatcher.compile

    def first(signature: Any) -> Any:
        with _opening:
            if "compile" in vars(dispatcher):
                with _numba_cache():
                    if COMPILER == "whole":
                        keep_on_disk(dispatcher)
                    else:
                        dispatcher.enable_caching()
                del dispatcher.compile
        return compile_as_whole(signature)

    dispatcher.compile = first


def law(function: F) -> F:
    """Compile a law: a pure function of numbers, one equation about the world.

    Division by zero follows IEEE (inf, nan) instead of raising; LLVM decides what to inline.
    """
    return _compile(function, keep=False)


def step(function: F) -> F:
    """Compile a step: a law's shell that reads and writes one member's records for one day."""
    return _compile(function, keep=False)


def lanes(function: F) -> F:
    """Compile a step over lanes: it is put in the place of its call, so that its loops know their side and use vectors."""
    return _compile(function, keep=False, forceinline=True)


def kernel(function: F) -> F:
    """Compile a kernel: a loop over members that releases the interpreter lock, so plain threads run it."""
    return _compile(function, keep=True, nogil=True)
