"""Fetching from a web server that misbehaves: every page ends within its limits, as an article or as an error."""

from __future__ import annotations

import gzip
import re
import socket
import struct
import time
import zlib
from collections.abc import Iterator
from email.utils import formatdate
from itertools import pairwise
from threading import Thread
from typing import Any

import pytest

pytest.importorskip("urllib3")
pytest.importorskip("protego")

from webserver import (
    FIRST,
    SECOND,
    Answer,
    Handler,
    Server,
    drip,
    flood,
    html,
    in_turn,
    page,
    redirect,
    serving,
    silent,
    status,
)

from framing import __version__
from framing.errors import InputError, UsageError
from framing.records import Article, Failure
from framing.sources import ReadOptions, cheap_to_count, count_hint, input_digest, read_articles
from framing.sources.web.address import is_public, locate, resolve
from framing.sources.web.errors import FetchError
from framing.sources.web.limits import FetchLimits
from framing.sources.web.unpack import dechunk, unpack

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BOMB = gzip.compress(b"<p>" + b"a" * 3 * 2**20)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/page": html()}) as running:
        yield running


TIGHT = {"connect": 0.4, "read": 0.25, "total": 0.5}


def fetch(server: Server, path: str = "/page", **limits: Any) -> Article | Failure:  # noqa: ANN401
    (found,) = read_articles([server.url(path)], server.options(**limits))
    return found


def failed(server: Server, path: str = "/page", **limits: Any) -> str:  # noqa: ANN401
    found = fetch(server, path, **limits)
    assert isinstance(found, Failure)
    assert found.id == server.url(path)
    assert found.message.startswith(f"{found.id}: ")
    return found.message


