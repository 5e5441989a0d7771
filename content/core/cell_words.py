"""Words that tell where a cell of a glued row begins and ends: the ordinary language of comparison tables."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


STRONG_STARTS = _words(
    """
    不支持 不能 不可 不需 不保 不会 不 没有 无需 无法 可以 需要 必须 只能 只有 只 仅 最 缺点 优点
    场景 适合 适用 支持 能够 能 按照 按 通过 取决于 有 无 非 低 高 较 很 更 中等 自动 手动 默认 所有
    每 至少 至多 恰好 随 根据
    """
)
"""Words that mostly begin what a cell says."""

WEAK_STARTS = _words(
    """
    提供 由 使用 基于 用于 用来 直接 任何 多 单 允许 依赖 应用 负责 完全 免费 容易 简单 复杂 同步
    异步 永久 临时 一次 一个 一般 固定 动态 保证 代表 面向 对 在
    """
)
"""Words that begin a cell about as often as they stand inside one."""

CLAUSE_WORDS = tuple(
    word
    for word in (*STRONG_STARTS, *WEAK_STARTS)
    if len(word) > 1 and word not in ("优点", "缺点", "场景", "自动", "手动", "默认", "支持")
)
"""Words of what is said of something, which the name of a row does not have inside."""

LABEL_ENDS = _words(
    """
    方式 类型 时间 时长 费用 频率 范围 行为 场景 用途 协议 顺序 大小 限制 程度 成本 语言 模型 上限
    下限 价格 性能 速度 能力 单位 级别 粒度 难度 特点 对象 方法 周期 来源 目标 位置 机制 策略 模式
    版本 数量 容量 介质 特性 要求 支持 管理 安全 网络 存储 规则 状态 延迟 带宽 吞吐量 可用性 持久性
    一致性 扩展性 可靠性 安全性 灵活性 复杂度 隔离性 优点 缺点 优势 作用 功能 目的 角色 维护 集成
    部署 监控 计费 收费 格式 结构 流程 工具 平台 环境 架构 实现 责任 权限 身份 凭证 密钥 团队 服务
    示例 例子 IP IOPS
    """
)
"""Words with which the name of a row ends."""

VOCABULARY = frozenset(
    _words(
        """
        HTTP HTTPS TCP UDP TLS SSL IP DNS SSH FTP SFTP SMTP MQTT AMQP gRPC REST SOAP GraphQL WebSocket
        API SDK CLI GUI SSD HDD CPU GPU RAM vCPU IOPS JSON YAML XML CSV SQL NoSQL NFS SMB iSCSI VPC AZ
        OS Linux Windows macOS Java Python Node.js Go C# PHP Ruby MySQL PostgreSQL MariaDB Oracle
        MongoDB Redis Memcached Hadoop Spark Kafka HDFS HBase Cassandra SaaS PaaS IaaS KB MB GB TB PB
        KiB MiB GiB TiB Kubernetes Docker Yes No yes no
        """
    )
)
"""Latin words that stand without space in a glued row wherever notes on computing are written."""
