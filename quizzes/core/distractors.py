"""Where wrong options come from: siblings that the same attribute is told of, and near-miss expansions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2s

from content.core.abbreviations import initials_match
from content.core.claims import Fact, Rule
from content.core.identity import similarity
from content.core.names import strip_marks
from content.core.terms import Pack
from content.core.text import match_form
from quizzes.core.likeness import bare, near, read, read_near, width
from quizzes.core.option_types import form_of

WANTED = 3
TABLE_RULES = (Rule.TABLE_COLUMN, Rule.TABLE_ROW)

# Words that could stand in the definition of almost any service.
_COMMON = re.compile(
    r"一[种个项款类组份套台张段块]|完全|托管|提供|推出|服务|工具|技术|平台|软件|方式|方法|系统|用于|用来|可以|能够|允许|让|帮助|轻松|简单|高效|"
    r"高度|扩展性|可扩展|高可用性?|弹性|灵活|强大|理想|非常|适合|开源|云计算|用户|开发者?|应用程序|应用|运行|管理|使用|[的了在上和与并及或由为以中]|云|"
    r"\b(?:an?|the|of|for|to|in|on|and|or|with|that|which|where|by|from|as|is|are|its|managed|fully|service|services|tool|platform|"
    r"technology|software|way|cloud|aws|amazon|provided|offered|provides|offers|lets|users?|using|used|run|runs|running|easy|simple|"
    r"highly|scalable|available|open-source|application|applications)\b|\b(?:aws|amazon)(?=[\u3400-\u9fff])"
)

# Words that a learner might take for each other in an expansion: same initial, same kind of word.
_CONFUSED: dict[str, tuple[str, ...]] = {
    "access": ("Account", "Application"),
    "amazon": ("Automated", "Application"),
    "api": ("Access",),
    "application": ("Access", "Advanced", "Automated"),
    "auto": ("Active", "Adaptive"),
    "balancer": ("Broker", "Buffer"),
    "balancing": ("Brokering", "Buffering"),
    "block": ("Backup", "Binary", "Basic"),
    "build": ("Bundle",),
    "centre": ("Cluster",),
    "classic": ("Common", "Central"),
    "cloud": ("Cluster", "Compute"),
    "cluster": ("Cloud", "Container"),
    "compute": ("Container", "Cluster"),
    "computing": ("Clustering", "Caching"),
    "container": ("Compute", "Cloud", "Cluster"),
    "continuous": ("Controlled", "Central"),
    "data": ("Disk", "Device"),
    "definition": ("Description",),
    "delivery": ("Development",),
    "deployment": ("Development",),
    "development": ("Delivery",),
    "disk": ("Device",),
    "domain": ("Directory", "Dynamic"),
    "drive": ("Device",),
    "elastic": ("Extended", "Efficient", "Enterprise"),
    "environment": ("Execution",),
    "file": ("Folder", "Flexible"),
    "function": ("Feature", "Framework"),
    "gateway": ("General", "Global"),
    "group": ("Grid",),
    "hard": ("Hybrid", "Heavy"),
    "high": ("Hybrid", "Host"),
    "identity": ("Instance", "Internal"),
    "image": ("Instance", "Installation"),
    "infrastructure": ("Instance", "Integration"),
    "infrequent": ("Indirect", "Internal"),
    "initiative": ("Interface", "Infrastructure"),
    "integration": ("Installation", "Inspection"),
    "interface": ("Integration", "Instance"),
    "kubernetes": ("Kernel",),
    "launch": ("Local", "Linked"),
    "load": ("Link", "Local"),
    "machine": ("Memory", "Managed"),
    "management": ("Monitoring", "Migration"),
    "model": ("Method", "Manager"),
    "name": ("Node", "Network"),
    "network": ("Node",),
    "notification": ("Node", "Naming"),
    "open": ("Online", "Optimized"),
    "orchestration": ("Operation",),
    "partition": ("Parallel", "Private"),
    "performance": ("Power", "Parallel"),
    "placement": ("Provisioning", "Parallel"),
    "platform": ("Process", "Package"),
    "private": ("Public", "Protected"),
    "process": ("Program", "Package"),
    "protocol": ("Process", "Program"),
    "queue": ("Query", "Quota"),
    "registry": ("Repository", "Runtime"),
    "relational": ("Remote", "Regional"),
    "runtime": ("Registry", "Resource"),
    "serverless": ("Service", "Shared"),
    "service": ("System", "Server"),
    "simple": ("Secure", "Shared", "Standard"),
    "software": ("System", "Service"),
    "solid": ("Single", "Standard"),
    "spread": ("Shared", "Standard"),
    "state": ("Storage", "System"),
    "storage": ("Server", "System"),
    "store": ("Service", "System"),
    "system": ("Service", "Server"),
    "transfer": ("Transport",),
    "virtual": ("Verified", "Variable"),
    "volume": ("Virtual",),
    "web": ("Wide",),
    "workloads": ("Workflows",),
}


def pick(
    fact: Fact, candidates: Iterable[Fact], *, seed: str, forbidden: Sequence[str] = (), most: int = WANTED
) -> tuple[Fact, ...]:
    """Up to ``most`` of ``candidates`` whose values can stand beside that of ``fact``, the most alike in form first.

    Left out are values near the right one, near each other, or near any of ``forbidden``.
    """
    form, size = form_of(fact.value), width(fact.value)
    aside = [read(text) for text in dict.fromkeys((fact.value, *forbidden))]
    chosen = list[Fact]()
    ordered = sorted(candidates, key=lambda c: (_distance(size, width(c.value)), stable(seed, c.key)))
    for candidate in ordered:
        value = candidate.value
        if form_of(value) != form or width(value) > 2.6 * max(size, 6):
            continue
        one = read(value)
        if any(read_near(one, other) for other in aside):
            continue
        chosen.append(candidate)
        if len(chosen) == most:
            break
        aside.append(one)
    return tuple(chosen)


def _distance(right: float, value: float) -> int:
    """How unlike two widths are, in coarse steps so that the seed decides among equals."""
    a, b = max(right, 1), max(value, 1)
    return int(4 * (max(a, b) / min(a, b) - 1))


def stable(*parts: str) -> str:
    """A hash to order by: the same in every process."""
    return blake2s("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def near_misses(abbreviation: str, expansion: str, *, known: Iterable[str], seed: str) -> tuple[str, ...]:
    """Three wrong expansions that form a square with the right one, so that no word gives it away.

    Two words are swapped, singly and together: each word of each option stands in two of the four. Empty
    when no such square exists without a true expansion in it.
    """
    words, true = expansion.split(), {bare(text) for text in (*known, expansion)}
    places = [i for i, word in enumerate(words) if word.lower() in _CONFUSED]
    pairs = [(i, j) for i in places for j in places if i < j]
    for i, j in sorted(pairs, key=lambda pair: stable(seed, str(pair))):
        for one in _ordered(words[i], seed):
            for two in _ordered(words[j], seed):
                made = tuple(_swap(words, swaps) for swaps in ({i: one}, {j: two}, {i: one, j: two}))
                sound = all(initials_match(abbreviation, text) and bare(text) not in true for text in made)
                if sound and all(len(set(text.split())) == len(words) for text in made):
                    return made
    return ()


def _ordered(word: str, seed: str) -> list[str]:
    fits = str.title if word[0].isupper() else str.lower
    return sorted((fits(other) for other in _CONFUSED[word.lower()]), key=lambda other: stable(seed, other))


def _swap(words: Sequence[str], swaps: dict[int, str]) -> str:
    return " ".join(swaps.get(i, word) for i, word in enumerate(words))


WIDE = ("service", "compute")
"""Endings of kinds whose terms stand beside each other in any course on the cloud."""
_LOOSE_KINDS = frozenset(("", "concept"))
"""Kinds whose terms have nothing in common that would make them options of one question."""


def kind_of(term: str, pack: Pack) -> str:
    """The kind of a pack term; empty when there is none or when it says too little."""
    known = pack.get(term)
    return "" if known is None or known.kind in _LOOSE_KINDS else known.kind


def related(fact: Fact, other: Fact, pack: Pack) -> int:
    """How close two terms stand: 3 same kind and list, 2 same kind or list, 1 both services or concepts.

    A part and its whole are never set against each other: 0.
    """
    if fact.term == other.term or pack.nested(fact.term, other.term):
        return 0
    listed = group_of(fact) == group_of(other)
    mine, theirs = kind_of(fact.term, pack), kind_of(other.term, pack)
    if mine and theirs:
        if mine == theirs:
            return 3 if listed else 2
        return 1 if mine.endswith(WIDE) and theirs.endswith(WIDE) else 0
    known = (pack.get(fact.term), pack.get(other.term))
    if not listed and all(term and term.kind in _LOOSE_KINDS and term.kind for term in known):
        return 1  # two concepts
    return 2 if listed else 0


def group_of(fact: Fact) -> tuple[str, str]:
    """The table or list a fact stands in."""
    return fact.slug, fact.place.rpartition("/")[0]


def too_alike(left: str, right: str) -> bool:
    """Whether two definitions might be true of one thing: they share too much of what sets things apart."""
    mine, theirs = salient(left), salient(right)
    shared = len(mine & theirs) / max(min(len(mine), len(theirs)), 1)
    return near(left, right) or similarity(left, right) > 0.5 or shared > 0.34


_LATIN = re.compile(r"[a-z0-9][a-z0-9.+-]*")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")


@lru_cache(maxsize=1 << 12)
def salient(text: str) -> frozenset[str]:
    """What sets a definition apart: Latin words and Chinese bigrams, without what could be said of any service."""
    plain = _COMMON.sub(" ", match_form(strip_marks(text)))
    words = {word.rstrip("s") for word in _LATIN.findall(plain)}
    runs = _HAN_RUN.findall(plain)
    return frozenset(words | {run[i : i + 2] for run in runs for i in range(len(run) - 1)})


_CLAUSE_END = re.compile(r"[，,;；]")
_NOUN_FIRST = re.compile(
    r"(?i:(?:an?|the) )|(?:(?:AWS|Amazon|亚马逊)\s*\S{0,4}(?:提供|推出)的)?\s*一[种个项款类组份套台张段块]"
)
_VERB_FIRST = re.compile(r"[在将把由对为从通按不无可能会支提允使]")
_CLAUSE_VERB = re.compile(r"可[以让]|允许|支持|能够?|需要|必须|[会让]")
_HEAD = re.compile(
    r"(?:服务|工具|技术|平台|仓库|注册表|系统|网络|协议|引擎|存储|设备|数据库|框架|接口|格式|文件|模型|架构|机制|容器|防火墙|路由器|队列|集合|单元|语言|组件|命令|方式|方案|环境|分组|群组|方法|过程|实践|策略|标准|规范|镜像|资源|集群|区域|数据中心|网关|控制器|代理|凭证|密钥|证书|规则|列表|文档|模板|脚本|程序|软件|产品|套件)$"
)


@lru_cache(maxsize=1 << 12)
def is_nominal(text: str) -> bool:
    """Whether a definition is a noun phrase (一种…, AWS 的…服务, a …) and not a clause with its verb in front."""
    first = _CLAUSE_END.split(strip_marks(text), 1)[0].strip()
    if _NOUN_FIRST.match(first):
        return True
    if _VERB_FIRST.match(first):
        return False
    return _CLAUSE_VERB.search(first) is None and _HEAD.search(first) is not None
