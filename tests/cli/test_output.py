"""What goes to stdout and what to stderr."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from multipolar.cli.output import emit_json, note


def test_emit_json__is_one_document_of_plain_values(capsys):
    """The document reads back, with its own letters."""
    emit_json({"name": "Şuşa", "p": 0.5})
    text = capsys.readouterr().out
    assert json.loads(text) == {"name": "Şuşa", "p": 0.5}
    assert "Şuşa" in text


def test_emit_json__refuses_what_json_cannot_say():
    """No reader of JSON knows NaN, so none is written."""
    with pytest.raises(ValueError, match="JSON"):
        emit_json({"p": float("nan")})


def test_note__goes_to_stderr_unless_quiet(capsys):
    """Results stay clean; quiet means quiet."""
    note("seed 1")
    note("seed 2", quiet=True)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "seed 1\n")


def test_give_up_stdout__a_reader_that_leaves_is_no_failure():
    """`multipolar schema | head -1` ends without a complaint and with status 0."""
    code = "import sys; from multipolar.cli import main; sys.exit(main(['schema']))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline().strip() == "{"
        child.stdout.close()
        assert child.stderr.read() == ""
        assert child.wait() == 0
