"""In which language words of a page are: by the tag they have, by their document, or by their script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
import requests

from dipgraph.languages import is_other, language_of, told
from dipgraph.pages import SERVED, celled, exact, in_language
from served import served

BROWSER = {"accept": "text/html"}
SCRIPTS = re.compile("[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
VOID = ("br", "input", "link", "meta")


class Tongues(HTMLParser):
    """A page read for the language of each of its words, and the words that have none of their script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag, and the language that it says or that around it."""
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or (self.open[-1][1] if self.open else "")))

    def handle_endtag(self, tag: str) -> None:
        """Take the end of one; each page closes what it opens, but for these."""
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take words of Japanese or Korean."""
        if SCRIPTS.search(data):
            self.said.append((data, self.open[-1][1]))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server of the data that comes with dipgraph."""
    with served("--workers", "1") as found:
        yield found


@pytest.mark.parametrize(
    ("path", "words", "languages"),
    [
        ("/meeting/2022-04-07-jp-us", "一致しました", {"ja"}),
        ("/document/mofa-jp/2022-04-07-us", "林芳正", {"ja"}),
        ("/queries/commitment-history?issue=russia-sanctions", "一致しました", {"ja"}),
        ("/search?q=林芳正", "林芳正", {"ja"}),
        ("/person/hayashi-yoshimasa", "林芳正", {"ja"}),
        ("/issue/taiwan-strait", "台湾", {"ja"}),
        ("/body/mofa-kr", "외교부", {"ja", "ko"}),
        ("/ask?query=SELECT%20*%20%7B%3Fs%20skos%3AaltLabel%20%22%EF%BC%92%22%7D", "", set()),
    ],
)
def test_words_of_another_language_say_so(address: str, path: str, words: str, languages: set[str]) -> None:
    """No word in kana, Han or Hangul on a page is without the language that its tag, its document or its script says."""
    page = Tongues(requests.get(address + path, headers=BROWSER, timeout=30).text)
    assert {language for _, language in page.said} == languages, page.said
    assert not words or words in " ".join(said for said, _ in page.said)


def test_a_tag_goes_before_the_script(address: str) -> None:
    """A literal has the language of its tag, also where its letters are those of English; of English it says nothing."""
    query = 'SELECT * { VALUES (?a ?b ?c ?d) { ("台湾"@zh-Hant "Deutschland"@de "Germany"@en "台湾") } }'
    text = requests.get(f"{address}/ask", params={"query": query}, headers=BROWSER, timeout=30).text
    table = text[text.index("<tbody>") :]
    assert '<span lang="zh-hant">台湾</span>' in table
    assert '<span lang="de">Deutschland</span>' in table
    assert ">Germany</td>" in table
    # What has no tag has the language of the rest of the page.
    assert '<span lang="zh">台湾</span>' in table


def test_what_is_said_of_a_thing_has_its_language(address: str) -> None:
    """Values with a tag stand with it where anything that is said of a thing is listed."""
    text = requests.get(f"{address}/body/mofa-kr", headers=BROWSER, timeout=30).text
    assert '<span lang="ko">외교부</span>' in text
    assert '<span lang="ja">韓国外交部</span>' in text


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>Taiwan, 台湾, 両岸</p>", '<p>Taiwan, <span lang="ja">台湾</span>, <span lang="ja">両岸</span></p>'),
        ("<p>3月24日のICBM級</p>", '<p><span lang="ja">3月24日のICBM級</span></p>'),
        ('<p lang="zh">台<b>湾</b></p><i>台湾</i>', '<p lang="zh">台<b>湾</b></p><i><span lang="zh">台湾</span></i>'),
        ('<p lang="zh">台</p>の<i>湾</i>', '<p lang="zh">台</p>の<i><span lang="ja">湾</span></i>'),
        ('<html lang="en"><p>かな</p>', '<html lang="en"><p><span lang="ja">かな</span></p>'),
        ("<p>한국</p>", '<p><span lang="ko">한국</span></p>'),
        ("<title>林芳正</title>", '<title lang="ja">林芳正</title>'),
        ("<title>Names of 林</title>", "<title>Names of 林</title>"),
        ('<option value="日本">日本</option>', '<option value="日本" lang="ja">日本</option>'),
        ("<textarea>a 林</textarea>", "<textarea>a 林</textarea>"),
        ("<svg><text>林</text></svg>", '<svg><text><tspan lang="ja">林</tspan></text></svg>'),
        ("<p><br>林</p>", '<p><br><span lang="ja">林</span></p>'),
        ("<script>林</script>", "<script>林</script>"),
        ('<a title="林">x &lt;林&gt;</a>', '<a title="林">x &lt;<span lang="ja">林</span>&gt;</a>'),
        ("<p>Zürich, Łódź</p>", "<p>Zürich, Łódź</p>"),
        ("林", "林"),
        ("</p>林", "</p>林"),
    ],
)  # fmt: skip
def test_the_script_of_words_that_have_no_tag(page: str, shown: str) -> None:
    """Words of another script are put into an element with their language, once, and nothing else is changed."""
    assert told(page) == shown
    assert told(shown) == shown


def test_languages() -> None:
    """English and what is undetermined are not said; a language is escaped."""
    assert [is_other(tag) for tag in ("ja", "zh-Hant", "en", "en-GB", "EN", "und", "")] == [True, True, *[False] * 5]
    assert language_of("") == language_of("2022") == ""
    assert in_language("a", "en") == "a"
    assert in_language("<a>", 'x"y') == '<span lang="x&#34;y">&lt;a&gt;</span>'
    cell = {"type": "text", "value": "Deutschland", "language": "de"}
    assert celled(cell, SERVED._asdict()) == exact(cell, SERVED._asdict()) == '<span lang="de">Deutschland</span>'
