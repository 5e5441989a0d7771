"""Predicates: the verbs that tell what is said of a subject, in Chinese and in English."""

from __future__ import annotations

import re
from functools import lru_cache

# Words that stand between subject and verb and change neither.
_ADVERB_ZH = (
    r"(?:也|还|都|均|则|就|又|仅|只|并|更|已|已经|同时|目前|现在|通常|一般|默认(?:情况下)?|自动|主要|专门|本身|自身|完全|直接|原生|"
    r"始终|总是|必定|可能|往往|最好|建议|天然|很?容易|更容易|会自动|不仅|不但|既|并且|而且|无缝|动态地?|轻松)*"
)
_KINDS_ZH = (
    ("limit", r"(?:(?:单[个次条张]|每[个次条张]|一次)[^，,。]{0,8}?)?(?:最多|最长|最大|最高|最少|最小|至多|至少|不超过|不得超过|高达|可达|上限)"),
    ("supports", r"(?:并?不(?:再)?|可以|能够?|不能)?支持|受支持|兼容"),
    ("requires", r"(?:并?不|无)?需要?(?![求])|无须|不必|必须|不得不|依赖|依靠|要求|前提"),
    ("used-for", r"用于|用来|(?:不|更|最|比较|非常)*适[合用]于?|专为|专注于?|旨在|面向|针对|主要?用"),
    ("allows", r"允许|不允许|使得?(?!用)|让(?!步)|帮助|有助于"),
    ("can", r"不?可以?(?![用靠]性)|能够?|不能|不可|无法|不会|会(?![话])"),
    ("provides", r"(?:不)?提供|带来|具有|具备|拥有|自带|内置|附带"),
    ("contains", r"包括|包含|含有|由(?!于)|分为|分成|组成"),
    ("has", r"没有|有(?![关时])|无(?!论|服务器|缝|限|状态)"),
    ("integrates", r"(?:可以?)?(?:与|和|跟|同).{1,24}?(?:集成|结合|整合)|集成"),
    ("price", r"按(?=[^，,。；;]{0,24}(?:收费|计费|付费|计价|收取|结算|收钱|出账))|收费|免费|不?收取|计费|付费|费用|为.{1,14}付费"),
    ("is", r"(?:并?不)?是|不再是|属于|作为|充当|类似于?|相当于|等同于|等于|叫做?|称为|又叫|又称|就像|指|意味着"),
    ("depends", r"取决于|由.{1,12}决定|根据|基于|依据|随着?"),
    ("where", r"(?:运行|部署|存储|存放|保存|位于|处于|工作|驻留|挂载|附加|依附|放置)(?:在|于|到)|位于|处于"),
    ("uses", r"使用|采用|利用|通过|借助|以"),
    ("does", r"(?:运行|部署|存储|存放|保存|管理|处理|执行|创建|启动|停止|终止|分配|转发|路由|监控|检查|返回|生成|触发|响应|连接|"
             r"构建|打包|定义|描述|指定|配置|记录|加密|复制|备份|恢复|迁移|扩展|扩容|伸缩|缩放|检测|替换|发送|接收|推送|拉取|隔离|"
             r"监听|侦听|验证|控制|收集|分析|授予|拒绝|阻止|过滤|缓存|重启|注册|绑定|共享|代表|表示|规定|声明|实现|替代|取代|"
             r"负责|保证|确保|提高|提升|减少|降低|简化|增加|消除|避免|获取|获得|应用于|作用于|应该?|将|把|对|为|从|向|被|在(?!线)|跨|未|不|自动|手动|每)"),
)  # fmt: skip
_ZH = tuple((kind, re.compile(_ADVERB_ZH + f"(?:{verb})")) for kind, verb in _KINDS_ZH)
# Verbs that are nouns as well: after a name they may only make it longer (ECS 任务 + 定义).
_NOUN_TOO = re.compile(
    r"(?:运行|部署|存储|管理|处理|执行|监控|检查|响应|连接|定义|描述|配置|记录|备份|恢复|迁移|扩展|扩容|伸缩|缩放|检测|隔离|"
    r"控制|收集|分析|缓存|注册|绑定|共享|声明|启动|路由|触发|应用|更新|加密)(?![了在到于为着过来自成出])"
)
_STRONG = re.compile(r"是|无法|不能|支持|提供|允许|可以|需要|必须|包括|用于|属于|描述了|定义了|有|会|能")

