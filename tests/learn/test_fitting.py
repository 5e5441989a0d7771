"""Weights are fitted to what a learner recalled, and used only where they foretell it better."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command

from learn.core.fitting import Recall, fit_weights, training_histories
from learn.core.memory import DEFAULT_WEIGHTS, Rating, next_memory, recall_probability
from learn.core.scheduling import Answer, CardState, Rules, answer_card
from learn.enrolments import enrol
from learn.fitting import fit_enrolment
from learn.models import Card, Enrolment, Review, WeightSet
from learn.rebuilding import rebuild_learner
from learn.reviews import Manner, fields_of
from learn.serving import next_item, read_token, store_answer
from tests.factories import NOW, CourseFactory, UserFactory, make_flashcard

FORGETFUL = (0.05, 0.2, 0.6, 2.0, *DEFAULT_WEIGHTS[4:])
"""Someone who forgets four times as fast at first as the default weights say."""


def recalls(weights: tuple[float, ...], *, cards: int, each: int, seed: int = 1) -> list[Recall]:
    """What someone with ``weights`` recalls at gaps that do not depend on them."""
    random, found = Random(seed), []
    for card in range(cards):
        memory, day = None, random.randrange(90)
        for place in range(each):
            gap = random.choice((1, 2, 4, 8, 16)) if place else 0
            day += gap
            known = memory is None or random.random() < recall_probability(
                memory.stability, gap, weights=weights
            )
            rating = Rating.GOOD if known else Rating.AGAIN
            memory = next_memory(memory, rating, days=gap, weights=weights)
            found.append(Recall(card, day, day * 1000 + card, rating))
    return found


def test_each_recall_on_a_later_day_is_trained_on_with_what_came_before_it_in_the_order_of_time() -> None:
    given = [
        Recall(1, 10, 1, Rating.GOOD),
        Recall(2, 10, 2, Rating.AGAIN),
        Recall(2, 10, 3, Rating.GOOD),
        Recall(2, 12, 5, Rating.HARD),
        Recall(1, 13, 4, Rating.GOOD),
    ]
    assert training_histories(given) == [((3, 0), (3, 3)), ((1, 0), (3, 0), (2, 2))]


def test_weights_fitted_to_a_forgetful_learner_foretell_the_rest_better() -> None:
    fit = fit_weights(recalls(FORGETFUL, cards=150, each=6))
    assert fit is not None
    assert fit.reviews == 150 * 5
    assert len(fit.weights) == 21
    assert fit.is_better
    assert fit.weights[2] < DEFAULT_WEIGHTS[2]


def adopted(weights: tuple[float, ...], *, cards: int, learners: int) -> int:
    """How many of some learners with ``weights``, of whom each recalled ``cards`` five times, get weights of their own."""
    fits = [fit_weights(recalls(weights, cards=cards, each=6, seed=seed)) for seed in range(learners)]
    return sum(bool(fit and fit.is_better) for fit in fits)


@pytest.mark.slow
def test_chance_alone_gives_hardly_anyone_weights_of_their_own(deep: bool) -> None:
    learners = 300 if deep else 40
    assert adopted(DEFAULT_WEIGHTS, cards=80, learners=learners) <= 0.05 * learners
    assert adopted(DEFAULT_WEIGHTS, cards=200, learners=learners // 2) <= 0.05 * learners // 2


@pytest.mark.slow
def test_nearly_everyone_who_forgets_otherwise_gets_weights_of_their_own_after_a_thousand_reviews(
    deep: bool,
) -> None:
    learners = 100 if deep else 20
    assert adopted(FORGETFUL, cards=200, learners=learners) >= 0.85 * learners


def test_few_reviews_move_the_weights_less_than_many() -> None:
    few, many = (fit_weights(recalls(FORGETFUL, cards=cards, each=6)) for cards in (40, 400))
    assert few is not None
    assert many is not None
    assert abs(few.weights[2] - DEFAULT_WEIGHTS[2]) < abs(many.weights[2] - DEFAULT_WEIGHTS[2])


def test_the_same_recalls_give_the_same_weights() -> None:
    given = recalls(FORGETFUL, cards=40, each=5)
    assert fit_weights(given) == fit_weights(given)


def test_a_handful_of_recalls_gives_no_weights() -> None:
    assert fit_weights(recalls(FORGETFUL, cards=1, each=4)) is None
    assert fit_weights([]) is None


def studied(learner, course, weights, seed=1, **ways) -> Enrolment:
    """An enrolment with the log of somebody who recalls as ``weights`` say; ``ways`` of asking by card number."""
    enrolment = enrol(learner, course, now=NOW)
    logs: dict[int, list[Recall]] = {}
    for recall in recalls(weights, cards=100, each=6, seed=seed):
        logs.setdefault(recall.card, []).append(recall)
    for number, log in logs.items():
        flashcard = make_flashcard(course, number=number + 1)
        state, rows = CardState(), []
        for answer, row in answers(log, learner, ways.get(f"card{number}", "flashcard")):
            outcome = answer_card(
                state, answer, rules=Rules(learning_steps=(), relearning_steps=(), fuzz=False)
            )
            row.phase, row.interval_days = outcome.placement.phase.value, outcome.placement.days
            rows.append(row)
            state = outcome.state
        card = Card.objects.create(
            learner=learner, enrolment=enrolment, fact=flashcard.fact, **fields_of(state)
        )
        for row in rows:
            row.card = card
        Review.objects.bulk_create(rows)
    rebuild_learner(learner.pk)
    return enrolment


def answers(log: list[Recall], learner, way: str) -> Iterator[tuple[Answer, Review]]:
    """The answers of one card, and their rows."""
    for number, recall in enumerate(log, start=1):
        at = datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=recall.day)
        answer = Answer(at, at.date(), recall.rating)
        row = Review(learner=learner, number=number, kind="answer", at=at, study_day=at.date(), way=way)
        row.rating, row.idempotency_key = recall.rating.value, f"{recall.order:032x}"
        yield answer, row


@pytest.fixture
def learner(db):
    return UserFactory(username="ada")


def out_of(*arguments: str) -> str:
    out = StringIO()
    call_command("fit_weights", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.slow
def test_weights_that_foretell_better_are_used_and_cards_remember_otherwise_and_stay_due_as_they_were(
    learner,
):
    enrolment = studied(learner, CourseFactory(), FORGETFUL)
    due = dict(Card.objects.values_list("pk", "due_day"))
    memories = dict(Card.objects.values_list("pk", "stability"))
    printed = out_of("--learner", "ada")
    enrolment.refresh_from_db()
    kept = WeightSet.objects.get()
    assert enrolment.weights == kept
    assert kept.reviews == 500
    assert kept.log_loss < kept.log_loss_before
    assert dict(Card.objects.values_list("pk", "due_day")) == due
    assert all(memories[pk] != stability for pk, stability in Card.objects.values_list("pk", "stability"))
    assert rebuild_learner(learner.pk, write=False).agrees
    assert "used, 100 cards rebuilt" in printed


def test_weights_that_foretell_no_better_are_kept_and_not_used(learner):
    enrolment = studied(learner, CourseFactory(), DEFAULT_WEIGHTS, seed=4)
    fitted = fit_enrolment(enrolment, now=NOW)
    assert not fitted.fit.is_better
    assert WeightSet.objects.get().log_loss == fitted.fit.log_loss
    enrolment.refresh_from_db()
    assert enrolment.weights is None


def test_too_few_recalls_leave_everything_as_it_is(learner):
    studied(learner, CourseFactory(), FORGETFUL)
    assert "600 recalls are too few" in out_of("--least", "601", "-v", "2")
    assert not WeightSet.objects.exists()


@pytest.mark.slow
def test_only_recall_counts_and_nothing_that_was_taken_back(learner):
    ways = {"card1": "choice", "card2": "mock", "card3": "known", "card4": "typed"}
    enrolment = studied(learner, CourseFactory(), FORGETFUL, **ways)
    last = Review.objects.filter(way="flashcard").order_by("-number").first()
    Review.objects.create(
        card=last.card, learner=learner, number=last.number + 1, kind="undo", undoes=last, at=NOW,
        study_day=NOW.date(), idempotency_key="f" * 32,
    )  # fmt: skip
    assert fit_enrolment(enrolment, now=NOW, least=1).recalls == 600 - 3 * 6 - 1


@pytest.mark.slow
def test_an_answer_on_its_way_while_weights_change_is_stored_under_the_new_ones(learner):
    course = CourseFactory()
    studied(learner, course, FORGETFUL)
    enrolment = Enrolment.objects.select_related("learner", "weights").get()
    item = next_item(enrolment, now=NOW)
    returned = read_token(item.token, learner.pk)
    card = Card.objects.get(fact=returned.fact)
    assert fit_enrolment(enrolment, now=NOW).fit.is_better
    review = store_answer(enrolment, card, returned, Rating.GOOD, Manner(), now=NOW)
    assert review.weights == WeightSet.objects.get()
    assert review.number == returned.version + 1
    assert rebuild_learner(learner.pk, write=False).agrees
