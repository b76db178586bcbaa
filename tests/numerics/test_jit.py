"""The cache of machine code follows every kernel source."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import numba
import pytest

from multipolar.numerics import jit

posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners and modes are those of POSIX")

PROBE = textwrap.dedent("""
    import json
    import numpy as np
    from multipolar.numerics import choice, elementary as el, paths, random as rn, sampling
    key = rn.member_key(20201016, 77)
    xs = [-745.0, -700.3, -1.0, -1e-9, 0.0, 0.1, 1.0, 33.3, 709.0]
    us = [rn.uniform(key, d, s, i) for d in (0, 1, 179) for s in (1, 72) for i in (0, 5, 70000)]
    start, count = np.array([0, 1, 3, 4]), np.array([1, 2, 1, 0])
    node, edge = np.array([1, 0, 2, 1]), np.array([0, 0, 1, 1])
    received, flow = np.zeros(3), np.zeros(2)
    total = paths.max_flow(3, 2, start, count, node, edge, np.array([7.3, 2.1]), np.array([9.0, 0, 0]),
                           np.array([0, 1.7, 5.0]), received, flow)
    values = {
        "key": int(key),
        "uniform": us,
        "exp": [el.exp(x) for x in xs],
        "log": [el.log(el.exp(x)) for x in xs[1:]] + [el.log(5e-324), el.log(0.0)],
        "logistic": [el.logistic(x) for x in xs],
        "cdf": [el.norm_cdf(x) for x in (-38.0, -7.0, -3.0, -0.2, 0.4, 2.0, 6.0)],
        "ppf": [el.norm_ppf(u) for u in (1e-300, 1e-9, 0.02, 0.3, 0.5, 0.93, 1 - 1e-12)],
        "normal": [rn.normal(key, 3, 2, i) for i in range(50)],
        "wait": [rn.exponential(key, 3, 2, i) for i in range(50)],
        "poisson": [rn.poisson(m, key, 3, 2, i) for i, m in enumerate((0.0, 0.3, 4.0, 29.9, 31.0, 900.0) * 5)],
        "binomial": [rn.binomial(float(n), p, key, 3, 2, i)
                     for i in range(9) for n, p in ((9.5, 0.2), (4e4, 0.01), (80.0, 0.9))],
        "choice": [choice.logit_choice(np.array([0.1, -1e300, 2.0]), 3, u) for u in us],
        "table": [sampling.interp_z(sampling.Z_GRID * 2.0, z) for z in (-9.0, -1.234, 0.0, 3.3, 9.0)],
        "flow": [total, *received, *flow],
    }
    def plain(x):
        return [plain(y) for y in x] if isinstance(x, list) else x if isinstance(x, int) else float(x).hex()
    print(json.dumps({name: plain(value) for name, value in values.items()}))
""")


def run_probe(tmp_path, **environment):
    """Run the probe in a fresh process and return what it printed."""
    env = {**os.environ, "MULTIPOLAR_CACHE_DIR": str(tmp_path), **environment}
    done = subprocess.run([sys.executable, "-c", PROBE], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.compiled
def test_numerics__gives_the_same_bits_compiled_and_as_plain_python(tmp_path):
    """Every helper agrees to the last bit with compilation off, in every part of its range."""
    compiled = run_probe(tmp_path, NUMBA_DISABLE_JIT="0")
    plain = run_probe(tmp_path, NUMBA_DISABLE_JIT="1")

    assert {name: plain[name] for name in plain if plain[name] != compiled[name]} == {}
    assert list(tmp_path.glob("kernels-*/**/*.nbi")), "nothing was kept on disk"


def make_tree(root):
    """Write a small tree with one file in each kernel folder."""
    for folder in jit.KERNEL_FOLDERS:
        (root / folder).mkdir(parents=True)
        (root / folder / "a.py").write_text("x = 1\n")
    (root / jit.KERNEL_FILE).write_text("x = 1\n")


def test_source_hash__changes_with_any_kernel_source(tmp_path):
    """Editing one callee anywhere opens a fresh cache folder, since numba would keep its callers' old code."""
    make_tree(tmp_path)
    before = jit.source_hash(tmp_path)
    seen = {before}

    for folder in jit.KERNEL_FOLDERS:
        (tmp_path / folder / "a.py").write_text("x = 2\n")
        seen.add(jit.source_hash(tmp_path))
    (tmp_path / jit.KERNEL_FILE).write_text("x = 2\n")
    seen.add(jit.source_hash(tmp_path))
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "a.py").write_text("x = 1\n")

    assert len(seen) == len(jit.KERNEL_FOLDERS) + 2
    assert jit.source_hash(tmp_path) in seen


