"""Web pages: their main text, and what they say of themselves; pages in the style of several ministries."""

from __future__ import annotations

import datetime as dt
import sys
import time
from html import escape
from pathlib import Path

import pytest

from dipgraph import web_texts
from dipgraph.errors import SourceError, UsageError
from dipgraph.guesses import Intake
from dipgraph.intake import read, take_in

PAGES = Path(__file__).parent / "web_pages"
MAY = dt.date(2022, 5, 23)
TALKS = "https://www.external.example/secretary-does-call-with-ruritanian-foreign-minister-elphberg/"
# The page, its title, publisher and address, the line with the date, where the report begins and ends, and its lines.
STYLES = [
    ("japan", "Japan-Ruritania Foreign Ministers' Meeting", "Ministry of Foreign Affairs of the Northern Isles",
     "", "May 23, 2022", "On May 23, commencing at 5:50 p.m. for", "closely at the United Nations.", 6),
    ("state", "Secretary Doe\u2019s Call with Ruritanian Foreign Minister Elphberg", "Department of External Relations", TALKS,
     "May 23, 2022", "The below is attributable to Spokesperson Pat Roe:", "humanitarian assistance.", 3),
    ("kremlin", "Telephone conversation with Prime Minister of Graustark Yetive Tarsus", "President of the Federation",
     "http://en.president.example/events/president/news/71000",
     "May 23, 2022\nThe Castle, Capital", "The President of the Federation spoke", "will meet in the autumn.", 3),
    ("china", "State Councilor Li Ming Meets with Foreign Minister of Ruritania Flavia Elphberg",
     "Ministry of Foreign Affairs", "", "2022-05-23 20:15", "On May 23, 2022, State Councilor", "joint committee within the year.", 4),
    ("india", "Visit of External Affairs Minister to Ruritania", "Ministry of Outer Affairs", "",
     "May 23, 2022", "External Affairs Minister (EAM) Dr. A. Raman paid", "New Delhi\n\nMay 23, 2022", 5),
    ("union", "Ruritania: High Representative meets Foreign Minister Elphberg", "External Service of the Union",
     "https://www.esu.example/esu/ruritania-high-representative-meets_en",
     "23.05.2022", "High Representative Maria Novak met", "+32 2 000 00 00", 12),
    ("agency", "Ruritania, Graustark ministers agree to reopen border", "Newswire",
     "https://www.newswire.example/world/ruritania-graustark-2022-05-23/",
     "May 23, 2022 4:40 PM UTC", "Ruritania and Graustark agreed on Monday", "Editing by Kim Loe", 4),
    ("kingdom", "Foreign Secretary meeting with Foreign Minister Elphberg, 23 May 2022", "GOV.EXAMPLE",
     "https://www.gov.example/government/news/foreign-secretary-meeting",
     "Published 23 May 2022", "The Foreign Secretary met the Ruritanian", "agreed to stay in close contact.", 4),
]  # fmt: skip
AROUND = (
    "Privacy",
    "Cookie",
    "cookie",
    "Copyright",
    "Share",
    "Home",
    "Related",
    "Recommended",
    "Advertisement",
    "Sign In",
    "Tags",
)


def page(body: str, head: str = "") -> Intake:
    """Take in a page of one's own."""
    return take_in(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "page", (), "html")


@pytest.mark.parametrize(("name", "title", "publisher", "address", "dated", "begins", "ends", "lines"), STYLES)
def test_pages_of_many_houses(
    name: str, title: str, publisher: str, address: str, dated: str, begins: str, ends: str, lines: int
) -> None:
    """Title, day, publisher and address are found, and the whole text with nothing of what is around it."""
    taken = read(PAGES / f"{name}.html")
    assert (taken.title, taken.published, taken.publisher, taken.address) == (title, MAY, publisher, address)
    assert taken.text.startswith(f"{title}\n\n{dated}\n\n")
    report = taken.text[taken.body :]
    assert report.startswith(begins)
    assert report.endswith(ends)
    assert len([line for line in report.split("\n") if line]) == lines
    assert not [words for words in AROUND if words in report]
    assert (taken.language, taken.doubts) == ("en", ())


