"""What is asked about facts, in both languages, the same every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from content.core.claims import Fact
from content.core.conflicts import find_conflicts
from content.core.facts import extract_facts
from content.core.identity import match_facts
from content.core.parsing import parse_note
from content.core.terms import Pack, load_pack
from quizzes.core.distractors import is_nominal, near_misses, too_alike
from quizzes.core.drafts import Draft, Evidence, QuestionKind
from quizzes.core.generation import generate_questions
from tests.content.test_facts import PACK, QUIZ, facts_of

ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("KAODIAN_SEEDS") or ROOT.parent / "shared" / "seeds")

ZH = """# 面料对比 {#compare}

| 对比项 | 丝绸 | 亚麻 | 羊毛 |
|---|---|---|---|
| 成本 | 按匹计算 | 按米计算 | 按斤计算 |
| 使用场景 | 夏天的礼服 | 日常的桌布 | 冬天的外套 |
| 容器删除之后 | 立刻收缩一半 | 慢慢变硬发黄 | 几乎原样保留 |
"""
EN = """# Fabrics compared {#compare}

| Aspect | Silk | Linen | Wool |
|---|---|---|---|
| Cost | Paid by the bolt | Paid by the metre | Paid by the pound |
| Use cases | Gowns for summer | Cloths for tables | Coats for winter |
| After washing | Shrinks by half | Turns stiff slowly | Stays as it was |
"""


def drafts_of(*facts: Fact, pack: Pack = PACK) -> tuple[Draft, ...]:
    return generate_questions(facts, pack=pack, conflicts=find_conflicts(facts, pack=pack))


def twins() -> tuple[Fact, ...]:
    zh = facts_of(ZH)
    return zh + match_facts(facts_of(EN, "en"), twins=zh)


def test_every_row_of_a_long_table_stands_among_the_wrong_options() -> None:
    made = [
        "ribbon",
        "canvas",
        "velvet",
        "carpet",
        "gauze",
        "damask",
        "brocade",
        "denim",
        "satin",
        "flannel",
        "muslin",
        "felt",
    ]
    rows = "".join(f"| {name} loom | {what} |\n" for name, what in zip(made, reversed(made), strict=True))
    text = f"# Looms {{#looms}}\n\n| Name | Neighbour |\n|---|---|\n{rows}"
    drafts = [d for d in drafts_of(*facts_of(text, "en")) if d.kind is QuestionKind.CONTRAST]
    wrong = [choice.text for draft in drafts for choice in draft.texts[0].choices if not choice.correct]
    assert len(set(wrong)) >= 9
    assert max(map(wrong.count, wrong)) <= len(drafts) // 2


def test_english_names_among_the_options_begin_alike_and_tools_stay_as_they_are() -> None:
    pack = load_pack(
        "terms:\n  - {id: base, zh: 基础镜像, en: base image, kind: part}\n  - {id: layer, zh: 镜像层, en: image layer, kind: part}\n"
        "  - {id: kubelet, zh: kubelet, en: kubelet, kind: part}\n"
    )
    text = (
        "# Parts {#parts}\n\nA base image is a ready file that a build starts from.\n\nAn image layer is a stored record of"
        " one change.\n\nA kubelet is an agent that keeps every machine in line.\n"
    )
    facts = facts_of(text, "en", pack)
    drafts = [d for d in drafts_of(*facts, pack=pack) if d.kind is QuestionKind.DEFINITION]
    shown = {c.text for d in drafts for c in d.texts[0].choices if "image" in c.text or c.text == "kubelet"}
    assert {"Base image", "kubelet"} <= shown
    assert not {"base image", "image layer", "Kubelet"} & shown


def stems(drafts: tuple[Draft, ...], kind: QuestionKind, language: str) -> list[str]:
    return [
        text.stem
        for draft in drafts
        if draft.kind is kind
        for text in draft.texts
        if text.language == language
    ]


def test_a_table_asks_for_the_attribute_of_a_term_and_for_the_term_of_a_value() -> None:
    drafts = drafts_of(*facts_of(ZH))
    assert {draft.evidence for draft in drafts} == {Evidence.SAME_TABLE}
    assert not any(draft.flaws for draft in drafts)
    asked = stems(drafts, QuestionKind.ATTRIBUTE, "zh")
    assert asked[:2] == ["丝绸如何计费？", "亚麻如何计费？"]
    assert "羊毛适合什么场景？" in asked
    assert "容器删除之后，下列哪一项符合丝绸的情况？" in asked
    assert stems(drafts, QuestionKind.CONTRAST, "zh")[0] == "下列哪一项的成本是“按匹计算”？"


def test_wrong_options_are_true_of_siblings_and_say_where() -> None:
    (draft, *_) = drafts_of(*facts_of(ZH))
    (text,) = draft.texts
    assert {(c.text, c.correct, c.true_of, c.lines) for c in text.choices} == {
        ("按匹计算", True, "丝绸", (5, 5)),
        ("按米计算", False, "亚麻", (5, 5)),
        ("按斤计算", False, "羊毛", (5, 5)),
    }
    assert all(choice.note == "cloth.zh.md" and not choice.constructed for choice in text.choices)
    assert all(name in text.explanation for name in ("丝绸", "亚麻", "羊毛"))


def test_twins_give_one_question_whose_choices_correspond() -> None:
    drafts = drafts_of(*twins())
    kinds = [draft.kind for draft in drafts]
    assert (kinds.count(QuestionKind.ATTRIBUTE), kinds.count(QuestionKind.CONTRAST)) == (9, 6)
    # What one term suits may suit another, so the row on uses is asked one way only.
    for draft in drafts:
        zh, en = draft.texts
        assert (zh.language, en.language) == ("zh", "en")
        assert [c.fact for c in zh.choices] == [c.fact for c in en.choices]
        assert [c.correct for c in zh.choices] == [c.correct for c in en.choices]
        assert not draft.flaws
    asked = stems(drafts, QuestionKind.ATTRIBUTE, "en")
    assert "How is silk billed?" in [stem.replace("the silk", "silk") for stem in asked]
    assert any(stem.startswith("After washing, which of these is true of") for stem in asked)


def test_a_fact_in_one_language_gives_a_question_in_one_language() -> None:
    assert {len(draft.texts) for draft in drafts_of(*facts_of(EN, "en"))} == {1}


def test_two_terms_are_asked_apart_by_their_rows() -> None:
    text = "# 对比\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 按匹计算 | 按米计算 |\n| 手感 | 柔软光滑 | 粗糙硬挺 |\n| 产地 | 江南水乡 | 北欧平原 |\n"
    drafts = drafts_of(*facts_of(text))
    assert {draft.kind for draft in drafts} == {QuestionKind.CONTRAST}
    (text_,) = drafts[0].texts
    assert text_.stem == "下列哪一项说的是丝绸，而不是亚麻？"
    assert {c.text for c in text_.choices} == {"成本：按匹计算", "手感：粗糙硬挺", "产地：北欧平原"}


@pytest.mark.parametrize(
    "text",
    [
        "# 对比\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 按匹计算 | 按米计算 |\n",  # one distractor
        "# 对比\n\n| 特性 | 丝绸 | 亚麻 | 羊毛 |\n|---|---|---|---|\n| 成本 | 按匹计算 | - | - |\n",
        "# 对比\n\n| 特性 | 丝绸 | 亚麻 | 羊毛 |\n|---|---|---|---|\n| 成本 | 按匹计算 | 按匹计算 | 按匹计算。 |\n",
    ],
)
def test_a_question_is_never_padded(text: str) -> None:
    assert drafts_of(*facts_of(text)) == ()


def test_a_value_that_two_terms_share_asks_for_neither() -> None:
    text = "# 对比\n\n| 特性 | 丝绸 | 亚麻 | 羊毛 |\n|---|---|---|---|\n| 来源 | 来自动物 | 来自植物 | 来自动物 |\n"
    assert [
        draft.texts[0].choices for draft in drafts_of(*facts_of(text)) if draft.kind is QuestionKind.ATTRIBUTE
    ] == []
    asked = [next(c.text for c in d.texts[0].choices if c.correct) for d in drafts_of(*facts_of(text))]
    assert asked == ["亚麻"]


def test_whether_something_is_supported_is_asked_in_plain_words() -> None:
    text = "# 对比\n\n| 特性 | 丝绸 | 亚麻 | 羊毛 |\n|---|---|---|---|\n| 水洗 | 不支持 | 支持 | 不支持 |\n"
    assert stems(drafts_of(*facts_of(text)), QuestionKind.CONTRAST, "zh") == ["下列哪一项支持水洗？"]


def test_a_term_named_in_the_value_is_not_asked_for() -> None:
    text = "# 对比\n\n| 特性 | 丝绸 | 亚麻 | 羊毛 |\n|---|---|---|---|\n| 织法 | 用丝绸线织成 | 用麻线织成的 | 用毛线织成的 |\n"
    kinds = [
        (d.kind, d.texts[0].choices) for d in drafts_of(*facts_of(text)) if d.kind is QuestionKind.CONTRAST
    ]
    assert all("丝绸" not in {c.text for c in choices if c.correct} for _, choices in kinds)


DEFINITIONS = "# 面料\n\n丝绸是一种由蚕茧抽丝织成的面料。\n\n亚麻是一种用草本植物茎秆纺成的布。\n\n羊毛是一种从绵羊身上剪下的卷曲毛发。\n"


def test_definitions_are_asked_both_ways() -> None:
    drafts = drafts_of(*facts_of(DEFINITIONS))
    assert len({draft.key for draft in drafts}) == len(drafts) == 6
    asked = stems(drafts, QuestionKind.DEFINITION, "zh")
    assert "“一种由蚕茧抽丝织成的面料”说的是下列哪一项？" in asked
    assert "下列哪一项是对丝绸的正确描述？" in asked
    assert {draft.evidence for draft in drafts} == {Evidence.OTHER_TERM}


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("一种无服务器的计算服务，运行代码", "一种无服务器的容器服务", True),
        ("a serverless compute engine for containers", "a serverless compute service", True),
        ("一种由蚕茧抽丝织成的面料", "一种用草本植物茎秆纺成的布", False),
        ("a plain file of build steps", "a network store for packages", False),
    ],
)
def test_definitions_that_one_thing_could_meet_are_alike(left: str, right: str, alike: bool) -> None:
    assert too_alike(left, right) is alike


@pytest.mark.parametrize(
    ("text", "nominal"),
    [
        ("一种天然纤维", True),
        ("AWS 提供的一项托管服务", True),
        ("私有镜像仓库", True),
        ("a natural fibre", True),
        ("在主机上运行容器", False),
        ("可以用来存放镜像的服务", False),
        ("让开发者自动发现其他服务", False),
        ("runs containers", False),
    ],
)
def test_only_noun_phrases_define(text: str, nominal: bool) -> None:
    assert is_nominal(text) is nominal


def test_expansions_are_asked_among_near_misses_that_give_nothing_away() -> None:
    (draft,) = drafts_of(*facts_of("ELB 是 Elastic Load Balancing 的缩写。"))
    (text,) = draft.texts
    assert (draft.kind, draft.evidence) == (QuestionKind.ABBREVIATION, Evidence.CONSTRUCTED)
    assert text.stem == "缩写 ELB 的全称是什么？"
    assert [c.constructed for c in text.choices].count(True) == 3
    assert all((c.note is None and c.lines is None) is c.constructed for c in text.choices)
    words = [word for choice in text.choices for word in choice.text.split()]
    assert all(words.count(word) in (2, 4) for word in words), (
        "a word that stands once or thrice gives the key away"
    )


def test_an_expansion_that_the_pack_knows_is_asked_without_a_flaw() -> None:
    pack = load_pack("terms: [{id: elb, en: Elastic Load Balancing, abbreviation: ELB}]")
    (draft,) = drafts_of(*facts_of("ELB stands for Elastic Load Balancing.", "en", pack=pack), pack=pack)
    assert draft.flaws == ()


def test_a_near_miss_is_never_a_true_expansion() -> None:
    made = near_misses(
        "DNS", "Domain Name System", known=("Domain Name Service", "Domain Name Server"), seed="x"
    )
    assert not {"Domain Name Service", "Domain Name Server"} & set(made)


def test_a_written_question_is_asked_as_it_stands() -> None:
    (draft,) = [d for d in drafts_of(*facts_of(QUIZ)) if d.kind is QuestionKind.WRITTEN]
    (text,) = draft.texts
    assert (text.stem, text.explanation, draft.evidence) == (
        "丝绸最怕什么？",
        "久晒会变脆。",
        Evidence.WRITTEN,
    )
    assert [(c.text, c.correct, c.lines) for c in text.choices] == [
        ("阳光", True, (5, 5)),
        ("清风", False, (6, 6)),
        ("月光", False, (7, 7)),
    ]
    assert draft.flaws == ()


def test_a_disputed_fact_carries_the_flaw_and_is_no_distractor() -> None:
    facts = facts_of(ZH) + facts_of("## 丝绸\n\n- 成本：不按匹计算", slug="other")
    disputed = [draft for draft in drafts_of(*facts) if "in-conflict" in draft.flaws]
    assert disputed
    for draft in drafts_of(*facts):
        wrong = {choice.text for text in draft.texts for choice in text.choices if not choice.correct}
        assert "按匹计算" not in wrong


def test_the_order_of_the_facts_changes_nothing() -> None:
    facts = twins()
    assert drafts_of(*facts) == drafts_of(*reversed(facts))


@pytest.mark.slow
def test_the_same_facts_give_the_same_questions_in_every_process() -> None:
    code = (
        "from tests.quizzes.test_generation import twins, drafts_of, facts_of, DEFINITIONS\n"
        "print(drafts_of(*twins(), *facts_of(DEFINITIONS, slug='d'), *facts_of('ELB 是 Elastic Load Balancing 的缩写。', slug='e')))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"Draft(") > 20


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the scraped notes are not on this machine")
def test_the_scraped_notes_give_questions_with_as_many_keys_as_their_kind_has() -> None:
    pack = load_pack((ROOT / "content" / "packs" / "aws.yaml").read_text(encoding="utf-8"))
    facts = [
        fact
        for path in sorted(SEEDS.glob("*.txt"))
        for fact in extract_facts(parse_note(path.read_text(encoding="utf-8"), path=path.name), pack=pack)
    ]
    clean = [draft for draft in drafts_of(*facts, pack=pack) if not draft.flaws]
    assert len(facts) >= 350
    assert len(clean) >= 100
    for draft in clean:
        for text in draft.texts:
            right = sum(choice.correct for choice in text.choices)
            if draft.kind in (QuestionKind.MATCHING, QuestionKind.ORDERING):
                assert right == len(text.choices) >= 3
            elif draft.kind is QuestionKind.MULTIPLE:
                assert (right, len(text.choices)) in ((2, 4), (2, 5))
            else:
                assert right == 1
                assert 3 <= len(text.choices) <= 4
