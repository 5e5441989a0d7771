"""What the study page shows, in every language at once, so that a key can turn it over without a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from learn.asking import Asked, Option, Source, Wording
from learn.changes import ChangeView, in_language
from learn.core.asking import Way, is_same_answer
from learn.core.memory import Rating
from learn.habits import weaker_language
from learn.models import CardLanguage, User
from learn.reviews import Manner
from learn.serving import Nothing, Returned, StudyItem
from learn.studying import Workload
from quizzes.changes import Change
from quizzes.pages import emphasised


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text in one language; one of them is shown at first."""

    language: str
    text: SafeString | str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a wording stands in the notes."""

    language: str
    source: Source
    hidden: bool


@dataclass(frozen=True, slots=True)
class OptionPage:
    """An option as it is shown; ``correct``, ``chosen`` and ``true_of`` are told once it was answered."""

    value: int
    letter: str
    texts: list[Text]
    correct: bool = False
    chosen: bool = False
    true_of: list[Text] | None = None
    sources: list[Sources] | None = None


@dataclass(frozen=True, slots=True)
class RowPage:
    """A table row with one cell hidden, in one language."""

    language: str
    head: str
    cells: tuple[tuple[str, str], ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class RatingButton:
    """A rating, its key on the keyboard and what it does."""

    value: int
    name: str
    wait: str


@dataclass(frozen=True, slots=True)
class StudyPage:
    """One item to answer."""

    token: str
    way: str
    language: str
    languages: list[str]
    fronts: list[Text]
    backs: list[Text]
    sources: list[Sources]
    options: list[OptionPage]
    rows: list[RowPage]
    ratings: list[RatingButton]
    workload: Workload
    is_new: bool
    leech: bool
    changes: list[ChangeView]
    typed: str = ""
    revealed: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class Learnt:
    """What an answer that is checked by the page came to."""

    right: bool
    language: str
    fronts: list[Text]
    options: list[OptionPage]
    backs: list[Text]
    sources: list[Sources]
    changes: list[ChangeView]


@dataclass(frozen=True, slots=True)
class Sent:
    """The answer to a study item: which option, or what was typed, or how well it was recalled."""

    item: str
    """The token that came with the item."""
    rating: Rating | None
    choice: int | None
    typed: str
    show: bool
    """Whether the answer is to be shown in place of being typed."""
    language: str
    milliseconds: int | None
    flips: int


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer and what it is worth; without a rating there is none yet, and ``typed`` is what was typed."""

    rating: Rating | None
    manner: Manner
    chosen: int | None = None
    typed: str = ""


def judge(returned: Returned, shown: Asked | None, sent: Sent) -> Judged:
    """What was answered: a right choice is Good, a wrong one Again; what was recalled, the learner rates."""
    manner = Manner(
        way=returned.way.value,
        language=sent.language,
        flips=sent.flips,
        milliseconds=sent.milliseconds,
    )
    if returned.way is not Way.CHOICE:
        return Judged(sent.rating, manner, typed=sent.typed)
    options = {option.position: option for option in shown.options} if shown else {}
    chosen = options.get(sent.choice) if sent.choice is not None else None
    if chosen is None:
        return Judged(None, manner)
    manner = Manner(
        way=manner.way,
        options=len(options),
        revision=returned.revision,
        chosen=str(chosen.position),
        language=manner.language,
        flips=manner.flips,
        milliseconds=manner.milliseconds,
        taken_for=() if chosen.correct or chosen.fact is None else (chosen.fact,),
    )
    return Judged(Rating.GOOD if chosen.correct else Rating.AGAIN, manner, chosen=chosen.position)


def study_page(
    item: StudyItem, learner: User, *, language: str, typed: str = "", show: bool = False
) -> StudyPage:
    """The page of ``item`` in ``language`` where it is told in it, or in all at once where the learner wants so.

    ``typed`` reveals it, beside what was typed, and ``show`` without anything.
    """
    asked = item.asked
    chosen = asked.in_language(language).language
    shown = "" if learner.card_language == CardLanguage.BOTH else chosen
    is_choice = asked.way is Way.CHOICE
    return StudyPage(
        token=item.token,
        way=asked.way.value,
        language=chosen,
        languages=[wording.language for wording in asked.wordings],
        fronts=_fronts(asked, shown),
        backs=[] if is_choice else _backs(asked, shown),
        sources=[] if is_choice else _sources(asked.wordings, shown),
        options=_options(asked, shown),
        rows=[
            RowPage(one.language, one.front, one.row, _is_hidden(one.language, shown))
            for one in asked.wordings
            if one.row
        ],
        ratings=_ratings(item, two=learner.two_ratings),
        workload=item.workload,
        is_new=item.state.memory is None,
        leech=item.leech,
        changes=in_language(item.changes, shown),
        typed=typed,
        revealed=show or bool(typed),
        near=any(is_same_answer(typed, wording.back) for wording in asked.wordings),
    )


