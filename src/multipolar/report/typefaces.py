"""The two typefaces of the page, inside it: Latin letters of Source Serif 4 and Inter, in all weights from one file each.

Both stand under the SIL Open Font License (beside the files); ``static/fonts`` holds the files as the npm packages
``@fontsource-variable/inter`` and ``@fontsource-variable/source-serif-4`` ship them. Other letters take the reader's own fonts.
"""

from __future__ import annotations

import base64
from importlib.resources import files

LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,"
    "U+2212,U+2215,U+FEFF,U+FFFD"
)
"""Characters that the files hold."""
TYPEFACES: tuple[tuple[str, str, str], ...] = (
    ("Inter", "inter.woff2", "100 900"),
    ("Source Serif 4", "source-serif-4.woff2", "200 900"),
)
"""Name in the style sheet, file, and the weights it holds."""


def font_bytes(file: str) -> bytes:
    """Return a font file of the package."""
    return files("multipolar.report").joinpath("static", "fonts", file).read_bytes()


def typefaces_css() -> str:
    """Return the rules that give the page its typefaces, with the fonts as ``data:`` addresses."""
    rules = []
    for name, file, weights in TYPEFACES:
        data = base64.b64encode(font_bytes(file)).decode("ascii")
        rules.append(
            f"@font-face{{font-family:'{name}';font-style:normal;font-display:swap;font-weight:{weights};"
            f"src:url(data:font/woff2;base64,{data}) format('woff2');unicode-range:{LATIN}}}"
        )
    return "".join(rules)
