"""Numbers of a text that its translation does not have."""

from __future__ import annotations

import pytest

from content.core.twin_numbers import differing_numbers


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("最多 1,024 个对象", "at most 1024 objects"),
        ("每月 100 万次请求", "1 million requests a month"),
        ("每百万次请求", "per 1 million requests"),
        ("约 3 万条", "about 30,000 items"),
        ("５ＧＢ，10,000 次", "5 GB, 10,000 times"),
        ("默认 IOPS：3,000", "Default IOPS: 3,000"),
        ("两个可用区，十五分钟", "2 Availability Zones, 15 minutes"),
        ("25 个", "twenty-five"),
        ("300 米", "three hundred metres"),
        ("第 3 层", "the third layer"),
        ("一半", "0.5"),
        ("免费", "costs 0 dollars"),
        ("1 个副本", "a copy"),
        ("2026 年 6 月 30 日", "30 June 2026"),
        ("EC2 的 t3.micro 实例", "one instance of its kind"),
        ("版本 1.29.3", "version 1.29.3"),
        ("端口 8080 到 8090", "ports 8080 to 8090"),
        ("见[说明](https://example.org/2019/7)", "see the manual"),
        ("每天 24 小时，每周 7 天", "24/7"),
        ("没有数", "no numbers"),
    ],
)
def test_the_same_numbers_agree_however_each_language_writes_them(zh, en):
    assert differing_numbers(zh, en) == ((), ())
    assert differing_numbers(en, zh) == ((), ())


@pytest.mark.parametrize(
    ("zh", "en", "only_zh", "only_en"),
    [
        ("最长 15 分钟", "at most 5 minutes", ("15",), ("5",)),
        ("10 GB", "512 MB to 10 GB", (), ("512",)),
        ("3 万条", "3,000 items", ("3 万",), ("3,000",)),
        ("版本 1.29.3", "version 1.29.4", ("1.29.3",), ("1.29.4",)),
        ("0.5 秒", "5 seconds", ("0.5",), ("5",)),
        ("三个，3 个，4 个", "three, and no more", ("4",), ()),
        ("99.9%", "99.99%", ("99.9",), ("99.99",)),
    ],
)
def test_numbers_of_one_side_only_are_named_as_written(zh, en, only_zh, only_en):
    assert differing_numbers(zh, en) == (only_zh, only_en)
    assert differing_numbers(en, zh) == (only_en, only_zh)
