"""Control characters are made visible, and every text can be printed on an ASCII terminal."""

import io
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from multipolar.printable import plain_ascii, prepare_stream, printable


@given(st.text())
def test_printable__leaves_no_control_character_and_no_turning(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert all(unicodedata.category(c) not in {"Cc", "Zl", "Zp", "Cs"} or c in "\n\t" for c in shown)
    assert not {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"} & {unicodedata.bidirectional(c) for c in shown}
    assert printable(shown) == shown


def test_printable__keeps_letters_of_all_scripts():
    text = "Ağdam, Арцах, ירושלים, 停戦, – ± 12 km²\n\t"
    assert printable(text) == text
    assert printable("\x1b[31mred\x07\u202egnp") == "␛[31mred␇\ufffdgnp"


def test_plain_ascii__spells_our_own_signs():
    assert plain_ascii("28–30 % ± 2 → 12 km²…") == "28-30 % +/- 2 -> 12 km2..."
    assert plain_ascii("Арцах") == r"\u0410\u0440\u0446\u0430\u0445"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_prepare_stream__never_stops_on_a_sign(text):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    prepare_stream(stream)
    stream.write(text)
    stream.flush()
    assert raw.getvalue().isascii()
