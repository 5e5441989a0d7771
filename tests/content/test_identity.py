"""Which fact is which after an edit, and what makes one stale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.core.claims import Fact, Polarity, Rule
from content.core.identity import align_twins, content_hash, match_facts
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


def test_a_fact_is_no_twin_of_what_is_said_of_another_term() -> None:
    said = "## 布 {#cloth}\n\n丝绸是一种光滑的料子。\n\n亚麻是一种凉爽的料子。\n"
    moved = (
        "## Cloth {#cloth}\n\nWool is a warm fabric.\n\nSilk is a smooth fabric.\n\nLinen is a cool fabric.\n"
    )
    zh = facts_of(said)
    en = match_facts(facts_of(moved, "en"), twins=zh)
    keys = {fact.term: fact.key for fact in zh}
    assert {fact.term for fact in en} == {"wool", "silk", "linen"}
    assert {fact.term: fact.key for fact in en if fact.term in keys} == keys


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


def listed(*values: str, language: str = "zh", first: int = 5) -> tuple[Fact, ...]:
    """The items of one list under one term, as features, born with keys by their order."""
    return tuple(
        Fact(
            key=f"{language}{i}",
            note=f"cloth.{language}.md",
            slug="cloth",
            language=language,
            lines=(first + i, first + i),
            subject="丝绸",
            attribute="特点",
            value=value,
            polarity=Polarity.POSITIVE,
            confidence=0.76,
            rule=Rule.FEATURE,
            term="silk",
            aspect="feature",
            place=f"silk/list1/{i + 1}",
            heading_id="silk",
        )
        for i, value in enumerate(values)
    )


def keys_by_value(facts: tuple[Fact, ...]) -> dict[str, str]:
    return {fact.value: fact.key for fact in facts}


def test_items_of_a_list_keep_their_keys_when_they_change_places_and_words() -> None:
    old = listed("轻薄透气", "支持机洗", "自动恢复平整", "5 年不褪色")
    new = listed("6 年不褪色", "不支持机洗", "轻薄透气", "手动恢复平整")
    keys = [fact.key for fact in match_facts(new, old=old)]
    assert keys == ["zh3", "zh1", "zh0", "zh2"]


def test_an_item_replaced_where_it_stands_keeps_its_key_and_goes_stale() -> None:
    old = listed("轻薄透气", "同步", "久放不坏")
    new = match_facts(listed("轻薄透气", "异步", "久放不坏"), old=old)
    assert [fact.key for fact in new] == ["zh0", "zh1", "zh2"]
    assert [content_hash(a) == content_hash(b) for a, b in zip(old, new, strict=True)] == [True, False, True]


def test_an_unlike_item_put_elsewhere_takes_no_key_of_one_that_vanished() -> None:
    old = listed("轻薄透气", "支持机洗", "久放不坏", "价格昂贵")
    new = match_facts(listed("产自江南", "轻薄透气", "支持机洗", "价格昂贵"), old=old)
    assert keys_by_value(new).pop("产自江南") not in {fact.key for fact in old}
    assert keys_by_value(new)["价格昂贵"] == "zh3"


def test_values_exchanged_between_two_terms_are_stale_and_stay_with_their_terms() -> None:
    old = facts_of(OLD)
    text = (
        OLD.replace("价格：昂贵", "价格：A")
        .replace("价格：便宜", "价格：昂贵")
        .replace("价格：A", "价格：便宜")
    )
    new = match_facts(facts_of(text), old=old)
    assert keys_by_claim(new) == keys_by_claim(old)
    stale = {(f.term, f.aspect) for f, g in zip(old, new, strict=True) if content_hash(f) != content_hash(g)}
    assert stale == {("silk", "price"), ("linen", "price")}


def test_headers_exchanged_between_two_columns_leave_the_terms_their_facts() -> None:
    table = "# 对比 {#compare}\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 每米一百文 | 每米二十文 |\n"
    old = facts_of(table)
    new = match_facts(facts_of(table.replace("丝绸 | 亚麻", "亚麻 | 丝绸")), old=old)
    assert keys_by_claim(new) == keys_by_claim(old)


def test_a_renamed_column_keeps_its_facts() -> None:
    table = (
        "# 对比 {#compare}\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 高 | 低 |\n| 产地 | 南 | 北 |\n"
    )
    old = facts_of(table)
    new = match_facts(facts_of(table.replace("亚麻", "棉布")), old=old)
    assert [fact.key for fact in new] == [fact.key for fact in old]


def test_a_row_replaced_by_a_row_about_something_else_is_new() -> None:
    table = (
        "# 对比 {#compare}\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 高 | 低 |\n| 产地 | 南 | 北 |\n"
    )
    old = facts_of(table)
    new = match_facts(facts_of(table.replace("| 产地 | 南 | 北 |", "| 织法 | 缎纹 | 平纹 |")), old=old)
    gone = {fact.key for fact in old if fact.aspect == "产地"}
    assert len(gone) == 2
    assert not gone & {fact.key for fact in new}


def test_a_fact_that_vanished_comes_back_beside_one_that_is_edited() -> None:
    gone, *old = listed("轻薄透气", "支持机洗")
    new = match_facts(listed("轻薄透气", "支持手洗"), old=old, retired=[gone])
    assert [fact.key for fact in new] == ["zh0", "zh1"]


def test_facts_as_they_stood_go_before_those_that_vanished_long_ago() -> None:
    (old,) = listed("支持机洗和熨烫")
    (gone,) = (replace(fact, key="gone") for fact in listed("支持机洗"))
    (new,) = match_facts(listed("支持机洗和蒸汽熨烫"), old=[old], retired=[gone])
    assert new.key == "zh0"


def test_a_new_item_does_not_pair_with_a_twin_whose_own_fact_was_just_deleted() -> None:
    old = listed("轻薄透气", "支持机洗", "久放不坏")
    twins = tuple(replace(f, language="en", value=f"item {i}") for i, f in enumerate(old))
    new = match_facts(listed("产自江南", "支持机洗", "久放不坏", "价格昂贵"), old=old, twins=twins)
    assert [fact.key for fact in new[1:3]] == ["zh1", "zh2"]
    assert new[3].key not in {fact.key for fact in twins}


@pytest.mark.slow
def test_a_list_of_thousands_of_items_all_reworded_keeps_every_key() -> None:
    old = listed(*(f"第 {i} 号仓库存放 {i * 7 % 1000} 匹布" for i in range(3000)))
    new = match_facts(listed(*(f"第 {i} 号仓库保管 {i * 7 % 1000} 匹布" for i in range(3000))), old=old)
    assert [fact.key for fact in new] == [fact.key for fact in old]


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
        ("15 分钟", "16 分钟", True),
        ("自动", "手动", True),
        ("同步", "异步", True),
        ("1.5 GB", "15 GB", True),
        ("5-10 米", "510 米", True),
        ("5–10 米", "5-10 米", False),
        ("端口 80:8080", "端口 80：8080", False),
        ("轻、薄、软", "轻，薄，软", False),
        ("称为“云锦”", "称为「云锦」", False),
        ("1,000 米", "1000 米", False),
        ("a soft, thin cloth.", "a soft thin cloth", False),
        ("`silk` thread", "silk thread", False),
        ("see [silk](a.md)", "see silk", False),
        ("can be washed", "cannot be washed", True),
    ],
)
def test_only_a_change_of_meaning_changes_the_content_hash(before: str, after: str, changed: bool) -> None:
    def hashed(value: str) -> str:
        (fact,) = facts_of(f"## 丝绸\n\n- 手感：{value}\n")
        return content_hash(fact)

    assert (hashed(before) != hashed(after)) is changed


def test_twins_agree_on_what_they_are_of_and_keep_what_they_say() -> None:
    zh = facts_of("# 对比 {#c}\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 水洗 | 支持 | 不支持 |\n", "zh")
    en = facts_of(
        "# Compare {#c}\n\n| Aspect | Silk | Linen |\n|---|---|---|\n| Washing | no | yes |\n", "en"
    )
    keyed = match_facts(en, twins=zh)
    aligned = align_twins((*keyed, *zh))
    assert [fact.aspect for fact in aligned[: len(en)]] == ["水洗", "水洗"]
    assert [fact.value for fact in aligned[: len(en)]] == ["no", "yes"]
    assert [fact.polarity for fact in aligned] == [fact.polarity for fact in (*keyed, *zh)]