def reset(handler: Handler) -> None:
    """Break the connection with a reset, which a lingering time of zero does."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.rfile.close()
    handler.wfile.close()
    handler.connection.close()


def test_a_page_is_an_article_under_its_address(server: Server) -> None:
    server.routes["/page"] = html(
        page('<title>Bridge closed</title><meta property="og:site_name" content="The Valley Post">'
             '<meta property="article:published_time" content="2026-03-05T08:00:00Z">')
    )  # fmt: skip
    found = fetch(server)
    assert isinstance(found, Article)
    assert found.text.splitlines() == [FIRST, SECOND]
    assert (found.id, found.url) == (server.url("/page"), server.url("/page"))
    assert (found.title, found.outlet, found.date) == ("Bridge closed", "The Valley Post", "2026-03-05")
    assert server.agents == {f"framing/{__version__}"}


def test_plain_text_is_taken_as_it_is(server: Server) -> None:
    server.routes["/page"] = html("One <b> line.\nAnother.\n", "text/plain")
    found = fetch(server)
    assert isinstance(found, Article)
    assert found.text == "One <b> line.\nAnother.\n"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (silent(), "sent nothing for 0.25 s"),
        (silent(HEAD), "sent nothing for 0.25 s"),
        (silent(HEAD + b"\r\n<p>Once"), "sent nothing for 0.25 s"),
        (drip(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"), "no whole answer within 0.5 s"),
        (drip(HEAD, b"X-More: yes\r\n"), "no whole answer within 0.5 s"),
        (drip(HEAD + b"\r\n", b"<p>"), "no whole answer within 0.5 s"),
        (drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"), "no whole answer within 0.5 s"),
        (drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "no whole answer within 0.5 s"),
        (flood(HEAD + b"\r\n"), "does not end within the 262144 bytes that are read"),
        (flood(HEAD + b"Content-Length: 99999999999\r\n\r\n"), "is 99999999999 bytes long, more than the 262144 bytes"),
        (flood(HEAD + b"Content-Length: 1e9\r\n\r\n"), "does not end within"),
        (html(BOMB, Content_Encoding="gzip"), "unpacks to more than 1 MiB"),
        (html(zlib.compress(b"a" * 3 * 2**20), Content_Encoding="deflate"), "unpacks to more than 1 MiB"),
        (html(gzip.compress(b"x") * 2000, Content_Encoding="gzip"), "more than 1000 gzip members"),
        (html(BOMB[:50], Content_Encoding="gzip"), "compressed data are cut off"),
        (html(b"no gzip", Content_Encoding="gzip"), "gzip data are broken"),
        (html(BOMB, Content_Encoding="gzip, gzip"), "Content-Encoding is 'gzip, gzip'; understood are gzip"),
        (html("x", Content_Encoding="br"), "Content-Encoding is 'br'"),
        (reset, "the connection failed"),
        (silent(b"SSH-2.0-none\r\n\r\n"), "the connection failed"),
        (lambda handler: handler.wfile.write(HEAD + b"Content-Length: 99\r\n\r\n<p>"), "cut off|connection failed"),
        (status(404), "the server answers 404 Not Found"),
        (status(403), "the server answers 403"),
        (status(302), "the server answers 302"),
        (html(b"%PDF-1.7", "application/pdf"), "content type is application/pdf; read are HTML, XML and plain text"),
        (html(b"\xff\xd8", "image/jpeg"), "content type is image/jpeg"),
        (html(b"<svg/>", "image/svg+xml"), r"content type is image/svg\+xml"),
        (html(b"%PDF-1.7 and more"), "not text: it is a PDF"),
        (html("<rss version='2.0'><channel></channel></rss>", "text/xml"), "a feed, not an article; read it as feed:"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_an_error_row_in_time(server: Server, answer: Answer, message: str) -> None:
    server.routes["/page"] = answer
    began = time.monotonic()
    assert re.search(message, failed(server, **TIGHT))
    assert time.monotonic() - began < 1.5


def test_one_bad_page_costs_no_other(server: Server) -> None:
    server.routes |= {"/a": html(), "/b": silent(), "/c": html()}
    found = list(read_articles([server.url(path) for path in ("/a", "/b", "/c")], server.options(read=0.5)))
    assert [(type(item), item.id) for item in found] == [
        (Article, server.url("/a")), (Failure, server.url("/b")), (Article, server.url("/c")),
    ]  # fmt: skip


def test_a_port_where_nobody_listens(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    options = server.options(allowed=frozenset({("127.0.0.1", port)}))
    (found,) = read_articles([f"http://127.0.0.1:{port}/"], options)
    assert isinstance(found, Failure)
    assert "the connection failed" in found.message


@pytest.mark.parametrize("greeting", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_a_secure_connection_that_does_not_come_about(server: Server, greeting: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        options = server.options(**TIGHT, allowed=frozenset({("127.0.0.1", port)}))
        articles = read_articles([f"https://127.0.0.1:{port}/"], options)
        began = time.monotonic()
        if greeting:
            Thread(target=lambda: listening.accept()[0].sendall(greeting), daemon=True).start()
        (found,) = articles
    assert isinstance(found, Failure)
    assert re.search("no connection within|sent nothing|no whole answer|no secure connection|failed", found.message)
    assert time.monotonic() - began < 1.5


# Charsets


@pytest.mark.parametrize(
    ("body", "kind", "notes"),
    [
        ("Café", "text/html; charset=utf-8", 0),
        ("Café".encode("cp1252"), 'text/html; charset="windows-1252"', 0),
        ("Café".encode("cp1252"), "text/html; charset=utf-8", 1),
        ("Café".encode("cp1252"), "text/html; charset=no-such-thing", 1),
        ("Café", "text/html; charset=iso-8859-1", 1),
        ("Café", "text/html", 0),
    ],
)
def test_the_charset_of_the_header_is_taken_if_it_fits(
    server: Server, body: str | bytes, kind: str, notes: int
) -> None:
    word = body if isinstance(body, bytes) else body.encode()
    server.routes["/page"] = html(page().encode().replace(b"The council", word + b" council"), kind)
    found = fetch(server)
    assert isinstance(found, Article)
    assert found.text.startswith("Café council voted")
    assert len(found.notes) == notes


def test_the_header_comes_before_what_the_page_declares(server: Server) -> None:
    text = page('<meta charset="windows-1252">').replace("The council", "Мост council")
    server.routes["/page"] = html(text.encode("koi8-r"), "text/html; charset=koi8-r")
    found = fetch(server)
    assert isinstance(found, Article)
    assert found.text.startswith("Мост council")


# Repeats


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(server: Server, code: int) -> None:
    server.routes["/page"] = in_turn(status(code), status(code), html())
    assert isinstance(fetch(server, attempts=3), Article)
    assert server.pages() == ["/page"] * 3


def test_a_reset_connection_is_tried_again(server: Server) -> None:
    server.routes["/page"] = in_turn(reset, html())
    assert isinstance(fetch(server, attempts=2), Article)


def test_what_will_not_pass_is_not_tried_again(server: Server) -> None:
    server.routes["/page"] = status(404)
    assert "404" in failed(server, attempts=3)
    assert server.pages() == ["/page"]


def test_tries_end(server: Server) -> None:
    server.routes["/page"] = status(503)
    assert "the server answers 503 Service Unavailable" in failed(server, attempts=3)
    assert server.pages() == ["/page"] * 3


def test_retry_after_is_waited_for(server: Server) -> None:
    server.routes["/page"] = in_turn(status(429, Retry_After="1"), html())
    began = time.monotonic()
    assert isinstance(fetch(server, attempts=2, longest_wait=2.0), Article)
    assert 1.0 <= time.monotonic() - began < 2.0


@pytest.mark.parametrize("value", ["3600", formatdate(time.time() + 3600, usegmt=True)])
def test_a_long_retry_after_ends_it(server: Server, value: str) -> None:
    server.routes["/page"] = status(429, Retry_After=value)
    assert "asks to wait 3" in (message := failed(server, attempts=3))
    assert "longer than the 1 s that are waited at most" in message
    assert server.pages() == ["/page"]


def test_an_unreadable_retry_after_is_passed_over(server: Server) -> None:
    server.routes["/page"] = in_turn(status(503, Retry_After="soon"), html())
    assert isinstance(fetch(server, attempts=2), Article)


# Redirects


def test_redirects_are_followed_to_the_page(server: Server) -> None:
    server.routes |= {f"/{i}": redirect(f"/{i + 1}", 301) for i in range(5)} | {"/5": html()}
    found = fetch(server, "/0")
    assert isinstance(found, Article)
    assert (found.id, found.url) == (server.url("/0"), server.url("/5"))


def test_a_sixth_redirect_is_not_followed(server: Server) -> None:
    server.routes |= {f"/{i}": redirect(f"/{i + 1}") for i in range(6)} | {"/6": html()}
    assert "more than 5 redirects" in failed(server, "/0")


def test_redirects_in_a_circle_end(server: Server) -> None:
    server.routes |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert "more than 5 redirects" in failed(server, "/a")
    assert len(server.pages()) == 6


def test_all_redirects_share_one_time(server: Server) -> None:
    def slow(handler: Handler) -> None:
        handler.server.done.wait(0.2)
        redirect("/page")(handler)

    server.routes["/page"] = slow
    began = time.monotonic()
    assert "no whole answer within 0.5 s" in failed(server, total=0.5)
    assert time.monotonic() - began < 1.0


PRIVATE = [
    "http://10.0.0.1/", "http://10.255.1.2/", "http://172.16.3.4/", "http://192.168.1.1/", "http://169.254.169.254/",
    "http://127.0.0.1/", "http://127.0.0.2/", "http://127.1/", "http://localhost/", "http://LOCALHOST./",
    "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0/", "http://0.0.0.0/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a00:1]/", "http://[fe80::1]/",
    "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://100.64.0.1/",
    "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/", "http://[ff02::1]/", "http://192.0.2.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_are_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))
    (found,) = read_articles([url])
    assert isinstance(found, Failure)
    assert "is a private, local or reserved address" in found.message or "cannot be resolved" in found.message
    assert "resolved" not in found.message or "0177" in url or "127.1" in url or "0x" in url


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_are_refused_behind_a_redirect(server: Server, url: str) -> None:
    server.routes["/page"] = redirect(url)
    message = failed(server)
    assert "is a private, local or reserved address" in message or "cannot be resolved" in message
    assert server.pages() == ["/page"]


def test_another_port_of_a_permitted_address_is_refused(server: Server) -> None:
    with serving({"/inside": html()}) as inside:
        server.routes["/page"] = redirect(inside.url("/inside"))
        assert "127.0.0.1 is a private, local or reserved address" in failed(server)
        assert inside.asked == []


def test_private_addresses_are_fetched_from_where_that_is_allowed(server: Server) -> None:
    assert isinstance(fetch(server, allowed=frozenset(), allow_private=True), Article)
    assert "--allow-private" in failed(server, allowed=frozenset())


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://10.0.0.1/", "javascript:alert(1)", "http://a:b@c.d/"])
def test_redirects_to_other_schemes_are_refused(server: Server, target: str) -> None:
    server.routes["/page"] = redirect(target)
    assert "it redirects to" in failed(server)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_a_name_is_looked_up_once_for_each_request(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers with a permitted address first and a private one later gets no second chance in between."""
    really, connect = socket.getaddrinfo, socket.socket.connect
    answers = ["127.0.0.1", "127.0.0.1", "10.0.0.1"]
    asked: list[object] = []
    connected: list[object] = []

    def look_up(host: Any, port: Any, *rest: Any, **options: Any) -> Any:  # noqa: ANN401
        asked.append(host)
        return really(answers.pop(0) if host == "rebind.example" else host, port, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", lambda s, to: (connected.append(to), connect(s, to))[1])
    server.routes["/page"] = redirect(f"http://rebind.example:{server.port}/next")
    url = f"http://rebind.example:{server.port}/page"
    (found,) = read_articles([url], server.options())
    assert isinstance(found, Failure)
    assert "rebind.example (10.0.0.1) is a private, local or reserved address" in found.message
    assert asked.count("rebind.example") == 3
    assert set(connected) == {("127.0.0.1", server.port)}
    assert server.asked == ["/robots.txt", "/page"]


def test_of_several_addresses_only_the_public_ones_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("10.0.0.1", "8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert resolve(locate("http://mixed.example/"), FetchLimits(), 1.0) == ["8.8.8.8"]


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [time.sleep(1.0)][:0])
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"slow\.example was not resolved within 0\.1 s"):
        resolve(locate("http://slow.example/"), FetchLimits(), 0.1)
    assert time.monotonic() - began < 0.5


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:8080/ä b", "http://example.org:8080/%C3%A4%20b"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[::1]:80/", "http://[::1]/"),
    ],
)
def test_addresses_in_their_plain_form(url: str, plain: str) -> None:
    assert locate(url).url == plain


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/", "the scheme is ftp; allowed are http and https"),
        ("example.org/a", "the scheme is missing"),
        ("http://me:secret@example.org/", "holds a user name or password"),
        ("http:///a", "no usable host"),
        ("http://[fe80::1%25eth0]/", "no usable host"),
        ("http://example.org:99999/", "no usable address|port"),
        ("http://example.org:0/", "port 0 does not exist"),
        ("http://example.org/" + "a" * 9000, "longer than 8192 characters"),
        ("http://[::1/", "no usable address"),
    ],
)
def test_unusable_addresses_are_refused(url: str, message: str) -> None:
    with pytest.raises(FetchError, match=message):
        locate(url)


