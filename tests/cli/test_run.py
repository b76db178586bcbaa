"""`multipolar run`."""

from __future__ import annotations

from cli_fakes import fake_api
from cli_stage import call


def test_run__every_option_reaches_the_verb(capsys, monkeypatch, tmp_path):
    """Nothing said on the command line is lost on the way."""
    calls = fake_api(monkeypatch, tmp_path)
    line = (
        "run war.yaml --as-of 2030-04-20 --members 50 --seed 9 --bundle article --claim C1=off --claim C2=0.5 "
        "--set horizon_days=90 --patch p.yaml --off drones --threads 2 --chunk 10 --resume --no-report --out there"
    )
    assert call(capsys, *line.split()).status == 0
    assert calls["load"] == (
        ("war.yaml",),
        {
            "as_of": "2030-04-20", "bundle": "article", "claims": ("C1=off", "C2=0.5"), "settings": ("horizon_days=90",),
            "patches": ("p.yaml",), "off": ("drones",),
        },
    )  # fmt: skip
    how = calls["run"][1]
    assert (how["members"], how["seed"], how["threads"], how["chunk"]) == (50, 9, 2, 10)
    assert (how["resume"], how["report"], str(how["out"])) == (True, False, "there")


def test_run__compiles_before_it_loads(capsys, monkeypatch, tmp_path):
    """The war is compiled for with the choices made, so that the line moves from the start."""
    calls = fake_api(monkeypatch, tmp_path)
    call(capsys, "run", "war.yaml", "--claim", "C1=off")
    assert list(calls)[:2] == ["compiled", "load"]
    assert calls["compiled"][0] == "war.yaml"


def test_run__prints_the_forecast_and_then_the_facts(capsys, monkeypatch, tmp_path):
    """The forecast is the result; seed, digests, version and folder are notes."""
    fake_api(monkeypatch, tmp_path)
    said = call(capsys, "run", "war.yaml")
    assert "How it may end" in said.out
    names = ("courses", "seed", "version", "scenario digest", "outcome digest", "run folder", "report", "not scored")
    assert [name for name in names if name not in said.err] == []
    assert "run folder" not in said.out


def test_run__json_is_one_document_and_quiet_says_nothing(capsys, monkeypatch, tmp_path):
    """Scripts read stdout whole."""
    fake_api(monkeypatch, tmp_path)
    said = call(capsys, "run", "war.yaml", "--json", "--quiet")
    assert said.err == ""
    wanted = {"endings", "length_days", "questions", "powers", "brokers", "arrangement", "deaths", "changed_share", "run", "report"}
    assert wanted <= set(said.document)
    assert said.document["schema"] == "multipolar-forecast/1"


def test_run__an_interrupted_run_says_how_to_go_on(capsys, monkeypatch, tmp_path):
    """What is done is printed and kept; the status tells that it is not all."""
    fake_api(monkeypatch, tmp_path, complete=False)
    said = call(capsys, "run", "war.yaml", "--quiet")
    assert said.status == 130
    assert "How it may end" in said.out
    assert f"--resume --out {tmp_path / 'run'}" in said.err
