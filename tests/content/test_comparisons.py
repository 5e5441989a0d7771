"""Which terms are set side by side, and what the merged tables of a course hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from content.core.claims import CellState, ComparisonTable, Fact, TableCell
from content.core.comparisons import Comparison, suggest_comparisons
from content.core.conflicts import find_conflicts
from content.core.document import ParsedNote
from content.core.facts import extract_facts
from content.core.identity import match_facts
from content.core.mentions import mention_finder
from content.core.merged_tables import merge_tables, merged_key
from content.core.parsing import parse_note
from content.core.terms import EMPTY_PACK, Pack, Term, load_pack
from tests.content.parsed_notes import SEEDS, read

ROOT = Path(__file__).resolve().parents[2]
AWS = load_pack((ROOT / "content" / "packs" / "aws.yaml").read_text("utf-8"))
PACK = load_pack(
    """
terms:
  - {id: silk, zh: 丝绸, en: silk, kind: fabric}
  - {id: linen, zh: 亚麻, en: linen, kind: fabric}
  - {id: wool, zh: 羊毛, en: wool, kind: fabric}
  - {id: shuttle, zh: 梭织机, en: shuttle loom, kind: loom}
  - {id: air-jet, zh: 喷气织机, en: Air Jet Loom, abbreviation: AJL, kind: loom}
  - {id: colour, zh: 颜色, en: colour, kind: concept}
  - {id: pattern, zh: 花纹, en: pattern, kind: concept}
attributes:
  - {id: price, zh: [价格, 成本, 计费], en: [price, cost]}
  - {id: use-case, zh: [使用场景, 用途], en: [use cases, used for]}
