"""When a backlog is cleared."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone

from learn.backlog import Backlog, backlog_of
from learn.core.backlog import Due, days_to_clear, due_of
from learn.core.memory import DEFAULT_WEIGHTS, Memory, Rating, recall_probability
from learn.core.scheduling import Answer, CardState, Phase, Rules, answer_card
from learn.models import Card, Enrolment
from tests.factories import NOW, CourseFactory, UserFactory, make_flashcard
from tests.learn.answering import answer

TODAY = date(2026, 3, 1)
LATE = 1_000
"""Days after which a card that comes back no longer matters."""


def waiting(count: int, back: int = LATE) -> list[Due]:
    return [Due(0, back)] * count


CASES = [
    pytest.param([], {}, 0, id="nothing waits"),
    pytest.param(waiting(50), {}, 0, id="all of it fits today"),
    pytest.param(waiting(51), {}, 1, id="one too many"),
    pytest.param(waiting(412), {"per_day": 120, "left_today": 120}, 3, id="four days at 120"),
    pytest.param(waiting(412), {"per_day": 120, "left_today": 0}, 4, id="today's reviews are done"),
    pytest.param(
        [*waiting(100), *(Due(day, LATE) for day in range(1, 11) for _ in range(40))], {}, 5,
        id="forty more fall due a day, so it shrinks by ten",
    ),
    pytest.param(waiting(4, back=1), {"per_day": 2, "left_today": 2}, 3, id="what was answered comes back"),
    pytest.param([Due(-90, LATE)] * 100, {}, 1, id="long overdue waits like the rest"),
    pytest.param(waiting(60), {"new_per_day": 40, "new_left": 40}, 1, id="new cards come back later"),
    pytest.param(waiting(120), {"new_per_day": 40, "new_left": 40}, 3, id="new cards that come back"),
    pytest.param(waiting(60), {"new_per_day": 100, "new_left": 10**6}, 1, id="cleared before they come back"),
    pytest.param(waiting(200), {"new_per_day": 100, "new_left": 10**6}, None, id="more come than go"),
    pytest.param([Due(0, LATE, 0.5)] * 100, {}, 2, id="every second is forgotten and comes back the next day"),
    pytest.param(waiting(1), {"per_day": 0, "left_today": 0}, None, id="no reviews at all"),
]  # fmt: skip


@pytest.mark.parametrize(("cards", "limits", "days"), CASES)
def test_a_backlog_is_cleared_on_the_day_counted_by_hand(cards, limits, days) -> None:
    assert days_to_clear(cards, **({"per_day": 50, "left_today": 50} | limits)) == days


def due(*, last: int, ahead: int) -> Due:
    """A card of ten days' stability, answered ``last`` days ago and due in ``ahead`` days."""
    return due_of(
        Memory(10.0, 5.0),
        last_day=TODAY - timedelta(days=last),
        due_day=TODAY + timedelta(days=ahead),
        today=TODAY,
        retention=0.9,
        weights=DEFAULT_WEIGHTS,
    )


def test_a_card_comes_back_late_when_it_is_recalled_and_soon_when_it_is_forgotten() -> None:
    on_time, early, late = due(last=10, ahead=0), due(last=4, ahead=6), due(last=9_000, ahead=-8_990)
    assert on_time == Due(0, on_time.back, pytest.approx(0.9), on_time.back_forgotten)
    assert on_time.back > 20 > on_time.back_forgotten
    assert early == (6, *on_time[1:])
    assert late.days == -8_990
    assert late.recall < 0.4


def cleared_by_studying(cards: list[tuple[Memory, date, date]], *, per_day: int, seed: int) -> int:
    """In how many days a learner who forgets by FSRS's own model has nothing waiting; ``cards`` with last and due day."""
    chance, rules = Random(seed), Rules(fuzz=False)
    states = [
        CardState(Phase.REVIEW, memory, due_day=due, last_day=last, first_day=last)
        for memory, last, due in cards
    ]
    for day in range(365):
        today = TODAY + timedelta(days=day)
        at = datetime.combine(today, time(12), UTC)

        def recall(number: int, today: date = today) -> float:
            state = states[number]
            return recall_probability(state.memory.stability, (today - state.last_day).days)

        waiting = sorted((n for n, one in enumerate(states) if one.due_day <= today), key=recall)
        for number in waiting[:per_day]:
            rating = Rating.GOOD if chance.random() < recall(number) else Rating.AGAIN
            state = answer_card(states[number], Answer(at, today, rating), rules=rules).state
            while state.due_day is None:
                state = answer_card(state, Answer(at, today, Rating.GOOD), rules=rules).state
            states[number] = state
        if len(waiting) <= per_day:
            return day
    return 365


