"""Every file of a finished run damaged in many ways, every reading verb tried: a refusal with exit 3, or the right numbers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from multipolar import api
from multipolar.engine.ensemble import digest_of
from multipolar.errors import EXIT_SCENARIO, FolderError, MultipolarError, RunError, exit_code
from multipolar.report import of_run
from multipolar.scenario.files import library_dir
from multipolar.session import run_files
from multipolar.session.given import as_run
from multipolar.session.run import run_war
from multipolar.session.run_files import Order

MEMBERS, SEED, DAYS_KEPT = 24, 5, 15
OUTCOME = "format: multipolar-outcome/1\nscenario: my_war\nend: {label: knockout_A, length_days: {'2024-01-01': 20}}\n"


@pytest.fixture(scope="module", autouse=True)
def remembered_wars():
    """Resolve a war once per content of its texts: a hundred folders are opened here, of one war."""
    kept: dict[Any, Any] = {}
    real = run_files.load_war

    def load_war(recipe, **how):
        key = (Path(recipe.source).read_bytes(), recipe.as_of, recipe.bundle, recipe.claims, recipe.settings, recipe.off)
        if key not in kept:
            kept[key] = real(recipe, **how)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_files, "load_war", load_war)
        patch.setattr(run_files, "SERIES_MEMBERS", DAYS_KEPT)
        patch.setattr(of_run, "SERIES_MEMBERS", DAYS_KEPT)
        yield


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """Return the folder of a finished small run: chunks, twins, days of some courses and counts of the others."""
    base = tmp_path_factory.mktemp("good")
    (base / "w.yaml").write_text((library_dir("templates") / "blank.yaml").read_text(encoding="utf-8"))
    (base / "outcome.yaml").write_text(OUTCOME)
    run = run_war(api.load(base / "w.yaml"), Order(MEMBERS, SEED, base / "run", chunk=10))
    assert run.complete
    assert [p.stem for p in sorted((base / "run" / "sketches").iterdir())] == ["part-000000010-000010", "part-000000020-000004"]
    return base / "run"


def opened(folder, tmp_path):
    run = as_run(folder)
    return run.forecast, run.digest, int(run.sample.tally.n), digest_of(run.outcomes)


def days(folder, tmp_path):
    members, series = as_run(folder).series
    return members.tolist(), [series[name].tobytes() for name in series.dtype.names]


def reported(folder, tmp_path):
    of_run.write_page(as_run(folder), tmp_path / "page.html")
    return (tmp_path / "page.html").read_text().replace(str(folder), "").count("knockout_A")


def scored(folder, tmp_path):
    return api.score(folder, folder.parent / "outcome.yaml")["means"]


def replayed(folder, tmp_path):
    return api.replay(folder, 3)["events"]


def frozen(folder, tmp_path):
    (tmp_path / "frozen.json").unlink(missing_ok=True)
    return api.freeze(folder, tmp_path / "frozen.json")[0]["questions"]


def compared(folder, tmp_path):
    found = api.compare(folder, folder)["variants"]
    return json.dumps(found, sort_keys=True).replace(str(folder), "").replace(folder.name, "")


def exported(folder, tmp_path):
    (tmp_path / "v.parquet").unlink(missing_ok=True)
    return api.export(folder, tmp_path / "v.parquet", draws=10, country="AZE")["months"]


def cited(folder, tmp_path):
    return json.dumps(api.cite(folder).to_json())


VERBS: list[Callable[..., Any]] = [opened, days, reported, scored, replayed, frozen, compared, exported, cited]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x20
    path.write_bytes(bytes(data))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "x").write_text("x")


def loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut": cut,
    "flipped": flip,
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\n\0x"),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 8),
    "list": lambda path: path.write_text("[1, null, {}]\n"),
    "deep": lambda path: path.write_text("[" * 100_000),
    "folder": folder,
    "loop": loop,
}
READ = (
    "manifest.json", "journal.jsonl", "forecast.json", "scenario.yaml", "summary/daily.json",
    "outcomes/part-000000010-000010.parquet", "twins/part-000000000-000010.parquet", "series/part-000000000-000010.parquet",
    "digests/part-000000010-000010.sha256", "sketches/part-000000020-000004.npz",
)  # fmt: skip
NOT_NEEDED = ("journal.jsonl", "summary/daily.json", "digests/part-000000010-000010.sha256", "sketches/part-000000020-000004.npz")
"""Of a finished run nothing printed is read from these; what stands in them is proven by those that are read."""


def tried(verb, folder, tmp_path):
    """Return what a verb gives, or its refusal; anything else than a refusal with exit 3 is a fault of ours."""
    try:
        return verb(folder, tmp_path)
    except MultipolarError as error:
        if exit_code(error) != EXIT_SCENARIO or "should not happen" in str(error):
            raise
        return error


@pytest.fixture(scope="module")
def right(good, tmp_path_factory):
    """Return what every verb gives for the run as it was written."""
    return {verb.__name__: verb(good, tmp_path_factory.mktemp("right")) for verb in VERBS}


def damages():
    """Return every file with every damage; half of them, in which each file and each damage stands, are tried daily."""
    return [
        pytest.param(name, damage, marks=[pytest.mark.long] if (i + j) % 2 else [])
        for i, name in enumerate(READ)
        for j, damage in enumerate(DAMAGES)
    ]


@pytest.mark.parametrize(("name", "damage"), damages())
def test_damaged_file__is_refused_or_makes_no_difference(good, right, tmp_path, name, damage):
    """No verb takes a wrong number from a damaged file, and none ends in a traceback; what it needs not read may be gone."""
    copy = tmp_path / "run"
    shutil.copytree(good, copy)
    shutil.copy(good.parent / "outcome.yaml", tmp_path)
    DAMAGES[damage](copy / name)

    verbs = (opened, frozen) if name in NOT_NEEDED else VERBS
    found = {verb.__name__: tried(verb, copy, tmp_path) for verb in verbs}

    refused = {verb for verb, answer in found.items() if isinstance(answer, MultipolarError)}
    assert {verb: answer for verb, answer in found.items() if verb not in refused and answer != right[verb]} == {}
    if name in {"manifest.json", "forecast.json", "scenario.yaml"} or name.startswith(("outcomes/", "twins/")):
        assert refused == set(right), "a verb read a damaged folder as if nothing were"
    if name.startswith("series/"):
        assert {"days", "reported"} <= refused


def leaves(value: Any, path: tuple[Any, ...] = ()):
    """Yield the places of a document."""
    yield path
    rows = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for key, child in rows:
        yield from leaves(child, (*path, key))


WRONG = (None, "x", -1, 1.5, [], {}, [None], {"a": None})


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)], ids=["two of them", "all"])
@pytest.mark.parametrize("sealed", [False, True], ids=["as changed", "with a digest that fits"])
def test_manifest__of_wrong_types_is_refused_or_makes_no_difference(good, right, tmp_path, sealed, every):
    """Every value of the manifest in turn becomes one of other types, with and without a digest of its own that fits."""
    from multipolar.engine.store.manifest import sealed as with_digest

    copy = tmp_path / "run"
    shutil.copytree(good, copy)
    whole = json.loads((good / "manifest.json").read_text())
    kept = 0
    for i, place in enumerate(list(leaves(whole))[1:]):
        for wrong in WRONG if every else (WRONG[i % len(WRONG)], WRONG[(i + 3) % len(WRONG)]):
            document = json.loads(json.dumps(whole))
            at = document
            for step in place[:-1]:
                at = at[step]
            if at[place[-1]] == wrong:
                continue
            at[place[-1]] = wrong
            (copy / "manifest.json").write_text(json.dumps(with_digest(document) if sealed else document))
            answer = tried(opened, copy, tmp_path)
            if isinstance(answer, MultipolarError):
                continue
            kept += 1
            assert answer == right["opened"], place
    assert sealed or kept == 0
    assert kept < 400


OUTSIDE = ["../x.yaml", "/etc/x", "a/../../x", "patches/../../x", "..", ".hidden", "a\\b", "C:x", "a/b/c", "x\0y", ""]


@pytest.mark.parametrize("name", OUTSIDE)
def test_manifest__names_that_lead_out_of_the_folder_are_refused(good, tmp_path, name):
    """A text or a chunk's file is named in the folder, or the folder is not read; with a digest that fits, too."""
    from multipolar.engine.store.manifest import write_manifest

    copy = tmp_path / "run"
    shutil.copytree(good, copy)
    whole = json.loads((good / "manifest.json").read_text())
    write_manifest(copy, whole | {"texts": whole["texts"] | {name: "0" * 64}})
    with pytest.raises(FolderError, match="file name"):
        as_run(copy)
    chunk = whole["chunks"][0]
    write_manifest(copy, whole | {"chunks": [chunk | {"files": chunk["files"] | {name: "0" * 64}}, *whole["chunks"][1:]]})
    with pytest.raises(FolderError, match="other files"):
        as_run(copy)


