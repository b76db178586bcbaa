"""Compiled code takes its callees in once and optimises the lot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numba
import numpy as np
import pytest

from multipolar.errors import ArgumentError
from multipolar.numerics import jit
from multipolar.numerics.linking import CalleeLibrary, choose_compiler, hearing_compiles, linked_libraries, remembering

compiled = pytest.mark.skipif(not jit.JIT_ON, reason="compilation is off: there is nothing to compile")
whole = pytest.mark.skipif(not jit.JIT_ON or jit.COMPILER != "whole", reason="another compiler, or none, is chosen")


@jit.law
def doubled(x):
    """Return twice ``x``."""
    return 2.0 * x


@jit.law
def fourfold(x):
    """Return four times ``x``, by two calls."""
    return doubled(doubled(x) + 0.0)


@jit.kernel
def summed(n):
    """Return the sum of four times 0 .. n-1, and of a constant."""
    total = 0.0
    for i in range(n):
        total += fourfold(float(i))
    return total + fourfold(1.0)


@compiled
def test_kernel__calls_parts_and_agrees_with_plain_python() -> None:
    """Laws inside a kernel, laws called by themselves and plain Python are one function."""
    assert summed(5) == summed.py_func(5) == 44.0
    assert fourfold(1.5) == 6.0


@whole
def test_callee__is_translated_once_and_constants_make_no_version() -> None:
    """A literal argument does not bring another version, and a kernel read from disk translates nothing at all."""
    summed(3)

    parts = fourfold.get_call_template.__self__.parts
    assert set(parts) == {(numba.float64,)} or (not parts and summed.stats.cache_hits)


@whole
def test_whole__keeps_no_callee_as_a_symbol() -> None:
    """Callees are private to the code that took them in: two kernels can share a law in one process."""
    summed(3)
    text = next(iter(summed.inspect_llvm().values())) if not summed.stats.cache_hits else ""

    assert "linkonce_odr" not in [line.split()[1] for line in text.splitlines() if line.startswith("define ") and "doubled" in line]


SHARED_LAW = """
import numba
import numpy as np
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import kernel, law

@law
def damped(scale, x, n):
    total = 0.0
    for i in range(n):
        total += exp(-x * i) + log(1.0 + x * i)
        total += exp(-x * i * 0.5) + log(1.0 + 2.0 * x * i)
        total += exp(-x * i * 0.25) + log(1.0 + 3.0 * x * i)
        total += exp(-x * i * 0.125) + log(1.0 + 4.0 * x * i)
    return scale * total

@kernel
def ours(x, out):
    for i in range(x.shape[0]):
        out[i] = damped(1.0, x[i], 5) + damped(1.0, x[i] + 1.0, 5) + damped(1.0, 2.0 * x[i], 5)

@numba.njit(error_model="numpy")
def theirs(x, out, scale, n):
    for i in range(x.shape[0]):
        out[i] = damped(scale, x[i], n) + damped(scale, x[i] + 1.0, n) + damped(scale, 2.0 * x[i], n)

x, first, second = np.linspace(0.1, 1.0, 4), np.zeros(4), np.zeros(4)
ours(x, first)
theirs(x, second, 3.0, 5)
print(np.allclose(3.0 * first, second, rtol=1e-12, atol=0.0))
"""
"""A kernel that always calls a law with the same scale and count, then a user's function that does not."""


@whole
def test_whole__shares_no_function_with_code_compiled_later(tmp_path: Path) -> None:
    """A kernel's copy of a law is specialised to its calls; code compiled later must get the general law.

    A copy that stays in the symbol table is taken for the general law of the same name, and arguments arrive in the
    wrong registers: wrong numbers, or a crash. The second start reads the kernel from disk.
    """
    script = tmp_path / "shared_law.py"
    script.write_text(SHARED_LAW, encoding="utf-8")
    environment = {**os.environ, "MULTIPOLAR_CACHE_DIR": str(tmp_path / "cache")}
    for start in ("cold", "warm"):
        ran = subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, text=True, check=False)
        assert (start, ran.returncode, ran.stdout.strip()) == (start, 0, "True"), ran.stderr


@compiled
def test_ordinary_numba_code__may_call_laws_too() -> None:
    """A function compiled by numba's own decorator takes laws in."""

    @numba.njit
    def outside(x):
        return fourfold(x) + 1.0

    assert outside(2.0) == 9.0


