"""The labelling page over HTTP: what it shows, and whom it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the labelling page needs the extra label")
pytest.importorskip("httpx2", reason="the test client needs httpx2")

from hostile import SENTENCES
from label_help import PLAN, items, passage, rows, session
from starlette.testclient import TestClient

from framing.label import Asking, Order
from framing.label.guard import refusal
from framing.label.pool import items_of
from framing.label.server import create_app, listening
from framing.label.session import Session

pytestmark = pytest.mark.full
HOST = "http://127.0.0.1:8000"
TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')
ITEM = re.compile(r'name="item" value="([0-9a-f]{16})"')


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Session]:
    with session(tmp_path / "urgency.labels.jsonl", items(12)) as found:
        yield found


@pytest.fixture
def client(page: Session) -> TestClient:
    return TestClient(create_app(page, "ada"), base_url=HOST)


def form(client: TestClient, path: str = "/as/ada/") -> dict[str, str]:
    """What the page's form would send, without the class."""
    text = client.get(path).text
    return {"token": TOKEN.findall(text)[0], "item": ITEM.findall(text)[0]}


def test_a_label_leads_to_the_next_sentence(client: TestClient, page: Session, tmp_path: Path) -> None:
    sent = form(client, "/")
    answer = client.post("/as/ada/label", data={**sent, "label": "yes"}, headers={"Origin": HOST})
    assert answer.status_code == 200
    assert (answer.url.path, answer.history[0].status_code) == ("/as/ada/", 303)
    assert "1 sentence by ada · 1 by everybody · 11 left" in answer.text
    assert ITEM.findall(answer.text)[0] != sent["item"]
    assert [row["label"] for row in rows(tmp_path / "urgency.labels.jsonl")] == ["yes"]
    assert page.annotators == ("ada",)


def test_undo_and_skip_are_forms_too(client: TestClient, page: Session) -> None:
    sent = form(client)
    client.post("/as/ada/skip", data=sent)
    assert page.progress("ada").skipped == 1
    answer = client.post("/as/ada/undo", data=sent)
    assert answer.url.path == f"/as/ada/{sent['item']}"
    assert page.progress("ada").skipped == 0
    assert client.post("/as/ada/undo", data=sent).url.path == "/as/ada/"


def test_every_annotator_has_a_page(client: TestClient, page: Session) -> None:
    assert client.get("/as", params={"name": " Žofia K. "}).url.path == "/as/Žofia K./"
    client.post("/as/bo/label", data={**form(client, "/as/bo/"), "label": "no"})
    assert (page.progress("bo").mine, page.progress("ada").mine) == (1, 0)
    assert client.get("/as", params={"name": "<b>"}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "evil.example:8000"},
    ],
)
def test_forms_of_others_are_refused(headers: dict[str, str], client: TestClient, page: Session) -> None:
    answer = client.post("/as/ada/label", data={**form(client), "label": "yes"}, headers=headers)
    assert answer.status_code == 403
    assert "This was not done" in answer.text
    assert page.progress("ada").mine == 0


@pytest.mark.parametrize("act", ["label", "skip", "undo"])
@pytest.mark.parametrize("token", [None, "", "0" * 64, "ü"])
def test_forms_without_the_token_are_refused(act: str, token: str | None, client: TestClient, page: Session) -> None:
    page.decide("ada", items(12)[0].key, "no")
    sent = {**form(client), "label": "yes"}
    sent.pop("token")
    answer = client.post(f"/as/ada/{act}", data=sent if token is None else {**sent, "token": token})
    assert answer.status_code == 403
    assert "nothing was recorded" in answer.text
    assert (page.progress("ada").mine, page.progress("ada").skipped) == (1, 0)


def test_a_token_is_good_for_its_own_browser_and_run(client: TestClient, page: Session) -> None:
    sent = {**form(client), "label": "yes"}
    for other in (TestClient(client.app, base_url=HOST), TestClient(create_app(page, "ada"), base_url=HOST)):
        other.get("/")
        assert other.post("/as/ada/label", data=sent).status_code == 403
    assert page.progress("ada").mine == 0
    assert client.post("/as/ada/label", data=sent).status_code == 200


def test_a_name_that_leads_here_from_outside_is_refused(client: TestClient) -> None:
    answer = client.get("/as/ada/", headers={"Host": "rebound.example"})
    assert answer.status_code == 403
    assert "Ferry" not in answer.text
    assert not answer.cookies
    assert client.get("/as/ada/", headers={"Host": "localhost:8000"}).status_code == 200
    assert client.get("/as/ada/", headers={"Host": "127.0.0.1:odd"}).status_code == 200


