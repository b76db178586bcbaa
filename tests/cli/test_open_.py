"""`multipolar open`."""

from __future__ import annotations

import zipfile

import pytest
from tests.report.test_carried import page_of

from cli_stage import call


def test_open__says_where_all_lies_and_how_to_run_it(capsys, tmp_path):
    """Folder, files, command and digest; with --json one document."""
    page = tmp_path / "p.html"
    page.write_text(page_of(), encoding="utf-8")

    said = call(capsys, "open", str(page), "--into", str(tmp_path / "a"))
    document = call(capsys, "open", str(page), "--into", str(tmp_path / "b"), "--json").document

    assert said.status == 0
    assert f"multipolar run {tmp_path}/a/scenario.yaml --as-of 2030-04-20 --members 200 --seed 7" in said.out
    assert said.out.rstrip().endswith("ab" * 32)
    assert (document["schema"], document["scenario"]) == ("multipolar-opened/1", "pass")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["none.html"], 3, "cannot be read"),
        ([], 2, "PAGE is missing"),
        (["{}", "--into", "{}"], 1, "empty folder with --into"),
        (["{}", "--int", "x"], 2, "--into"),
    ],
)
def test_open__refuses_in_the_words_of_the_command_line(capsys, tmp_path, words, status, told):
    """A page that is not there, no page, a folder that is taken, a misspelt option."""
    page = tmp_path / "p.html"
    page.write_text(page_of(), encoding="utf-8")
    said = call(capsys, "open", *(word.format(page) for word in words))

    assert said.status == status
    assert told in said.err


def test_open__the_zip_file_of_a_project(capsys, tmp_path):
    """Into a folder of its name; a second time the folder is kept."""
    file = tmp_path / "case.zip"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("war.yaml", "id: x")
    found = call(capsys, "open", str(file), "--into", str(tmp_path / "there"), "--json")
    assert (found.document["schema"], found.document["files"]) == ("multipolar-project/1", ["war.yaml"])
    assert (tmp_path / "there" / "war.yaml").read_text() == "id: x"
    assert "holds something already" in call(capsys, "open", str(file), "--into", str(tmp_path / "there")).err
