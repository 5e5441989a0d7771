"""Which claims contradict each other, which only seem to, and what becomes of the facts that do."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from content.core.claims import Conflict, Fact, Rule
from content.core.conflicts import disputed, find_conflicts
from content.core.facts import extract_facts
from content.core.identity import match_facts
from content.core.parsing import parse_note
from content.core.terms import WrongClaim, load_pack
from tests.content.conflict_cases import CONFLICTS, HELD_CONFLICTS, Case
from tests.content.parsed_notes import SEEDS
from tests.content.trap_cases import HELD_TRAPS, TRAPS

PACK = load_pack(Path("content/packs/aws.yaml").read_text("utf-8"))
needs_seeds = pytest.mark.skipif(len(SEEDS) < 5, reason="the seed notes are not here")


def facts_of(*notes: str, twins: bool = False) -> tuple[Fact, ...]:
    keyed: list[Fact] = []
    for number, text in enumerate(notes):
        path = f"note.{('zh', 'en')[number]}.md" if twins else f"note-{number}.md"
        facts = extract_facts(parse_note(text, path=path), pack=PACK)
        keyed += match_facts(facts, twins=tuple(keyed) if twins else ())
    return tuple(keyed)


def found_in(*notes: str, twins: bool = False) -> tuple[Conflict, ...]:
    return find_conflicts(facts_of(*notes, twins=twins), pack=PACK)


def kinds(conflicts: tuple[Conflict, ...]) -> list[str]:
    return [conflict.reason.partition(":")[0] for conflict in conflicts]


def measure(conflicts: tuple[Case, ...], traps: tuple[Case, ...]) -> tuple[float, float]:
    """Precision over everything reported, and recall over the planted contradictions."""
    reported = [(case, kinds(found_in(*case.notes, twins=case.twins))) for case in (*conflicts, *traps)]
    right = sum(case.expected in found for case, found in reported if case.expected)
    wrong = sum(kind != case.expected for case, found in reported for kind in found)
    return right / (right + wrong), right / len(conflicts)


@pytest.mark.parametrize(
    ("conflicts", "traps"),
    [(CONFLICTS, TRAPS), (HELD_CONFLICTS, HELD_TRAPS)],
    ids=["planted", "held out"],
)
def test_planted_contradictions_are_found_and_look_alikes_are_not(
    conflicts: tuple[Case, ...], traps: tuple[Case, ...]
) -> None:
    assert len(conflicts) == len(traps) >= 20
    precision, recall = measure(conflicts, traps)
    assert precision >= 0.9, precision
    assert recall >= 0.8, recall


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("# Lambda\n\nLambda 支持同步调用。", "# Lambda\n\nLambda 支持异步调用。"),
        (
            "# Lambda\n\nLambda supports synchronous invocation.",
            "# L\n\nLambda supports asynchronous invocation.",
        ),
        ("# ASG\n\nASG 可以自动扩展容量。", "# ASG\n\nASG 可以手动扩展容量。"),
        ("# Lambda\n\n- 异步调用失败会自动重试", "# Lambda\n\n- 同步调用失败不会自动重试"),
        ("# VPC\n\n- 公有子网可以访问互联网", "# VPC\n\n- 私有子网不能访问互联网"),
        (
            "# VPC\n\n- A public subnet can reach the internet",
            "# VPC\n\n- A private subnet cannot reach the internet",
        ),
        ("# Lambda\n\nLambda 可以访问 VPC 内的资源。", "# L\n\nLambda 默认不能访问 VPC 内的资源。"),
        ("# Lambda\n\nLambda 可以访问互联网。", "# L\n\nLambda 不能直接访问互联网。"),
        ("# EBS\n\nEBS 卷可以挂载到同一可用区的实例。", "# EBS\n\nEBS 卷不能挂载到其他可用区的实例。"),
        ("# SQS\n\n- 消息最长保留 14 天", "# SQS\n\n- 长轮询最长等待 20 秒"),
        ("# SQS\n\nSQS 可见性超时最长 12 小时。", "# SQS\n\nSQS 延迟队列最长延迟 15 分钟。"),
        ("# S3\n\n- 可用性：Standard 为 99.99%", "# S3\n\n- 可用性：One Zone-IA 为 99.5%"),
        ("# EBS\n\n- 性能：gp3 基线 3,000 IOPS，最高 16,000 IOPS", "# EBS\n\n- 性能：gp3 基线 3,000 IOPS"),
        ("# ALB\n\nAn ALB can have up to 100 rules.", "# ALB\n\nAn ALB can have up to 25 certificates."),
        ("# DynamoDB\n\nDynamoDB 支持强一致性读取。", "# D\n\nDynamoDB 默认使用最终一致性读取。"),
        ("# EKS\n\nAWS 管理 EKS 的控制平面。", "# EKS\n\n用户管理 EKS 的工作节点。"),
        ("# Fargate\n\n- 支持的架构：x86", "# Fargate\n\n- 支持的架构：ARM"),
        ("# ELB\n\n- 支持的调用：同步", "# ELB\n\n- 支持的调用：异步"),
        (
            "# SFN\n\n- Maximum duration: one year (standard)",
            "# SFN\n\n- Maximum duration: 5 minutes (express)",
        ),
        ("# ECS\n\n- 控制平面的费用：编排本身不另收费", "# ECS\n\n- 控制平面的费用：免费"),
        ("# Docker\n\n- 镜像：层是只读的", "# Docker\n\n- 容器：有一个可写层"),
        ("# ECS\n\n- 价格：ECS 本身不收费", "# ECS\n\n- 价格：EC2 实例按小时收费"),
        ("# Fargate\n\n- 每个任务的内存：0.5 GB 到 120 GB", "# Fargate\n\n- 每个任务的内存：8 GB"),
        ("# EC2\n\n- 计费：按秒计费，最少 60 秒", "# EC2\n\n- 计费：按小时计费"),
        (
            "# ECS\n\n| 特性 | ECS | EKS |\n|---|---|---|\n| 部署 | 简单 | 复杂 |\n",
            "# EKS\n\n- 部署：相对复杂",
        ),
    ],
)
def test_claims_that_look_opposed_but_go_together_are_no_conflict(one: str, other: str) -> None:
    assert found_in(one, other) == ()


def test_both_sentences_are_shown_with_their_lines_and_nobody_is_right() -> None:
    facts = facts_of(
        "## ECS\n\n- 容器的启动和停止：用户负责启动和停止容器\n",
        "# 运维\n\n## ECS\n\nAWS 负责启动和停止容器。\n",
    )
    (conflict,) = find_conflicts(facts, pack=PACK)
    assert [(claim.note, claim.lines) for claim in conflict.claims] == [
        ("note-0.md", (3, 3)),
        ("note-1.md", (5, 5)),
    ]
    assert conflict.reason == "agent"
    assert disputed(facts, (conflict,)) == {fact.key for fact in facts}


def test_a_contradiction_joins_all_who_take_part_in_it() -> None:
    notes = [
        "## SQS\n\n- 消息大小上限：256 KB",
        "## SQS\n\n- 消息大小上限：256 KB",
        "## SQS\n\n- 消息大小上限：1 MB",
    ]
    (conflict,) = found_in(*notes)
    assert [claim.note for claim in conflict.claims] == ["note-0.md", "note-1.md", "note-2.md"]


def test_a_disputed_fact_takes_its_twin_along_and_leaves_its_neighbours_alone() -> None:
    zh, en = (
        "## Lambda {#l}\n\n- 超时时间：15 分钟\n- 计费：按请求",
        "## Lambda {#l}\n\n- Timeout: 15 minutes\n- Pricing: per request",
    )
    facts = facts_of(zh, en, twins=True)
    other = tuple(replace(fact, note="other.md") for fact in facts_of("## Lambda\n\n- 超时时间：5 分钟"))
    keys = disputed((*facts, *other), find_conflicts((*facts, *other), pack=PACK))
    asked = {fact.value for fact in facts if fact.key not in keys}
    assert asked == {"按请求", "per request"}


def test_the_same_words_under_another_rule_are_disputed_too() -> None:
    facts = facts_of("## EFS\n\n- 可用性：99.9%", "## EFS\n\n- 可用性：99.99%")
    twice = replace(facts[0], key="another", rule=Rule.FEATURE, aspect="feature", attribute="特点")
    conflicts = find_conflicts((*facts, twice), pack=PACK)
    assert "another" in disputed((*facts, twice), conflicts)
    elsewhere = replace(twice, key="elsewhere", term="s3")
    assert "elsewhere" not in disputed((*facts, elsewhere), conflicts)


def test_the_key_of_a_conflict_survives_moved_lines_and_changes_with_the_claims() -> None:
    one, other = "## EFS\n\n- 可用性：99.9%", "## EFS\n\n- 可用性：99.99%"
    (was,) = found_in(one, other)
    (moved,) = found_in(f"# 存储\n\n前言。\n\n{one}", other)
    (swapped,) = found_in(other, one)
    (edited,) = found_in(one, other.replace("99.99", "99.95"))
    assert was.key == moved.key == swapped.key != edited.key
    assert len(was.key) == 12


def test_a_resolved_conflict_is_left_out() -> None:
    facts = facts_of("## EFS\n\n- 可用性：99.9%", "## EFS\n\n- 可用性：99.99%")
    (conflict,) = find_conflicts(facts, pack=PACK)
    assert find_conflicts(facts, pack=PACK, resolved=[conflict.key]) == ()
    assert find_conflicts(facts, pack=PACK, resolved=["000000000000"]) == (conflict,)


def test_the_order_of_the_facts_does_not_matter() -> None:
    facts = facts_of(
        "## EFS\n\n- 可用性：99.9%\n- 协议：NFS 和 SMB",
        "## EFS\n\n- 可用性：99.99%\n\nEFS 是一种块存储服务。",
    )
    orders = itertools.islice(itertools.permutations(facts), 24)
    assert len({find_conflicts(order, pack=PACK) for order in orders}) == 1


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("## SFN\n\n- Maximum duration: one year", "## SFN\n\n- Maximum duration: 90 days", "number"),
        ("## 预留实例\n\n- 承诺期限：一年", "## 预留实例\n\n- 承诺期限：两年", "number"),
        ("DynamoDB 是一种 NoSQL 数据库。", "## DynamoDB\n\n- 简介：一种关系型数据库", "category"),
        ("S3 的单个对象最大 5 TB。", "# S3\n\n- S3 单个对象最大可以到 5 GB", "number"),
        (
            "# EKS\n\nAWS manages the EKS control plane.",
            "# EKS\n\nYou manage the EKS control plane yourself.",
            "agent",
        ),
        ("# Spot\n\n竞价型实例会被 AWS 中断。", "# 购买\n\n竞价型实例不会被 AWS 中断。", "polarity"),
    ],
)
def test_numbers_in_words_and_claims_in_sentences_contradict_too(one: str, other: str, reason: str) -> None:
    assert kinds(found_in(one, other)) == [reason]


def test_rows_of_one_table_may_differ_in_another_column() -> None:
    table = "# 配额\n\n| 名称 | 区域 | 并发 |\n|---|---|---|\n| Lambda | 甲 | 1000 |\n| Lambda | 乙 | 500 |\n"
    assert found_in(table) == ()


def test_many_claims_about_one_term_are_compared_in_bounded_time() -> None:
    (one,) = facts_of("## EFS\n\n- 可用性：99.9%")
    many = [replace(one, key=f"k{n}", note=f"{n}.md", value=f"{n / 100}%") for n in range(3_000)]
    (conflict,) = find_conflicts(many, pack=PACK)
    assert 2 <= len(conflict.claims) <= 200


@pytest.mark.parametrize(
    ("note", "term"),
    [
        ("# EFS\n\n- 协议：NFS 和 SMB", "efs"),
        ("# Lambda\n\n- 语言支持：多种语言（Docker 除外）", "lambda"),
        ("# EFS\n\nEFS is a block-level storage service.", "efs"),
        ("# NLB\n\nNLB 不支持安全组。", "nlb"),
    ],
)
def test_a_claim_that_the_pack_knows_to_be_wrong_is_found_alone(note: str, term: str) -> None:
    conflicts = found_in(note)
    assert kinds(conflicts) == ["known-wrong"]
    assert PACK.find(conflicts[0].subject) == PACK.get(term)


@pytest.mark.parametrize(
    "note",
    [
        "# EFS\n\nEFS 不支持 SMB。",
        "# EFS\n\nEFS 是文件存储，并不是块存储。",
        "# Lambda\n\nLambda 在 2020 年以前不支持容器镜像。",
        "# 常见误解\n\n- EFS 支持 SMB",
        "# EFS\n\nEFS does not support SMB.",
        "# EFS\n\n- Protocol: NFS, not SMB",
        "# EFS\n\n- 客户端：smbclient-ng 与它无关",
    ],
)
def test_what_denies_quotes_or_dates_a_wrong_claim_is_not_shown_as_wrong(note: str) -> None:
    assert found_in(note) == ()


@pytest.mark.parametrize("wrong", PACK.claims, ids=lambda wrong: wrong.id)
def test_no_correction_of_the_pack_is_itself_shown_as_wrong(wrong: WrongClaim) -> None:
    (one,) = facts_of("## EFS\n\n- 可用性：99.9%")
    for text in filter(None, (wrong.zh, wrong.en)):
        assert find_conflicts([replace(one, term=wrong.term, value=text)], pack=PACK) == ()


@pytest.mark.parametrize("wrong", PACK.claims, ids=lambda wrong: wrong.id)
def test_every_wrong_claim_of_the_pack_is_found_in_its_own_words(wrong: WrongClaim) -> None:
    (one,) = facts_of("## EFS\n\n- 可用性：99.9%")
    for parts in wrong.says:
        (conflict,) = find_conflicts([replace(one, term=wrong.term, value=" ".join(parts))], pack=PACK)
        assert conflict.reason in (f"known-wrong: {wrong.zh}", f"known-wrong: {wrong.en}")


@needs_seeds
def test_the_contradictions_of_the_seed_notes_are_found() -> None:
    facts: list[Fact] = []
    for path in SEEDS:
        note = parse_note(path.read_text("utf-8"), path=path.name[:3])
        facts += extract_facts(note, pack=PACK)
    conflicts = find_conflicts(facts, pack=PACK)

    def shown(kind: str, *places: tuple[str, int]) -> bool:
        return any(
            conflict.reason.startswith(kind)
            and set(places) <= {(claim.note, claim.lines[0]) for claim in conflict.claims}
            for conflict in conflicts
        )

    assert shown("agent", ("000", 49), ("000", 73))  # who starts and stops containers
    assert shown("category", ("001", 462), ("004", 15))  # EFS as block and as file storage
    assert shown("known-wrong", ("004", 15))  # EFS and SMB
    assert shown("known-wrong", ("001", 88))  # Simple Storage System
    assert shown("expansion", ("004", 7), ("000", 43))  # EC2 Container Service
    assert shown("known-wrong", ("000", 236))  # Lambda and containers
