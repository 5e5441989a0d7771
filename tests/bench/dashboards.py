"""The home page and the progress page of learners with a long history, over HTTP.

``python -m tests.bench.dashboards`` measures a million reviews of 5,000 learners; numbers after it, so many reviews each,
and how much longer the last takes than the first: pages grow with what they show, not with history.
"""

from __future__ import annotations

import os
import re
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


def report_dashboards(*sizes: int) -> None:
    """Print the measures as ``make bench`` does."""
    from tests.bench.measures import emit

    found = []
    for reviews in sizes or (1_000_000,):
        with tempfile.TemporaryDirectory(prefix="kaodian-bench-") as home:
            found.append(measure_dashboards(Path(home), reviews=reviews))
        for page, taken in found[-1].items():
            p95, median = taken[int(len(taken) * 0.95)], round(taken[len(taken) // 2], 3)
            emit(
                f"{page} page, p95",
                p95,
                "ms",
                target="<= 100",
                median=median,
                reviews=reviews,
                learners=LEARNERS,
            )
    if len(found) > 1:
        for page in found[0]:
            first, last = (one[page][len(one[page]) // 2] for one in (found[0], found[-1]))
            more = {"target": "<= 1.5", "reviews": list(sizes)}
            emit(f"{page} page, the longest history to the shortest", last / first, "times", **more)


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
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from learn.models import Enrolment, User
    from quizzes.importing import import_notes
    from tests.bench.learners import signed_in

    now = timezone.now()
    call_command("migrate", verbosity=0)
    import_notes([str(ROOT / "content" / "notes")], now=now)
    User.objects.bulk_create((User(username=f"learner-{number}", is_guest=True, password="!") for number in range(LEARNERS)), 1000)  # fmt: skip
    learners = list(User.objects.order_by("pk"))
    course = _largest_course()
    Enrolment.objects.bulk_create((Enrolment(learner=learner, course=course, started_at=now) for learner in learners), 1000)  # fmt: skip
    _fill(course, max(reviews // LEARNERS, 1), now)
    (Path(settings.HOME) / KEYS).write_text(
        "\n".join(map(signed_in, learners[:: LEARNERS // ASKED])), "utf-8"
    )


def _largest_course():  # type: ignore[no-untyped-def]
    from django.db.models import Count

    from content.models import Course

    return Course.objects.annotate(size=Count("flashcards")).latest("size")


_FILL = (
    # The first cards of the course, each in review and due within two months.
    f"""INSERT INTO learn_card (learner_id, enrolment_id, fact_id, phase, stability, difficulty, step, version, lapses,
        leech, suspended, last_day_number, last_day, first_day, due_day, learnt_hash)
    SELECT e.learner_id, e.id, f.fact_id, 'review', 3.0 + f.place % 60, 5.0, 0, {REVIEWS_A_CARD}, 0, 0, 0,
        :number - f.place % 20, date(:today, '-' || (f.place % 20) || ' days'),
        date(:today, '-' || (f.place % 20 + 30) || ' days'),
        date(:today, '+' || (3 + f.place % 60 - f.place % 20) || ' days'), f.content_hash
    FROM learn_enrolment e, (
        SELECT fact_id, content_hash, row_number() OVER (ORDER BY position) - 1 AS place FROM quizzes_flashcard
        WHERE course_id = :course ORDER BY position LIMIT :cards) f""",
    f"""WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {REVIEWS_A_CARD})
    INSERT INTO learn_review (card_id, learner_id, number, idempotency_key, kind, at, study_day, rating, way, options,
        chosen, language, flips, milliseconds, predicted, phase, step, interval_days, rule_version, hour, content_hash)
    SELECT id, learner_id, n, lower(hex(randomblob(16))), 'answer', datetime(last_day, '-' || n || ' days'),
        date(last_day, '-' || n || ' days'), 3, 'flashcard', 0, '', 'zh', 0, 9000, 0.9, 'review', 0, 5, 1, 20, 'h'
    FROM learn_card, numbers""",
    f"""WITH RECURSIVE back(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM back WHERE n < :reviews / {REVIEWS_A_DAY})
    INSERT INTO learn_daysummary (learner_id, course_id, kind, slot, day, answers, "right", new, reviews, reviews_right, mature,
        mature_right, milliseconds, predicted, squared_error, log_loss)
    SELECT learner_id, course_id, 'day', 0, date(:today, '-' || n || ' days'), 15, 13, 3, 12, 11, 4, 4, 150000, 10.9, 1.1, 3.9
    FROM learn_enrolment, back""",
    """WITH RECURSIVE slots(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM slots WHERE n < 23)
    INSERT INTO learn_daysummary (learner_id, course_id, day, kind, slot, answers, "right", predicted, new, reviews,
        reviews_right, mature, mature_right, milliseconds, squared_error, log_loss)
    SELECT learner_id, course_id, '0001-01-01', 'hour', n, 9, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM learn_enrolment, slots
    UNION ALL SELECT learner_id, course_id, '0001-01-01', 'forecast', n, 9, 8, 9.0 * n / 20, 0, 0, 0, 0, 0, 0, 0, 0
        FROM learn_enrolment, slots WHERE n BETWEEN 8 AND 19""",
    """INSERT INTO learn_confusion (learner_id, course_id, asked_id, taken_for_id, count, last_day)
    SELECT e.learner_id, e.course_id, f.fact_id, f.other, f.place, :today FROM learn_enrolment e, (
        SELECT fact_id, lead(fact_id) OVER (ORDER BY position) AS other, row_number() OVER (ORDER BY position) AS place
        FROM quizzes_flashcard WHERE course_id = :course ORDER BY position LIMIT 19) f""",
)


def _fill(course, reviews: int, now) -> None:  # type: ignore[no-untyped-def]
    """Rows as the site would leave them after ``reviews`` answers of every learner; in SQL, for Python takes an hour."""
    from django.db import connection, transaction

    from quizzes.core.calendar import study_day

    today = study_day(now, "Asia/Shanghai")
    known = {"today": str(today), "number": today.toordinal(), "course": course.pk, "reviews": reviews}
    known |= {"cards": max(reviews // REVIEWS_A_CARD, 1)}
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _FILL:
            wanted = {name: value for name, value in known.items() if f":{name}" in statement}
            cursor.execute(re.sub(r":([a-z]+)", r"%(\1)s", statement.replace("%", "%%")), wanted)


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        fill(int(sys.argv[2]))
    else:
        report_dashboards(*map(int, sys.argv[1:]))