def test_every_style_is_tested() -> None:
    """Each page in the folder is among the styles."""
    assert sorted(path.stem for path in PAGES.glob("*.html")) == sorted(style[0] for style in STYLES)


def test_points_rows_and_headings_are_lines() -> None:
    """Points within points, rows of a table and headings are lines of their own, in their order."""
    japan, union = (read(PAGES / f"{name}.html").text.split("\n\n") for name in ("japan", "union"))
    at = japan.index("The two ministers also exchanged views on regional affairs.")
    assert japan[at + 1] == "Minister Tanaka expressed serious concern about the launch of missiles."
    assert union[union.index("Green transition") + 1].startswith("They discussed ways")
    assert union[union.index("Tranche | Amount") + 1] == "First | \u20ac12 million"


PARAGRAPHS = (
    "Minister Doe met Minister Roe in the Castle today.",
    "The two ministers agreed to continue their close cooperation on fisheries, and to meet again in July.",
    "Minister Doe said: \u201cWe will provide 5 million crowns < 6 million.\u201d",
    "Both sides discussed the Axphain crisis.",
)
AROUND_IT = (
    '<ul class="menu"><li><a href="/a">About the Ministry</a></li><li><a href="/b">The Minister</a></li></ul>',
    '<div class="side"><h3>Latest news</h3><ul><li><a href="/1">Credentials of ambassadors</a> <span>May 3, 2001</span></li></ul>'
    '</div><div class="foot"><p>Ministry, 1 Castle Square</p><p>Copyright 2001. All rights reserved.</p></div>',
)
FORMS = {
    "paragraphs": ('<div class="c"><h1>{title}</h1><p class="date">May 23, 2022</p>{text}</div>', "<p>{}</p>"),
    "article": ("<article><h1>{title}</h1><span>Readout</span> <span>May 23, 2022</span>{text}</article>", "<p>{}</p>"),
    "divisions": ("<div><h2>{title}</h2><div>May 23, 2022</div>{text}</div>", "<div>{}</div>"),
    "breaks": (
        "<table><tr><td>side</td><td><b>{title}</b><br>May 23, 2022<br><br>{text}</td></tr></table>",
        "{}<br><br>",
    ),
    "layout": ("<table><tr><td>x</td><td><h1>{title}</h1><p>May 23, 2022</p>{text}</td></tr></table>", "<p>{}</p>"),
    "points": ("<div><h1>{title}</h1><p>May 23, 2022</p><ol>{text}</ol></div>", "<li>{}</li>"),
    "spans": (
        "<div><h1>{title}</h1><p>May 23, 2022</p>{text}</div>",
        '<p><span style="a"><span lang="EN">{}</span></span></p>',
    ),
    "section": ("<section><header><h1>{title}</h1><time>May 23, 2022</time></header>{text}</section>", "<p>{}</p>"),
}


@pytest.mark.parametrize("form", FORMS)
def test_no_line_is_lost_and_none_added(form: str) -> None:
    """In whichever elements a page has its text, it comes out whole, line by line, and nothing else does."""
    whole, each = FORMS[form]
    body = whole.format(title="Doe meets Roe", text="".join(each.format(escape(words)) for words in PARAGRAPHS))
    taken = page(AROUND_IT[0] + body + AROUND_IT[1], "<title>Doe meets Roe | Ministry of Foreign Affairs</title>")
    assert taken.text == "\n\n".join(["Doe meets Roe", "May 23, 2022", *PARAGRAPHS])
    assert (taken.title, taken.published, taken.publisher) == ("Doe meets Roe", MAY, "Ministry of Foreign Affairs")
    assert taken.text[taken.body :].startswith("Minister Doe met")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", [PARAGRAPHS[0], PARAGRAPHS[3] + " They agreed to meet again."])