_ADVERB_EN = r"(?:(?:also|only|now|always|usually|automatically|still|both|natively|fully|typically|currently|simply|then|each|all|normally|often|never|just) )*"
_KINDS_EN = (
    ("limit", r"(?:can (?:have|be|hold|run|last|store) )?(?:up to|at most|no more than|at least|a maximum of)|is limited to"),
    ("supports", r"(?:does not|do not|doesn['’]t|don['’]t|can|cannot|no longer )?\s?supports?|is compatible|works? with"),
    ("requires", r"(?:does not|do not|doesn['’]t|don['’]t)?\s?(?:needs?|requires?)|must|depends? on|has to|have to|relies on"),
    ("used-for", r"(?:is|are) (?:used|meant|designed|intended|best|ideal|good|suited|suitable|well suited|not suited|not meant)|suits?|fits?|helps?"),
    ("allows", r"(?:does not |do not )?(?:allows?|lets?|enables?)"),
    ("can", r"can(?:not|['’]t| not)?|could|may|might|should|will|won['’]t|would"),
    ("provides", r"(?:does not |do not )?(?:provides?|offers?|gives?|brings?|comes with|delivers?)"),
    ("contains", r"includes?|contains?|consists? of|comprises?|is made (?:up )?of|is composed of|are made (?:up )?of"),
    ("has", r"(?:has|have|does not have|do not have)"),
    ("integrates", r"integrates?"),
    ("price", r"(?:costs?|charges?|bills?|is (?:billed|charged|free|priced)|are (?:billed|charged|free|priced))"),
    ("is", r"(?:is|are|was|were) (?:not |never |always |still |also |only )*(?:an?|the|called|known|part)\b|(?:acts?|serves?|behaves?) as|belongs? to|means?|refers? to|stands? for"),
    ("depends", r"depends?|varies|is based on|follows?"),
    ("where", r"(?:runs?|lives?|works?|operates?|stores?|sits?|spans?|is stored|are stored|is attached|are attached) (?:on|in|at|across|over|inside|within)|spans?"),
    ("uses", r"uses?|relies|runs on"),
    ("is", r"(?:is|are|was|were)(?:n['’]t)?"),
    ("does", r"(?:does|do) not \w+|doesn['’]t \w+|don['’]t \w+|runs?|stores?|keeps?|manages?|works?|scales?|starts?|stops?|handles?|routes?|distributes?|makes?|takes?|creates?|launches|launch|replaces?|removes?|sends?|receives?|reads?|writes?|protects?|encrypts?|monitors?|defaults?|lasts?|survives?|persists?|disappears?|spreads?|places?|shares?|isolates?|pulls?|pushes|push|builds?|packages?|deploys?|connects?|attaches|attach|mounts?|covers?|returns?|expires?|retains?|invokes?|triggers?|processes|process|combines?|reduces?|guarantees?|automates?|remains?|applies|apply|copies|copy|adds?|checks?|decides?|describes?|defines?|determines?|ensures?|groups?|holds?|moves?|balances?|forwards?|filters?|blocks?|denies|deny|grants?|records?|logs?|tracks?|caches|cache|delivers?|polls?|waits?|retries|retry|ends?|lists?|exposes?|publishes|publish|executes?|responds?|listens?|inherits?|evaluates?|resolves?|translates?|caps?|limits?|leaves?|goes|go|speaks?|sees?|knows?|tells?|shows?|turns?|lose|loses|changes?|uses?|charges?|measures?|collects?|aggregates?|separates?|splits?|replicates?|decouples?|offloads?|detects?|scans?|generates?|rotates?|"
     r"signs?|issues?|detaches|allocates?|reserves?|releases?|maps?|redirects?|terminates?|inspects?|queries|transforms?|ingests?|streams?|"
     r"buffers?|orchestrates?|coordinates?|schedules?|provisions?|fails? over|switches|promotes?|archives?|transitions?|hosts?|"
     r"accelerates?|registers?|validates?|authenticates?|authori[sz]es|audits?|captures?|discovers?|classifies|absorbs?|mitigates?|throttles?|"
     r"delays?|hides?|deletes?|purges?|batches|deduplicates?|preserves?|associates?|advertises|peers?|extends?|repeats?|expands?|shrinks?|"
     r"compares?|answers?|offers?|prevents?|avoids?|reports?|evicts?|loads?|unloads?|saves?|restores?|recovers?|resumes?|survive"),
)  # fmt: skip
_EN = tuple((kind, re.compile(rf"{_ADVERB_EN}(?:{verb})(?![\w-])")) for kind, verb in _KINDS_EN)

NAMES = {
    "limit": ("上限", "limit"),
    "supports": ("支持", "supports"),
    "requires": ("要求", "requires"),
    "used-for": ("用途", "used for"),
    "allows": ("允许", "allows"),
    "can": ("能力", "can do"),
    "provides": ("提供", "provides"),
    "contains": ("组成", "contains"),
    "has": ("具有", "has"),
    "integrates": ("集成", "integrates"),
    "price": ("计费", "billing"),
    "is": ("性质", "nature"),
    "depends": ("依据", "depends on"),
    "where": ("位置", "where"),
    "uses": ("方式", "uses"),
    "does": ("行为", "behaviour"),
    "feature": ("特点", "feature"),
    "agent": ("责任", "responsibility"),
    "versus": ("对比", "comparison"),
    "step": ("步骤", "steps"),
}
"""What each kind of statement is called: the attribute of its facts, in Chinese and in English."""

_NUMBER = re.compile(
    r"(?:最[多长大高少小]|至[多少]|不超过|高达|可达|上限|up to|at most|no more than|at least|maximum|limit(?:ed)?|minimum)\D{0,24}\d",
    re.I,
)


@lru_cache(maxsize=1 << 12)
def predicate_of(text: str) -> str:
    """Which kind of predicate ``text`` starts with, such as ``supports``; empty when it starts with none."""
    plain = text.lstrip(" *`")
    chinese = bool(plain) and ("\u3400" <= plain[0] <= "\u9fff")
    for kind, verb in _ZH if chinese else _EN:
        found = verb.match(plain)
        if found and found.end():
            if kind == "does" and chinese and _NOUN_TOO.match(plain) and _STRONG.search(plain, found.end()):
                return ""
            return (
                "limit"
                if _NUMBER.search(re.split(r"[，,；;]", plain)[0])
                and kind in ("can", "has", "supports", "is")
                else kind
            )
    return ""


def states_limit(text: str) -> bool:
    """Whether ``text`` sets a bound with a number: 最多 7 个, up to 64 TiB."""
    return _NUMBER.search(text) is not None
