"""Taking pictures of the pages as a learner sees them, in Chromium.

The clock stands still and chance is seeded, so the pictures change only when the pages do.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from content.models import Course
from learn.cataloguing import compile_catalogues
from learn.models import User
from learn.wsgi import application
from quizzes.models import Sitting
from quizzes.sittings import start_practice
from tests.screenshots.demonstration import NOW, answer_exam, begin_exam
from tools.browser import ensure_chromium

FOLDER = settings.BASE_DIR / "docs" / "screenshots"
PHONE, DESK = (390, 844), (1280, 900)
COLOURS = (128, 64, 32, 16)
LARGEST = 60_000
"""Bytes of one picture; with fewer colours until it fits."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none"]  # fmt: skip
COURSE = "aws-foundations"


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown: the file's name, the path, how, and what is done on the page first."""

    name: str
    path: str
    language: str = "zh"
    scheme: str = "light"
    size: tuple[int, int] = PHONE
    act: Callable[[Page], object] = lambda page: None


def show_answer(page: Page) -> None:
    """Show the answer of a flashcard, or choose an option and have it checked."""
    if page.locator("#asked[data-way=choice]").count():
        page.locator("#asked label.choice").nth(1).click()
        page.locator("[data-submit]").click()
        page.locator("#feedback").wait_for()
    else:
        page.keyboard.press("Space")


def strike_and_choose(page: Page) -> None:
    """Rule out one option of an exam question and choose another."""
    page.locator("[data-ready]").wait_for(state="attached")
    page.locator("#question label.strike").nth(1).click()
    page.locator("#question label.choice").first.click()
    page.locator("[data-status]").filter(has_text=":").wait_for()


def answer_wrong(page: Page) -> None:
    """Answer the question so that a mistake is explained."""
    page.locator("label.choice").nth(1).click()
    page.locator("[data-submit]").click()
    page.locator("#feedback").wait_for()


def pictures_of_the_day(result: str) -> tuple[Picture, ...]:
    """What a learner sees who comes back: light and dark, phone and desk, Chinese and English in turn."""
    note = f"/courses/{COURSE}/elb"
    return (
        Picture("home", "/", size=DESK),
        Picture("home-phone", "/", "en", "dark"),
        Picture("reader", f"{note}/zh/", size=DESK),
        Picture("reader-phone", f"{note}/en/", "en", "dark"),
        Picture("compare", f"/courses/{COURSE}/compare/?terms=alb,nlb,gwlb", "en", "dark", DESK),
        Picture("result", result, size=DESK),
        Picture("progress", "/progress/", "en", size=DESK),
        Picture("study", f"/study/{COURSE}/", act=show_answer),
    )


def pictures_at_work(quiz: str, exam: str) -> tuple[Picture, ...]:
    """A question that was answered, and a running exam."""
    return (
        Picture("feedback", quiz, "en", size=DESK, act=answer_wrong),
        Picture("exam", exam, "en", act=strike_and_choose),
    )


class Server(ThreadingMixIn, WSGIServer):
    """One thread a request, none of which outlives the program."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing to say."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve this very process's application; yields its address."""
    server = make_server("127.0.0.1", 0, application, Server, Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()


def stop_clock(at: datetime) -> None:
    """From now on it is ``at`` for everything that asks Django for the time."""
    timezone.now = lambda: at


def begin_work(learner: User) -> tuple[str, str]:
    """A quiz that begins, and an exam that has run for a while: where their questions stand."""
    course = Course.objects.get(slug=COURSE)
    quiz = start_practice(course, learner=learner, language="en", seed=2, now=NOW - timedelta(minutes=3))
    began = NOW - timedelta(minutes=21)
    exam = begin_exam(learner, course, at=began, seed=4)
    answer_exam(exam, learner, at=began, luck=Random(3), last=23)
    return f"/sittings/{quiz.uuid}/1/", f"/exams/{exam.uuid}/24/"


def last_result(learner: User) -> str:
    """Where the result of the learner's last exam stands."""
    over = Sitting.objects.filter(learner=learner, kind=Sitting.Kind.MOCK).latest("started_at")
    return f"/exams/{over.uuid}/result/"


def session_of(learner: User) -> str:
    """The key of a session in which the learner is signed in."""
    client = Client()
    client.force_login(learner)
    return client.cookies["sessionid"].value


def take(browser: Browser, address: str, session: str, picture: Picture) -> bytes:
    """The picture as a PNG of few colours."""
    width, height = picture.size
    chinese = picture.language == "zh"
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme=picture.scheme,  # type: ignore[arg-type]
        locale="zh-CN" if chinese else "en-GB",
        reduced_motion="reduce",
        service_workers="block",
    )
    cookies = {"sessionid": session, settings.LANGUAGE_COOKIE_NAME: "zh-hans" if chinese else "en"}
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    page = context.new_page()
    page.goto(picture.path, wait_until="networkidle")
    picture.act(page)
    page.wait_for_load_state("networkidle")
    shot = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return reduce(shot)


def reduce(shot: bytes) -> bytes:
    """The same picture with a palette, of at most ``LARGEST`` bytes where that can be."""
    image, made = Image.open(io.BytesIO(shot)).convert("RGB"), b""
    for colours in COLOURS:
        file = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        made = file.getvalue()
        if len(made) <= LARGEST:
            break
    return made


def take_all(learner: User) -> None:
    """Take the pictures; those of a former run that are made no more go."""
    compile_catalogues(settings.LOCALE_PATHS[0])
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    FOLDER.mkdir(exist_ok=True)
    stop_clock(NOW)
    made = set()
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_chromium(), args=FLAGS)
        session = session_of(learner)

        def add(picture: Picture) -> None:
            data = take(browser, address, session, picture)
            (FOLDER / f"{picture.name}.png").write_bytes(data)
            made.add(picture.name)
            print(f"{picture.name}.png: {len(data) / 1000:.0f} KB", flush=True)

        for picture in pictures_of_the_day(last_result(learner)):
            add(picture)
        for picture in pictures_at_work(*begin_work(learner)):
            add(picture)
        browser.close()
    for path in FOLDER.glob("*.png"):
        if path.stem not in made:
            path.unlink()
