"""How the command calls the server, and what it says without one."""

from __future__ import annotations

import sys

from cli_stage import call
from multipolar.workbench import server


def test_serve__calls_the_server_with_what_was_said(monkeypatch, capsys, tmp_path):
    """Folder, port and browser; the address alone goes to stdout."""
    given = {}

    def fake(folder, **named):
        given.update(named, folder=folder)
        named["told"]("http://127.0.0.1:1/#t=x")

    monkeypatch.setattr(server, "serve", fake)
    said = call(capsys, "serve", str(tmp_path), "--port", "8123", "--no-open")
    assert (said.status, said.out) == (0, "http://127.0.0.1:1/#t=x\n")
    assert "Ctrl-C ends it" in said.err
    assert (given["folder"], given["port"], given["browser"], given["share"]) == (tmp_path, 8123, False, False)
    assert "network" not in said.err
    warned = call(capsys, "serve", str(tmp_path), "--share", "--no-open", "--quiet")
    assert given["share"]
    assert "not encrypted" in warned.err


def test_serve__without_its_extra_says_what_to_install(monkeypatch, capsys, tmp_path):
    """The libraries of the server are no part of the core."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "multipolar.workbench.server", raising=False)
    said = call(capsys, "serve", str(tmp_path), "--no-open")
    assert said.status == 1
    assert 'pip install "multipolar[serve]"' in said.err


def test_serve__a_folder_that_cannot_be_used_is_said(capsys, tmp_path):
    """A file in its place."""
    (tmp_path / "file").write_text("")
    said = call(capsys, "serve", str(tmp_path / "file"), "--no-open")
    assert said.status == 1
    assert "file" in said.err