@pytest.mark.parametrize("host", ["", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::1]:80", "0.0.0.0:80"])
def test_hosts_that_are_not_ours(host: str) -> None:
    assert refusal("GET", {"host": host})


def test_every_answer_is_locked_up(client: TestClient) -> None:
    for path in ("/as/ada/", "/as/ada/nothing", "/no/such/page", "/docs", "/openapi.json"):
        answer = client.get(path)
        policy = answer.headers["Content-Security-Policy"]
        nonce = re.findall(r"script-src 'nonce-([\w-]+)'", policy)[0]
        assert policy.startswith("default-src 'none';")
        assert "frame-ancestors 'none'" in policy
        assert set(re.findall(r'nonce="([^"]+)"', answer.text)) == {nonce}
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert (answer.status_code == 200) == (path == "/as/ada/")


def test_the_cookie_stays_here(client: TestClient) -> None:
    cookie = client.get("/as/ada/").headers["Set-Cookie"]
    assert cookie.startswith("framing_label_8000=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Set-Cookie" not in client.get("/as/ada/").headers


@pytest.mark.parametrize("data", [{"label": "maybe"}, {"label": "yes", "item": "0" * 16}])
def test_what_does_not_exist_cannot_be_labelled(data: dict[str, str], client: TestClient, page: Session) -> None:
    answer = client.post("/as/ada/label", data={**form(client), **data})
    assert answer.status_code == 400
    assert page.progress("ada").mine == 0


def test_texts_are_shown_and_never_run(tmp_path: Path) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7 * 7 }}"
    texts = [text for text in (attack, *SENTENCES) if text.strip()]
    known = {"outlet": attack, "title": attack, "date": attack}
    pool = list(items_of(passage(f"</title>{attack}", texts, **known)))
    with session(tmp_path / "t.jsonl", pool, asking=Asking(order=Order.GIVEN)) as hostile:
        client = TestClient(create_app(hostile, "ada"), base_url=HOST)
        for _ in texts:
            text = client.get("/as/ada/").text
            assert text.count("<script") == 1
            assert "<img" not in text
            assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
            assert "{{ 7 * 7 }}" in text
            assert not set(text) & set("\x00\u202e\ud800")
            assert client.post("/as/ada/label", data={**form(client), "label": "yes"}).status_code == 200
        assert "Nothing is left to label" in client.get("/as/ada/").text
    assert len(rows(tmp_path / "t.jsonl")) == len(texts)


def test_the_article_stands_around_the_sentence(tmp_path: Path) -> None:
    pool = list(items_of(passage("a", [f"Sentence number {i}." for i in range(12)], title="Ferries")))
    with session(tmp_path / "t.jsonl", pool) as found:
        text = TestClient(create_app(found, "ada"), base_url=HOST).get(f"/as/ada/{pool[6].key}").text
    around, whole = text.split('<details id="article">')
    assert re.findall(r"Sentence number (\d+)", around) == ["3", "4", "5", "6", "7", "8"]
    assert re.findall(r"Sentence number (\d+)", whole) == [str(i) for i in range(12)]
    assert 'id="sentence"><span dir="auto">Sentence number 6.' in around


def test_agreement_is_shown_when_there_is_some(tmp_path: Path) -> None:
    pool = items(12)
    with session(tmp_path / "t.jsonl", pool) as found:
        client = TestClient(create_app(found, "ada"), base_url=HOST)
        assert "none was labelled by two people" in client.get("/").text
        for i, (one, other) in enumerate([("no", "no"), ("yes", "yes"), ("no", "yes"), ("no", "no")]):
            found.decide("ada", pool[i].key, one)
            found.decide("bo", pool[i].key, other)
        assert "α = 0.53 over 4 sentences" in client.get("/").text


def test_the_models_guess_is_named_and_hidden_where_asked(tmp_path: Path) -> None:
    pool = items(40)
    for blind in (False, True):
        with session(tmp_path / f"{blind}.jsonl", pool, blind=blind) as found:
            client = TestClient(create_app(found, "ada"), base_url=HOST)
            assert "the model’s guess" not in client.get("/").text
            for i in range(20):
                question = found.ask("ada")
                assert question is not None
                found.decide("ada", question.item.key, PLAN.classes[i % 2])
            assert ("the model’s guess</span>" in client.get("/").text) is not blind


def test_only_the_loopback_address_listens() -> None:
    with listening(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
