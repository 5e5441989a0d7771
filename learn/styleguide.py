"""What the style page shows: every component in every state, with things to say in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from content.note_terms import TermCard
from learn.today import WeekDay
from quizzes.exam_pages import ExamChoice, ExamItem, GridCell, Piece
from quizzes.pages import ChoicePage, FeedbackPage, ItemPage, SourcePage

HERE = "/styleguide/"
NOWHERE = "00000000-0000-4000-8000-000000000000"
REFERS = re.compile(r'\b(id|for|form|popovertarget|aria-labelledby|aria-describedby)="([^"]+)"')
WORDS = {
    "zh": {
        "term": "应用负载均衡器",
        "stem": "哪一种负载均衡器能按 URL 路径转发请求？",
        "options": ("ALB", "NLB", "GWLB", "经典负载均衡器"),
        "why": "路径属于 HTTP，HTTP 在第 7 层，只有 ALB 看得懂。",
        "line": "ALB 在第 7 层工作，能按主机名和路径转发。",
        "note": "弹性负载均衡",
        "say": "一个 target group 是一组可以接收请求的目标。",
    },
    "en": {
        "term": "Application Load Balancer",
        "stem": "Which load balancer reads the path of a URL?",
        "options": ("ALB", "NLB", "GWLB", "the classic load balancer"),
        "why": "Paths belong to HTTP, HTTP lives in layer 7, and only the ALB understands it.",
        "line": "An ALB works in layer 7 and forwards by host name and path.",
        "note": "Elastic Load Balancing",
        "say": "A target group is a list of the places that requests may be sent to.",
    },
}


class Specimen(forms.Form):
    """A field of every kind."""

    name = forms.CharField(max_length=5)
    cards = forms.IntegerField(min_value=0, max_value=500)
    password = forms.CharField(widget=forms.PasswordInput, required=False)
    theme = forms.ChoiceField(choices=())
    keys = forms.BooleanField(required=False)
    size = forms.ChoiceField(choices=(), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chinese = language == "zh"
        labels = {"name": _("Name"), "cards": _("Cards"), "password": _("Password")}
        labels |= {"theme": "外观" if chinese else "Theme", "keys": _("Use single keys on this device")}
        labels |= {"size": _("Text size")}
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["cards"].help_text = "0–500"
        choices = [("a", "浅色" if chinese else "light"), ("b", "深色" if chinese else "dark")]
        self.fields["theme"].choices = choices  # type: ignore[attr-defined]
        self.fields["size"].choices = choices  # type: ignore[attr-defined]


def apart(html: str, name: str) -> SafeString:
    """The same HTML with every id, and what refers to it, ending in ``name``: a page can then show it twice."""

    def rename(match: re.Match[str]) -> str:
        return f'{match[1]}="{" ".join(f"{one}-{name}" for one in match[2].split())}"'

    return mark_safe(REFERS.sub(rename, html))


def specimens(language: str) -> dict[str, Any]:
    """What the components of one language are shown with."""
    words = WORDS[language]
    filled = {"name": "gar-den", "cards": "-3", "password": "", "theme": "a", "keys": "on", "size": "a"}
    refused, empty = Specimen(filled, language=language), Specimen(language=language)
    refused.auto_id, empty.auto_id = "refused_%s", "empty_%s"
    return {
        "words": words,
        "here": HERE,
        "language": language,
        "form": empty,
        "refused": refused,
        "asked": asked(language),
        "exam": exam_item(language),
        "sitting": SimpleNamespace(uuid=NOWHERE),
        "clock": SimpleNamespace(now=0, deadline=0, left="0:42", ends="10:30"),
        "grid": [GridCell(n, n < 4, n in (2, 6), n == 5) for n in range(1, 9)],
        "term": TermCard(
            "styleguide-term",
            "ALB",
            "应用负载均衡器",
            "ALB",
            "Application Load Balancer",
            words["line"],
            HERE,
        ),
        "cells": cells(language),
        "week": [WeekDay(date(2026, 3, 9) + timedelta(days=n), 12 * n) for n in range(7)],
        "mastered": [
            SimpleNamespace(
                name=name, language=language, percent=share, url=HERE, parts=(), begun=share, cards=100
            )
            for name, share in zip(words["options"], (92, 55, 8, 0), strict=True)
        ],
        "bands": [
            SimpleNamespace(
                name=words["note"],
                language=language,
                value=78,
                half=(71, 84),
                most=(60, 92),
                at=78,
                half_at=(71, 13),
                most_at=(60, 32),
            )
        ],
    }


def asked(language: str) -> ItemPage:
    """A question before it is answered, with what is said when nothing was chosen."""
    words = WORDS[language]
    return ItemPage(
        url=HERE,
        sitting_url=HERE,
        number=3,
        total=10,
        section=words["note"],
        stem=mark_safe(words["stem"]),
        language=language,
        flip_url=HERE,
        flip_language="en" if language == "zh" else "zh",
        shape="choose",
        places=[],
        multiple=False,
        select_count=1,
        reviewed=False,
        choices=[ChoicePage(n, "ABCD"[n], text, chosen=n == 2) for n, text in enumerate(words["options"])],
        key=NOWHERE,
        error=_("Choose an answer first."),
        confidence="think",
        answered=False,
        is_review=False,
        next_url=HERE,
        feedback=None,
    )


def answered(language: str, *, chosen: int) -> ItemPage:
    """A question with its feedback; option 0 is right, option 1 is true of a sibling."""
    words, page = WORDS[language], asked(language)
    source = SourcePage(words["note"], HERE, 12, 12, language, [(11, words["say"]), (12, words["line"])])
    choices = [
        replace(
            one, chosen=one.value == chosen, correct=one.value == 0, true_of="NLB" if one.value == 1 else ""
        )
        for one in page.choices
    ]
    feedback = FeedbackPage(chosen == 0, words["why"], language, [source], HERE, False)
    return replace(page, error="", choices=choices, answered=True, confidence="sure", feedback=feedback)


def exam_item(language: str) -> ExamItem:
    """A flagged exam question with one option chosen and one struck out."""
    words = WORDS[language]
    return ExamItem(
        number=5,
        key=NOWHERE,
        language=language,
        other="en" if language == "zh" else "zh",
        stems=[Piece(language, words["stem"], False)],
        shape="choose",
        select_count=1,
        choices=[
            ExamChoice(n, "ABCD"[n], [Piece(language, text, False)], chosen=n == 0, struck=n == 3, place=0)
            for n, text in enumerate(words["options"])
        ],
        partners=[],
        flagged=True,
        confidence="sure",
        flips=0,
        milliseconds=0,
        error="",
    )


def cells(language: str) -> list[Any]:
    """A cell on which notes agree, one on which they do not, and one of which they say nothing."""
    words = WORDS[language]

    def claim(value: str, line: int) -> Any:
        place = SimpleNamespace(url=HERE, title=words["note"], first=line, last=line)
        return SimpleNamespace(value=value, language=language, places=[place])

    def cell(state: str, *claims: Any, notes: int = 1) -> Any:
        return SimpleNamespace(state=SimpleNamespace(value=state), claims=claims, omitted=0, notes=notes)

    return [
        cell("agree", claim("HTTP", 25), notes=2),
        cell("conflict", claim("TCP", 25), claim("UDP", 31)),
        cell("silent"),
    ]
