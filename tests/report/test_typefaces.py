"""The page's typefaces: what the style sheet names is there, small, and may be handed on."""

from __future__ import annotations

from importlib.resources import files

import pytest

from multipolar.report.page import static_text
from multipolar.report.typefaces import TYPEFACES, font_bytes, typefaces_css


@pytest.mark.parametrize(("name", "file", "weights"), TYPEFACES)
def test_typefaces__are_fonts_of_at_most_sixty_kilobytes_with_their_licence(name: str, file: str, weights: str) -> None:
    """A WOFF2 file, named in the style sheet, with the licence beside it."""
    data = font_bytes(file)
    assert data[:4] == b"wOF2"
    assert len(data) < 60_000
    licence = files("multipolar.report").joinpath("static", "fonts", file.replace(".woff2", "-OFL.txt")).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert f'"{name}"' in static_text("report.css") or f":{name}," in static_text("report.css")
    low, high = map(int, weights.split())
    assert low < 400
    assert high > 700


def test_typefaces_css__one_rule_each_and_nothing_to_fetch() -> None:
    """Every source is a data address, so that the page asks for nothing."""
    css = typefaces_css()
    assert css.count("@font-face") == len(TYPEFACES)
    assert css.count("src:url(data:font/woff2;base64,") == css.count("url(") == len(TYPEFACES)
    assert "font-display:swap" in css