def test_a_report_of_a_sentence_is_found(form: str, words: str) -> None:
    """A report may be a sentence or two: it is not given up for all the words of the page."""
    whole, each = FORMS[form]
    body = whole.format(title="Doe meets Roe", text=each.format(words))
    taken = page(AROUND_IT[0] + body + AROUND_IT[1], "<title>Doe meets Roe</title>")
    # A table of two lines is one of data for all that can be told.
    assert taken.text[taken.body :].endswith(words)
    assert "Credentials" not in taken.text


TEXT = "".join(f"<p>{escape(words)}</p>" for words in PARAGRAPHS)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2022-05-23T08:00:00Z">',
        '<meta name="DC.date.issued" content="2022-05-23">',
        '<meta name="PubDate" content="2022-05-23 20:15">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-05-23"}</script>',
        '<script type="application/ld+json">[{"@type":"WebSite"},{"datePublished":"2022-05-23"}]</script>',
    ],
)
def test_the_day_is_in_the_meta_data_where_the_page_shows_none(head: str) -> None:
    """Where no line is a date, the meta data say the day."""
    taken = page(f"<main><h1>Doe meets Roe</h1>{TEXT}</main>", f"<title>Doe meets Roe</title>{head}")
    assert taken.published == MAY
    assert ("published", "page") in taken.origins


@pytest.mark.parametrize(
    ("title", "meta", "publisher"),
    [
        ("Doe meets Roe - Ministry of Lakes of Peru - Gov.example website", "", "Ministry of Lakes of Peru"),
        ("Doe meets Roe - Ministry of Lakes of Peru", "Gov.example website", "Ministry of Lakes of Peru"),
        ("Doe meets Roe - Office of the President", "Ministry of Lakes of Peru", "Ministry of Lakes of Peru"),
        ("Doe meets Roe - News - Newswire", "", "Newswire"),
    ],
)
def test_the_institution_in_the_title_goes_before_the_name_of_a_portal(title: str, meta: str, publisher: str) -> None:
    """A portal is of many; where no institution is named, the site is what is known."""
    head = f"<title>{title}</title>" + (f'<meta property="og:site_name" content="{meta}">' if meta else "")
    assert page(f"<main><h1>Doe meets Roe</h1>{TEXT}</main>", head).publisher == publisher


def test_a_day_of_change_is_no_day_of_publication() -> None:
    """When a page was changed is not when its text was published."""
    head = (
        '<meta property="article:modified_time" content="2022-05-25"><meta name="last-modified" content="2022-05-25">'
    )
    assert page(f"<main><h1>Doe meets Roe</h1>{TEXT}</main>", head).published is None


def test_days_that_disagree_are_told() -> None:
    """The line that people read is believed, and what the meta data say is a doubt; a zone apart is none."""
    body = f"<main><h1>Doe meets Roe</h1><p>May 23, 2022</p>{TEXT}</main>"
    told = page(body, '<meta property="article:published_time" content="2022-06-30T01:00:00Z">')
    assert told.published == MAY
    assert told.doubts == ("published 2022-06-30 says the page, 2022-05-23 is believed",)
    assert page(body, '<meta property="article:published_time" content="2022-05-24T01:00:00Z">').doubts == ()


def test_broken_meta_data_say_nothing() -> None:
    """Meta data that are no JSON, no address and no language are passed over."""
    head = (
        '<script type="application/ld+json">{"datePublished": </script><script type="application/ld+json">5</script>'
        f'<script type="application/ld+json">{"[" * 50_000}</script><meta property="og:url" content="javascript:x">'
        '<link rel="canonical" href="/relative"><meta property="og:locale" content="!!"><title></title>'
    )
    taken = page(f"<main><h1>Doe meets Roe</h1>{TEXT}</main>", head)
    assert (taken.title, taken.published, taken.address, taken.language) == ("Doe meets Roe", None, "", "en")


