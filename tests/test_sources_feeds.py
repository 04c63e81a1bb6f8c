"""Feeds and lists of addresses: which pages they name, in which order, and what happens where one fails."""

from __future__ import annotations

import gzip
import io
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("urllib3")
pytest.importorskip("protego")
pytest.importorskip("feedparser")

from fake_analyzer import FakeAnalyzer
from webserver import Handler, Server, html, page, redirect, serving, status

from framing.batch import Job, score
from framing.errors import InputError, MissingExtraError, UsageError
from framing.records import Article, Failure
from framing.sources import ReadOptions, cheap_to_count, online, read_articles


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({f"/{name}": html(page(first=f"Page {name} of the paper. " * 8)) for name in "abcd"}) as running:
        yield running


def rss(*links: str, title: str = "The Valley Post", more: str = "") -> str:
    items = "".join(
        f"<item><title>About {link}</title>{f'<link>{link}</link>' if link else ''}{more}</item>" for link in links
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def put(folder: Path, name: str, content: str | bytes) -> str:
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return str(folder / name)


def read(server: Server, *inputs: str, **limits: Any) -> list[Article | Failure]:  # noqa: ANN401
    return list(read_articles(list(inputs), server.options(**limits)))


def ids(found: list[Article | Failure]) -> list[tuple[type, str]]:
    return [(type(item), item.id) for item in found]


def test_a_feed_on_the_web(server: Server) -> None:
    server.routes["/feed"] = html(
        rss("/b", server.url("/a"), more="<pubDate>Thu, 05 Mar 2026 23:30:00 GMT</pubDate><author>Ann Reed</author>"),
        "application/rss+xml; charset=utf-8",
    )
    found = read(server, f"feed:{server.url('/feed')}")
    assert ids(found) == [(Article, server.url("/b")), (Article, server.url("/a"))]
    first = found[0]
    assert isinstance(first, Article)
    assert first.text.startswith("Page b of the paper.")
    assert (first.outlet, first.title, first.date) == ("The Valley Post", "About /b", "2026-03-05")
    assert (first.authors, first.url) == (("Ann Reed",), server.url("/b"))


def test_what_the_page_says_comes_before_what_the_feed_says(server: Server, tmp_path: Path) -> None:
    head = (
        '<title>Own title</title><meta property="og:site_name" content="The Harbour Ledger"><meta name="author" '
        'content="Bo Lind"><meta property="article:published_time" content="2026-02-01T08:00:00Z">'
    )
    server.routes["/a"] = html(page(head))
    feed = rss(server.url("/a"), more="<pubDate>Thu, 05 Mar 2026 23:30:00 GMT</pubDate><author>Ann Reed</author>")
    (found,) = read(server, put(tmp_path, "f.rss", feed))
    assert isinstance(found, Article)
    assert (found.title, found.outlet, found.date) == ("Own title", "The Harbour Ledger", "2026-02-01")
    assert found.authors == ("Bo Lind",)


@pytest.mark.parametrize("name", ["f.rss", "f.xml", "F.RSS", "f.rss.gz"])
def test_a_feed_in_a_file(server: Server, tmp_path: Path, name: str) -> None:
    found = read(server, put(tmp_path, name, rss(*(server.url(f"/{n}") for n in "cabd"))))
    assert ids(found) == [(Article, server.url(f"/{n}")) for n in "cabd"]


def test_an_atom_feed(server: Server, tmp_path: Path) -> None:
    feed = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Café</title>
    <entry><title>One</title><link rel="self" href="{server.url("/d")}"/>
    <link rel="alternate" href="{server.url("/a")}"/>
    <updated>2026-03-01T12:00:00Z</updated></entry></feed>"""
    (found,) = read(server, put(tmp_path, "f.atom", feed))
    assert isinstance(found, Article)
    assert (found.id, found.outlet, found.date) == (server.url("/a"), "The Café", "2026-03-01")


def test_an_address_is_a_feed_where_the_format_says_so(server: Server) -> None:
    server.routes["/feed"] = html(rss("/a"), "text/xml")
    options = ReadOptions(suffix="feed", fetch=server.limits())
    assert ids(list(read_articles([server.url("/feed")], options))) == [(Article, server.url("/a"))]


@pytest.mark.parametrize(("suffix", "ending"), [("rss", ""), ("feed", ""), ("urls", "")])
def test_standard_input(server: Server, monkeypatch: pytest.MonkeyPatch, suffix: str, ending: str) -> None:
    text = server.url("/a") if suffix == "urls" else rss(server.url("/a"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    options = ReadOptions(suffix=suffix, fetch=server.limits())
    assert ids(list(read_articles("-", options))) == [(Article, server.url("/a"))]


def test_one_bad_entry_costs_no_other(server: Server, tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "f.rss",
        rss(server.url("/a"), server.url("/gone"), "", "mailto:a@b.example", "http://10.1.2.3/x", server.url("/b")),
    )
    found = read(server, path)
    assert [type(item) for item in found] == [Article, Failure, Failure, Failure, Failure, Article]
    messages = [item.message for item in found if isinstance(item, Failure)]
    assert messages[0] == f"{server.url('/gone')}: the server answers 404 Not Found"
    assert messages[1] == f"{path}: entry 3 has no link to a page"
    assert "the scheme is mailto; allowed are http and https" in messages[2]
    assert "http://10.1.2.3/x: 10.1.2.3 is a private, local or reserved address" in messages[3]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html><body>No feed here.</body></html>", r"no RSS or Atom feed"),
        ("", r"no RSS or Atom feed"),
        ("<rss version='2.0'><channel><item><link>", None),
        ("plain words", r"no RSS or Atom feed"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_an_error_row_at_most(
    server: Server, tmp_path: Path, text: str, message: str | None
) -> None:
    path = put(tmp_path, "f.rss", text)
    found = read(server, path, server.url("/a"))
    assert isinstance(found[-1], Article)
    assert all(isinstance(item, Failure) for item in found[:-1])
    assert len(found) <= 2
    if message:
        assert isinstance(found[0], Failure)
        assert found[0].message.startswith(f"{path}: {message}")


def test_an_entity_reads_no_file(server: Server, tmp_path: Path) -> None:
    secret = put(tmp_path, "secret.txt", "the-secret-word")
    declared = f"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file://{secret}'>]>"
    feed = f"{declared}<rss version='2.0'><channel><item><link>http://10.0.0.1/&a;</link></item></channel></rss>"
    assert "the-secret-word" not in str(read(server, put(tmp_path, "f.rss", feed)))


def test_nested_entities_do_not_grow_without_end(server: Server, tmp_path: Path) -> None:
    entities = "".join(f"<!ENTITY e{i + 1} '{f'&e{i};' * 10}'>" for i in range(9))
    text = (
        f"<!DOCTYPE rss [<!ENTITY e0 'ha'>{entities}]><rss version='2.0'><channel><title>&e9;</title></channel></rss>"
    )
    path = put(tmp_path, "f.xml", text)
    assert all(isinstance(item, Failure) for item in read(server, path))


@pytest.mark.parametrize(
    "answer", [status(404), status(403), html(b"%PDF", "application/pdf"), redirect("http://10.0.0.1/f")]
)
def test_a_feed_that_cannot_be_fetched_is_one_error_row(server: Server, answer: Any) -> None:  # noqa: ANN401
    server.routes["/feed"] = answer
    given = f"feed:{server.url('/feed')}"
    failed, kept = read(server, given, server.url("/a"))
    assert isinstance(failed, Failure)
    assert failed.id == given
    assert failed.message.startswith(f"{given}: ")
    assert isinstance(kept, Article)


def test_a_list_of_addresses(server: Server, tmp_path: Path) -> None:
    first, second, third = (server.url(p) for p in ("/a", "/b#top", "/c"))
    text = f"# today\n\n{first}\r\n  {second}  # the other one\nnot an address\n{third}\nexample.org/x\n"
    path = put(tmp_path, "l.urls", text)
    found = read(server, path)
    assert ids(found) == [
        (Article, server.url("/a")), (Article, server.url("/b#top")), (Failure, f"{path}:5"),
        (Article, server.url("/c")), (Failure, "example.org/x"),
    ]  # fmt: skip
    assert isinstance(found[2], Failure)
    assert found[2].message == f"{path}:5: more than one word; one address a line is needed"
    assert isinstance(found[4], Failure)
    assert found[4].message == "example.org/x: the scheme is missing; allowed are http and https"


def test_an_address_is_fetched_once_a_run(server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    text = "\n".join(server.url(path) for path in ("/a", "/a#part", "/b", "/a"))
    local = put(tmp_path, "local.txt", "Something else entirely.")
    with caplog.at_level(logging.WARNING):
        found = read(
            server,
            put(tmp_path, "l.urls", text),
            local,
            server.url("/b"),
            put(tmp_path, "f.rss", rss(server.url("/c"), server.url("/a"))),
        )
    assert [item.id for item in found] == [server.url("/a"), server.url("/b"), local, server.url("/c")]
    assert sorted(server.pages()) == ["/a", "/b", "/c"]
    assert "4 addresses were named more than once; each was fetched once" in caplog.text


def test_pages_come_in_the_order_of_the_feed_whatever_answers_first(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    really = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo",
        lambda host, *rest, **options: really("127.0.0.1" if host.endswith(".example") else host, *rest, **options),
    )  # fmt: skip

    def late(handler: Handler) -> None:
        handler.server.done.wait(0.2)
        html()(handler)

    server.routes["/late"] = late
    urls = [f"http://h{i % 3}.example:{server.port}/{'late' if i % 3 == 0 else 'a'}?{i}" for i in range(9)]
    found = read(server, put(tmp_path, "f.rss", rss(*(u.replace("&", "&amp;") for u in urls))))
    assert ids(found) == [(Article, url) for url in urls]


def test_no_more_pages_than_a_few_are_fetched_ahead(server: Server, tmp_path: Path) -> None:
    server.routes |= {f"/{i}": html() for i in range(100)}
    articles = read_articles(
        [put(tmp_path, "l.urls", "\n".join(server.url(f"/{i}") for i in range(100)))], server.options()
    )
    assert isinstance(next(articles), Article)
    articles.close()  # type: ignore[attr-defined]
    assert len(server.pages()) <= online.AHEAD


def test_feeds_and_lists_in_a_folder_are_left_alone(server: Server, tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Some text.")
    put(tmp_path, "f.rss", rss(server.url("/a")))
    put(tmp_path, "l.urls", server.url("/a"))
    assert [item.id for item in read(server, str(tmp_path))] == ["a.txt"]
    assert server.asked == []


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.urls: no such file"):
        read_articles([tmp_path / "none.urls"])


def test_without_the_packages_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "find_spec", lambda name: None if name == "protego" else object())
    with pytest.raises(
        MissingExtraError, match=r"fetching the pages of https://example\.org/ needs .*'framing\[feeds\]'"
    ):
        read_articles(["https://example.org/"])


# In bulk


def job(server: Server, out: Path, *inputs: str, **more: Any) -> Job:  # noqa: ANN401
    return Job(inputs=inputs, out=out, options=server.options(), threads=1, **more)


def test_what_is_fetched_is_scored(server: Server, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    outcome = score(job(server, out, server.url("/a"), server.url("/gone")), lambda _: FakeAnalyzer())
    assert (outcome.rows, outcome.errors) == (2, 1)
    assert "the server answers 404 Not Found" in out.read_text()


@pytest.mark.parametrize("given", ["https://example.org/a", "feed:https://example.org/feed", "l.urls", "f.rss"])
def test_a_run_over_what_is_fetched_is_not_resumed(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("l.urls", "f.rss"):
        put(tmp_path, name, "")
    with pytest.raises(
        UsageError, match=rf"--resume: {given}: .* may be different the next time; keep the pages in files"
    ):
        score(job(server, tmp_path / "out.jsonl", given, resume=True), lambda _: FakeAnalyzer())
    assert not cheap_to_count([given])


def test_an_address_longer_than_a_file_name_may_be(server: Server, tmp_path: Path) -> None:
    url = server.url("/a?" + "x" * 2000)
    outcome = score(job(server, tmp_path / "out.jsonl", url), lambda _: FakeAnalyzer())
    assert (outcome.rows, outcome.errors) == (1, 0)