def same_numbers(one: str, other: str) -> bool:
    """Tell whether two texts are the same JSON."""
    try:
        return json.loads(one) == json.loads(other)
    except ValueError:
        return False


def test_forecast__with_every_number_edited_is_refused(good, tmp_path):
    """Wherever a forecast is touched, its stamp no longer fits; a last digit that names the same number touches nothing."""
    copy = tmp_path / "run"
    shutil.copytree(good, copy)
    text = (good / "forecast.json").read_text()
    places = [i for i, sign in enumerate(text) if sign.isdigit()]
    for i in places[:: max(1, len(places) // 60)]:
        other = "1" if text[i] != "1" else "2"
        edited = text[:i] + other + text[i + 1 :]
        if same_numbers(edited, text):
            continue
        (copy / "forecast.json").write_text(edited)
        with pytest.raises(FolderError, match=r"stamp|JSON"):
            as_run(copy)


def test_resume__mends_what_can_be_lived_again(good, right, tmp_path):
    """A finished run whose chunks were damaged is lived again where it must be, and ends with the same digest."""
    copy = tmp_path / "run"
    shutil.copytree(good, copy)
    war = api.load(good.parent / "w.yaml")
    for name in ("outcomes/part-000000010-000010.parquet", "twins/part-000000000-000010.parquet", "forecast.json", "scenario.yaml"):
        (copy / name).write_bytes(b"nonsense")
    with pytest.raises(FolderError, match="resume=True"):
        run_war(war, Order(MEMBERS, SEED, copy))
    again = run_war(war, Order(MEMBERS, SEED, copy, resume=True))

    assert again.digest == right["opened"][1]
    assert opened(copy, tmp_path)[3] == right["opened"][3]


@pytest.mark.parametrize("what", ["nothing there", "a file", "an empty folder", "a folder of something else"])
def test_reading__what_is_no_run_folder_is_refused(good, tmp_path, what):
    """Every verb says so, with exit 3."""
    place = tmp_path / "place"
    if what == "a file":
        place.write_text("x")
    elif what != "nothing there":
        place.mkdir()
    if what == "a folder of something else":
        (place / "x").write_text("x")
    for verb in (opened, reported, frozen, exported):
        with pytest.raises(RunError) as caught:
            verb(place, tmp_path)
        assert exit_code(caught.value) == EXIT_SCENARIO
