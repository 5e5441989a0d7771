"""Finding passages and terms; on both databases alike."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from content.core.search_text import read_query
from content.models import Course, Note, Passage, Term
from content.search import find_passages, find_terms, nearest_terms
from quizzes.importing import import_notes
from tests.factories import NOW
from tests.harbour import make_harbour

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour(tmp_path):
    return make_harbour(tmp_path)


def found(text, language="zh"):
    return find_passages(read_query(text), Course.objects.all(), language=language)


def plain(pieces):
    return "".join(piece.text for piece in pieces)


def test_a_section_is_found_in_either_script_and_by_the_pinyin_of_its_heading(harbour):
    for text in ("负载均衡", "負載均衡", "配重块", "fuzaijunheng", "fzjh", "fzj"):
        assert plain(found(text)[0].heading) == "负载均衡", text


def test_a_hit_leads_to_the_very_line_of_the_note(harbour):
    for text, language, line in (("配重块放在", "zh", 15), ("DIESEL", "en", 10), ("柴油机", "zh", 10)):
        first = found(text, language)[0]
        assert first.url.endswith(f"/harbour/cranes/{language}/?lines={line}-{line}#L{line}")
        assert f'id="L{line}"' in Note.objects.get(slug="cranes", language=language).current.html


def test_every_word_has_to_stand_in_the_same_section(harbour):
    assert found("电网 柴油机")
    assert found("电网 配重块") == []


def test_the_wanted_language_comes_first_and_a_heading_before_the_text(harbour):
    assert found("crane", "en")[0].language == "en"
    assert plain(found("floating", "en")[0].heading) == "Portal, floating and truck cranes"


def test_a_word_that_is_still_being_typed_is_found(harbour):
    assert found("counterw", "en")[0].line == 15


HOSTILE = (
    '"', "'", "*", "NEAR(灯", "灯塔 OR", "a AND", "-灯塔", "heading_tokens:灯塔", "\\", "%", "灯塔\x00",
    "'; DROP TABLE", "!&|", "<->", "灯:*",
)  # fmt: skip


def test_signs_that_databases_read_as_syntax_are_harmless(harbour):
    courses = Course.objects.all()
    for text in HOSTILE:
        found(text)
        find_terms(read_query(text), courses)
        nearest_terms(read_query(text), courses)
    assert found("灯塔 OR") == []
    assert Passage.objects.exists()


def test_courses_that_may_not_be_read_are_not_searched(harbour):
    assert find_passages(read_query("灯塔"), Course.objects.none(), language="zh") == []


def test_an_edited_note_is_found_by_its_new_text_and_a_retired_one_not_at_all(harbour, tmp_path):
    make_harbour(tmp_path, lights_zh_md="# 灯塔 {#lights}\n\n灯塔是一种用雷达指示方位的航标。\n")
    assert found("雷达")
    assert found("漂浮的航标") == []
    (tmp_path / "harbour" / "cranes.zh.md").unlink()
    (tmp_path / "harbour" / "cranes.en.md").unlink()
    import_notes([str(tmp_path)], now=NOW)
    assert found("配重块") == []


def test_reading_the_same_files_again_writes_no_passage(harbour, tmp_path):
    before = list(Passage.objects.order_by("pk").values_list())
    make_harbour(tmp_path)
    assert list(Passage.objects.order_by("pk").values_list()) == before


def test_the_index_can_be_made_anew(harbour, capsys):
    before = list(Passage.objects.order_by("note", "position").values_list("text", "starts", "text_tokens"))
    Passage.objects.all().delete()
    assert found("灯塔") == []
    call_command("rebuild_search")
    assert "4 notes" in capsys.readouterr().out
    assert found("灯塔")
    after = Passage.objects.order_by("note", "position").values_list("text", "starts", "text_tokens")
    assert list(after) == before


def test_a_term_is_found_by_any_of_its_names(harbour):
    for text in ("浮吊", "floating cr", "fudiao", "fd", "Floating Crane"):
        names = [term.zh for term in find_terms(read_query(text), Course.objects.all())]
        assert names[0] == "浮吊", text


def test_terms_that_read_alike_are_offered(harbour):
    assert [term.zh for term in nearest_terms(read_query("打塔"), Course.objects.all())] == []
    Term.objects.filter(zh="汽车吊").update(in_glossary=True)
    assert [term.zh for term in nearest_terms(read_query("汽车钓"), Course.objects.all())] == ["汽车吊"]
