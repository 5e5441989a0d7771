"""Chromium for journeys: the one that the machine has, on a page of its own per test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.shipped import copy_few

# Playwright's synchronous driver runs an event loop in the thread in which tests use the ORM.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; ``KAODIAN_CHROMIUM`` names it, else Playwright's own is used."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("KAODIAN_CHROMIUM") or None, args=FLAGS
        )
        yield browser
        browser.close()


def choose(page: Page) -> None:
    """Pick something on the page of an item, whichever way it is answered: the first options, or one each."""
    places = page.locator("select[name^=place-]")
    for index in range(places.count()):
        places.nth(index).select_option(index=index + 1)
    if places.count():
        return
    page.locator("label.choice").first.click()
    if page.locator("input[type=checkbox][name=choice]").count():
        page.locator("label.choice").nth(1).click()


class Visit:
    """Opens pages and remembers what went wrong in them: console errors, CSP violations, failed requests."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.errors: list[str] = []
        self.contexts: list[BrowserContext] = []

    def __call__(self, path: str = "/", **options: object) -> Page:
        """A new person's page at ``path``."""
        settings = {
            "viewport": DESK,
            "locale": "en-GB",
            "base_url": self.address,
            "service_workers": "block",
        } | options
        context = self.browser.new_context(**settings)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(path)
        return page


def enter(visit: Visit, path: str, **look: object) -> Page:
    """A guest's page at ``path``."""
    page = visit("/", **look)
    page.locator("form[action='/study/'] button").first.click()
    page.wait_for_url("**/study/**")
    page.goto(path)
    return page


@pytest.fixture(scope="session")
def shipped_image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database with the shipped notes is kept during a run."""
    return tmp_path_factory.mktemp("shipped") / "image.sqlite3"


@pytest.fixture
def shipped(tmp_path: Path, transactional_db: None, shipped_image: Path) -> None:
    """A few of the shipped notes, as the course that ships; read once a run, then put back.

    To be asked for before anything that makes rows: what was there is gone.
    """
    from quizzes.importing import import_notes  # models wait for Django
    from tests.databases.images import put_back, take_image

    if shipped_image.exists():
        put_back(shipped_image)
        return
    copy_few(tmp_path / "aws-foundations")
    assert import_notes([str(tmp_path)], now=timezone.now()).problems == []
    take_image(shipped_image)


@pytest.fixture
def visit(browser: Browser, live_server) -> Iterator[Visit]:  # type: ignore[no-untyped-def]
    """Opens pages; the test fails when any of them complained."""
    opened = Visit(browser, live_server.url)
    yield opened
    for context in opened.contexts:
        context.close()
    assert opened.errors == []
