"""The same notes give the same bytes: in every process, and as rows of every database the suite runs on."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import pytest
from django.conf import settings

from content.core.conflicts import find_conflicts
from content.core.facts import extract_facts
from content.core.identity import align_twins, match_facts
from content.ingest import installed_pack
from content.sources import collect_sources
from quizzes.core.generation import generate_questions
from quizzes.importing import import_notes
from quizzes.models import Question
from tests.content.parsed_notes import CORPUS_DIR, SEEDS, SEEDS_DIR
from tests.factories import NOW
from tests.shipped import NOTES, copy_few

PACK = installed_pack()


def inspected_bytes(hash_seed):
    """What the command prints on every note there is, without the seconds it took."""
    folders = [NOTES, CORPUS_DIR, *([SEEDS_DIR] if SEEDS else [])]
    done = subprocess.run(
        [sys.executable, "manage.py", "inspect_notes", *map(str, folders), "--format", "json"],
        cwd=settings.BASE_DIR,
        env={
            "PYTHONHASHSEED": hash_seed,
            "SECRET_KEY": "x" * 50,
            "KAODIAN_HOME": str(settings.HOME),
            "PATH": "",
        },
        capture_output=True,
        check=True,
    )
    return re.sub(rb'"seconds": \{[^}]*\}', b"", done.stdout)


@pytest.mark.slow
def test_every_note_is_inspected_to_the_same_bytes_whatever_the_hash_seed():
    first = inspected_bytes("0")
    assert first.count(b'"stem"') > 300
    assert inspected_bytes("1") == first
    assert inspected_bytes("2") == first


@pytest.mark.slow
@pytest.mark.django_db
def test_the_stored_questions_are_the_pure_ones_to_the_letter_on_this_database(tmp_path):
    """Both databases hold what the pure pipeline says, and so the same."""
    folder = tmp_path / "course"
    copy_few(folder)
    sources = collect_sources([str(folder)]).sources
    names = {str(source.absolute): f"{source.note.slug}.{source.note.language}" for source in sources}
    facts = pure_facts(sources)
    drafts = generate_questions(facts, pack=PACK, conflicts=find_conflicts(facts, pack=PACK))
    assert import_notes([str(folder)], now=NOW).problems == []
    stored = sorted(row for question in Question.objects.all() for row in stored_rows(question, names))
    assert stored == sorted(row for draft in drafts for row in drafted_rows(draft, names))
    assert len(stored) > 300


def pure_facts(sources):
    """Facts as the pure steps read them."""
    found = []
    for source in sources:
        twins = [fact for fact in found if fact.slug == source.note.slug]
        facts = match_facts(extract_facts(source.note, pack=PACK), twins=twins)
        found += [replace(fact, note=str(source.absolute)) for fact in facts]
    return align_twins(found)


def drafted_rows(draft, names):
    """What is to be stored of a draft, a row for each language."""
    for text in draft.texts:
        choices = [
            (
                c.text,
                c.correct,
                c.true_of,
                c.partner,
                c.place,
                c.constructed,
                c.fact,
                names.get(c.note),
                c.lines,
            )
            for c in text.choices
        ]
        question = (draft.key, draft.kind.value, draft.fact, draft.evidence.value)
        prior = (draft.confidence, draft.difficulty, " ".join(draft.flaws))
        yield repr((*question, *prior, text.language, text.stem, text.explanation, names[text.note], text.lines,
                    choices))  # fmt: skip


def stored_rows(question, names):
    """What is stored of a question, in the shape of ``drafted_rows``."""
    revision = question.current
    for text in revision.texts.select_related("note_revision__note"):
        choices = [stored_choice(choice, text.language, names) for choice in revision.choices.all()]
        about = (question.key, question.kind, question.fact.key, revision.evidence)
        prior = (revision.confidence, revision.difficulty, question.flaws)
        yield repr((*about, *prior, text.language, text.stem, text.explanation,
                    names[text.note_revision.note.path], (text.first_line, text.last_line), choices))  # fmt: skip


def stored_choice(choice, language, names):
    text = choice.texts.select_related("note_revision__note").get(language=language)
    note = names[text.note_revision.note.path] if text.note_revision else None
    lines = (text.first_line, text.last_line) if text.first_line else None
    fact = choice.fact.key if choice.fact else ""
    return (text.text, choice.is_correct, text.true_of, text.partner, choice.place, choice.constructed, fact,
            note, lines)  # fmt: skip
