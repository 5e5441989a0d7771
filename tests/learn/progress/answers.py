"""Answers of somebody who mixes things up, for tests of what is summed up of them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from content.models import Course, FactText, Note
from learn.core.memory import Rating
from learn.models import Card, Review
from learn.reviews import Manner
from learn.serving import StudyItem, next_item, read_token, store_answer
from quizzes.core.calendar import study_day
from quizzes.models import Choice, Flashcard
from tests.factories import CourseFactory, make_flashcard


def make_course() -> Course:
    """Six facts; a wrong option of the question about fact n is true of the next fact with a question."""
    course = CourseFactory()
    cards = [make_flashcard(course, number=number, has_question=number % 2 == 0) for number in range(1, 7)]
    for card in cards:
        tell(card)
    asked = [card.fact for card in cards if card.has_question]
    for place, fact in enumerate(asked):
        other = asked[(place + 1) % len(asked)]
        Choice.objects.filter(revision__question__fact=fact, position=1).update(fact=other)
    return course


def tell(card: Flashcard) -> None:
    """What the notes say of the fact of a card, in both languages."""
    note = Note.objects.get(course=card.course)
    for language, attribute in (("zh", "用途"), ("en", "Use")):
        FactText.objects.create(
            fact=card.fact,
            language=language,
            note=note,
            revision=note.current,
            subject=f"TERM{card.position}",
            attribute=attribute,
            value=f"**VALUE{card.position}**",
            first_line=3,
            last_line=card.position + 3,
            place="p",
            content_hash="h",
        )


def answer(enrolment, *, now, right: bool = True, item: StudyItem | None = None) -> Review:
    """Answer the next card, by choice where it is one; a wrong choice is the option at position 1."""
    shown = item or next_item(enrolment, now=now)
    assert isinstance(shown, StudyItem)
    returned = read_token(shown.token, enrolment.learner_id)
    card = Card.objects.filter(pk=returned.card).first() if returned.card else None
    options = {option.position: option for option in shown.asked.options}
    manner = Manner(way=returned.way.value, milliseconds=6000)
    if options:
        chosen = options[0 if right else 1]
        manner = Manner(
            way="choice",
            options=len(options),
            revision=returned.revision,
            chosen=str(chosen.position),
            milliseconds=6000,
            taken_for=() if right or chosen.fact is None else (chosen.fact,),
        )
    rating = Rating.GOOD if right else Rating.AGAIN
    return store_answer(enrolment, card, returned, rating, manner, now=now)


def answer_until(enrolment, way: str, *, right: bool) -> Review:
    """Answer cards well until one is asked in a certain way, and that one as told."""
    now = timezone.now()
    for seconds in range(0, 600, 10):
        at = now + timedelta(seconds=seconds)
        item = next_item(enrolment, now=at)
        assert isinstance(item, StudyItem)
        if item.asked.way.value == way:
            return answer(enrolment, now=at, right=right, item=item)
        answer(enrolment, now=at, item=item)
    raise AssertionError(f"Nothing was asked by {way}.")


def settle(enrolment, *, days: int, stability: float) -> None:
    """Make every card one that was learnt ``days`` ago and is due today."""
    today = study_day(timezone.now(), enrolment.learner.time_zone)
    last = today - timedelta(days=days)
    Card.objects.filter(enrolment=enrolment).update(
        phase="review", stability=stability, difficulty=5, due_at=None, due_day=today, last_day=last,
        last_day_number=last.toordinal(), first_day=last,
    )  # fmt: skip
