"""The labelling page as people use it: in a real browser, by keys, and with the server killed under them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the labelling page needs the extra label")
pytest.importorskip("uvicorn", reason="the labelling page needs the extra label")
pytest.importorskip("websocket", reason="driving a browser needs websocket-client")

from browser import Browser, browsing, chromium
from label_help import Server, rows, write_articles

pytestmark = [
    pytest.mark.full,
    pytest.mark.timeout(300),
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine"),
]
KEY = "document.querySelector('[name=item]').value"
ASKED = "document.querySelector('#sentence').innerText"
ALT = 1


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(tmp_path_factory.mktemp("chromium") / "profile") as found:
        yield found


@pytest.fixture
def server(tmp_path: Path, tiny_bundle: Path) -> Iterator[Server]:
    write_articles(tmp_path)
    running = start(tmp_path, tiny_bundle)
    yield running
    running.kill()


def start(folder: Path, model: Path, *options: str) -> Server:
    arguments = ("articles.jsonl", "--head", "urgency", "--classes", "no,yes,unsure", "--annotator", "ada", *options)
    return Server(*arguments, folder=folder, model=model)


def press(browser: Browser, key: str) -> None:
    """Press a key and wait for another sentence."""
    before = browser.wait(KEY)
    browser.press(key)
    browser.wait(f"document.querySelector('[name=item]') && {KEY} !== {json.dumps(before)}")


def test_twenty_labels_by_keys_outlive_a_kill(
    browser: Browser, server: Server, tmp_path: Path, tiny_bundle: Path
) -> None:
    labels = tmp_path / "urgency.labels.jsonl"
    browser.open(server.url)
    given = {}
    for i in range(20):
        text = browser.wait(ASKED)
        press(browser, "123"[i % 3])
        given[text] = ("no", "yes", "unsure")[i % 3]
    server.kill()
    assert {row["text"]: row["label"] for row in rows(labels)} == given
    assert len(given) == 20

    with labels.with_suffix(".journal").open("a") as journal:
        journal.write('{"annotator": "ada", "text": "half a li')
    again = start(tmp_path, tiny_bundle)
    try:
        browser.open(again.url)
        assert "20 sentences by ada" in browser.wait("document.body.innerText")
        assert browser.wait(ASKED) not in given
        press(browser, "1")
    finally:
        again.kill()
    assert len(rows(labels)) == 21


def test_undo_skip_back_and_forth_by_keys(browser: Browser, server: Server, tmp_path: Path) -> None:
    labels = tmp_path / "urgency.labels.jsonl"
    browser.open(server.url)
    first = browser.wait(ASKED)
    press(browser, "1")
    second = browser.wait(ASKED)
    press(browser, "2")
    press(browser, "u")
    assert browser.wait(ASKED) == second
    assert [row["label"] for row in rows(labels)] == ["no"]
    press(browser, "s")
    press(browser, "k")
    assert browser.wait(ASKED) == second
    press(browser, "ArrowLeft")
    assert browser.wait(ASKED) == first
    assert "your label" in browser.wait("document.querySelector('[data-key=\"1\"]').innerText")
    press(browser, "3")
    assert [(row["text"], row["label"]) for row in rows(labels)] == [(first, "unsure")]
    press(browser, "ArrowLeft")
    press(browser, "ArrowRight")
    assert browser.wait(ASKED) not in (first, second)


def test_help_and_article_open_by_keys_and_typing_a_name_labels_nothing(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    browser.open(server.url)
    for key, place in (("?", "#help"), ("a", "#article")):
        browser.wait(f"!document.querySelector('{place}').open")
        browser.press(key)
        browser.wait(f"document.querySelector('{place}').open")
    browser.value("document.querySelector('#name').select()")
    for letter in "bo1s":
        browser.press(letter)
    browser.press("Enter")
    browser.wait("location.pathname === '/as/bo1s/' && document.readyState === 'complete'")
    press(browser, "2")
    assert "1 sentence by bo1s" in browser.wait("document.body.innerText")
    assert [row["label"] for row in rows(tmp_path / "urgency.labels.jsonl")] == ["yes"]


def test_without_scripts_the_page_works_by_tab_and_access_keys(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(server.url)
        before = browser.wait(KEY)
        browser.press("Tab")
        browser.press("Enter")
        browser.wait(f"document.querySelector('[name=item]') && {KEY} !== {json.dumps(before)}")
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)
    assert [row["label"] for row in rows(tmp_path / "urgency.labels.jsonl")] == ["no"]


def test_the_policy_lets_the_pages_own_script_and_style_through(browser: Browser, server: Server) -> None:
    browser.call("Log.enable")
    browser.open(server.url)
    assert browser.wait("getComputedStyle(document.querySelector('.choices')).display") == "grid"
    assert browser.value("document.querySelectorAll('link, img, script[src]').length") == 0
