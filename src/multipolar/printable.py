"""Text from files made harmless before it is shown: a name may not move the cursor, colour a terminal or turn a line round."""

from __future__ import annotations

import codecs
import io
from typing import TextIO

__all__ = ["ASCII", "CONTROLS", "plain_ascii", "prepare_stream", "printable"]

_KEPT = "\n\t"
_TURNING = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks, embeddings, overrides and isolates of the bidirectional algorithm (Unicode Standard Annex 9)."""
_BREAKING = (0x2028, 0x2029)
CONTROLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in _KEPT},
    0x7F: "\u2421",
    **dict.fromkeys((*range(0x80, 0xA0), *_TURNING, *_BREAKING), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
"""What stands for each control character: its picture where Unicode has one, else the replacement character."""

ASCII: dict[int, str] = {
    ord(sign): text
    for sign, text in {
        "–": "-", "—": "-", "−": "-", "‑": "-", "→": "->", "←": "<-", "±": "+/-", "×": "x", "·": ".", "…": "...", "≥": ">=",
        "≤": "<=", "≈": "~", "“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u2060": "", "\u202f": " ", "²": "2",
        "•": "*", "✓": "yes", "✗": "no", "█": "#", "░": ".", "\ufffd": "?",
    }.items()
}  # fmt: skip
"""How signs of our own sentences are spelled on a terminal that knows fewer of them."""
_HANDLER = "multipolar.ascii"


def printable(text: str) -> str:
    """Return a text in which every control character but line feed and tab is a visible sign of the same width."""
    return text.translate(CONTROLS)


def plain_ascii(text: str) -> str:
    """Return a text in signs of ASCII alone: our own signs spelled out, letters of other scripts as backslash escapes."""
    return text.translate(ASCII).encode("ascii", "backslashreplace").decode("ascii")


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain_ascii(error.object[error.start : error.end]), error.end


codecs.register_error(_HANDLER, _spell)


def prepare_stream(stream: TextIO | None) -> None:
    """Let a stream spell the signs that its encoding lacks instead of stopping; streams of other kinds stay as they are."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=_HANDLER)