def learnt_page(asked: Asked, judged: Judged, *, language: str, changes: tuple[Change, ...] = ()) -> Learnt:
    """What a checked answer came to: the right option, what the chosen one is true of, and what changed since it was
    learnt.
    """
    shown = asked.in_language(language).language
    return Learnt(
        right=judged.rating is not Rating.AGAIN,
        language=shown,
        fronts=_fronts(asked, shown),
        options=_options(asked, shown, chosen=judged.chosen),
        backs=_backs(asked, shown),
        sources=_sources(asked.wordings, shown),
        changes=in_language(changes, shown),
    )


def language_of(learner: User, interface: str, asked_for: str) -> str:
    """The language to ask in: the one that the learner set, else the one just used, else that of the interface."""
    own = "zh" if interface.startswith("zh") else "en"
    match learner.card_language:
        case CardLanguage.ZH | CardLanguage.EN:
            return learner.card_language
        case CardLanguage.WEAKER:
            return weaker_language(learner) or ("en" if own == "zh" else "zh")
    return asked_for or own


def waiting_minutes(nothing: Nothing, now: datetime) -> int | None:
    """In how many minutes the next step ends; None when the day's work is done."""
    if nothing.waiting_until is None:
        return None
    return max(round((nothing.waiting_until - now).total_seconds() / 60), 1)


def wait_label(wait: timedelta) -> str:
    """A wait as a button shows it: 10 min, 3 d, 2.5 mo, 1.2 y."""
    minutes, days = wait.total_seconds() / 60, wait.days
    if days < 1:
        return _("%(number)s min") % {"number": round(minutes)}
    if days < 31:
        return _("%(number)s d") % {"number": days}
    if days < 365:
        return _("%(number)s mo") % {"number": f"{days / 30.4:.1f}".removesuffix(".0")}
    return _("%(number)s y") % {"number": f"{days / 365.25:.1f}".removesuffix(".0")}


def _is_hidden(language: str, shown: str) -> bool:
    """Whether a piece waits for its language; all are shown where none is chosen."""
    return shown not in ("", language)


def _ratings(item: StudyItem, *, two: bool) -> list[RatingButton]:
    """A button for every rating, or for Again and Good alone."""
    names = {
        Rating.AGAIN: _("Again"),
        Rating.HARD: _("Hard"),
        Rating.GOOD: _("Good"),
        Rating.EASY: _("Easy"),
    }
    ratings = (Rating.AGAIN, Rating.GOOD) if two else tuple(Rating)
    return [RatingButton(one.value, names[one], wait_label(item.intervals[one])) for one in ratings]


def _fronts(asked: Asked, shown: str) -> list[Text]:
    return [
        Text(one.language, emphasised(one.front), _is_hidden(one.language, shown)) for one in asked.wordings
    ]


def _backs(asked: Asked, shown: str) -> list[Text]:
    return [Text(one.language, one.back, _is_hidden(one.language, shown)) for one in asked.wordings]


def _sources(wordings: tuple[Wording, ...], shown: str) -> list[Sources]:
    return [Sources(one.language, one.source, _is_hidden(one.language, shown)) for one in wordings]


def _options(asked: Asked, shown: str, chosen: int | None = None) -> list[OptionPage]:
    return [
        OptionPage(
            value=option.position,
            letter=chr(ord("A") + place),
            texts=_texts(option.texts, shown),
            correct=chosen is not None and option.correct,
            chosen=chosen == option.position,
            true_of=_texts(_others(option), shown) if chosen is not None else None,
            sources=_option_sources(option, shown) if chosen is not None and not option.correct else None,
        )
        for place, option in enumerate(asked.options)
    ]


def _texts(texts: Mapping[str, str], shown: str) -> list[Text]:
    return [
        Text(language, text, _is_hidden(language, shown))
        for language, text in sorted(texts.items(), reverse=True)
    ]


def _others(option: Option) -> dict[str, str]:
    """What a wrong option is true of, where that is not the option itself."""
    return {language: name for language, name in option.true_of.items() if name != option.texts.get(language)}


def _option_sources(option: Option, shown: str) -> list[Sources]:
    return [
        Sources(language, source, _is_hidden(language, shown)) for language, source in option.sources.items()
    ]