PARAGRAPH = "<p>Minister Doe met Minister Roe and they agreed to cooperate on trade and security.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 150 + PARAGRAPH,
        PARAGRAPH * 9_000,
        "<![<![" * 200_000 + PARAGRAPH,
        "<![CDATA[" * 200_000 + PARAGRAPH,
        "<p>" + "word " * 190_000,
        "<p>" + "x" * 900_000,
        "<table><tr><td>a</td></tr></table>" * 7_000 + PARAGRAPH,
        "<ul>" + "<li>agreed to do something</li>" * 20_000 + "</ul>",
        "<p>" + "&#0;&#xD800;&#x110000;&bogus;&lt;script&gt;&amp;amp;" * 1_000 + PARAGRAPH,
        PARAGRAPH + "<img src='data:image/png;base64," + "A" * 9_000_000 + "'>",
        "<script>" + "var a = '<p>';" * 400_000 + "</script>" + PARAGRAPH,
        "<h1>May 23, 2022</h1>" * 20_000 + PARAGRAPH,
        "<p>" + "<span>Jan</span>" * 20_000 + PARAGRAPH,
    ],
    ids=lambda html: str(html)[:30],
)
def test_odd_pages_are_taken_in_time(html: str) -> None:
    """Pages that are deep, long or full of oddities are taken, with their text, within seconds."""
    begin = time.monotonic()
    taken = page(html)
    assert len(taken.text) > 50
    assert "<p>" not in taken.text
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<div>" * 200_000 + "text", "nested more than 200 deep"),
        ("<table><tr><td>" * 2_000 + PARAGRAPH, "nested more than 200 deep"),
        ("<p><font><i><b>" * 3_000 + PARAGRAPH, "nested more than 200 deep"),
        (PARAGRAPH * 40_000, "more than 30,000 elements"),
        ("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">", "attributes"),
        ("<script " * 300_000, "attributes"),
        ("<a '" * 500_000, "attributes"),
        ("<!--" * 300_000, "no main text"),
        ("<style>" * 300_000, "no main text"),
        ("<div id='app'></div><script>load()</script>", "no main text"),
        ("<p>a" + "&#x301;&#x316;" * 100_000, "accents"),
        ("", "no main text"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_page_to_read_is_told_in_time(html: str, words: str) -> None:
    """Pages that no ministry has, and pages without text, are an error on one line, at once."""
    begin = time.monotonic()
    with pytest.raises(SourceError, match=words) as told:
        page(html)
    assert time.monotonic() - begin < 20
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("html", [b"<html><head><title>A</title></head></html>", b"<frameset><frame src=a></frameset>"])
def test_a_page_without_a_body_is_told(html: bytes) -> None:
    """A page with no body, or of frames, has no text, and says so."""
    with pytest.raises(SourceError, match=r"no (main )?text"):
        take_in(html, "page", (), "html")


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """What trafilatura logs of a page that it cannot read is not printed."""
    with pytest.raises(SourceError):
        page("")
    assert capfd.readouterr() == ("", "")


def test_without_the_library_it_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, an error says how to have it."""
    web_texts._library.cache_clear()
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(UsageError, match=r"dipgraph\[draft\]"):
        page(TEXT)


def test_what_is_struck_out_is_marked() -> None:
    """Words in an element that strikes them out stand between tildes, paragraph by paragraph, without blanks at the edges."""
    body = (
        f"<main><h1>Talks</h1><p>{PARAGRAPHS[0]} <s> One <b>word</b> </s> and <strike>more</strike>.</p>"
        f"<del><p>Two ministers met in the castle.</p><p>Both <i>left</i></p></del>{TEXT}</main>"
    )
    text = page(body).text
    assert "~~One word~~ and ~~more~~." in text
    assert "\n\n~~Two ministers met in the castle.~~\n\n~~Both left~~\n\n" in text