# robots.txt and politeness


def test_robots_txt_is_honoured_and_asked_for_once(server: Server) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: framing\nDisallow: /private/\nAllow: /private/open\n"
    server.routes |= {"/robots.txt": html(rules, "text/plain"), "/private/a": html(), "/private/open": html()}
    found = list(read_articles([server.url(p) for p in ("/private/a", "/page", "/private/open")], server.options()))
    assert [type(item) for item in found] == [Failure, Article, Article]
    assert isinstance(found[0], Failure)
    assert found[0].message.endswith(f"{server.url('/robots.txt')} does not allow it")
    assert server.asked == ["/robots.txt", "/page", "/private/open"]


def test_robots_txt_holds_for_where_a_redirect_leads(server: Server) -> None:
    server.routes |= {"/robots.txt": html("User-agent: *\nDisallow: /no", "text/plain"), "/page": redirect("/no/1")}
    assert "does not allow it" in failed(server)
    assert server.pages() == ["/page"]


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_without_robots_txt_all_is_allowed(server: Server, code: int) -> None:
    server.routes["/robots.txt"] = status(code)
    assert isinstance(fetch(server), Article)


@pytest.mark.parametrize("code", [429, 500, 503])
def test_nothing_is_fetched_where_robots_txt_cannot_be_told(server: Server, code: int) -> None:
    server.routes["/robots.txt"] = status(code)
    found = list(read_articles([server.url("/page"), server.url("/other")], server.options()))
    assert all(isinstance(i, Failure) and f"which says what may be fetched: the server answers {code}" in i.message
               for i in found)  # fmt: skip
    assert server.asked == ["/robots.txt"]


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(server: Server) -> None:
    server.routes |= {f"/{i}": html() for i in range(4)}
    found = list(read_articles([server.url(f"/{i}") for i in range(4)], server.options(pause=0.15)))
    assert all(isinstance(item, Article) for item in found)
    spans = sorted((began, ended) for _, began, ended in server.spans)
    assert server.most == {"127.0.0.1": 1}
    assert all(after[0] - before[0] >= 0.14 for before, after in pairwise(spans))


