"""Headless Chromium over the DevTools protocol: opens pages, presses keys, looks at what is there."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websocket import WebSocket, create_connection

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
    *("--remote-debugging-port=0", "--window-size=1000,1000"),
)
PATIENCE = 60.0
"""Seconds for anything at all: a machine under test may be busy."""
_CODES = {"ArrowLeft": 37, "ArrowRight": 39, "Tab": 9, "Enter": 13}


def chromium() -> str | None:
    """The browser's command, None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Browser:
    """One page of a browser."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._count = 0

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """One command of the protocol, and its answer."""
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == self._count:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return dict(message["result"])

    def open(self, url: str) -> None:
        """Go to an address, and wait until it is there."""
        self.call("Page.navigate", url=url)
        self.wait(f"document.readyState === 'complete' && location.href.startsWith({json.dumps(url)})")

    def value(self, expression: str) -> Any:  # noqa: ANN401 (whatever the page has)
        """What an expression gives on the page; None while the page changes."""
        try:
            found = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        except RuntimeError:
            return None
        return found["result"].get("value")

    def wait(self, expression: str) -> Any:  # noqa: ANN401
        """The first value of an expression that counts as true."""
        end = time.monotonic() + PATIENCE
        while not (found := self.value(expression)):
            if time.monotonic() > end:
                raise TimeoutError(f"never true: {expression}; the page: {self.value('document.body.innerText')}")
            time.sleep(0.02)
        return found

    def press(self, key: str, *, modifiers: int = 0) -> None:
        """Press a key and let it go."""
        code = _CODES.get(key, ord(key[0].upper()))
        known: dict[str, object] = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **known)
        self.call("Input.dispatchKeyEvent", type="keyUp", **known)


@contextmanager
def browsing(profile: Path) -> Iterator[Browser]:
    """A browser with an empty profile in that folder, which must not be there yet."""
    command = chromium()
    if command is None:
        raise RuntimeError("no Chromium")
    process = subprocess.Popen(
        [command, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        socket = create_connection(_page(profile, process), timeout=PATIENCE, suppress_origin=True)
        try:
            yield Browser(socket)
        finally:
            socket.close()
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _page(profile: Path, process: subprocess.Popen[bytes]) -> str:
    """The address at which the browser's page is driven."""
    told, end = profile / "DevToolsActivePort", time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        lines = told.read_text().splitlines() if told.exists() else []
        if len(lines) > 1:
            with urllib.request.urlopen(f"http://127.0.0.1:{lines[0]}/json/list", timeout=PATIENCE) as answer:
                targets = json.load(answer)
            pages = [target["webSocketDebuggerUrl"] for target in targets if target["type"] == "page"]
            if pages:
                return str(pages[0])
        time.sleep(0.05)
    raise RuntimeError("Chromium did not start")
