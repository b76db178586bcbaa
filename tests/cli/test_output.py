"""What goes to stdout and what to stderr."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from multipolar.cli.output import emit_json, note, say


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


def test_emit_json__escapes_what_a_terminal_would_obey(capsys):
    document = {"name": "a\x1b[31m\x9b\u202eb"}
    emit_json(document)
    written = capsys.readouterr().out
    assert json.loads(written) == document
    assert not set(written) & set("\x1b\x9b\u202e")


def test_say_and_note__show_control_characters(capsys):
    say("a\x1b[31m\u202eb")
    note("c\x07")
    assert capsys.readouterr() == ("a␛[31m\ufffdb\n", "c␇\n")