def test_a_crawl_delay_is_honoured(server: Server) -> None:
    server.routes |= {"/robots.txt": html("User-agent: *\nCrawl-delay: 0.3", "text/plain"), "/other": html()}
    began = time.monotonic()
    list(read_articles([server.url("/page"), server.url("/other")], server.options()))
    assert time.monotonic() - began >= 0.3


def test_hosts_are_asked_at_the_same_time(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    really = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo",
        lambda host, *rest, **options: really("127.0.0.1" if host.endswith(".example") else host, *rest, **options),
    )  # fmt: skip

    def slow(handler: Handler) -> None:
        handler.server.done.wait(0.3)
        html()(handler)

    server.routes["/page"] = slow
    urls = [f"http://h{i}.example:{server.port}/page" for i in range(6)]
    began = time.monotonic()
    found = list(read_articles(urls, server.options()))
    assert [item.id for item in found] == urls
    assert all(isinstance(item, Article) for item in found)
    assert time.monotonic() - began < 1.2
    assert set(server.most.values()) == {1}


def test_who_stops_reading_does_not_wait_for_the_rest(server: Server) -> None:
    server.routes |= {"/slow": silent()} | {f"/{i}": silent() for i in range(20)}
    urls = [server.url("/page"), server.url("/slow"), *(server.url(f"/{i}") for i in range(20))]
    articles = read_articles(urls, server.options())
    assert isinstance(next(articles), Article)
    began = time.monotonic()
    articles.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 1.0


