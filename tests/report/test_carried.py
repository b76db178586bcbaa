"""What a page carries: packed and read back, and every page that is not as it was written refused with the reason."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import replace

import pytest
from tests.report.synthetic import invented_war

from multipolar.errors import FaultyFileError
from multipolar.forecast.document import stamp_of
from multipolar.report import carried as c
from multipolar.report.page import page_html

FORECAST = {"schema": "multipolar-forecast/1", "endings": {"frozen": {"p": 1.0}}}
DOCUMENT = {
    "version": "0.1.0", "code": "c0de", "scenario": "pass", "as_of": "2030-04-20", "members": 200, "done": 200, "seed": 7,
    "digest": "ab" * 32, "scenario_digest": "cd" * 32, "until": None, "stamp": stamp_of(FORECAST), "forecast": FORECAST,
    "recipe": {"bundle": None, "claims": [], "settings": [], "patches": ["a.yaml"], "off": []},
    "texts": {"scenario.yaml": "id: pass </script>\n", "patches/top-10.yaml": "b", "patches/top-2.yaml": "a"},
}  # fmt: skip


def page_of(document=DOCUMENT):
    """Return a sealed page of the invented war that carries a document."""
    return c.sealed(page_html(replace(invented_war(40), carried=document)))


def test_carried__comes_back_as_it_was_put_in():
    """Texts, recipe, facts and forecast are the same; patches on top are in their order."""
    found = c.carried_in(page_of().encode(), "p.html")

    assert (found.texts, found.recipe, found.forecast) == (DOCUMENT["texts"], DOCUMENT["recipe"], FORECAST)
    assert {key: DOCUMENT[key] for key in found.facts} == dict(found.facts)
    assert list(found.tops) == ["patches/top-2.yaml", "patches/top-10.yaml"]


def test_carried_html__is_nothing_where_a_page_has_no_run():
    """A page of numbers alone carries nothing, and says so when it is opened."""
    assert c.carried_html(None) == ""
    with pytest.raises(FaultyFileError, match="carries 0 scenarios"):
        c.carried_in(c.sealed(page_html(invented_war(40))).encode(), "p.html")


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (lambda page: page.replace("Aland", "Bland", 1), "was altered"),
        (lambda page: page[: page.index("<main")], "carries no scenario"),
        (lambda page: page[: page.rindex("<!--")], "has lost its seal"),
        (lambda page: page + "<p>more</p>", "has lost its seal"),
        (lambda page: page.replace('content="multipolar"', 'content="other"'), "is no page that multipolar wrote"),
        (lambda _: "<!doctype html><p>hello", "is no page that multipolar wrote"),
        (lambda _: "", "is no page that multipolar wrote"),
    ],
    ids=("changed", "cut early", "cut before the seal", "more behind", "another program's", "another page", "empty"),
)
def test_carried_in__refuses_what_is_not_ours_or_was_altered(alter, said):
    """Any change of any byte is found, and the file is named."""
    with pytest.raises(FaultyFileError, match=rf"p\.html: {said}"):
        c.carried_in(alter(page_of()).encode(), "p.html")


def test_carried_in__refuses_bytes_that_are_no_text_and_files_too_large(monkeypatch):
    """Neither is looked into."""
    with pytest.raises(FaultyFileError, match="is no text in UTF-8"):
        c.carried_in(b"\xff\xfe\x00", "p.html")
    monkeypatch.setattr(c, "LARGEST_PAGE", 10)
    with pytest.raises(FaultyFileError, match="a page has at most 10"):
        c.carried_in(b"x" * 11, "p.html")


def test_carried_in__unpacks_no_more_than_the_limit(monkeypatch):
    """A small page that would fill the memory is refused."""
    monkeypatch.setattr(c, "LARGEST_INSIDE", 5_000)
    page = page_of(DOCUMENT | {"texts": {"scenario.yaml": " " * 100_000}})
    with pytest.raises(FaultyFileError, match="carries more than 5,000 bytes"):
        c.carried_in(page.encode(), "p.html")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seed": "7"}, "seed is str"),
        ({"members": True}, "members is bool"),
        ({"texts": {"patches/a.yaml": ""}}, "there is no scenario.yaml"),
        ({"texts": {"scenario.yaml": "", "../a.yaml": ""}}, "name that leads elsewhere"),
        ({"texts": {"scenario.yaml": "", "/etc/a.yaml": ""}}, "name that leads elsewhere"),
        ({"texts": {"scenario.yaml": "", "patches/..\\a.yaml": ""}}, "name that leads elsewhere"),
        ({"texts": {"scenario.yaml": "", "run.sh": ""}}, "name that leads elsewhere"),
        ({"texts": {"scenario.yaml": 3}}, "is no text"),
        ({"recipe": {}}, "recipe.off is no list of texts"),
        ({"recipe": DOCUMENT["recipe"] | {"claims": "C01"}}, "recipe.claims is no list of texts"),
        ({"forecast": FORECAST | {"as_of": "2031-01-01"}}, "the forecast has the stamp"),
    ],
)
def test_carried_in__refuses_parts_that_do_not_fit_together(change, said):
    """A page sealed anew by somebody else is read as data and checked part by part."""
    with pytest.raises(FaultyFileError, match=said):
        c.carried_in(page_of(DOCUMENT | change).encode(), "p.html")


def test_carried_in__refuses_another_form():
    """What a later version may carry is named."""
    packed = base64.b64encode(gzip.compress(json.dumps({"schema": "multipolar-carried/9"}).encode())).decode()
    page = page_html(replace(invented_war(40), carried=DOCUMENT))
    start = page.index('id="carried">') + len('id="carried">')
    other = page[:start] + packed + page[page.index("</script>", start) :]
    with pytest.raises(FaultyFileError, match=r"multipolar-carried/9.*this version reads"):
        c.carried_in(c.sealed(other).encode(), "p.html")
