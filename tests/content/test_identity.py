"""Which fact is which after an edit, and what makes one stale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.core.claims import Fact
from content.core.identity import content_hash, match_facts
from tests.content.test_facts import facts_of

OLD = """# 织物 {#cloth}

## 丝绸 {#silk}

- 价格：昂贵
- 产地：江南一带的桑园
- 厚度：2 毫米

## 亚麻 {#linen}

- 价格：便宜
- 产地：北欧
"""


def keys_by_claim(facts: tuple[Fact, ...]) -> dict[tuple[str, str], str]:
    return {(fact.term, fact.aspect): fact.key for fact in facts}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("价格：昂贵", "价格： 昂贵。"),
        ("江南一带的桑园", "江南一代的桑园"),
        ("厚度：2 毫米", "厚度：3 毫米"),
        ("{#silk}", "{#the-silk}"),
        ("- 价格：昂贵\n- 产地：江南一带的桑园\n", "- 产地：江南一带的桑园\n- 价格：昂贵\n"),
        ("## 丝绸 {#silk}\n", "## 丝绸 {#silk}\n\n说一句别的话。\n"),
        ("# 织物 {#cloth}\n", "# 织物 {#cloth}\n\n## 羊毛 {#wool}\n\n- 价格：适中\n"),
        ("价格：昂贵", "价格：不昂贵"),
    ],
)
def test_an_edited_or_moved_fact_keeps_its_key(before: str, after: str) -> None:
    old = tuple(replace(fact, key=f"old{i}") for i, fact in enumerate(facts_of(OLD)))
    assert before in OLD
    new = match_facts(facts_of(OLD.replace(before, after)), old=old)
    was, now = keys_by_claim(old), keys_by_claim(new)
    assert {claim: now[claim] for claim in was} == was


def test_a_deleted_fact_lends_its_key_to_nobody_else() -> None:
    old = tuple(replace(fact, key=f"old{i}") for i, fact in enumerate(facts_of(OLD)))
    new = match_facts(facts_of(OLD.replace("- 价格：昂贵\n", "")), old=old)
    gone = keys_by_claim(old)["silk", "price"]
    assert gone not in {fact.key for fact in new}
    assert keys_by_claim(new)["linen", "price"] == keys_by_claim(old)["linen", "price"]


def test_a_restored_fact_takes_its_old_key_again() -> None:
    first = facts_of(OLD)
    assert [fact.key for fact in match_facts(facts_of(OLD), old=first)] == [fact.key for fact in first]


def test_a_fact_takes_the_key_of_its_twin_in_the_other_language() -> None:
    zh = tuple(replace(fact, key=f"zh{i}") for i, fact in enumerate(facts_of(OLD)))
    english = (
        "# Cloth {#cloth}\n\n## Silk {#silk}\n\n- Price: high\n- Origin: mulberry groves\n- Gauge: 2 mm\n\n"
        "## Linen {#linen}\n\n- Price: low\n- Origin: the North\n"
    )
    en = match_facts(facts_of(english, "en"), twins=zh)
    assert [fact.key for fact in en] == [fact.key for fact in zh]


def test_an_old_fact_of_the_same_language_goes_before_a_twin() -> None:
    facts = facts_of(OLD)
    old = tuple(replace(fact, key="a" + fact.key[1:]) for fact in facts)
    twins = tuple(replace(fact, key="b" + fact.key[1:], language="en") for fact in facts)
    assert [fact.key[0] for fact in match_facts(facts, old=old, twins=twins)] == ["a"] * len(facts)


def test_no_key_is_given_twice_in_one_language() -> None:
    (fact, *_) = facts_of(OLD)
    same = (fact, replace(fact, place="silk/list1/9"), replace(fact, place="silk/list1/10"))
    assert len({f.key for f in match_facts(same)}) == 3
    assert len({f.key for f in match_facts(same, old=(fact,), twins=(replace(fact, language="en"),))}) == 3


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("2 毫米", "3 毫米", True),
        ("支持水洗", "不支持水洗", True),
        ("up to 5 metres", "up to 50 metres", True),
        ("柔软", "坚硬", True),
        ("2 毫米", "2毫米", False),
        ("支持水洗", "支持水洗。", False),
        ("up to 5 metres", "Up to  5 metres", False),
        ("10%", "１０％", False),
        ("**柔软**", "柔软", False),
    ],
)
def test_only_a_change_of_meaning_changes_the_content_hash(before: str, after: str, changed: bool) -> None:
    def hashed(value: str) -> str:
        (fact,) = facts_of(f"## 丝绸\n\n- 手感：{value}\n")
        return content_hash(fact)

    assert (hashed(before) != hashed(after)) is changed
