"""Study with plain ORM, a database session and a template: the same page, the same rows, none of the tricks."""

from __future__ import annotations

import random
import uuid

from django import forms
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Count, F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from content.models import Course
from learn.core.memory import DEFAULT_WEIGHTS, Rating, recall_probability
from learn.core.scheduling import Answer, Rules, answer_card, outcomes
from learn.models import Card, DaySummary, Enrolment, Review, User
from learn.reviews import fields_of, state_of
from quizzes.core.calendar import study_day
from quizzes.core.drafts import SINGLE_CHOICE
from quizzes.models import Choice, Flashcard, Question


class AnswerForm(forms.Form):
    """The answer to an item."""

    item = forms.IntegerField()
    rating = forms.TypedChoiceField(
        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4")], coerce=int, required=False
    )
    choice = forms.ModelChoiceField(queryset=None, required=False)
    language = forms.CharField(max_length=5, required=False)
    milliseconds = forms.IntegerField(required=False)
    flips = forms.IntegerField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["choice"].queryset = Choice.objects.all()


def home(request):
    """A page with a token for forms."""
    return render(request, "reference/home.html", {"courses": Course.objects.all()})


@require_POST
def start(request):
    """Begin as a guest."""
    course = get_object_or_404(Course, slug=request.POST["course"])
    user = User.objects.create_user(f"guest-{uuid.uuid4().hex}", is_guest=True)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    Enrolment.objects.get_or_create(learner=user, course=course, defaults={"started_at": timezone.now()})
    return redirect("study", course.slug)


@login_required
def study(request, course):
    """The item to answer now."""
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("course"), learner=request.user, course__slug=course
    )
    return show_next(request, enrolment)


@login_required
@require_POST
def answer(request, course):
    """Store an answer and show the next item."""
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("course"), learner=request.user, course__slug=course
    )
    form = AnswerForm(request.POST)
    if not form.is_valid() or form.cleaned_data["item"] != request.session.get("item"):
        return show_next(request, enrolment)
    data = form.cleaned_data
    now = timezone.now()
    day = study_day(now, request.user.time_zone)
    chosen = data["choice"]
    rating = Rating(data["rating"] or 3)
    if chosen:
        rating = Rating.GOOD if chosen.is_correct else Rating.AGAIN
    with transaction.atomic():
        card, _created = Card.objects.select_for_update().get_or_create(
            learner=request.user, fact_id=data["item"], defaults={"enrolment": enrolment, "phase": "new"}
        )
        before = state_of(card)
        options = chosen.revision.choices.count() if chosen else 0
        rules = Rules(retention=enrolment.desired_retention)
        outcome = answer_card(before, Answer(now, day, rating, options), rules=rules)
        predicted = None
        if before.memory and before.last_day:
            gap = (day - before.last_day).days
            predicted = recall_probability(before.memory.stability, gap, weights=DEFAULT_WEIGHTS)
        for name, value in fields_of(outcome.state).items():
            setattr(card, name, value)
        card.learnt_hash = card.fact.flashcard.content_hash
        card.save()
        placement = outcome.placement
        Review.objects.create(
            card=card,
            learner=request.user,
            number=card.version,
            idempotency_key=uuid.uuid4(),
            kind="answer",
            at=now,
            study_day=day,
            rating=rating.value,
            way="choice" if chosen else "flashcard",
            options=options,
            revision=chosen.revision if chosen else None,
            chosen=str(chosen.position) if chosen else "",
            language=data["language"],
            flips=data["flips"] or 0,
            milliseconds=data["milliseconds"],
            predicted=predicted,
            phase=placement.phase.value,
            step=placement.step,
            wait_seconds=placement.wait.total_seconds() if placement.wait is not None else None,
            interval_days=placement.days,
            desired_retention=enrolment.desired_retention,
        )
        summary, _created = DaySummary.objects.get_or_create(
            learner=request.user, course=enrolment.course, day=day
        )
        summary.answers = F("answers") + 1
        summary.right = F("right") + int(rating > Rating.AGAIN)
        summary.new = F("new") + int(before.memory is None)
        summary.milliseconds = F("milliseconds") + (data["milliseconds"] or 0)
        summary.save()
    return show_next(request, enrolment, chosen=chosen)


def show_next(request, enrolment, chosen=None):
    """Choose the next item and render it."""
    now = timezone.now()
    day = study_day(now, request.user.time_zone)
    cards = Card.objects.filter(enrolment=enrolment, suspended=False).exclude(buried_on=day)
    cards = cards.select_related("fact__flashcard")
    running = cards.filter(phase__in=["learning", "relearning"])
    due = cards.filter(phase="review", due_day__lte=day)
    asked_today = Card.objects.filter(enrolment=enrolment, last_day=day)
    new_left = enrolment.new_per_day - asked_today.filter(first_day=day).count()
    workload = {"due": due.count(), "running": running.count(), "new": max(new_left, 0)}
    card = running.filter(due_at__lte=now).order_by("due_at").first() or due.order_by("due_day", "pk").first()
    flashcard = card.fact.flashcard if card else None
    if card is None and new_left > 0:
        known = Card.objects.filter(enrolment=enrolment).values("fact")
        fresh = Flashcard.objects.filter(course=enrolment.course).exclude(fact__in=known)
        flashcard = fresh.order_by("position").first()
    if flashcard is None:
        return render(request, template(request), {"course": enrolment.course, "page": None})
    question = None
    if flashcard.has_question and (card is None or not card.stability or card.stability < 12):
        question = (
            Question.objects.filter(fact=flashcard.fact, kind__in=SINGLE_CHOICE)
            .askable()
            .select_related("current")
            .prefetch_related("current__texts__note_revision__note__course", "current__choices__texts")
            .first()
        )
    faces = flashcard.faces.select_related("note_revision__note__course")
    choices = list(question.current.choices.all()) if question else []
    random.shuffle(choices)
    load = Card.objects.filter(enrolment=enrolment, phase="review", due_day__gt=day)
    load = dict(load.values_list("due_day").annotate(count=Count("pk")).order_by())
    found = outcomes(
        state_of(card or Card(phase="new")),
        at=now,
        day=day,
        rules=Rules(retention=enrolment.desired_retention),
        seed=str(flashcard.fact_id),
        load=load,
        options=len(choices),
    )
    request.session["item"] = flashcard.fact_id
    context = {
        "course": enrolment.course,
        "workload": workload,
        "total": sum(workload.values()),
        "page": flashcard,
        "chosen": chosen,
        "is_new": card is None,
        "faces": list(faces),
        "question": question,
        "texts": list(question.current.texts.all()) if question else [],
        "choices": choices,
        "ratings": [
            (rating.value, rating.name.title(), outcome.placement.days, outcome.placement.wait)
            for rating, outcome in found.items()
        ],
    }
    return render(request, template(request), context)


def template(request):
    """The fragment for htmx, else the page."""
    return "reference/_study.html" if request.htmx else "reference/study.html"
