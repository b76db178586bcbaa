"""What a page carries so that its run can be made again: texts, settings, seeds and forecast, packed, and a seal over the page.

The seal shows that a page is whole and as it was written. It is no signature: whoever alters a page on purpose can seal it anew.
The proof is the digest of the outcomes, which the recovered scenario gives again.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from multipolar.errors import FaultyFileError
from multipolar.forecast.document import stamp_of

SCHEMA = "multipolar-carried/1"
LARGEST_PAGE = 40_000_000
"""Most bytes of a page that is read."""
LARGEST_INSIDE = 60_000_000
"""Most bytes that what a page carries may have once it is unpacked."""
SEAL = "multipolar-seal sha256:"
_SEALED = re.compile(rf"\n?<!-- {SEAL}([0-9a-f]{{64}}) -->\s*\Z")
_ELEMENT = re.compile(r'<script type="application/json" id="carried">([A-Za-z0-9+/=]*)</script>')
_OURS = '<meta name="generator" content="multipolar">'
_NAME = re.compile(r"(?:patches/)?[^/\\:\x00-\x1f]{1,160}\.yaml")
"""Texts lie in the folder itself or in its patches; no name leads elsewhere."""
KEYS: Mapping[str, type | tuple[type, ...]] = {
    "version": str, "code": str, "scenario": str, "as_of": str, "members": int, "done": int, "seed": int, "digest": str,
    "scenario_digest": str, "recipe": dict, "texts": dict, "stamp": str, "forecast": dict, "until": (str, type(None)),
}  # fmt: skip
"""What is carried, with its type; ``until`` is the day by which reports were taken in, None where none were."""
LISTS = ("claims", "settings", "patches", "off")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a page carries of its run.

    Attributes
    ----------
    facts : ``version, code, scenario, as_of, members, done, seed, digest, scenario_digest, stamp, until``.
    recipe : what was asked for: bundle, claims, settings, patches, mechanisms off.
    texts : scenario, patches and reports by their names in a run folder.
    forecast : the stamped forecast, ``multipolar-forecast/1``.
    """

    facts: Mapping[str, Any]
    recipe: Mapping[str, Any]
    texts: Mapping[str, str]
    forecast: Mapping[str, Any]

    @property
    def tops(self) -> Sequence[str]:
        """Names of the patches that were laid on top, in their order."""
        found = [(int(m[1]), name) for name in self.texts if (m := re.fullmatch(r"patches/top-([0-9]{1,6})\.yaml", name))]
        return [name for _, name in sorted(found)]


def carried_html(document: Mapping[str, Any] | None) -> str:
    """Return the element of a page that holds what it carries; nothing where there is nothing."""
    if document is None:
        return ""
    text = json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    packed = base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode("ascii")
    return f'<script type="application/json" id="carried">{packed}</script>'


def sealed(page: str) -> str:
    """Return a page with its seal: the SHA-256 of all that stands before it."""
    return f"{page}\n<!-- {SEAL}{hashlib.sha256(page.encode()).hexdigest()} -->\n"


def carried_in(data: bytes, name: str) -> Carried:
    """Return what the bytes of a page carry; nothing of the page is run.

    Raises
    ------
    FaultyFileError : if it is no page of ours, too large, carries nothing, or was altered since it was written.
    """
    if len(data) > LARGEST_PAGE:
        raise _refuse(name, f"has {len(data):,} bytes, a page has at most {LARGEST_PAGE:,}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refuse(name, f"is no text in UTF-8 ({error.reason} at byte {error.start})") from error
    if _OURS not in text[:4000]:
        raise _refuse(name, "is no page that multipolar wrote", "Name a report.html from a run folder.")
    seal, found = _SEALED.search(text), _ELEMENT.findall(text)
    if seal is None and not found:
        raise _refuse(name, "carries no scenario", "It was written by a version before `multipolar open`; ask for the run folder.")
    if seal is None:
        raise _refuse(name, "has lost its seal: the end of the page is missing", ALTERED)
    if hashlib.sha256(text[: seal.start()].encode()).hexdigest() != seal[1]:
        raise _refuse(name, "was altered since it was written: its seal does not fit", ALTERED)
    if len(found) != 1:
        raise _refuse(name, f"carries {len(found)} scenarios, expected one", "" if found else "It was written without its run.")
    return _checked(_unpacked(found[0], name), name)


ALTERED = "A browser's 'save page as, complete' writes a page anew: take the file itself."


def _refuse(name: str, said: str, fix: str = "") -> FaultyFileError:
    return FaultyFileError(f"{name}: {said}. {fix}".strip())


def _unpacked(packed: str, name: str) -> dict[str, Any]:
    """Return the document in the packed text; what would grow beyond the limit is never unpacked."""
    try:
        raw = zlib.decompressobj(wbits=31)
        text = raw.decompress(base64.b64decode(packed, validate=True), LARGEST_INSIDE)
        if raw.unconsumed_tail:
            raise _refuse(name, f"carries more than {LARGEST_INSIDE:,} bytes")
        document = json.loads(text)
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise _refuse(name, f"carries what cannot be unpacked ({error})") from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        found = document.get("schema") if isinstance(document, dict) else type(document).__name__
        raise _refuse(name, f"carries {str(found)[:60]!r}, this version reads {SCHEMA!r}")
    return document


def _checked(document: Mapping[str, Any], name: str) -> Carried:
    """Return what is carried, once every part has its type and the forecast is the stamped one."""
    faults = [
        f"{key} is {type(document.get(key)).__name__}"
        for key, kind in KEYS.items()
        if not isinstance(document.get(key), kind) or isinstance(document.get(key), bool)
    ]
    if not faults:
        recipe, texts = document["recipe"], document["texts"]
        faults += [f"text {key!r} has a name that leads elsewhere" for key in texts if not _NAME.fullmatch(key) or ".." in key]
        faults += [f"text {key!r} is no text" for key, text in texts.items() if not isinstance(text, str)]
        faults += [] if "scenario.yaml" in texts else ["there is no scenario.yaml"]
        for key in LISTS:
            listed = recipe.get(key)
            good = isinstance(listed, list) and all(isinstance(word, str) for word in listed)
            faults += [] if good else [f"recipe.{key} is no list of texts"]
        faults += [] if isinstance(recipe.get("bundle"), str | None) else ["recipe.bundle is no text"]
        stamp = stamp_of(document["forecast"])
        faults += [] if stamp == document["stamp"] else [f"the forecast has the stamp {stamp[:8]}, not {document['stamp'][:8]}"]
    if faults:
        raise _refuse(name, f"carries what does not fit together: {'; '.join(faults)}")
    facts = {key: document[key] for key in KEYS if key not in {"recipe", "texts", "forecast"}}
    return Carried(facts, document["recipe"], document["texts"], document["forecast"])
