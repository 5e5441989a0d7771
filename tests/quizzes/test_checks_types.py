"""What sort of thing an option is, and when two texts say the same."""

from __future__ import annotations

import pytest

from content.core.terms import load_pack
from quizzes.core.likeness import bare, names, near, says_same
from quizzes.core.option_types import OptionType, option_type, plain_sort, quantity
from quizzes.core.soundness import faults_of, is_foreign, is_name, is_virtue, points_elsewhere
from quizzes.core.telling import telling_words
from quizzes.core.truths import NO_TRUTHS, index_truths
from tests.content.test_facts import facts_of

PACK = load_pack(
    "terms:\n"
    "  - {id: ecs, zh: 弹性容器服务, en: Elastic Container Service, abbreviation: ECS, kind: container-service}\n"
    "  - {id: bale, en: BALE, kind: protocol}\n"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("支持", OptionType.YES_NO),
        ("Not supported", OptionType.YES_NO),
        ("最长 15 分钟", OptionType.TIME),
        ("up to 30 days", OptionType.TIME),
        ("每月 5 美元", OptionType.MONEY),
        ("$0.10 per GB", OptionType.MONEY),
        ("16–60 GB", OptionType.NUMBER),
        ("0.5、1 或 2 GB", OptionType.NUMBER),
        ("20 GiB by default, can be raised", OptionType.NOUN),
        ("NFS v4.1", OptionType.NOUN),
        ("NFSv4.1", OptionType.PROTOCOL),
        ("HTTP 和 HTTPS", OptionType.PROTOCOL),
        ("BALE", OptionType.PROTOCOL),
        ("用户", OptionType.AGENT),
        ("The cloud provider", OptionType.AGENT),
        ("ECS", OptionType.TERM),
        ("Amazon Elastic Container Service", OptionType.TERM),
        ("aws ecs", OptionType.CODE),
        ("kubectl", OptionType.CODE),
        ("`docker build`", OptionType.CODE),
        ("maxReceiveCount=3", OptionType.CODE),
        ("compose.yaml", OptionType.FILE),
        ("Dockerfile", OptionType.FILE),
        ("/var/lib/docker", OptionType.FILE),
        ("支持静态 IP", OptionType.ACTION),
        ("无需管理服务器", OptionType.ACTION),
        ("Limits what a process can see", OptionType.ACTION),
        ("一种无服务器的计算引擎", OptionType.NOUN),
        ("管理镜像的服务", OptionType.NOUN),
        ("publish/subscribe", OptionType.NOUN),
        ("a serverless compute engine", OptionType.NOUN),
        ("任务仍然保留", OptionType.CLAUSE),
        ("Every task has its own kernel", OptionType.CLAUSE),
    ],
)
def test_an_option_has_a_type(text: str, kind: OptionType) -> None:
    assert option_type(text, PACK) is kind


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("支持静态 IP", "verbal"),
        ("does not support SMB", "verbal"),
        ("一种面料", "nominal"),
        ("the river towns", "nominal"),
        ("ECS", "nominal"),
        ("不同的面料", ""),
        ("织机的横梁", ""),
        ("The loom is old", ""),
    ],
)
def test_only_what_is_beyond_doubt_is_called_verbal_or_nominal(text: str, sort: str) -> None:
    assert plain_sort(text, option_type(text, PACK)) == sort


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("最长 15 分钟", ("time", "minute", "d")),
        ("900 seconds", ("time", "second", "d")),
        ("1.5 GB", ("bytes", "gb", "f")),
        ("16–60 GB", ("bytes", "gb", "dd")),
        ("0.5、1 或 2 GB", ("bytes", "gb", "d")),
        ("99.9%", ("%", "%", "f")),
        ("无", ("", "", "")),
    ],
)
def test_a_quantity_has_dimension_unit_and_format(text: str, measured: tuple[str, str, str]) -> None:
    assert quantity(text) == measured


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("支持 SMB", "支持  SMB。", True),
        ("支持 SMB", "不支持 SMB", False),
        ("runs in Windows", "Runs in Windows.", True),
        ("supports hot irons", "does not support hot irons", False),
        ("最长 15 分钟", "最长 30 分钟", False),
        ("单次调用最长运行 15 分钟", "单次调用最长运行 30 分钟", False),
        ("按需付费", "按需付费，没有最低费用", True),
        ("GPU", "需要 GPU 的长期负载", False),
        ("1.5 GB", "15 GB", False),
    ],
)
def test_texts_say_the_same_or_not(left: str, right: str, same: bool) -> None:
    assert says_same(left, right) is same
    assert says_same(right, left) is same


