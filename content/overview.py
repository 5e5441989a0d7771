"""What the notes of a course come to, as the last build found it: its terms, what is disputed, what to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from content.core.claims import Conflict, Fact, Rule
from content.core.comparison_facts import comparable_facts
from content.core.comparisons import suggest_comparisons
from content.core.conflicts import disputed
from content.core.names import strip_marks
from content.core.parsing import parse_note
from content.core.pinyin import sort_key, spellings
from content.core.search_text import search_form, words_of
from content.core.terms import Pack
from content.core.terms import Term as KnownTerm
from content.facts import BATCH, batches
from content.models import Course, Note, SuggestedComparison, Term
from content.models import Fact as FactRow

_DEFINING = ("definition", "expansion")
_FIELDS = ("zh", "en", "abbreviation", "in_glossary", "is_comparable", "pinyin", "letters", "forms")


def build_overview(
    course: Course, facts: Iterable[Fact], conflicts: Iterable[Conflict], *, pack: Pack
) -> None:
    """Bring the course's terms, disputed facts and suggested comparisons in line with ``facts``, all it states.

    To be called inside a transaction; what is the same already is not written.
    """
    facts = tuple(facts)
    _store_terms(course, facts, pack)
    _store_disputed(course, disputed(facts, conflicts))
    _store_comparisons(course, facts, pack)


def _store_disputed(course: Course, keys: frozenset[str]) -> None:
    rows = FactRow.objects.filter(course=course)
    settled = [pk for pk, key in rows.filter(is_disputed=True).values_list("pk", "key") if key not in keys]
    for some in batches(settled):
        rows.filter(pk__in=some).update(is_disputed=False)
    for names in batches(sorted(keys)):
        rows.filter(key__in=names, is_disputed=False).update(is_disputed=True)


def _store_comparisons(course: Course, facts: Sequence[Fact], pack: Pack) -> None:
    notes = Note.objects.current().filter(course=course, current__isnull=False).select_related("current")
    parsed = [
        parse_note(note.current.source, path=note.path, slug=note.slug, language=note.language)
        for note in notes.defer("current__html", "current__contents")
        if note.current
    ]
    wanted = [list(one.terms) for one in suggest_comparisons(facts, parsed, pack)]
    stored = list(course.suggested_comparisons.values_list("terms", flat=True))
    if stored == wanted:
        return
    SuggestedComparison.objects.bulk_create(
        [
            SuggestedComparison(course=course, position=place, terms=terms)
            for place, terms in enumerate(wanted)
        ],
        update_conflicts=True,
        unique_fields=("course", "position"),
        update_fields=("terms",),
    )
    course.suggested_comparisons.filter(position__gte=len(wanted)).delete()


def _store_terms(course: Course, facts: Sequence[Fact], pack: Pack) -> None:
    by_term: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.term and fact.rule is not Rule.WRITTEN:
            by_term.setdefault(fact.term[:300], []).append(fact)
    comparable = {fact.term[:300] for fact in comparable_facts(facts)}
    stored = {term.key: term for term in course.terms.all()}
    new, changed = [], []
    for key, told in by_term.items():
        row = stored.pop(key, None) or Term(course=course, key=key)
        wanted = _wanted(told, pack.get(key)) | {"is_comparable": key in comparable}
        if row.pk is None or any(getattr(row, name) != wanted[name] for name in _FIELDS):
            for name in _FIELDS:
                setattr(row, name, wanted[name])
            (changed if row.pk else new).append(row)
    for keys in batches([row.pk for row in stored.values()]):
        Term.objects.filter(pk__in=keys).delete()
    Term.objects.bulk_create(new, BATCH)
    Term.objects.bulk_update(changed, _FIELDS, BATCH)


def _wanted(facts: Sequence[Fact], known: KnownTerm | None) -> Mapping[str, str | bool]:
    """The columns of a term of which ``facts`` tell."""
    aliases: tuple[str, ...] = ()
    if known:
        zh, en, abbreviation, aliases = known.zh, known.en, known.abbreviation, known.aliases
    else:
        zh, en = (
            _called(fact.subject for fact in facts if (fact.language == "en") == is_en)
            for is_en in (False, True)
        )
        expanded = [fact for fact in facts if fact.rule is Rule.ABBREVIATION]
        abbreviation = strip_marks(expanded[0].subject) if expanded else ""
    names = [name for name in (abbreviation, zh, en, *aliases) if name]
    letters = search_form(abbreviation or en or zh)
    forms = dict.fromkeys("".join(words_of(name)) for name in names)
    for name in names:
        forms |= dict.fromkeys(spellings(name))
    return {
        "zh": zh[:300],
        "en": en[:300],
        "abbreviation": abbreviation[:100],
        "in_glossary": known is not None or any(fact.aspect in _DEFINING for fact in facts),
        "pinyin": sort_key(zh or abbreviation or en)[:600],
        "letters": letters[:300],
        "forms": "\n".join(filter(None, forms)),
    }


def _called(subjects: Iterable[str]) -> str:
    """The commonest of these names, without marks; the first of equals; nothing without any."""
    counts = Counter(strip_marks(subject) for subject in subjects)
    return max(counts, key=lambda name: counts[name], default="")