@pytest.mark.parametrize(("count", "per_day", "days_away"), [(400, 60, 30), (400, 30, 30), (200, 12, 60)])
def test_the_forecast_is_near_what_a_simulated_learner_needs(count, per_day, days_away) -> None:
    chance = Random(count)
    cards = []
    for _ in range(count):
        stability = chance.uniform(2, 60)
        last = TODAY - timedelta(days=days_away + chance.randrange(30))
        cards.append(
            (Memory(stability, chance.uniform(2, 8)), last, last + timedelta(days=round(stability) or 1))
        )
    cards.sort(key=lambda card: recall_probability(card[0].stability, (TODAY - card[1]).days))
    forecast = days_to_clear(
        (
            due_of(memory, last_day=last, due_day=due, today=TODAY, retention=0.9, weights=DEFAULT_WEIGHTS)
            for memory, last, due in cards
        ),
        per_day=per_day,
        left_today=per_day,
    )
    needed = [cleared_by_studying(cards, per_day=per_day, seed=seed) for seed in range(3)]
    assert forecast is not None
    assert abs(forecast - sum(needed) / 3) <= max(2, 0.25 * forecast)


@pytest.fixture
def enrolment():
    """Thirty cards that were learnt two months ago."""
    course, learner = CourseFactory(), UserFactory()
    for number in range(1, 31):
        make_flashcard(course, number=number)
    return Enrolment.objects.create(
        learner=learner, course=course, started_at=NOW, new_per_day=0, reviews_per_day=12
    )


def learn_all(enrolment, now) -> None:
    for flashcard in enrolment.course.flashcards.select_related("fact__course"):
        learnt = flashcard.content_hash
        answer(enrolment.learner, flashcard.fact, 4, now - timedelta(days=60), learnt_hash=learnt)


@pytest.mark.django_db
def test_a_backlog_says_how_much_waits_and_until_when(enrolment) -> None:
    learn_all(enrolment, NOW)
    assert backlog_of(enrolment, NOW) == Backlog(30, 12, date(2026, 3, 3))
    enrolment.reviews_per_day = 30
    assert backlog_of(enrolment, NOW) is None
    enrolment.reviews_per_day = 0
    assert backlog_of(enrolment, NOW) == Backlog(30, 0, None)


@pytest.mark.django_db
def test_what_was_reviewed_today_leaves_less_for_today(enrolment) -> None:
    learn_all(enrolment, NOW)
    for card in Card.objects.select_related("fact__course")[:12]:
        answer(enrolment.learner, card.fact, 3, NOW)
    assert backlog_of(enrolment, NOW) == Backlog(18, 12, date(2026, 3, 3))


@pytest.mark.django_db
def test_a_suspended_card_waits_for_nobody(enrolment) -> None:
    learn_all(enrolment, NOW)
    Card.objects.update(suspended=True)
    assert backlog_of(enrolment, NOW) is None


@pytest.mark.django_db
def test_home_and_study_say_when_the_backlog_is_cleared(
    client, enrolment, django_assert_max_num_queries
) -> None:
    learn_all(enrolment, timezone.now())
    client.force_login(enrolment.learner)
    for address in ("/", reverse("study", args=[enrolment.course.slug])):
        assert "30 cards waiting, 12 a day: clear by" in client.get(address).content.decode()
    assert "12 cards</em> wait for you today" in client.get("/").content.decode()
    with django_assert_max_num_queries(14):
        client.get("/")
    Enrolment.objects.update(reviews_per_day=0)
    assert "more come back than that" in client.get("/").content.decode()
    Enrolment.objects.update(reviews_per_day=100)
    assert "waiting, 100 a day" not in client.get("/").content.decode()
