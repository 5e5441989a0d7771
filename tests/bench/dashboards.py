"""The home page and the progress page of learners with a long history, over HTTP.

``python -m tests.bench.dashboards`` measures a million reviews of 5,000 learners; a number after it, so many reviews.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.bench.serving import ROOT, served

LEARNERS = 5_000
ASKED = 100
"""Learners whose pages are opened."""
REVIEWS_A_DAY, REVIEWS_A_CARD = 15, 6
SECRET = "b" * 50
KEYS = "sessions.txt"


def measure_dashboards(home: Path, *, reviews: int = 1_000_000) -> dict[str, list[float]]:
    """The milliseconds of each request by page, ascending, on SQLite with ``reviews`` reviews in all."""
    environ = {"KAODIAN_HOME": str(home), "SECRET_KEY": SECRET, "DATABASE_URL": ""}
    subprocess.run(
        [sys.executable, "-m", "tests.bench.dashboards", "fill", str(reviews)],
        cwd=ROOT,
        env={**os.environ, **environ, "DJANGO_SETTINGS_MODULE": "learn.settings"},
        check=True,
    )
    keys = (home / KEYS).read_text("utf-8").split()
    taken: dict[str, list[float]] = {"home": [], "progress": []}
    with served(home, environ) as address:
        for warming in (True, False):
            for key in keys[:5] if warming else keys:
                for page, path in (("home", "/"), ("progress", "/progress/")):
                    seconds = _open(address + path, key)
                    if not warming:
                        taken[page].append(1000 * seconds)
    return {page: sorted(milliseconds) for page, milliseconds in taken.items()}


def report_dashboards(reviews: int = 1_000_000) -> None:
    """Print the measures as ``make bench`` does."""
    from tests.bench.measures import emit

    with tempfile.TemporaryDirectory(prefix="kaodian-bench-") as home:
        for page, taken in measure_dashboards(Path(home), reviews=reviews).items():
            p95 = taken[int(len(taken) * 0.95)]
            median = round(taken[len(taken) // 2], 3)
            emit(
                f"{page} page, p95",
                p95,
                "ms",
                target="<= 100",
                median=median,
                reviews=reviews,
                learners=LEARNERS,
            )


def _open(url: str, key: str) -> float:
    request = urllib.request.Request(url, headers={"Cookie": f"sessionid={key}"})
    start = time.perf_counter()
    with urllib.request.urlopen(request, timeout=30) as response:
        response.read()
        if response.url != url:
            raise RuntimeError(f"{url} led to {response.url}.")
    return time.perf_counter() - start


def fill(reviews: int) -> None:
    """A course of the shipped notes and learners who study it; rows are made in bulk, as the site would leave them."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from learn.models import Enrolment, User
    from quizzes.importing import import_notes

    now = timezone.now()
    call_command("migrate", verbosity=0)
    import_notes([str(ROOT / "content" / "notes")], now=now)
    User.objects.bulk_create((User(username=f"learner-{number}", is_guest=True, password="!") for number in range(LEARNERS)), 1000)  # fmt: skip
    learners = list(User.objects.order_by("pk"))
    course = _largest_course()
    Enrolment.objects.bulk_create((Enrolment(learner=learner, course=course, started_at=now) for learner in learners), 1000)  # fmt: skip
    each = max(reviews // LEARNERS, 1)
    for first in range(0, LEARNERS, 500):
        _fill_learners(course, learners[first : first + 500], each, now)
    _fill_reviews(each)
    _sign_in(learners[:: LEARNERS // ASKED])


def _largest_course():  # type: ignore[no-untyped-def]
    from django.db.models import Count

    from content.models import Course

    return Course.objects.annotate(size=Count("flashcards")).latest("size")


def _fill_learners(course, learners, each: int, now) -> None:  # type: ignore[no-untyped-def]
    from learn.models import AnswerCount, Card, Confusion, DaySummary, Enrolment
    from quizzes.core.calendar import study_day
    from quizzes.models import Flashcard

    facts = list(Flashcard.objects.filter(course=course).values_list("fact", flat=True))
    enrolments = dict(Enrolment.objects.filter(learner__in=learners).values_list("learner", "pk"))
    today = study_day(now, "Asia/Shanghai")
    cards, days, counts, confusions = [], [], [], []
    for learner in learners:
        for place, fact in enumerate(facts[: max(each // REVIEWS_A_CARD, 1)]):
            stability = 3.0 + place % 60
            last = today.toordinal() - place % 20
            cards.append(
                Card(
                    learner=learner, enrolment_id=enrolments[learner.pk], fact_id=fact, phase="review",
                    stability=stability, difficulty=5.0, version=REVIEWS_A_CARD, last_day_number=last,
                    last_day=today.fromordinal(last), first_day=today.fromordinal(last - 30),
                    due_day=today.fromordinal(last + round(stability)), learnt_hash="h",
                )
            )  # fmt: skip
        for back in range(1, each // REVIEWS_A_DAY + 1):
            days.append(
                DaySummary(
                    learner=learner, course=course, day=today.fromordinal(today.toordinal() - back), answers=15,
                    right=13, new=3, reviews=12, reviews_right=11, mature=4, mature_right=4,
                    milliseconds=150_000, predicted=10.9, squared_error=1.1, log_loss=3.9,
                )
            )  # fmt: skip
        counts += [AnswerCount(learner=learner, course=course, kind="hour", slot=slot, answers=9, right=8) for slot in range(24)]  # fmt: skip
        counts += [AnswerCount(learner=learner, course=course, kind="forecast", slot=slot, answers=9, right=8, predicted=9 * slot / 20) for slot in range(8, 20)]  # fmt: skip
        confusions += [Confusion(learner=learner, course=course, asked_id=facts[one], taken_for_id=facts[one + 1], count=one, last_day=today) for one in range(1, 20)]  # fmt: skip
    for model, rows in ((Card, cards), (DaySummary, days), (AnswerCount, counts), (Confusion, confusions)):
        model.objects.bulk_create(rows, 2000)


def _fill_reviews(each: int) -> None:
    """As many answers for each card as make ``each`` for a learner; one statement, for Python would take an hour."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %s)"
            " INSERT INTO learn_review (card_id, learner_id, number, idempotency_key, kind, at, study_day, rating, way,"
            " options, chosen, language, flips, milliseconds, predicted, phase, step, interval_days, rule_version, hour)"
            " SELECT id, learner_id, n, lower(hex(randomblob(16))), 'answer', datetime(last_day, '-' || n || ' days'),"
            " date(last_day, '-' || n || ' days'), 3, 'flashcard', 0, '', 'zh', 0, 9000, 0.9, 'review', 0, 5, 1, 20"
            " FROM learn_card, numbers",
            [REVIEWS_A_CARD],
        )


def _sign_in(learners) -> None:  # type: ignore[no-untyped-def]
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    keys = []
    for learner in learners:
        session = SessionStore()
        session[SESSION_KEY] = str(learner.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = learner.get_session_auth_hash()
        session.create()
        keys.append(session.session_key)
    (Path(settings.HOME) / KEYS).write_text("\n".join(keys), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        fill(int(sys.argv[2]))
    else:
        report_dashboards(*map(int, sys.argv[1:2]))
