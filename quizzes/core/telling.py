"""Telling words: those of a text that do not stand in any text of the field."""

from __future__ import annotations

import re
from functools import lru_cache

from content.core.names import strip_marks, term_form
from quizzes.core.soundness import GAP

_LIKE_WORD = re.compile(r"[a-z][a-z0-9+#-]{2,}")
_ENDING = re.compile(r"(?:ings?|ed|ers?|ies|es|s|ly)$")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_FUNCTION = frozenset(
    "的了在是和与或及等中上下个一二两三不有为以其之于对从被把将由使让可能会到用都也还就才只又很更最们着过得地所哪谁何么什这那此该它"
)
_SAID_ANYWHERE_ZH = (
    "服务 管理 运行 需要 支持 提供 实例 应用 程序 用户 数据 系统 资源 功能 方式 类型 时间 问题 场景 情况 描述 正确 说法 "
    "选项 作用 特点 进行 通过 根据 自动 自己 云上 务器 务端 部署 创建 配置 操作 控制 处理 组件 技术 平台 开发 环境 名称 "
    "内容 要求 关于 而言 下列 每次"
)
_ORDINARY_ZH = frozenset(_SAID_ANYWHERE_ZH.split())
_SAID_ANYWHERE_EN = (
    "the and for with from into that this which what when where who how are was has have does can will "
    "its their one two three each every any all not but than then only also more most other same these "
    "those them they you your is be of on in at as by to or an it do servic aws aw amazon cloud use run "
    "manag instanc appl application user data system resourc provid support requir true describ best "
    "suit follow statement option type work mak tak need thing way kind"
)
_ORDINARY_EN = frozenset(_SAID_ANYWHERE_EN.split())


@lru_cache(maxsize=1 << 12)
def telling_words(text: str) -> frozenset[str]:
    """Latin words without their endings and Chinese bigrams, without those that stand in any text of the field."""
    plain = term_form(GAP.sub(" ", strip_marks(text)))
    words = {_ENDING.sub("", word) if len(word) > 4 else word for word in _LIKE_WORD.findall(plain)}
    pairs = {run[i : i + 2] for run in _HAN_RUN.findall(plain) for i in range(len(run) - 1)}
    kept = {pair for pair in pairs if _FUNCTION.isdisjoint(pair)}
    return frozenset((words - _ORDINARY_EN) | (kept - _ORDINARY_ZH))
