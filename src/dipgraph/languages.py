"""In which language words of a page are, so that they are read aloud and drawn as such: by their tag or their script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

# The language of the pages themselves.
OWN = "en"
_KANA, _HANGUL, _HAN = (
    "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d",
    "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
)
_ANY = f"[{_KANA}{_HANGUL}{_HAN}]"
# From the first such character to the last, over what does not end a name: "3月24日の北朝鮮によるICBM級".
_RUN = re.compile(rf"\d*{_ANY}(?:[^<&\n,;:·()\u2018\u2019“”]*{_ANY})?[。」』\uff09、]*")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>|<!--.*?-->|<![^>]*>", re.DOTALL)
_LANG = re.compile(r'\slang="([^"]*)"')
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What holds text and no elements: it has the language as a whole, where most of its letters are of it.
_TEXTS = {"title", "option", "textarea"}
_UNSEEN = {"script", "style"}


def language_of(text: str, of_han: str = "ja") -> str:
    """Return the language that the script of a *text* tells, nothing where it tells none.

    Kana is Japanese and Hangul Korean; characters that several languages share are taken for *of_han*.

    >>> language_of("対露制裁を"), language_of("대한민국"), language_of("台湾", "zh"), language_of("Taiwan")
    ('ja', 'ko', 'zh', '')
    """
    for script, language in ((_KANA, "ja"), (_HANGUL, "ko"), (_HAN, of_han)):
        if re.search(f"[{script}]", text):
            return language
    return ""


def is_other(language: str) -> bool:
    """Say whether a *language* is told and another than that of the pages: "ja", not "en-GB"."""
    return bool(language) and language.partition("-")[0].casefold() not in (OWN, "und")


def told(text: str) -> str:
    """Return a page of HTML in which words of another script than the page stand in elements that say their language.

    What stands in an element with a language of its own is left as it is.
    """
    if not re.search(_ANY, text):
        return text
    # Which language shares its characters is told by the rest of the page.
    is_japanese = 'lang="ja' in text or re.search(f"[{_KANA}]", text)
    of_han = "zh" if 'lang="zh' in text and not is_japanese else "ja"
    return "".join(_told(text, of_han))


def _told(text: str, of_han: str) -> Iterator[str]:
    """Yield the pieces of a page, tags and the words between them."""
    # The elements that are open, and whether the words within have a language that was told.
    within: list[tuple[str, bool]] = []
    last = 0
    for tag in _TAG.finditer(text):
        yield _marked(text[last : tag.start()], within, of_han)
        last = tag.end()
        closes, name, attributes = tag[1], (tag[2] or "").lower(), tag[3] or ""
        shown = tag[0]
        if closes:
            if any(name == one for one, _ in within):
                while within.pop()[0] != name:
                    pass
        elif name and name not in _VOID and not attributes.endswith("/"):
            own = _LANG.search(attributes)
            is_told = is_other(own[1]) if own else bool(within) and within[-1][1]
            if name in _TEXTS and not is_told:
                language = _mostly(text[last : text.find("<", last)], of_han)
                shown, is_told = (f'{tag[0][:-1]} lang="{language}">', True) if language else (shown, False)
            within.append((name, is_told))
        yield shown
    yield _marked(text[last:], within, of_han)


def _mostly(text: str, of_han: str) -> str:
    """Return the language of most letters of a *text*, nothing where that is the language of the page."""
    others = len(re.findall(_ANY, text))
    return language_of(text, of_han) if 2 * others > sum(map(str.isalpha, text)) else ""


def _marked(text: str, within: list[tuple[str, bool]], of_han: str) -> str:
    """Return words between tags, those of another script in elements, unless a language is told or cannot be."""
    if not within or within[-1][1] or within[-1][0] in (*_TEXTS, *_UNSEEN):
        return text
    element = "tspan" if within[-1][0] in ("text", "tspan") else "span"
    return _RUN.sub(
        lambda found: f'<{element} lang="{escape(language_of(found[0], of_han))}">{found[0]}</{element}>', text
    )