def test_plain_sources__hold_and_reach_no_machine_code():
    """A file left out of the digest defines no compiled function, and no file in the digest imports it."""
    root = Path(jit.__file__).parent.parent
    sources = [path.relative_to(root) for folder in jit.KERNEL_FOLDERS for path in (root / folder).rglob("*.py")]
    plain = [path for path in sources if jit.is_plain(path)]

    assert len(plain) >= len(jit.PLAIN_SOURCES)
    for path in plain:
        assert "@law" not in (text := (root / path).read_text()), path
        assert not re.search(r"^@(step|lanes|kernel)|numerics\.jit import", text, re.MULTILINE), path
    for path in set(sources) - set(plain) - {Path("engine/warm.py")}:  # warm.py starts the compilation and is not compiled
        imports = "\n".join(re.findall(r"^from multipolar.*? import (?:\([^)]*\)|.*)$", (root / path).read_text(), re.MULTILINE))
        for other in plain:
            folder, name = other.parent.name, other.stem
            assert not re.search(rf"{folder}\.{name}\b|{folder} import .*\b{name}\b", imports), path


def test_cache_folder__lies_where_the_variable_says(tmp_path, monkeypatch):
    """MULTIPOLAR_CACHE_DIR moves the cache; an unwritable place turns it off and says so, instead of failing."""
    monkeypatch.setenv("MULTIPOLAR_CACHE_DIR", str(tmp_path / "deep" / "mine"))
    folder, why = jit.cache_folder()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MULTIPOLAR_CACHE_DIR", str(tmp_path / "file"))

    assert folder is not None
    assert folder.parent == tmp_path / "deep" / "mine"
    assert [path.stat().st_mode & 0o777 for path in (folder, folder.parent, folder.parent.parent)] == [0o700] * 3
    assert why == ""
    assert jit.cache_folder()[0] is None
    assert "cannot be used" in jit.cache_folder()[1]


@posix
def test_cache_folder__that_others_can_write_is_not_used(tmp_path, monkeypatch):
    """Code that somebody else may have put there is never loaded, and the reason is told."""
    monkeypatch.setenv("MULTIPOLAR_CACHE_DIR", str(tmp_path / "mine"))
    jit.cache_folder()
    (tmp_path / "mine").chmod(0o777)
    folder, why = jit.cache_folder()

    assert folder is None
    assert why.startswith(f"{tmp_path / 'mine'} can be written by others")


@pytest.mark.parametrize(("platform", "part"), [("linux", ".cache"), ("darwin", "Library"), ("win32", "AppData")], ids=str)
def test_user_cache__follows_the_platform(monkeypatch, platform, part):
    """Without a wish of the user, machine code goes where the platform keeps such things."""
    for name in ("MULTIPOLAR_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(jit.sys, "platform", platform)
    assert jit.user_cache().name == "multipolar"
    assert part in jit.user_cache().parts


def test_prune__keeps_recent_folders_and_the_present_one(tmp_path):
    """Machine code of long-gone sources goes; whatever another process may be using stays."""
    old = time.time() - 10 * jit.KEPT_SECONDS
    for i in range(10):
        folder = tmp_path / f"kernels-{i}"
        folder.mkdir()
        os.utime(folder, (old + i, old + i))

    jit.prune(tmp_path, tmp_path / "kernels-0")
    left = {path.name for path in tmp_path.iterdir()}

    assert left == {"kernels-0", *(f"kernels-{i}" for i in range(10 - jit.KEPT_FOLDERS, 10))}


def test_law__leaves_numbas_own_setting_alone():
    """Other packages in the process keep their cache folder."""
    before = numba.config.CACHE_DIR

    @jit.law
    def half(x):
        return x / 2.0

    assert half(3.0) == 1.5
    assert before == numba.config.CACHE_DIR
    assert half.__name__ == "half"


def test_keep_on_disk__threads_that_meet_a_function_together_find_its_cache_open():
    """None compiles before the cache is open, whoever comes first, and the cache is opened once."""
    opened, seen = [], []

    class Dispatcher:
        _cache = SimpleNamespace(_load_overload=None)  # where the whole compiler puts its own way of reading

        def compile(self, signature):
            seen.append((signature, len(opened)))

        def enable_caching(self):
            time.sleep(0.2)  # long enough for the other thread to arrive meanwhile
            opened.append(1)

    dispatcher = Dispatcher()
    jit._keep_on_disk(dispatcher)
    threads = [threading.Thread(target=lambda k=k: (time.sleep(0.05 * k), dispatcher.compile(k))) for k in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seen) == [(0, 1), (1, 1), (2, 1)]
    assert opened == [1]