def test_near_sees_form_alone() -> None:
    assert near("支持 SMB", "不支持 SMB")
    assert bare("C++") != bare("C")
    assert bare("1.5 GB") != bare("15 GB")
    assert names("用 FROM 指定", "FROM")
    assert not names("comes from the host", "FROM")


@pytest.mark.parametrize(
    ("text", "language", "faults"),
    [
        ("按匹计算", "zh", ()),
        ("活该", "zh", ()),
        ("随时可以上线的版本", "zh", ()),
        ("以上的布料", "zh", ("deictic",)),
        ("应该先晾干", "zh", ()),
        ("因此更轻", "zh", ("fragment",)),
        ("该面料更轻", "zh", ("deictic",)),
        ("together with its lining", "en", ()),
        ("It dries fast", "en", ("deictic",)),
        ("those that dry fast", "en", ()),
        ("*streams* of thread", "en", ("residue",)),
        ("arn:aws:s3:::cloth/*", "en", ()),
        ("一种服务", "zh", ("vague",)),
        ("一种云存储服务", "zh", ()),
        ("class A", "en", ()),
        ("sold by a", "en", ("fragment",)),
    ],
)
def test_a_text_stands_alone_or_says_why_not(text: str, language: str, faults: tuple[str, ...]) -> None:
    assert faults_of(text, language) == faults


def test_frames_of_stems_point_nowhere() -> None:
    assert not points_elsewhere("Which of these is true of silk?", stem=True)
    assert not points_elsewhere("以下哪一项正确？", stem=True)
    assert points_elsewhere("以下面料哪一种更轻？", stem=True)
    assert points_elsewhere("Which of these is true of this cloth?", stem=True)


@pytest.mark.parametrize(
    "text", ["高可用", "易于管理和部署", "具有极高的可靠性", "cost-effective", "Scalable and secure"]
)
def test_praise_alone_is_a_virtue(text: str) -> None:
    assert is_virtue(text)


@pytest.mark.parametrize("text", ["高", "跨可用区的高可用方案", "scales by hand", "secure strings"])
def test_what_says_more_is_none(text: str) -> None:
    assert not is_virtue(text)


def test_names_are_told_from_headings_clauses_and_choices() -> None:
    assert all(
        is_name(name, PACK) for name in ("ECS", "FIFO 队列", "0.25 vCPU", "standard queue", "死信队列")
    )
    assert not any(
        is_name(name, PACK)
        for name in ("特点", "Use cases", "x 或 y", "Symmetric vs Asymmetric", "如何选择", "")
    )


def test_languages_are_told_by_sentences_not_by_names() -> None:
    assert is_foreign("paid for by the hour", "zh")
    assert not is_foreign("Elastic Container Service", "zh")
    assert is_foreign("a 面料", "en")


def test_telling_words_leave_out_what_any_text_says() -> None:
    assert telling_words("模块化划分") == {"模块", "块化", "化划", "划分"}
    assert telling_words("服务的实例") == frozenset()
    assert telling_words("Billing of the services") == {"bill"}


def test_sayings_are_found_by_term_under_any_attribute() -> None:
    truths = index_truths(
        facts_of("# 对比\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 按匹计算 | 按米计算 |\n")
    )
    assert truths.holds("按匹计算。", language="zh", term="silk")
    assert not truths.holds("按匹计算", language="zh", term="linen")
    assert not truths.holds("按匹计算", language="en", term="silk")
    assert truths.term_id("亚麻", language="zh") == "linen"
    assert not NO_TRUTHS.holds("按匹计算", language="zh", term="silk")