@whole
def test_remembering__leaves_numba_as_it_was() -> None:
    """The memory of typed arithmetic is there while our code compiles and gone afterwards."""
    context = doubled.targetdescr.typing_context
    with remembering(context), remembering(context):
        assert "resolve_function_type" in vars(context)
        record = numba.from_dtype(np.dtype([("men", "f8")]))
        spelt = repr(record)
        assert repr(record) is spelt

    assert "resolve_function_type" not in vars(context)
    assert repr(record) == spelt
    assert repr(record) is not spelt


@whole
def test_linked_libraries__lists_a_library_once_and_first() -> None:
    """What a part needs below it is listed once each."""
    context = doubled.targetdescr.target_context
    one, two = (CalleeLibrary(context.codegen(), name) for name in ("one", "two"))
    one.add_linking_library(two)
    one.add_linking_library(two)

    assert linked_libraries(one) == [one, two]


def test_choose_compiler__takes_what_is_asked_for() -> None:
    """Both compilers can be asked for, whatever the version; nothing else can."""
    assert choose_compiler("stock", "0.68.1") == ("stock", "")
    assert choose_compiler("whole", "0.99.0") == ("whole", "")
    with pytest.raises(ArgumentError, match=r"'gcc'.*allowed are whole and stock"):
        choose_compiler("gcc", "0.68.1")


def test_choose_compiler__falls_back_on_an_untested_version() -> None:
    """Numba's inner parts are used only in versions they were tested with; the reason is told."""
    assert choose_compiler("", "0.68.1") == ("whole", "")
    compiler, why = choose_compiler("", "0.70.0")
    assert compiler == "stock"
    assert "0.70" in why


def test_choose_compiler__reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment variable decides where the caller does not."""
    monkeypatch.setenv("MULTIPOLAR_COMPILER", "stock")
    assert choose_compiler() == ("stock", "")
    monkeypatch.delenv("MULTIPOLAR_COMPILER")
    assert choose_compiler(version="0.68.0") == ("whole", "")


@whole
def test_hearing_compiles__tells_of_every_callee() -> None:
    """A law that a kernel takes in is told of before the kernel; afterwards nothing is told."""

    @jit.law
    def halved(x):
        return 0.5 * x

    @jit.law
    def quartered(x):
        return halved(halved(x))

    ended: list[str] = []
    with hearing_compiles(lambda function: ended.append(function.__name__)):
        assert quartered(8.0) == 2.0
    quartered(8)

    assert ended == ["halved", "quartered"]


BOTH = """
import numpy as np
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import COMPILER, kernel, lanes, law

@law
def decayed(x, n):
    total = 0.0
    for i in range(n):
        total += exp(-x * i) + log(1.0 + x * i)
    return total

@lanes
def fill(x, out, i):
    out[i] = decayed(x[i], 5)

@kernel
def filled(x, out):
    for i in range(x.shape[0]):
        fill(x, out, i)

x, out = np.linspace(0.1, 1.0, 4), np.zeros(4)
filled(x, out)
print(COMPILER, [value.hex() for value in out])
"""


@compiled
def test_compilers__give_the_same_bits(tmp_path: Path) -> None:
    """Laws, loops over perturbations and kernels agree under both compilers, which keep their code apart."""
    script = tmp_path / "both.py"
    script.write_text(BOTH, encoding="utf-8")
    said = {}
    for chosen in ("whole", "stock"):
        environment = {**os.environ, "MULTIPOLAR_CACHE_DIR": str(tmp_path / "cache"), "MULTIPOLAR_COMPILER": chosen}
        ran = subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, text=True, check=True)
        used, said[chosen] = ran.stdout.strip().split(" ", 1)
        assert used == chosen

    assert said["whole"] == said["stock"]
    assert len(list((tmp_path / "cache").glob("kernels-*"))) == 2


@whole
def test_keep_on_disk__reads_kept_code_without_numbas_tables(tmp_path: Path) -> None:
    """The second process runs the same code without the modules that fill numba's tables of what can be compiled."""
    script = """if True:
        import sys
        from multipolar.numerics.elementary import norm_cdf
        print(norm_cdf(0.4).hex(), "numba.np.linalg" in sys.modules)
    """
    env = {**os.environ, "MULTIPOLAR_CACHE_DIR": str(tmp_path)}
    first, second = (
        subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    )
    assert first[0] == second[0]
    assert (first[1], second[1]) == ("True", "False")