"""
)


def course(*notes: tuple[str, str, str], pack: Pack = PACK) -> tuple[tuple[Fact, ...], list[ParsedNote]]:
    """Facts of notes given as ``(slug, language, text)``, twins under one key."""
    facts: list[Fact] = []
    parsed = []
    for slug, language, text in notes:
        note = parse_note(text, path=f"{slug}.{language}.md", slug=slug, language=language)
        parsed.append(note)
        twins = [fact for fact in facts if fact.slug == slug]
        facts += match_facts(extract_facts(note, pack=pack), twins=twins)
    return tuple(facts), parsed


def comparisons(*notes: tuple[str, str, str], pack: Pack = PACK) -> tuple[Comparison, ...]:
    facts, parsed = course(*notes, pack=pack)
    return suggest_comparisons(facts, parsed, pack)


def merged(*notes: tuple[str, str, str], pack: Pack = PACK) -> tuple[ComparisonTable, ...]:
    facts, parsed = course(*notes, pack=pack)
    conflicts = find_conflicts(facts, pack=pack)
    return merge_tables(suggest_comparisons(facts, parsed, pack), facts, conflicts, pack)


def cell(table: ComparisonTable, term: str, attribute: str) -> TableCell:
    return next(one for one in table.cells if (one.term, one.attribute) == (term, attribute))


PRICES = "# 面料\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 昂贵 | 便宜 |\n| 产地 | 江南 | 北欧 |\n"
BILLS = (
    "# 面料\n\n| 特性 | 丝绸 | 羊毛 |\n|---|---|---|\n| 计费 | 按米计价 | 按斤计价 |\n| 手感 | 光滑 | - |\n"
)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (PRICES, ("silk", "linen"), "table"),
        ("# 丝绸与亚麻的区别\n\n丝绸是一种面料。\n", ("silk", "linen"), "compared"),
        ("# 丝绸 vs 亚麻\n\n各有长短。\n", ("silk", "linen"), "compared"),
        ("# Silk vs linen\n\nBoth are old.\n", ("silk", "linen"), "compared"),
        ("# Choosing between silk and linen\n\nBoth are old.\n", ("silk", "linen"), "compared"),
        ("# 怎么选丝绸或亚麻\n\n看季节。\n", ("silk", "linen"), "compared"),
        ("# 面料\n\n## 丝绸\n\n丝绸昂贵。\n\n## 亚麻\n\n亚麻便宜。\n", ("silk", "linen"), "siblings"),
        ("# 面料\n\n- 丝绸：一种动物纤维面料\n- 亚麻：一种植物纤维面料\n", ("silk", "linen"), "list"),
        (
            "# 布\n\n## 丝绸\n\n## 亚麻\n\n一览\n\n丝绸亚麻\n价格昂贵价格便宜\n产自江南产自北欧\n",
            ("silk", "linen"),
            "glued",
        ),
    ],
)
def test_tables_headings_and_lists_set_terms_side_by_side(
    text: str, expected: tuple[str, ...], reason: str
) -> None:
    best = comparisons(("cloth", "en" if text.isascii() else "zh", text))[0]
    assert best.terms == expected
    assert reason in best.reasons


@pytest.mark.parametrize(
    "text",
    [
        "# 颜色\n\n颜色很多。\n\n# 花纹\n\n花纹也多。\n",
        "# 丝绸和喷气织机\n\n两件事。\n",
        "# 丝绸\n\n丝绸光滑，喷气织机很吵。\n",
        "# Silk\n\nSilk is smooth.\n",
    ],
)
def test_a_loose_kind_two_topics_of_a_section_or_one_mention_is_no_comparison(text: str) -> None:
    assert comparisons(("cloth", "en" if text.isascii() else "zh", text)) == ()


def test_a_pair_is_part_of_the_group_of_its_kind_that_is_nearly_as_good() -> None:
    text = PRICES + "\n# 羊毛\n\n羊毛是一种动物纤维面料。\n\n丝绸、亚麻和羊毛都能染色。\n"
    assert [one.terms for one in comparisons(("cloth", "zh", text))] == [("silk", "linen", "wool")]


def test_terms_that_only_the_notes_know_are_compared_by_their_table_under_one_name_for_twins() -> None:
    zh = "# 编法 {#w}\n\n| 特性 | 平纹 | 斜纹 |\n|---|---|---|\n| 外观 | 朴素 | 有斜线 |\n| 牢度 | 结实 | 柔韧 |\n"
    en = "# Weaves {#w}\n\n| Feature | Plain weave | Twill weave |\n|---|---|---|\n| Look | Simple | Diagonal lines |\n| Strength | Firm | Supple |\n"
    (one,) = comparisons(("weave", "zh", zh), ("weave", "en", en))
    assert one.terms == ("平纹", "斜纹")
    tables = merged(("weave", "zh", zh), ("weave", "en", en))
    assert [(t.language, t.terms, t.attributes) for t in tables] == [
        ("zh", ("平纹", "斜纹"), ("外观", "牢度")),
        ("en", ("Plain weave", "Twill weave"), ("Look", "Strength")),
    ]
    assert cell(tables[1], "Twill weave", "Look").claims[0].note == "weave.en.md"


def test_comparisons_need_no_pack() -> None:
    assert [one.terms for one in comparisons(("cloth", "zh", PRICES), pack=EMPTY_PACK)] == [("丝绸", "亚麻")]


def test_tables_of_two_notes_merge_under_the_canonical_attribute_and_keep_every_source() -> None:
    text = "# 丝绸、亚麻与羊毛的区别\n\n见各篇。\n"
    (table,) = merged(("one", "zh", PRICES), ("two", "zh", BILLS), ("three", "zh", text))
    assert (table.origin, table.language, table.confirmed) == ("merged", "zh", True)
    assert (table.terms, table.attributes) == (("丝绸", "亚麻", "羊毛"), ("价格", "产地"))
    silk = cell(table, "丝绸", "价格")
    assert silk.state is CellState.AGREE
    assert [(c.value, c.note, c.lines) for c in silk.claims] == [
        ("昂贵", "one.zh.md", (5, 5)),
        ("按米计价", "two.zh.md", (5, 5)),
    ]
    assert [cell(table, name, "价格").claims[0].value for name in ("亚麻", "羊毛")] == ["便宜", "按斤计价"]


def test_a_cell_of_which_no_note_tells_is_silent_and_an_attribute_told_of_one_term_has_no_row() -> None:
    text = "# 丝绸、亚麻与羊毛的区别\n\n见各篇。\n"
    (table,) = merged(("one", "zh", PRICES), ("two", "zh", BILLS), ("three", "zh", text))
    wool = cell(table, "羊毛", "产地")
    assert (wool.state, wool.claims) == (CellState.SILENT, ())
    assert "手感" not in table.attributes
    assert len(table.cells) == len(table.terms) * len(table.attributes)


def test_a_term_of_which_nothing_shared_is_told_has_no_column() -> None:
    text = PRICES + "\n# 丝绸、亚麻与羊毛的区别\n\n见各篇。\n"
    (table,) = merged(("cloth", "zh", text))
    assert table.terms == ("丝绸", "亚麻")


def test_a_claim_in_conflict_makes_its_cell_one() -> None:
    other = PRICES.replace("昂贵", "每米 30 元").replace("便宜", "每米 8 元")
    third = other.replace("30", "50")
    (table,) = merged(("one", "zh", other), ("two", "zh", third))
    assert cell(table, "丝绸", "价格").state is CellState.CONFLICT
    assert {c.value for c in cell(table, "丝绸", "价格").claims} == {"每米 30 元", "每米 50 元"}
    assert cell(table, "亚麻", "价格").state is CellState.AGREE


def test_the_same_value_counts_once_in_a_note_and_once_for_twins() -> None:
    again = PRICES + "\n## 丝绸\n\n- 价格：昂贵\n"
    (table,) = merged(("one", "zh", again))
    assert [c.value for c in cell(table, "丝绸", "价格").claims] == ["昂贵"]
    en = "# Cloth\n\n| Feature | Silk | Linen |\n|---|---|---|\n| Cost | High | Low |\n| Origin | East | North |\n"
    zh, english = merged(
        ("one", "zh", PRICES.replace("# 面料", "# 面料 {#c}")),
        ("one", "en", en.replace("# Cloth", "# Cloth {#c}")),
    )
    assert [c.value for c in cell(zh, "丝绸", "价格").claims] == ["昂贵"]
    assert [c.value for c in cell(english, "silk", "price").claims] == ["High"]


def test_a_cell_shows_four_claims_and_counts_the_rest() -> None:
    notes = [
        (f"n{i}", "zh", PRICES.replace("昂贵", value))
        for i, value in enumerate(["甲级", "乙等", "丙类", "丁档", "戊品", "己样"])
    ]
    (table,) = merged(*notes)
    silk = cell(table, "丝绸", "价格")
    assert (len(silk.claims), silk.omitted) == (4, 2)


def test_a_full_cell_still_shows_the_claims_in_conflict() -> None:
    values = ["甲级", "乙等", "丙类", "丁档", "每米 30 元", "每米 50 元"]
    notes = [(f"n{i}", "zh", PRICES.replace("昂贵", value)) for i, value in enumerate(values)]
    (table,) = merged(*notes)
    silk = cell(table, "丝绸", "价格")
    assert silk.state is CellState.CONFLICT
    assert {"每米 30 元", "每米 50 元"} < {claim.value for claim in silk.claims}


def test_a_table_is_made_only_in_languages_that_word_half_of_it() -> None:
    english = "# Silk\n\n- Price: high\n"
    assert [t.language for t in merged(("one", "zh", PRICES), ("two", "en", english))] == ["zh"]


def test_a_fact_that_is_not_sure_fills_no_cell() -> None:
    facts, notes = course(("one", "zh", PRICES + "| 手感 | 光滑 | 粗糙 |\n"))
    found = suggest_comparisons(facts, notes, PACK)
    doubtful = tuple(replace(fact, confidence=0.5) if fact.value == "昂贵" else fact for fact in facts)
    (table,) = merge_tables(found, doubtful, (), PACK)
    assert table.attributes == ("产地", "手感")


def test_every_claim_of_a_merged_table_is_a_fact_about_its_term() -> None:
    facts, notes = course(("one", "zh", PRICES), ("two", "zh", BILLS))
    said = {(fact.term, fact.value, fact.note, fact.lines) for fact in facts}
    ids = {"丝绸": "silk", "亚麻": "linen", "羊毛": "wool"}
    tables = merge_tables(suggest_comparisons(facts, notes, PACK), facts, (), PACK)
    claims = [
        (ids[one.term], c.value, c.note, c.lines) for t in tables for one in t.cells for c in one.claims
    ]
    assert claims
    assert set(claims) <= said


def test_the_key_of_a_merged_table_depends_on_its_terms_and_language_only() -> None:
    (table,) = merged(("one", "zh", PRICES))
    assert table.key == merged_key(("linen", "silk"), "zh") != merged_key(("silk", "linen"), "en")
    (later,) = merged(("one", "zh", PRICES.replace("昂贵", "很贵")))
    assert later.key == table.key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EBS 卷和EFS都能用", ("ebs", "efs")),
        ("ECS/EKS 两种办法", ("ecs", "eks")),
        ("EC2启动类型不同于Fargate", ("ec2-launch-type", "fargate")),
        ("An Application Load Balancer is one kind of load balancer.", ("alb", "elb")),
        ("Batches of clusterings", ()),
        ("Docker Hubble", ("docker",)),
        ("c5n.xlarge 与 EC2X", ()),
        ("S3 and Amazon S3 again", ("s3",)),
    ],
)
def test_mentions_are_whole_latin_words_and_the_longest_names(text: str, found: tuple[str, ...]) -> None:
    assert mention_finder(AWS)(text) == found


def test_a_term_of_the_notes_is_mentioned_under_the_names_that_the_pack_leaves_it() -> None:
    own = (Term("silk-road", en="Silk Road", abbreviation="SR"), Term("mine", en="ECS"))
    find = mention_finder(AWS, own)
    assert find("The Silk Road, ECS and SR") == ("silk-road", "ecs")
    assert mention_finder(AWS)("The Silk Road") == ()


@pytest.mark.skipif(not SEEDS, reason="the seed notes are not here")
def test_the_comparisons_worth_having_are_the_first_dozen_of_the_seeds() -> None:
    notes = [read(path) for path in SEEDS]
    facts = tuple(fact for note in notes for fact in extract_facts(note, pack=AWS))
    dozen = [set(one.terms) for one in suggest_comparisons(facts, notes, AWS)[:12]]
    for wanted in (
        {"ecs", "fargate", "eks", "lambda"},
        {"ebs", "efs", "s3", "instance-store"},
        {"alb", "nlb", "gwlb"},
        {"cluster-placement-group", "partition-placement-group", "spread-placement-group"},
        {"launch-template", "launch-configuration"},
        {"on-demand", "reserved", "savings-plans", "spot"},
    ):
        assert wanted in dozen
