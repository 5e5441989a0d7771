"""Pages in Chromium as ``make run`` serves them: bytes over the wire, how soon they are painted, how soon they react.

``python -m tests.bench.browsing`` measures these alone. Bytes are counted on the connection itself, headers and
service worker included; times are those that the browser tells (https://web.dev/articles/vitals), of which the 75th
percentile counts.
"""

from __future__ import annotations

import math
import selectors
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.serving import served
from tests.browser.conftest import DESK, FLAGS, PHONE
from tools.browser import ensure_chromium

COURSE = "aws-foundations"
VISITS = 8
"""First visits timed for each page, on a phone's and a desk's screen in turn."""
ACTS = 6
"""Keys or taps at each of them."""
STEP = 16
"""Milliseconds; an interaction that was painted sooner is not told by the browser and counts as this."""

WATCH = f"""
  window.seen = {{ lcp: 0, shift: 0, acts: {{}}, settled: 0 }};
  document.addEventListener("htmx:afterSettle", () => {{ seen.settled += 1; }});
  const watch = (type, take, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({{ type, buffered: true, ...more }});
  watch("largest-contentful-paint", (entry) => {{ seen.lcp = entry.startTime; }});
  watch("layout-shift", (entry) => {{ if (!entry.hadRecentInput) seen.shift += entry.value; }});
  watch("event", (entry) => {{
    if (entry.interactionId) seen.acts[entry.interactionId] = Math.max(seen.acts[entry.interactionId] ?? 0, entry.duration);
  }}, {{ durationThreshold: {STEP} }});
"""
# Two frames later every observer has been told of what was painted.
PAINTED = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A page to measure: its name, its path, and what a person does there again and again."""

    name: str
    path: str
    act: Callable[[Page], None]


class Wire:
    """Passes connections on to a server and counts what comes back; ``port`` is where to connect."""

    def __init__(self, address: str) -> None:
        self.behind = ("127.0.0.1", urlsplit(address).port or 80)
        self.received = 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self.listening.accept()
            except OSError:  # closed: the measure is over
                return
            Thread(target=self._pass_on, args=(browser,), daemon=True).start()

    def _pass_on(self, browser: socket.socket) -> None:
        with browser, socket.create_connection(self.behind) as server, selectors.DefaultSelector() as both:
            both.register(browser, selectors.EVENT_READ, server)
            both.register(server, selectors.EVENT_READ, browser)
            while True:
                for key, _ in both.select():
                    try:
                        data = key.fileobj.recv(65_536)  # type: ignore[union-attr]
                        key.data.sendall(data)
                    except OSError:
                        return
                    if not data:
                        return
                    if key.fileobj is server:
                        self.received += len(data)


@contextmanager
def wire(address: str) -> Iterator[Wire]:
    """A counting way to the server at ``address``."""
    made = Wire(address)
    try:
        yield made
    finally:
        made.listening.close()


def answer_card(page: Page) -> None:
    """Show the answer or choose an option, then rate or send it, by keys, until the next card is there."""
    send = "Enter"
    if page.locator("[data-hold]").count():
        page.keyboard.press("Enter")
        return
    if page.locator("#asked[data-way=choice]").count():
        page.keyboard.press("1")
    elif page.locator("#typed").count():
        page.locator("#typed").press_sequentially("EFS")
    else:
        send = "3"
        page.keyboard.press("Space")
    page.evaluate(PAINTED)
    before = page.evaluate("seen.settled")
    page.keyboard.press(send)
    page.wait_for_function("(before) => seen.settled > before", arg=before)


def answer_in_exam(page: Page) -> None:
    """Choose an option and go to the next question, by keys."""
    number = page.locator("[data-number] >> nth=0").inner_text()
    page.keyboard.press("1")
    page.evaluate(PAINTED)
    page.keyboard.press("n")
    page.wait_for_function(
        "(before) => document.querySelector('b[data-number]').textContent !== before", arg=number
    )


def look_up_term(page: Page) -> None:
    """Tap an underlined term, and close its card."""
    page.locator(".prose button.term").first.click()
    page.locator(".term-card:popover-open").wait_for()
    page.evaluate(PAINTED)
    page.keyboard.press("Escape")


def open_keyboard_way(page: Page) -> None:
    """Go through the links by Tab: home has nothing else that answers without leaving it."""
    page.keyboard.press("Tab")


def begin(browser: Browser, address: str) -> tuple[Any, list[Place]]:
    """Make a guest who studies and sits a mock exam; returns the cookies and the pages of theirs to measure."""
    context = browser.new_context(base_url=address, locale="zh-CN", service_workers="block")
    page = context.new_page()
    page.goto("/exams/")
    page.locator("main a[href*='/exams/new/']").first.click()
    page.locator("main form[method=post] .button.main").first.click()
    page.locator("[data-ready]").wait_for(state="attached")
    exam = urlsplit(page.url).path
    page.goto(f"/study/{COURSE}/choose/")
    page.goto("/")
    # Who sits an exam is led back to it from the front door; the cards are begun from the course.
    page.evaluate(
        """(course) => {
          const form = Object.assign(document.createElement("form"), { method: "post", action: "/study/" });
          const token = document.querySelector("input[name=csrfmiddlewaretoken]").cloneNode();
          const slug = Object.assign(document.createElement("input"), { name: "course", value: course });
          form.append(token, slug);
          document.body.append(form);
          form.submit();
        }""",
        COURSE,
    )
    page.locator("#asked").wait_for()
    places = [
        Place("home", "/", open_keyboard_way),
        Place("reader", f"/courses/{COURSE}/elb/zh/", look_up_term),
        Place("study", f"/study/{COURSE}/", answer_card),
        Place("exam", exam, answer_in_exam),
    ]
    state = context.storage_state()
    context.close()
    return state, places


def open_context(browser: Browser, address: str, state: Any, **options: Any) -> BrowserContext:
    """A browser that has never been here, but is signed in."""
    return browser.new_context(base_url=address, locale="zh-CN", storage_state=state, **options)


def weigh(browser: Browser, address: str, state: Any, place: Place) -> tuple[int, int]:
    """Bytes received at the first visit and at the next, with everything the page loads and its service worker."""
    with wire(address) as counted:
        context = open_context(browser, f"http://localhost:{counted.port}", state)
        page = context.new_page()
        weights = []
        for _ in range(2):
            before = counted.received
            page.goto(place.path, wait_until="networkidle")
            page.evaluate("navigator.serviceWorker.ready.then(() => {})")
            page.wait_for_load_state("networkidle")
            weights.append(counted.received - before)
            page.goto("about:blank")
        context.close()
    return weights[0], weights[1]


def script_bytes(browser: Browser, address: str, state: Any, places: list[Place]) -> dict[str, int]:
    """The compressed size of each script that the pages load, by its address."""
    sizes: dict[str, int] = {}
    for place in places:
        context = open_context(browser, address, state, service_workers="block")
        page = context.new_page()
        page.goto(place.path, wait_until="networkidle")
        sizes |= page.evaluate(
            """() => Object.fromEntries(performance.getEntriesByType("resource")
              .filter((one) => one.name.endsWith(".js")).map((one) => [one.name, one.encodedBodySize]))"""
        )
        context.close()
    return sizes


@dataclass(frozen=True, slots=True)
class Felt:
    """What one visit told: largest contentful paint (ms), layout shift, and each interaction to next paint (ms)."""

    paint: float
    shift: float
    acts: tuple[float, ...]


def feel(browser: Browser, address: str, state: Any, place: Place, viewport: Any) -> Felt:
    """One first visit and a few keys or taps."""
    context = open_context(browser, address, state, viewport=viewport, service_workers="block")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(place.path, wait_until="networkidle")
    page.evaluate(PAINTED)
    paint = page.evaluate("seen.lcp")
    for _ in range(ACTS):
        place.act(page)
        page.evaluate(PAINTED)
    shift, told = page.evaluate("[seen.shift, Object.values(seen.acts)]")
    context.close()
    return Felt(paint, shift, tuple(told) or (float(STEP),))


def percentile(values: list[float], share: float = 0.75) -> float:
    """The smallest value that ``share`` of them do not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def report_browsing(home: Path) -> None:
    """Print the measures as ``make bench`` does."""
    from tests.bench.measures import emit

    home.mkdir(exist_ok=True)
    with served(home, {"DATABASE_URL": ""}) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_chromium(), args=FLAGS)
        state, places = begin(browser, address)
        for place in places:
            first, after = weigh(browser, address, state, place)
            limits = {"first": {}, "next": {}}
            if place.name == "study":
                limits = {"first": {"target": "<= 60"}, "next": {"target": "<= 10"}}
            emit(f"{place.name} page, first visit", first / 1000, "KB", **limits["first"])
            emit(f"{place.name} page, next visit", after / 1000, "KB", **limits["next"])
        sizes = script_bytes(browser, address, state, places)
        emit("scripts, compressed", sum(sizes.values()) / 1000, "KB", target="<= 30", files=len(sizes))
        for place in places:
            felt = [
                feel(browser, address, state, place, PHONE if turn % 2 else DESK) for turn in range(VISITS)
            ]
            acts = [act for one in felt for act in one.acts]
            paints = [one.paint / 1000 for one in felt]
            name = f"{place.name} page"
            emit(f"{name}, largest contentful paint", percentile(paints), "s", target="<= 0.8", worst=round(max(paints), 3), visits=VISITS)  # fmt: skip
            emit(f"{name}, layout shift", percentile([one.shift for one in felt]), "", target="<= 0.02", worst=round(max(one.shift for one in felt), 4))  # fmt: skip
            emit(f"{name}, interaction to next paint", percentile(acts), "ms", target="<= 50", worst=max(acts), acts=len(acts))  # fmt: skip
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kaodian-bench-") as folder:
        report_browsing(Path(folder))
