"""How stems and explanations read in Chinese and in English."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from content.core.claims import Fact, Polarity, Rule
from content.core.terms import EMPTY_PACK, Pack, Term, load_pack
from quizzes.core import wording_en, wording_zh
from quizzes.core.wording import called, shown, subject_name

PACK = load_pack(
    "terms:\n"
    "  - {id: ajl, zh: 喷气织机, en: Air Jet Loom, abbreviation: AJL, kind: loom}\n"
    "  - {id: silk, zh: 丝绸, en: silk, kind: fabric}\n"
    "  - {id: dyer, en: Dyer, kind: tool}\n"
)


def fact(attribute: str, value: str, language: str = "zh", **more: object) -> Fact:
    """A fact about silk under ``attribute``."""
    known: dict[str, object] = {
        "key": "k",
        "note": "cloth.md",
        "slug": "cloth",
        "language": language,
        "lines": (1, 1),
        "subject": "silk" if language == "en" else "丝绸",
        "attribute": attribute,
        "value": value,
        "polarity": Polarity.POSITIVE,
        "confidence": 0.9,
        "rule": Rule.TABLE_COLUMN,
        "term": "silk",
        "aspect": attribute.casefold(),
        "place": "a/table1/r1c1",
    }
    return Fact(**(known | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("attribute", "stem"),
    [
        ("产地", "丝绸的产地是什么？"),
        ("谁管理服务器", "对于丝绸，谁管理服务器？"),
        ("如何计费", "丝绸如何计费？"),
        ("是否会褪色", "丝绸是否会褪色？"),
        ("水洗之后", "水洗之后，下列哪一项符合丝绸的情况？"),
        ("适合的团队", "丝绸适合的团队是什么？"),
        ("缺少时的现象", "就丝绸而言，缺少时的现象是什么？"),
        ("可移植性", "关于丝绸的可移植性，下列哪一项正确？"),
        ("适合存放", "丝绸适合存放什么？"),
    ],
)
def test_chinese_asks_for_an_attribute_as_one_would_say_it(attribute: str, stem: str) -> None:
    assert wording_zh.ask_value(fact(attribute, "江南"), "丝绸") == stem


@pytest.mark.parametrize(
    ("value", "stem"),
    [("按米计费", "丝绸如何收费？"), ("按米付款", "丝绸如何计费？"), ("按米收费", "丝绸如何计费？")],
)
def test_chinese_asks_for_a_price_in_other_words_than_its_answer(value: str, stem: str) -> None:
    assert wording_zh.ask_value(fact("价格", value, aspect="price"), "丝绸") == stem


@pytest.mark.parametrize(
    ("attribute", "stem"),
    [
        ("Origin", "What is the origin of silk?"),
        ("Limits", "What are the limits of silk?"),
        ("Scope of sharing", "For silk, what is the scope of sharing?"),
        ("Who manages servers", "Who manages servers for silk?"),
        ("How it ends", "Which of these says how silk ends?"),
        ("Way to change it", "What is the way to change silk?"),
        ("Question it answers", "What is the question silk answers?"),
        ("After washing", "After washing, which of these is true of silk?"),
        ("Portability", "Which of these is true of the portability of silk?"),
        ("Used For", "What is silk used for?"),
        ("Resources built", "What are the resources built of silk?"),
        ("How Dye Is Used", "Which of these says how dye is used for silk?"),
        ("Supports", "What does silk support?"),
    ],
)
def test_english_asks_for_an_attribute_as_one_would_say_it(attribute: str, stem: str) -> None:
    assert wording_en.ask_value(fact(attribute, "East", "en"), "silk") == stem


@pytest.mark.parametrize(
    ("attribute", "stem"),
    [
        ("产地", "下列哪一项的产地是“江南”？"),
        ("适合的团队", "下列哪一项适合的团队是“江南”？"),
        ("使用者要维护的东西", "在下列哪一项中，使用者要维护的东西是“江南”？"),
        ("谁来养蚕", "“谁来养蚕：江南”说的是下列哪一项？"),
        ("可移植性", "关于可移植性，“江南”说的是下列哪一项？"),
    ],
)
def test_chinese_asks_for_the_term_of_a_value(attribute: str, stem: str) -> None:
    assert wording_zh.ask_term(fact(attribute, "江南")) == stem


@pytest.mark.parametrize(
    ("attribute", "stem"),
    [
        ("Origin", "For which of these is the origin “from the east”?"),
        ("What it does", "Which of these is described by “What it does: from the east”?"),
        ("Portability", "As to portability, which of these is described as “from the east”?"),
        ("Used for", "Which of these is used for “from the east”?"),
        ("Suited team", "For which of these is the suited team “from the east”?"),
    ],
)
def test_english_asks_for_the_term_of_a_value(attribute: str, stem: str) -> None:
    assert wording_en.ask_term(fact(attribute, "From the east", "en")) == stem


@pytest.mark.parametrize("value", ["80,000", "4–16 GB", "约 3 天"])
@pytest.mark.parametrize("attribute", ["单卷最高 IOPS", "可选厚度", "可移植性"])
def test_chinese_asks_how_much_where_the_value_is_measured(attribute: str, value: str) -> None:
    stem = wording_zh.ask_value(fact(attribute, value), "丝绸")
    assert stem == f"丝绸的{attribute}{' ' if attribute.endswith('S') else ''}是多少？"


def test_chinese_asks_for_a_term_without_two_de_in_a_row() -> None:
    assert "的密钥的" not in wording_zh.ask_term(fact("密钥的安放", "江南"))


def test_a_word_such_as_several_is_small_inside_a_sentence_even_before_a_name() -> None:
    stem = wording_en.ask_term(fact("Place", "Several Availability Zones", "en"))
    assert stem == "For which of these is the place “several Availability Zones”?"


@pytest.mark.parametrize(
    ("subject", "term", "said"),
    [
        ("Batch", "batch", "Batch"),
        ("Spot Instance", "spot-instance", "the Spot Instance"),
        ("Standard workflow", "standard-workflow", "the Standard workflow"),
        ("Long polling", "long-polling", "long polling"),
        ("`COPY --from`", "", "COPY --from"),
        ("A single `run`", "", "a single run"),
        ("All-at-once shift", "", "the all-at-once shift"),
    ],
)
def test_english_puts_an_article_before_what_is_counted_only(subject: str, term: str, said: str) -> None:
    names = {"batch": "Batch", "spot-instance": "Spot Instance", "standard-workflow": "Standard workflow"}
    pack = Pack.build(
        [Term("long-polling", en="long polling"), *(Term(one, en=en) for one, en in names.items())]
    )
    named = replace(fact("Origin", "East", "en"), subject=subject, term=term)
    words = frozenset(("batch", "standard", "spot", "shift"))
    assert subject_name(named, words=words, pack=pack) == said


@pytest.mark.parametrize(
    ("attribute", "stem"),
    [
        ("适用前提", "丝绸的适用前提是什么？"),
        ("主要风险", "丝绸的主要风险是什么？"),
        ("使用前的准备", "就丝绸而言，使用前的准备是什么？"),
    ],
)
def test_what_begins_like_a_verb_and_ends_in_a_noun_is_asked_as_one(attribute: str, stem: str) -> None:
    assert wording_zh.ask_value(fact(attribute, "江南"), "丝绸") == stem


def test_english_asks_for_an_example_of_one_of_a_kind() -> None:
    asked = fact("Example", "A red scarf", "en", aspect="example")
    assert wording_en.ask_value(asked, "the scarf") == "Which of these is an example of a scarf?"
    assert (
        wording_en.ask_value(asked, "the eastern scarf")
        == "Which of these is an example of an eastern scarf?"
    )


def test_a_statement_is_true_of_its_term_and_a_value_goes_with_it() -> None:
    assert (
        wording_en.true_of([("Origin: North", "linen")], statements=True)
        == "“Origin: North” is true of linen."
    )


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("the loom", "Which of these describes a loom?"),
        ("the open loom", "Which of these describes an open loom?"),
        ("the AJL", "Which of these describes an AJL?"),
        ("the usage plan", "Which of these describes a usage plan?"),
        ("the spinning state", "Which of these describes the spinning state?"),
        ("silk", "Which of these describes silk?"),
    ],
)
def test_english_asks_what_one_of_a_kind_is(name: str, stem: str) -> None:
    assert wording_en.ask_meaning(name) == stem


def test_a_column_of_verbs_is_told_with_its_verb() -> None:
    assert wording_en.sentence(fact("Handles", "Raw silk", "en"), "the loom") == "The loom handles “raw silk”"
    assert (
        wording_en.sentence(fact("Used for", "Raw silk", "en"), "the loom")
        == "The loom is used for “raw silk”"
    )


def test_latin_and_chinese_stand_apart_in_stems_and_options() -> None:
    assert wording_zh.ask_rather("ECS", "织机") == "下列哪一项说的是 ECS，而不是织机？"
    assert shown("把EBS卷挂到EC2实例上,再格式化", "zh") == "把 EBS 卷挂到 EC2 实例上，再格式化"
    assert shown("`docker run`", "zh") == "docker run"
    assert shown("✅ Yes", "en") == "Yes"


def test_a_negation_is_set_in_bold_and_the_number_to_choose_is_stated() -> None:
    assert "**不**" in wording_zh.ask_not("丝绸")
    assert "**NOT**" in wording_en.ask_not("silk")
    assert wording_zh.ask_several("丝绸", 2) == "关于丝绸，下列哪两项正确？（选两项）"
    assert wording_en.ask_several("silk", 3) == "Which three of these are true of silk? (Choose three)"


def test_explanations_are_sentences_that_say_what_is_true_of_whom() -> None:
    assert wording_zh.sentence(fact("产地", "江南"), "丝绸") == "丝绸的产地是“江南”"
    assert wording_zh.sentence(fact("谁来养", "蚕农"), "丝绸") == "关于“谁来养”，丝绸对应的是“蚕农”"
    assert wording_zh.sentence(fact("定义", "一种面料", aspect="definition"), "丝绸") == "丝绸是一种面料"
    assert wording_zh.true_of([("北欧", "亚麻")]) == "“北欧”说的是亚麻。"
    assert wording_en.sentence(
        fact("Origin", "East", "en"), "silk"
    ) == "The origin of silk is “East”".replace("East", "east")
    assert wording_en.sentence(fact("How it ends", "Worn out", "en"), "silk") == "How silk ends: “worn out”"
    assert wording_en.true_of([("North", "linen"), ("West", "wool")]) == (
        "“North” goes with linen; “West” goes with wool."
    )
    predicate = fact("支持", "支持水洗和熨烫", rule=Rule.PREDICATE, aspect="supports")
    assert wording_zh.sentence(predicate, "丝绸") == "丝绸支持水洗和熨烫"


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("如果你想把丝绸从一地运到另一地,你需要", "请按先后顺序排列“把丝绸从一地运到另一地”的各个步骤。"),
        ("从蚕茧到面料", "请按先后顺序排列“从蚕茧到面料”的各个步骤。"),
    ],
)
def test_a_procedure_is_named_without_its_frame(title: str, stem: str) -> None:
    assert wording_zh.ask_order(title) == stem


@pytest.mark.parametrize(
    ("written", "term", "name"),
    [
        ("Amazon AJL", "ajl", "AJL"),
        ("Air Jet Loom", "ajl", "AJL"),
        ("dyer", "dyer", "Dyer"),
        ("丝绸", "silk", "丝绸"),
        ("AWS账户", "aws账户", "AWS 账户"),
    ],
)
def test_a_name_is_shown_short_and_without_its_vendor(written: str, term: str, name: str) -> None:
    assert called(fact("a", "b", subject=written, term=term), PACK) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Bind mount", "the bind mount"),
        ("Ephemeral storage", "ephemeral storage"),
        ("EBS", "EBS"),
        ("Most looms", "most looms"),
    ],
)
def test_english_common_nouns_take_an_article_and_stuffs_do_not(written: str, name: str) -> None:
    told = fact("a", "b", "en", subject=written, term=written.casefold())
    assert subject_name(told, words=frozenset(), pack=EMPTY_PACK) == name


def test_no_stem_holds_two_spaces_or_one_before_chinese_punctuation() -> None:
    for attribute in ("产地", "API 的端口", "谁管理 EC2", "水洗之后"):
        for stem in (
            wording_zh.ask_value(fact(attribute, "a b"), "ECS"),
            wording_zh.ask_term(fact(attribute, "用 API")),
        ):
            assert not re.search(r"  | [，。？”]|[“，] ", stem), stem
