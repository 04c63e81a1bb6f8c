"""HTML pages: the article on them and what they say about it."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from framing.records import Article, Failure
from framing.sources import read_articles

FIRST = "The council voted on Tuesday to close the old bridge after a long debate about the budget."
SECOND = (
    "Residents who had gathered outside the hall said that they would appeal the decision in court. The mayor answered "
    "that the town had no money for repairs, and that a new bridge would be built further down the river by autumn."
)


def page(head: str = "", body: str = f"<article><p>{FIRST}</p><p>{SECOND}</p></article>") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def read(folder: Path, content: str | bytes, name: str = "a.html") -> Article:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read_articles([path])
    assert isinstance(found, Article)
    return found


def test_the_article_and_its_metadata(tmp_path: Path) -> None:
    head = """<title>Old bridge to close - The Valley Post</title>
        <meta property="og:site_name" content="The Valley Post"><meta name="author" content="Ann Reed; Bo Lind">
        <meta property="article:published_time" content="2024-03-05T08:00:00Z">
        <link rel="canonical" href="https://valleypost.example.org/news/1">"""
    body = f"""<nav><a href="/">Home</a><a href="/sport">Sport</a></nav><h1>Old bridge to close</h1>
        <article><p>{FIRST}</p><table><tr><td>North</td><td>1200</td></tr></table><p>{SECOND}</p></article>
        <section id="comments"><p>First! What a great article this is, thank you all.</p></section>"""
    found = read(tmp_path, page(head, body))
    assert found.text.splitlines() == ["Old bridge to close", FIRST, SECOND]
    assert (found.title, found.outlet, found.date) == ("Old bridge to close", "The Valley Post", "2024-03-05")
    assert (found.url, found.authors) == ("https://valleypost.example.org/news/1", ("Ann Reed", "Bo Lind"))
    assert (found.id, found.genre, found.notes) == (str(tmp_path / "a.html"), None, ())


def test_a_page_without_metadata(tmp_path: Path) -> None:
    found = read(tmp_path, f"<p>{FIRST}</p><p>{SECOND}</p>", "a.htm")
    assert found.text.splitlines() == [FIRST, SECOND]
    assert (found.outlet, found.date, found.authors, found.genre) == (None, None, (), None)


def test_a_title_that_the_page_does_not_show_stays_out_of_the_text(tmp_path: Path) -> None:
    found = read(tmp_path, page("<title>Bridge news</title>"))
    assert found.title == "Bridge news"
    assert "Bridge news" not in found.text


def test_an_article_laid_out_in_a_table_is_found(tmp_path: Path) -> None:
    found = read(tmp_path, page("", f"<table><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr></table>"))
    assert FIRST in found.text


@pytest.mark.parametrize("content", ["", "<html></html>", page("", ""), page("", "<script>let a = 1;</script>")])
def test_a_page_without_an_article_is_an_empty_text_with_a_note(tmp_path: Path, content: str) -> None:
    found = read(tmp_path, content)
    assert (found.text, found.notes) == ("", ("no article text found in the HTML",))


@pytest.mark.parametrize(
    ("said", "genre"),
    [
        ({"@type": "OpinionNewsArticle"}, "opinion"),
        ({"@type": ["NewsArticle", "AnalysisNewsArticle"]}, "analysis"),
        ({"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "articleSection": "Op-Ed"}]}, "opinion"),
        ({"@type": "NewsArticle", "genre": ["News Analysis"]}, "analysis"),
        ({"@type": "NewsArticle", "articleSection": "World"}, None),
        ({"@type": "WebSite", "genre": "Opinion"}, None),
    ],
)
def test_the_genre_comes_from_the_metadata(tmp_path: Path, said: dict[str, object], genre: str | None) -> None:
    script = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    assert read(tmp_path, page(script)).genre == genre


def test_the_genre_from_a_section_mark_and_broken_json(tmp_path: Path) -> None:
    head = '<script type="application/ld+json">{broken</script><meta property="article:section" content="Opinion">'
    assert read(tmp_path, page(head)).genre == "opinion"


@pytest.mark.parametrize(
    ("declared", "codec", "notes"),
    [
        ("windows-1251", "cp1251", ()),
        ("koi8-r", "koi8-r", ()),
        ("iso-8859-5", "utf-8", ("declared as iso-8859-5, but it is UTF-8",)),
        ("utf-8", "cp1251", ("encoding guessed: read as cp1251, since it is neither UTF-8 nor declared",)),
        ("unicode_escape", "utf-8", ()),
    ],
)
def test_the_declared_charset(tmp_path: Path, declared: str, codec: str, notes: tuple[str, ...]) -> None:
    russian = "Совет проголосовал во вторник за закрытие старого моста после долгих споров о бюджете города. " * 3
    content = f"<html><head><meta charset='{declared}'></head><body><p>{russian}</p></body></html>"
    found = read(tmp_path, content.encode(codec))
    assert found.text.startswith("Совет проголосовал")
    assert found.notes == notes


def test_western_quotes_declared_as_latin1(tmp_path: Path) -> None:
    content = page('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', f"<p>“Yes” {FIRST}</p>")
    assert read(tmp_path, content.encode("cp1252")).text.startswith("“Yes” The council")


def test_zeros_and_unpaired_surrogates_do_no_harm(tmp_path: Path) -> None:
    found = read(tmp_path, page("", f"<p>{FIRST}</p><p>One\0 two &#xD800; three.</p>"))
    assert FIRST in found.text
    assert "One two" in found.text
    assert found.text.encode("utf-8")
    assert found.notes == ("contains 1 NUL character",)


def test_ten_megabytes_in_one_line(tmp_path: Path) -> None:
    found = read(tmp_path, page("", f"<article><p>{(FIRST + ' ') * 115_000}</p></article>"))
    assert len(found.text) > 10_000_000


def test_a_page_beyond_the_limit_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b" " * (32 * 2**20 + 1))
    (found,) = read_articles([path])
    assert isinstance(found, Failure)
    assert "larger than 32 MiB" in found.message


def test_thousands_of_nested_elements_do_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, page("", "<div>" * 1000 + f"<p>{FIRST}</p>" + "</div>" * 1000)).id


def test_an_extractor_that_gives_up_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fail(*_: object, **__: object) -> None:
        raise ValueError("odd page")

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    path = tmp_path / "a.html"
    path.write_text(page())
    (found,) = read_articles([path])
    assert isinstance(found, Failure)
    assert "the HTML cannot be parsed: ValueError('odd page')" in found.message


def test_no_handlers_are_installed(tmp_path: Path) -> None:
    before = list(logging.getLogger().handlers)
    read(tmp_path, page())
    assert logging.getLogger().handlers == before
