"""Every page that a link leads to, in each theme, language and width: no fault of any kind on any of them."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Page, expect

from tests.arch.test_project import addresses, fill_in
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessibility import LOOKS, faults, small_targets
from tests.exam_papers import make_mock
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Of one address pattern so many pages are looked at; their other links are only asked whether they answer.
LOOKED_AT, ASKED = 1, 6
# Shown by GET, but no link from a page leads there: why, and where it is tested instead.
UNLINKED = {
    "livez": "for supervisors: tests/learn/test_health.py",
    "readyz": "for load balancers: tests/learn/test_health.py",
    "offline": "for when there is no network: tests/browser/test_offline.py",
    "service_worker": "a script: tests/learn/test_installing.py",
    "styleguide": "for who works on the pages: tests/browser/test_styleguide.py",
    "robots": "for search engines: tests/learn/test_installing.py",
    "exam_clock": "asked by a script: tests/browser/test_exams.py",
    "exam_paper": "a piece of a page, asked by a script: tests/browser/test_exams.py",
    "export_json": "a download: tests/learn/test_exporting.py",
    "export_csv": "a download: tests/learn/test_exporting.py",
    "mistakes_export": "a download: tests/learn/test_mistakes.py",
    "log_in": "for people without an account: looked at below",
    "sign_up": "for people without an account: looked at below",
    "recover": "for people without an account: looked at below",
    "reset_password": "by a link from a command: tests/learn/test_accounts.py",
    "slipping": "for a card forgotten time and again: tests/browser/test_custom_study.py",
    "result": "after the last answer: tests/browser/test_accessibility.py",
}
STRANGERS = (
    "/",
    "/account/log-in/",
    "/account/sign-up/",
    "/account/recover/",
    "/about/data/",
    "/no/such/page/",
)
EVERY_LOOK = [
    pytest.param({"locale": locale, "color_scheme": scheme, "viewport": viewport})
    for locale, scheme, viewport in product(("zh-CN", "en-GB"), ("light", "dark"), (PHONE, DESK))
]
CRAWLED = EVERY_LOOK if os.environ.get("KAODIAN_DEEP") else LOOKS

# Text of the interface, that is, in the language of the page: words of the other language in it were not translated.
UNTRANSLATED = """() => {
  const other = document.documentElement.lang.startsWith("zh")
    ? (text) => !/[\\u4e00-\\u9fff]/.test(text) && /[a-z]{2,}\\s+[a-z]{2,}/i.test(text)
    : (text) => /[\\u4e00-\\u9fff]/.test(text);
  const home = (node) => node.closest("[lang]") === document.documentElement;
  // A language is called by its own name everywhere.
  const plain = (text) => text.replace(/简体中文|中文|English/g, "");
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (parent.closest("code, pre, kbd, script, style, .account-name")) continue;
    if (home(parent) && other(plain(node.data))) found.push(node.data.trim());
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const node of document.querySelectorAll(`[${name}]`))
      if (home(node) && other(plain(node.getAttribute(name)))) found.push(`${name}: ${node.getAttribute(name)}`);
  return found;
}"""
LINKS = (
    "() => [...document.querySelectorAll('main a[href], header a[href], footer a[href]')].map(a => a.href)"
)
LOST = """() => [...document.querySelectorAll("a[href^='#']")].map(a => a.getAttribute("href").slice(1))
  .filter(id => id && !document.getElementById(decodeURIComponent(id)))"""


@dataclass
class Crawl:
    """What was found on the way."""

    # By the name of the page and whether it was asked for something: a table of two terms is another page than none.
    seen: Counter[tuple[str, bool]] = field(default_factory=Counter)
    asked: Counter[tuple[str, bool]] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)


def name_of(address: str) -> str | None:
    """The name of the page at an address of this site, or None when no pattern fits."""
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None


def look(page: Page, crawl: Crawl) -> None:
    """Note every fault of the page as it stands."""
    where = urlsplit(page.url).path
    crawl.found += [f"{where}: {fault}" for fault in faults(page)]
    crawl.found += [f"{where}: too small: {target}" for target in small_targets(page)]
    crawl.found += [f"{where}: not translated: {text}" for text in page.evaluate(UNTRANSLATED)]
    crawl.found += [f"{where}: no such place in the page: #{name}" for name in page.evaluate(LOST)]
    if page.evaluate("!window.htmx && Boolean(document.querySelector('[hx-get], [hx-post]'))"):
        crawl.found.append(f"{where}: asks for htmx and does not load it")


def follow(page: Page, starts: list[str], crawl: Crawl) -> None:
    """Look at each kind of page that links lead to, and ask whether the others answer."""
    origin, waiting, met = starts[0].rstrip("/"), list(starts), set(starts)
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        kind = (name or "", bool(urlsplit(address).query))
        if name is None:
            crawl.found.append(f"{address}: a link to nowhere")
        elif name in UNLINKED:
            continue
        elif crawl.seen[kind] < LOOKED_AT:
            crawl.seen[kind] += 1
            response = page.goto(address)
            if response is None or not response.ok:
                crawl.found.append(f"{address}: answered {response and response.status}")
                continue
            look(page, crawl)
            links = [link.split("#")[0] for link in page.evaluate(LINKS)]
            fresh = [link for link in dict.fromkeys(links) if link.startswith(origin) and link not in met]
            met.update(fresh)
            waiting += fresh
        elif crawl.asked[kind] < ASKED:
            crawl.asked[kind] += 1
            response = page.request.get(address)
            if not response.ok:
                crawl.found.append(f"{address}: answered {response.status}")


def begin_exam(page: Page, course: str) -> None:
    """Start the mock exam of a course."""
    page.goto(f"/exams/new/{course}/mock/")
    page.locator("main form[method=post] .button.main").click()
    page.wait_for_selector("[data-ready]", state="attached")


def hand_in_exam(page: Page, course: str) -> None:
    """Sit the mock exam of a course with one answer."""
    begin_exam(page, course)
    page.keyboard.press("1")
    page.locator(".exam-overview summary").click()
    page.locator("[data-review-button]").click()
    page.wait_for_url("**/review/", timeout=60_000)
    page.locator("[data-submit-form] .button.main").click()
    page.wait_for_url("**/result/")


def get_pages(client: Client) -> set[str]:
    """The names of all addresses that do not refuse a GET outright."""
    return {
        pattern.name
        for route, pattern in addresses()
        if client.get("/" + fill_in(route)).status_code != HTTPStatus.METHOD_NOT_ALLOWED
    }


@pytest.mark.parametrize("look_of", CRAWLED)
def test_every_page_a_learner_can_reach_is_without_a_fault(visit, shipped, live_server, look_of):
    chinese = look_of["locale"].startswith("zh")
    learner = UserFactory(is_guest=False, language="zh-hans" if chinese else "en")
    client, crawl = Client(), Crawl()
    client.force_login(learner)
    page = visit("/", **look_of)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto("/")
    page.locator("form[action='/study/'] button").first.click()
    expect(page.locator("#asked")).to_be_visible()
    study = page.url
    page.goto("/")
    page.locator("form[action='/sittings/'] button").first.click()
    expect(page.locator("#item")).to_be_visible()
    question = urlsplit(page.url).path
    mock = make_mock(facts=20, questions=6, minutes=30)
    hand_in_exam(page, mock.course.slug)
    begin_exam(page, mock.course.slug)
    exam = urlsplit(page.url).path.removesuffix("1/")
    starts = ["/", urlsplit(study).path, "/changes/", f"/readiness/{mock.course.slug}/"]
    starts += [question, question.removesuffix("1/"), f"{exam}1/", f"{exam}review/"]
    follow(page, [live_server.url + path for path in starts], crawl)
    assert crawl.found == []
    unseen = get_pages(client) - {name for name, _ in crawl.seen} - set(UNLINKED)
    assert unseen == set()


@pytest.mark.parametrize("look_of", CRAWLED)
def test_every_page_for_strangers_is_without_a_fault(visit, shipped, look_of):
    page, crawl = visit("/", **look_of), Crawl()
    for path in STRANGERS:
        page.goto(path)
        look(page, crawl)
    visit.errors = [error for error in visit.errors if "404" not in error]
    assert crawl.found == []
