"""Without a network: the offline page, and nothing of a person kept by the browser."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_page_that_cannot_be_loaded_says_so_and_comes_back_with_the_network(
    visit: Visit, shipped: None
) -> None:
    page = visit("/", service_workers="allow")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.goto("/account/log-in/")
    assert page.get_by_role("heading").inner_text().endswith("You are offline")
    assert page.locator("main").evaluate("node => getComputedStyle(node).display") != "inline"
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    page.wait_for_url("**/account/log-in/")
    assert page.get_by_label("Password").is_visible()
    visit.errors = [error for error in visit.errors if "ERR_INTERNET_DISCONNECTED" not in error]


def test_the_browser_keeps_the_offline_page_and_its_files_only(visit: Visit, shipped: None) -> None:
    page = visit("/", service_workers="allow")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.locator("main .button.main").first.click()
    page.wait_for_url("**/study/**")
    kept = page.evaluate(
        """async () => {
            const names = await caches.keys();
            const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
            return all.flat().map((request) => new URL(request.url).pathname);
        }"""
    )
    assert "/offline/" in kept
    assert all(path == "/offline/" or path.startswith("/static/") for path in kept)