# As inputs


@pytest.mark.parametrize(
    "given", ["ftp://example.org/a", "feed:example.org", "feed:", "file:///a.html", "http://", "http:///a"]
)
def test_other_addresses_are_refused_before_anything_is_read(given: str) -> None:
    with pytest.raises(InputError, match="no address to read from; allowed are http://HOST, https://HOST"):
        read_articles([given])


def test_addresses_cannot_be_counted_or_resumed(server: Server) -> None:
    assert count_hint([server.url()]) is None
    assert not cheap_to_count([server.url()])
    with pytest.raises(UsageError, match=r"cannot be resumed: .* may be different the next time; keep the pages"):
        input_digest([server.url()])
    assert server.asked == []


def test_nothing_is_fetched_before_the_first_article_is_asked_for(server: Server) -> None:
    read_articles([server.url("/page")], server.options())
    assert server.asked == []


def test_the_limits_have_sensible_defaults() -> None:
    limits = ReadOptions().fetch
    assert not limits.allow_private
    assert not limits.allowed
    assert limits.redirects == 5
    assert limits.pause >= 1.0


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", b"abcde"),
        (b"<p>not chunked at all", b"<p>not chunked at all"),
        (b"ff\r\ntoo short", b"ff\r\ntoo short"),
        (b"", b""),
    ],
)
def test_chunks_are_put_together(data: bytes, whole: bytes) -> None:
    assert dechunk(data) == whole


def test_encodings_are_undone() -> None:
    raw = zlib.compressobj(wbits=-15)
    assert unpack(raw.compress(b"abc") + raw.flush(), "deflate", 10) == b"abc"
    assert unpack(zlib.compress(b"abc"), "Deflate", 10) == b"abc"
    assert unpack(gzip.compress(b"ab") + gzip.compress(b"c") + b"rest", "x-gzip", 10) == b"abc"
    assert unpack(b"abc", "identity", 3) == b"abc"
    with pytest.raises(FetchError, match="more than 2 bytes"):
        unpack(b"abc", "", 2)
    with pytest.raises(FetchError, match="more than 3 bytes"):
        unpack(gzip.compress(b"ab") + gzip.compress(b"cd"), "gzip", 3)
