"""A headless Chromium, driven over a pipe by its DevTools protocol: no driver, no package."""

from __future__ import annotations

import json
import os
import select
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)
PATIENCE = 60
KEYS = {
    "Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "End": 35, "Home": 36, "ArrowUp": 38,
    "ArrowDown": 40,
}  # fmt: skip

Event = dict[str, Any]


def find() -> str | None:
    """Where a Chromium is installed, if it is."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Chromium:
    """One browser with one tab.

    Args:
        program: Path of the browser.
        profile: An empty folder for its profile.
    """

    def __init__(self, program: str, profile: Path) -> None:
        # The browser reads commands from its descriptor 3 and writes answers to 4.
        commands, self._commands = os.pipe()
        self._answers, answers = os.pipe()
        self._process = os.posix_spawn(
            program,
            [program, *FLAGS, f"--user-data-dir={profile}"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, commands, 3),
                (os.POSIX_SPAWN_DUP2, answers, 4),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
        )
        os.close(commands)
        os.close(answers)
        self._number = 0
        self._session = ""
        self._size = (0, 0)
        self._pending = b""
        self.events: list[Event] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.send("Page.setLifecycleEventsEnabled", enabled=True)

    def close(self) -> None:
        """Ends the browser."""
        self._session = ""
        self._post("Browser.close", {})
        os.close(self._commands)
        os.waitpid(self._process, 0)
        os.close(self._answers)

    def send(self, method: str, **parameters: Any) -> Any:
        """Sends a command and gives its result."""
        return self._answer(self._post(method, parameters))

    def open(self, url: str, *, width: int = 1280, scripts: bool = True) -> None:
        """Loads a page; `events` then holds what happened since."""
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.resize(width)
        self._load(url)
        if scripts:
            self.run("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")

    def resize(self, width: int, height: int = 900) -> None:
        """Shows the page as wide as a phone or a desk."""
        if self._size == (width, height):
            return
        self._size = (width, height)
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def _load(self, url: str) -> None:
        self.events.clear()
        document = self.send("Page.navigate", url=url).get("loaderId")
        if document is None:
            # The address differs by its fragment alone from that of the page, which did not load.
            self._load("about:blank")
            self._load(url)
            return
        self._loaded(document)

    def arrive(self, url: str) -> None:
        """Waits until a page has led to an address by itself."""

        def there(event: Event) -> bool:
            frame = event.get("params", {}).get("frame", {})
            address = frame.get("url", "") + frame.get("urlFragment", "")
            return event.get("method") == "Page.frameNavigated" and address == url

        self._loaded(self._seen(there)["params"]["frame"]["loaderId"])

    def _loaded(self, document: str) -> None:
        def loaded(event: Event) -> bool:
            about = event.get("params", {})
            return bool(about.get("loaderId") == document and about.get("name") == "load")

        self._seen(loaded)

    def run(self, script: str) -> Any:
        """Evaluates an expression in the page, as a user could in its console."""
        answer = self.send(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
            userGesture=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Presses keys one after the other, each by its name or the letter on it."""
        for key in keys:
            about: Event = {"key": key, "windowsVirtualKeyCode": KEYS.get(key, ord(key[0].upper()))}
            text = "\r" if key == "Enter" else key * (len(key) == 1)
            down, up = {"type": "keyDown", "text": text, **about}, {"type": "keyUp", **about}
            for sent in [self._post("Input.dispatchKeyEvent", event) for event in (down, up)]:
                self._answer(sent)

    def happened(self, method: str) -> list[Event]:
        """The parameters of all events of a kind since the page was opened."""
        return [event["params"] for event in self.events if event["method"] == method]

    def _post(self, method: str, parameters: Event) -> int:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        return self._number

    def _answer(self, number: int) -> Any:
        answer = self._until(lambda message: message.get("id") == number)
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        return answer["result"]

    def _seen(self, wanted: Callable[[Event], bool]) -> Event:
        """An event since the page was opened; it is waited for."""
        return next(filter(wanted, self.events), None) or self._until(wanted)

    def _until(self, wanted: Callable[[Event], bool]) -> Event:
        while True:
            message = self._read()
            if "method" in message:
                self.events.append(message)
            if wanted(message):
                return message

    def _read(self) -> Event:
        while b"\0" not in self._pending:
            if not select.select([self._answers], [], [], PATIENCE)[0]:
                raise TimeoutError("the browser does not answer")
            received = os.read(self._answers, 1 << 16)
            if not received:
                raise RuntimeError("the browser has ended")
            self._pending += received
        message, _, self._pending = self._pending.partition(b"\0")
        found: Event = json.loads(message)
        return found
