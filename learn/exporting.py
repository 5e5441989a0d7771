"""Everything a learner owns, as one JSON file or as CSV files in a zip; written piece by piece, never held whole."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from learn.days import EMPTY_DAY
from learn.models import (
    Card,
    DaySummary,
    Enrolment,
    Passkey,
    ReadingPlace,
    Review,
    StoredForecast,
    User,
    WeightSet,
)
from quizzes.models import Attempt, Remark, Sitting, SittingItem, SittingResult

FORMAT, VERSION = "kaodian-export", 1
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One kind of row: its name in the export, the learner's rows, and columns as name and field."""

    name: str
    rows: Callable[[User], QuerySet[Any]]
    columns: Mapping[str, str]


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


# Rows name each other by what lasts: course and fact by slug and key, sittings by uuid, never by number of row.
_OF_CARD = {"course": "card__enrolment__course__slug", "fact": "card__fact__key"}
_OF_ITEM = {"sitting": "item__sitting__uuid", "position": "item__position"}
_SHEETS = (
    _Sheet(
        "passkeys",
        lambda learner: Passkey.objects.filter(learner=learner).order_by("pk"),
        _same("name", "credential_id", "added_at", "last_used_at"),
    ),
    _Sheet(
        "courses",
        lambda learner: Enrolment.objects.filter(learner=learner).order_by("pk"),
        {"course": "course__slug"}
        | _same("started_at", "desired_retention", "new_per_day", "reviews_per_day", "exam_day"),
    ),
    _Sheet(
        "weights",
        lambda learner: WeightSet.objects.filter(learner=learner).order_by("pk"),
        {"course": "course__slug"} | _same("created_at", "reviews", "log_loss", "weights"),
    ),
    _Sheet(
        "cards",
        lambda learner: Card.objects.filter(learner=learner).order_by("pk"),
        {"course": "enrolment__course__slug", "fact": "fact__key", "term": "fact__term"}
        | _same("phase", "stability", "difficulty", "step", "due_at", "due_day", "first_day", "last_day")
        | _same("lapses", "leech", "suspended", "buried_on", "learnt_hash", "version"),
    ),
    _Sheet(
        "reviews",
        lambda learner: Review.objects.filter(learner=learner).order_by("card", "number"),
        _OF_CARD
        | _same("number", "kind", "content_hash")
        | {"undoes": "undoes__number"}
        | _same("at", "study_day", "rating", "way", "options")
        | {"question": "revision__question__key", "revision": "revision__number"}
        | _same("chosen", "language", "flips", "milliseconds", "predicted", "phase", "step", "wait_seconds")
        | _same("interval_days", "desired_retention")
        | {"weights_of": "weights__created_at"}
        | _same("rule_version", "idempotency_key"),
    ),
    _Sheet(
        "days",
        lambda learner: DaySummary.objects.filter(learner=learner).order_by("course", "day"),
        {"course": "course__slug"} | _same("day", *EMPTY_DAY),
    ),
    _Sheet(
        "sittings",
        lambda learner: Sitting.objects.filter(learner=learner).order_by("pk"),
        {"sitting": "uuid", "course": "course__slug"}
        | _same("kind", "mode")
        | {"blueprint": "blueprint__slug"}
        | _same("language", "extra_time", "pass_mark", "started_at", "deadline", "finished_at", "abandoned"),
    ),
    _Sheet(
        "items",
        # Of an exam that goes on nobody is told what is right, nor in which order options were planned.
        lambda learner: SittingItem.objects.filter(
            sitting__in=Sitting.objects.visible_to(learner).revealed()
        ).order_by("sitting", "position"),
        {"sitting": "sitting__uuid", "position": "position", "question": "revision__question__key"}
        | {"revision": "revision__number"}
        | _same("option_order", "flagged", "struck", "flips", "milliseconds"),
    ),
    _Sheet(
        "attempts",
        lambda learner: Attempt.objects.filter(
            learner=learner, item__sitting__in=Sitting.objects.revealed()
        ).order_by("pk"),
        _OF_ITEM
        | _same("answered_at", "study_day", "chosen", "is_correct", "confidence", "language", "flips")
        | _same("milliseconds", "idempotency_key"),
    ),
    _Sheet(
        "remarks",
        lambda learner: Remark.objects.filter(learner=learner).order_by("pk"),
        {"course": "fact__course__slug", "fact": "fact__key"} | _same("text", "starred"),
    ),
    _Sheet(
        "places",
        lambda learner: ReadingPlace.objects.filter(learner=learner).order_by("pk"),
        {"course": "note__course__slug", "note": "note__slug", "language": "note__language"}
        | _same("heading", "at"),
    ),
    _Sheet(
        "results",
        lambda learner: SittingResult.objects.filter(sitting__learner=learner).order_by("pk"),
        {"sitting": "sitting__uuid"} | _same("right", "scored", "answered"),
    ),
    _Sheet(
        "forecasts",
        lambda learner: StoredForecast.objects.filter(learner=learner).order_by("pk"),
        {"course": "blueprint__course__slug", "exam": "blueprint__slug"}
        | _same("made_at", "day", "share", "half_low", "half_high", "most_low", "most_high"),
    ),
)
_ACCOUNT = (
    *("username", "uuid", "is_guest", "date_joined", "last_login", "first_name", "last_name", "email"),
    *("time_zone", "language", "card_language", "two_ratings", "extra_time"),
    *("theme", "text_size", "single_keys"),
)


def export_json(learner: User, *, now: datetime) -> Iterator[str]:
    """One JSON object, in pieces: the account, and a list of objects for each kind of row."""
    head = {"format": FORMAT, "version": VERSION, "made_at": _plain(now), "account": _account(learner)}
    yield json.dumps(head, ensure_ascii=False)[:-1]
    for sheet in _SHEETS:
        yield f', "{sheet.name}": ['
        for number, row in enumerate(_rows(sheet, learner)):
            text = json.dumps(dict(zip(sheet.columns, row, strict=True)), ensure_ascii=False)
            yield f"{',' if number else ''}\n{text}"
        yield "]"
    yield "}\n"


def export_csv(learner: User, *, now: datetime) -> Iterator[bytes]:
    """A zip file, in pieces: one CSV file for each kind of row, in UTF-8 with a mark that spreadsheets look for."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        account = _account(learner)
        sheets: list[tuple[str, list[str], Iterator[list[Any]]]] = [
            ("account", list(account), iter([list(account.values())])),
            *((sheet.name, list(sheet.columns), _rows(sheet, learner)) for sheet in _SHEETS),
        ]
        for name, columns, rows in sheets:
            entry = zipfile.ZipInfo(f"{name}.csv", now.astimezone(UTC).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                for line in _lines(columns, rows):
                    file.write(line)
                    yield sink.take()
            yield sink.take()
    yield sink.take()


class _Sink(io.RawIOBase):
    """Takes what the archive writes until it is fetched; it cannot be wound back, so nothing has to be kept."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """What was written since the last time."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def _lines(columns: list[str], rows: Iterator[list[Any]]) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text)
    text.write("\ufeff")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([json.dumps(value) if isinstance(value, list) else value for value in row])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()


def _account(learner: User) -> dict[str, Any]:
    return {name: _plain(getattr(learner, name)) for name in _ACCOUNT}


def _rows(sheet: _Sheet, learner: User) -> Iterator[list[Any]]:
    for row in sheet.rows(learner).values_list(*sheet.columns.values()).iterator(chunk_size=_CHUNK):
        yield [_plain(value) for value in row]


def _plain(value: Any) -> Any:
    """A value as JSON has it: moments in UTC, days and ids as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, date | UUID) else value
