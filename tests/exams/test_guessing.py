"""Mocks drawn from the shipped course: they differ, and who knows nothing and picks by some rule scores at chance."""

from __future__ import annotations

from itertools import combinations
from math import comb, sqrt

import pytest
from django.conf import settings

from learn.exams import begin_mock
from quizzes.core.drafts import DraftChoice, DraftText
from quizzes.core.grading import Shape, shape_of
from quizzes.core.robots import ROBOTS, favourites
from quizzes.exam_pages import load_items
from quizzes.importing import import_notes
from quizzes.models import Blueprint, Sitting, SittingItem
from quizzes.pool import draw_paper
from tests.factories import NOW, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAPERS = 10
LUCK = 3.29
"""Standard deviations above chance that one guesser in two thousand reaches."""


def as_shown(item: SittingItem, language: str) -> DraftText | None:
    """A question as the learner sees it: its options in the order of the sitting."""
    stems = {text.language: text.stem for text in item.revision.texts.all()}
    if language not in stems:
        return None
    choices = {choice.position: choice for choice in item.revision.choices.all()}
    options = tuple(
        DraftChoice(
            next(text.text for text in choices[position].texts.all() if text.language == language),
            correct=choices[position].is_correct,
        )
        for position in item.order
    )
    return DraftText(
        language=language, stem=stems[language], choices=options, explanation="", note="", lines=(1, 1)
    )


def share_right(robot: str, text: DraftText) -> float:
    """The chance that a robot, guessing among what it likes best, chooses exactly what is right."""
    wanted = {index for index, choice in enumerate(text.choices) if choice.correct}
    liked = set(favourites(robot, text))
    if len(wanted) > 1:
        # It takes its favourites and fills up with others, or as many of its favourites as are wanted.
        inside, outside = len(liked & wanted), len(wanted - liked)
        if len(liked) >= len(wanted):
            return 1 / comb(len(liked), len(wanted)) if not outside else 0.0
        return 1 / comb(len(text.choices) - len(liked), outside) if inside == len(liked) else 0.0
    return len(liked & wanted) / len(liked)


def chance(text: DraftText) -> float:
    """What blind guessing of so many options meets."""
    return 1 / comb(len(text.choices), sum(choice.correct for choice in text.choices))


def test_ten_mocks_share_few_questions_and_every_robot_scores_at_chance_on_them_in_both_languages() -> None:
    # One test, because storing the whole course takes most of its time.
    assert import_notes([str(settings.NOTES_DIR)], now=NOW).problems == []
    blueprint, learner = Blueprint.objects.get(slug="full-mock"), UserFactory()
    papers = [{one.question for one in draw_paper(blueprint, seed=seed)} for seed in range(PAPERS)]
    assert all(len(paper) == 65 for paper in papers)
    assert max(len(one & other) for one, other in combinations(papers, 2)) < 65 / 2
    items = []
    for seed in range(PAPERS):
        sitting = begin_mock(blueprint, learner=learner, language="zh", seed=seed, now=NOW)
        items += load_items(sitting)
        Sitting.objects.update(finished_at=NOW)
    assert len(items) == 650
    choosing = [one for one in items if shape_of(one.revision.question.kind) is Shape.CHOOSE]
    lucky = {}
    for language in ("zh", "en"):
        texts = [text for one in choosing if (text := as_shown(one, language))]
        assert len(texts) > 500
        blind = [chance(text) for text in texts]
        expected, spread = sum(blind), sqrt(sum(share * (1 - share) for share in blind))
        for robot in ROBOTS:
            right = sum(share_right(robot, text) for text in texts)
            print(
                f"{robot} in {language}: {right:.0f} of {len(texts)}, by chance {expected:.0f} ± {spread:.0f}"
            )
            if right > expected + LUCK * spread:
                lucky[robot, language] = (right, expected)
    assert lucky == {}
