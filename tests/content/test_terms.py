"""Names, packs and the terms that notes define."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.core.abbreviations import find_expansions, initials_match
from content.core.names import heading_name, is_generic, is_noun
from content.core.parsing import parse_note
from content.core.terms import EMPTY_PACK, Pack, Term, load_pack, note_terms
from tests.content.test_facts import facts_of

AWS = Path(__file__).parents[2] / "content" / "packs" / "aws.yaml"


@pytest.fixture(scope="module")
def aws() -> Pack:
    return load_pack(AWS.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("ECS", "ecs"),
        ("AWS ECS", "ecs"),
        ("Amazon Elastic Container Service", "ecs"),
        ("ＥＣＳ", "ecs"),
        ("**Fargate**", "fargate"),
        ("应用负载均衡器(Application Load Balancer)", "alb"),
        ("应用负载均衡器（ALB）", "alb"),
        ("Amazon Elastic File System (Amazon EFS)", "efs"),
        ("任务定义", "task-definition"),
        ("the task definition", "task-definition"),
        ("EC2启动类型", "ec2-launch-type"),
        ("EC2 launch type", "ec2-launch-type"),
    ],
)
def test_a_term_is_found_by_any_of_its_names(aws: Pack, written: str, term: str) -> None:
    found = aws.find(written)
    assert found is not None
    assert found.id == term


@pytest.mark.parametrize("text", ["`docker build --platform` makes them", "`Docker build` 会构建"])
def test_the_start_of_a_command_names_no_term(aws: Pack, text: str) -> None:
    assert aws.find_leading(text) is None
    assert aws.find_leading(text.replace("`", "")) is not None


def test_a_name_alone_in_back_ticks_leads_a_text(aws: Pack) -> None:
    found = aws.find_leading("`Docker` 会构建镜像")
    assert found is not None
    assert found[0].id == "docker"


@pytest.mark.parametrize("written", ["", "ECS 的价格", "awsome", "ECS and EKS", "特点"])
def test_what_only_holds_a_name_is_no_term(aws: Pack, written: str) -> None:
    assert aws.find(written) is None


@pytest.mark.parametrize(
    ("written", "attribute"),
    [
        ("成本", "price"),
        ("计费", "price"),
        ("Pricing", "price"),
        ("使用场景", "use-case"),
        ("Best for", "use-case"),
    ],
)
def test_synonyms_in_both_languages_name_one_attribute(aws: Pack, written: str, attribute: str) -> None:
    found = aws.find_attribute(written)
    assert found is not None
    assert found.id == attribute


def test_the_aws_pack_is_sound(aws: Pack) -> None:
    assert len(aws.terms) >= 60
    assert len(aws.attributes) >= 20
    assert len(aws.claims) >= 15
    known = {term.id for term in aws.terms}
    assert {claim.term for claim in aws.claims} <= known
    assert all(claim.checked == "2026-11-21" and claim.zh and claim.en for claim in aws.claims)
    assert all(term.kind for term in aws.terms)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("terms: [", "not valid YAML"),
        ("- a", "must be a mapping"),
        ("words: []", "unknown key: words"),
        ("terms: {a: b}", "terms must be a list"),
        ("terms: [{zh: 茶}]", "Entry 1 of the pack's terms"),
        ("terms: [{id: tea}]", "needs a name"),
        ("terms: [{id: tea, zh: 茶}, {id: tea, en: tea}]", "two terms with the id tea"),
        ("terms: [{id: tea, zh: 茶, aliases: 5}]", "aliases of tea must be a list"),
        ("attributes: [{id: price}]", "price"),
        ("expansions: [a]", "expansions must map"),
        ("claims: [{id: c, says: [[a]]}]", "date checked"),
    ],
)
def test_a_bad_pack_is_refused_with_a_sentence_that_says_why(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        load_pack(text)


def test_an_empty_pack_file_is_an_empty_pack() -> None:
    assert load_pack("") == EMPTY_PACK


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("什么是梭织机", "梭织机"),
        ("梭织机是什么？", "梭织机"),
        ("What is a lock?", "lock"),
        ("What a lock is", "lock"),
        ("2.1.3. ECS", "ECS"),
        ("Fargate：", "Fargate"),
    ],
)
def test_a_heading_that_asks_or_counts_is_about_its_term(heading: str, name: str) -> None:
    assert heading_name(heading) == name


@pytest.mark.parametrize(
    "heading", ["特点", "使用场景", "对比", "Features", "Overview", "Use cases", "注意", "总结", "1. 简介"]
)
def test_generic_headings_are_no_terms(heading: str) -> None:
    assert is_generic(heading)
    assert not is_noun(heading)


@pytest.mark.parametrize(
    "text", ["从用途来看", "为什么要用茶？", "需要准备热水", "It", "how to brew tea", "先洗茶，再泡茶"]
)
def test_clauses_and_questions_are_no_nouns(text: str) -> None:
    assert not is_noun(text)


@pytest.mark.parametrize(
    ("abbreviation", "expansion", "matches"),
    [
        ("ECS", "Elastic Container Service", True),
        ("S3", "Simple Storage Service", True),
        ("EC2", "Elastic Compute Cloud", True),
        ("FaaS", "Function as a Service", True),
        ("IAM", "Identity and Access Management", True),
        ("ECS", "Elastic Cloud", False),
        ("S3", "Simple Storage", False),
        ("OK", "All Right", False),
    ],
)
def test_initials_decide_whether_words_are_an_expansion(
    abbreviation: str, expansion: str, matches: bool
) -> None:
    assert initials_match(abbreviation, expansion) is matches


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("AJL 是 Air Jet Loom 的缩写。", ("AJL", "Air Jet Loom")),
        ("AJL是Air Jet Loom的缩写。", ("AJL", "Air Jet Loom")),
        ("AJL stands for Air Jet Loom.", ("AJL", "Air Jet Loom")),
        ("喷气织机使用 Air Jet Loom (AJL) 的名称", ("AJL", "Air Jet Loom")),
        ("AJL（Air Jet Loom）", ("AJL", "Air Jet Loom")),
        ("织机（Air Jet Loom，AJL）", ("AJL", "Air Jet Loom")),
    ],
)
def test_expansions_are_read_in_every_usual_form(text: str, pair: tuple[str, str]) -> None:
    assert [found[:2] for found in find_expansions(text)] == [pair]


@pytest.mark.parametrize(
    "text",
    ["AJL 是 Rapier Loom 的缩写", "OSI (Open Loom)", "见第 3 章 (TODO)", "A raw jet loom (RJL) is new"],
)
def test_an_expansion_whose_initials_disagree_is_none(text: str) -> None:
    assert find_expansions(text) == ()


def test_a_note_brings_its_own_terms_and_the_pack_keeps_its_names(aws: Pack) -> None:
    note = parse_note(
        "# 喷气织机(Air Jet Loom)\n\nRPL stands for Rapier Loom Press.\n\n## ECS\n", path="a.zh.md"
    )
    glossary = note_terms(note, aws)
    assert glossary.find("Air Jet Loom") == glossary.find("喷气织机")
    assert glossary.find("ECS") == aws.find("ECS")
    assert glossary.find("特点") is None


def test_a_pack_with_more_terms_is_the_pack_built_of_them_all(aws: Pack) -> None:
    more = (
        Term("eleven", en="Elastic Container Service Anywhere Else", abbreviation="ECSAE"),
        Term("other-ecs", zh="弹性", en="ECS"),
        Term("last", en="Elastic"),
    )
    joined, built = (
        aws.with_terms(more),
        Pack.build((*aws.terms, *more), aws.attributes, aws.expansions, aws.claims),
    )
    assert joined == built
    assert joined.find("ECS") is aws.find("ECS")  # who had a name keeps it
    for text in (
        "Elastic Container Service Anywhere Else runs",
        "elastic IP",
        "Elastic band",
        "弹性伸缩",
        "弹性好",
    ):
        assert joined.find_leading(text) == built.find_leading(text)
    assert joined.find_leading("ECSAE runs") == (more[0], 5)
    assert aws.find_leading("ECSAE runs") is None  # the pack itself is as it was


def test_a_note_that_uses_both_names_of_a_term_tells_what_its_abbreviation_stands_for() -> None:
    pack = load_pack("terms: [{id: loom, zh: 织机, en: Air Jet Loom, abbreviation: AJL}]")
    both = "# 机器\n\nAJL 很吵。\n\nair jet loom 需要干净的空气。\n"
    told = [f for f in facts_of(both, pack=pack) if f.aspect == "expansion"]
    assert [(f.subject, f.value, f.lines) for f in told] == [("AJL", "air jet loom", (5, 5))]
    assert not [f for f in facts_of("AJL 很吵。", pack=pack) if f.aspect == "expansion"]
