"""Search on 20 MB of made notes: the whole answer of the server, on the database that the settings name.

``python -m tests.bench.searching`` measures SQLite and then a PostgreSQL of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from random import Random

from tests.bench.made_notes import made_note
from tests.bench.serving import ROOT

MEGABYTES = 20
ANSWERED = 2_000
"""Questions that the learner has answered."""
ASKED = 300


def measure_search(environ: Mapping[str, str]) -> tuple[list[float], list[float]]:
    """The milliseconds of each search, and those of this process alone, ascending, on a database of its own."""
    with tempfile.TemporaryDirectory(prefix="kaodian-bench-") as home:
        settings = {"KAODIAN_HOME": home, "SECRET_KEY": "b" * 50, "DJANGO_SETTINGS_MODULE": "learn.settings"}
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.searching", "run"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": "", **settings, **environ},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    taken = json.loads(done.stdout.splitlines()[-1])
    return sorted(wall for wall, _own in taken), sorted(own for _wall, own in taken)


def report_search() -> None:
    """Print the measures as ``make bench`` does."""
    from tests.bench.measures import emit
    from tools.postgresql import throwaway_cluster

    def report(database: str, measured: tuple[list[float], list[float]]) -> None:
        taken, own = measured
        p95 = taken[int(len(taken) * 0.95)]
        median = round(taken[len(taken) // 2], 3)
        emit("search, p95", p95, "ms", target="<= 50", database=database, median=median, processor=round(own[int(len(own) * 0.95)], 3), searches=len(taken), megabytes=MEGABYTES)  # fmt: skip

    report("sqlite", measure_search({}))
    with throwaway_cluster(durable=True) as url:
        report("postgresql", measure_search({"DATABASE_URL": url}))


def run() -> None:
    """Fill the database and search; prints the milliseconds as JSON."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from learn.models import User

    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    learner = User.objects.create(username="reader", is_guest=True)
    texts = _fill_notes()
    _fill_terms(texts)
    _fill_answers(learner)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(learner)
    taken = []
    for text in (*_queries(texts, seed=1)[:20], *_queries(texts, seed=2)):
        start, begun = time.perf_counter(), time.process_time()
        response = client.get("/search/", {"q": text}, headers={"accept-language": "zh-CN"})
        taken.append((1000 * (time.perf_counter() - start), 1000 * (time.process_time() - begun)))
        if response.status_code != 200:
            raise RuntimeError(f"A search for {text!r} answered {response.status_code}.")
    print(json.dumps(taken[20:]))


def _fill_notes() -> list[str]:
    """Notes as ingest leaves them, without their facts, which search does not read."""
    from django.db import transaction

    from content.core.parsing import parse_note
    from content.core.rendering import render_note
    from content.indexing import index_note
    from content.models import Course, Note, NoteRevision

    course = Course.objects.create(slug="bench", title_zh="课", title_en="Bench")
    texts = []
    with transaction.atomic():
        for number in range(MEGABYTES * 1_000_000 // 30_720 + 1):
            language = "en" if number % 3 == 2 else "zh"
            text = made_note(number, language=language)
            parsed = parse_note(text, path=f"n{number}.{language}.md")
            row = Note.objects.create(
                course=course, slug=parsed.slug, language=language, path=parsed.path, title=parsed.title, position=number
            )  # fmt: skip
            row.current = NoteRevision.objects.create(
                note=row, number=1, sha256="0" * 64, source=text, html=render_note(parsed), contents=[]
            )
            row.save()
            index_note(row, parsed)
            texts.append(text)
    return texts


def _fill_terms(texts: list[str]) -> None:
    """A term for every heading that names two."""
    from content.core.pinyin import sort_key, spellings
    from content.core.search_text import search_form, words_of
    from content.models import Course, Term

    course = Course.objects.get()
    names = dict.fromkeys(
        name
        for text in texts
        for line in text.splitlines()
        if line.startswith("### ") and "部署" not in line and "Steps" not in line
        for name in [line.removeprefix("### ").strip()]
    )
    Term.objects.bulk_create(
        [
            Term(
                course=course, key=name[:300], zh=name, in_glossary=True, pinyin=sort_key(name), letters=search_form(name),
                forms="\n".join(dict.fromkeys(["".join(words_of(name)), *spellings(name)])),
            )
            for name in names
        ],
        500,
    )  # fmt: skip
    print(len(names), "terms", file=sys.stderr)


def _fill_answers(learner) -> None:  # type: ignore[no-untyped-def]
    """Questions about the notes, each answered once."""
    from django.utils import timezone

    from content.models import Course, Fact, Note
    from quizzes.models import Attempt, Question, QuestionRevision, QuestionText, Sitting, SittingItem

    course, note, now = Course.objects.get(), Note.objects.select_related("current").first(), timezone.now()
    facts = Fact.objects.bulk_create(
        [Fact(course=course, key=f"f{n}", term=f"t{n}", aspect="use", rule="definition", polarity="positive", confidence=0.9) for n in range(ANSWERED)],
        500,
    )  # fmt: skip
    questions = Question.objects.bulk_create([Question(course=course, fact=fact, key=fact.key, kind="definition") for fact in facts], 500)  # fmt: skip
    revisions = QuestionRevision.objects.bulk_create([QuestionRevision(question=one, number=1, content_hash="h", evidence="E1", confidence=0.9) for one in questions], 500)  # fmt: skip
    stems = {
        "zh": "下面哪一项负责在第 {} 个区域里转发请求并保存对象？",
        "en": "Which service forwards requests in region {}?",
    }
    QuestionText.objects.bulk_create(
        [QuestionText(revision=one, language=language, stem=stem.format(place), note_revision=note.current, first_line=1, last_line=1)
         for place, one in enumerate(revisions) for language, stem in stems.items()],
        500,
    )  # fmt: skip
    sitting = Sitting.objects.create(learner=learner, course=course, language="zh", seed=1, started_at=now)
    items = SittingItem.objects.bulk_create([SittingItem(sitting=sitting, position=place, revision=one, fact=one.question.fact, option_order="0") for place, one in enumerate(revisions, start=1)], 500)  # fmt: skip
    Attempt.objects.bulk_create(
        [Attempt(item=one, learner=learner, idempotency_key=one.idempotency_key, chosen="0", is_correct=True, language="zh", answered_at=now, study_day=now.date()) for one in items],
        500,
    )  # fmt: skip


def _queries(texts: list[str], *, seed: int) -> list[str]:
    """What people type: words of the notes, common and rare, beginnings, initials, two words, nonsense."""
    random = Random(seed)
    common = [
        "容器",
        "转发请求",
        "负载均衡器",
        "轉發請求",
        "存储",
        "数据",
        "支持",
        "请求",
        "每",
        "服務",
        "gateway",
        "network",
        "container",
        "services",
        "batch",
        "the",
        "supports",
    ]
    found = []
    for number in range(ASKED):
        lines = [
            line for line in random.choice(texts).splitlines() if len(line) > 20 and line[0] not in "|#-"
        ]
        line = random.choice(lines)
        start = random.randrange(len(line) - 10)
        piece = line[start : start + random.randint(2, 8)].strip()
        found.append(
            (
                piece,
                random.choice(common),
                f"{random.choice(common)} {random.choice(common)}",
                f"{piece[:2]} {random.choice(common)}",
                random.choice(
                    ("fzjhq", "zfqq", "ECS", "Fargate la", "lam", "zzqx 不存在的词", "a", "云", "e")
                ),
            )[number % 5]
        )
    return found


if __name__ == "__main__":
    run() if sys.argv[1:] == ["run"] else report_search()
