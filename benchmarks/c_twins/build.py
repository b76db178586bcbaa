"""The C library of the twins: every step of the day, a driver per step, and the whole course with a clock at each step."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.c_twins.translate import WHOLE, Program, Type, record
from multipolar.engine import day as course
from multipolar.engine.order import STEPS
from multipolar.engine.outcome import write_outcome
from multipolar.engine.start import start_state
from multipolar.model.records import dtype_of

FLAGS = ("-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-w")
"""Fused multiply-adds are off because numba does not fuse them either: the twins shall agree to the last bit."""


def compiler() -> str | None:
    """Return the C compiler of this machine, None without one."""
    return shutil.which("gcc") or shutil.which("clang") or shutil.which("cc")


def record_type(name: str) -> Type:
    """Return the type of a record of the model."""
    return record(name, dtype_of(name))  # type: ignore[arg-type]


def step_driver(name: str, c_name: str) -> str:
    """Return C text that lets ``n`` members take one step ``rounds`` times, each time from the same state."""
    return f"""
void drive_{name}(SCENARIO *sc, PARAMS *p, STATE *st, STATE *start, int64_t *key, int64_t n, int64_t day, int64_t rounds) {{
    for (int64_t r = 0; r < rounds; r++) for (int64_t i = 0; i < n; i++) {{
        st[i] = start[i];
        {c_name}(sc, p + i, st + i, key[i], day);
    }}
}}"""


def course_driver(names: dict[str, str], start: str, begin: str, finish: str, write: str) -> str:
    """Return C text of the whole course of members, twice: as it is, and with a clock at each step."""
    plain = "\n".join(f"            {c}(sc, p, st, key, day);" for c in names.values())
    clocked = "\n".join(
        f"            now = __rdtsc(); {c}(sc, p, st, key, day); ticks[{i}] += __rdtsc() - now;"
        for i, c in enumerate(names.values())
    )
    text = """
void %s(SCENARIO *sc, PARAMS *params, STATE *st, int64_t seed, int64_t first, int64_t n, OUTCOME *out, uint64_t *ticks) {
    uint64_t now = 0; (void)now;
    for (int64_t i = 0; i < n; i++) {
        PARAMS *p = params + i;
        memset(st, 0, sizeof *st);
        int64_t key = member_key(seed, first + i);
        %s(sc, p, st, key);
        int64_t day = 0;
        while (day < sc->horizon && st->ending == 0) {
            %s(sc, st, day);
%s
            day += 1;
        }
        %s(sc, st, day);
        %s(sc, p, st, key, out + i);
    }
}"""
    return "".join(
        text % (name, start, begin, body, finish, write) for name, body in (("live_c", plain), ("live_clocked", clocked))
    )


def source() -> tuple[str, list[str]]:
    """Return the C text of everything and the names of the steps in order."""
    program = Program()
    sc, p, st, out = (record_type(k) for k in ("SCENARIO", "PARAMS", "STATE", "OUTCOME"))
    names = {f.__name__: program.function(f, (sc, p, st, WHOLE, WHOLE))[0] for f in STEPS.values()}
    start = program.function(start_state, (sc, p, st, WHOLE))[0]
    begin = program.function(course.start_day, (sc, st, WHOLE))[0]
    finish = program.function(course.close_member, (sc, st, WHOLE))[0]
    write = program.function(write_outcome, (sc, p, st, WHOLE, out))[0]
    drivers = "\n".join(step_driver(n, c) for n, c in names.items())
    clock = "#if defined(__x86_64__)\n#include <x86intrin.h>\n#else\nstatic uint64_t __rdtsc(void) { return 0; }\n#endif\n"
    text = clock + program.source() + drivers + course_driver(names, start, begin, finish, write)
    return text, list(names)


def build(folder: Path) -> tuple[ctypes.CDLL, list[str]]:
    """Translate, compile below ``folder`` and load. Raises RuntimeError with the compiler's words."""
    found = compiler()
    if found is None:
        raise RuntimeError("no C compiler on this machine")
    text, names = source()
    path = folder / "twins.c"
    path.write_text(text)
    library = folder / "twins.so"
    command = [found, *FLAGS, "-shared", "-fPIC", "-o", str(library), str(path), "-lm"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[:4000])
    return ctypes.CDLL(str(library)), names


def pointer(records: Any) -> ctypes.c_void_p:
    """Return the address of an array's memory."""
    return ctypes.c_void_p(records.ctypes.data)
