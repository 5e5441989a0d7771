"""Short notes with a planted contradiction; those that only look as if they had one are in ``trap_cases``.

``expected`` is the reason that the conflict must carry, or empty for a trap. Notes are ``one.md``, ``two.md``
…, all of one course; a case with ``twins`` has the same note in Chinese and in English.
``HELD_*`` were written before the rules were tuned and are reported by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One planted case; ``notes`` are Markdown texts."""

    name: str
    expected: str
    notes: tuple[str, ...]
    twins: bool = False


def case(name: str, expected: str, *notes: str, twins: bool = False) -> Case:
    """A case with its notes in their order."""
    return Case(name, expected, notes, twins)


CONFLICTS = (
    # numbers and units
    case(
        "minutes in a pair",
        "number",
        "## Lambda\n\n- 超时时间：最长 15 分钟",
        "## AWS Lambda\n\n- 超时时间：最长 10 分钟",
    ),
    case(
        "minutes against seconds",
        "number",
        "## Lambda\n\n- 超时时间：最长 15 分钟",
        "## Lambda\n\n- 最长运行时间：600 秒",
    ),
    case(
        "two tables",
        "number",
        "# 存储\n\n| 特性 | EBS | EFS |\n|---|---|---|\n| 可用性 | 99.99% | 99.99% |\n",
        "# 磁盘与文件\n\n| 对比项 | EBS | S3 |\n|---|---|---|\n| 可用性 | 99.9% | 99.99% |\n",
    ),
    case(
        "table against pair",
        "number",
        "# Compare\n\n| Feature | S3 | EBS |\n|---|---|---|\n| Maximum object size | 5 TB | n/a |\n",
        "## Amazon S3\n\n- Object size limit: 50 GB",
    ),
    case(
        "English against Chinese",
        "number",
        "## Lambda\n\n- Timeout: up to 15 minutes\n- Pricing: per request",
        "## Lambda\n\n- 超时时间：最长 5 分钟\n- 计费：按请求",
    ),
    case(
        "thousands",
        "number",
        "## DynamoDB\n\n- 单个项目大小：400 KB",
        "## DynamoDB\n\n- 单个项目大小：4 MB",
    ),
    case("ten thousand", "number", "## SNS\n\n- 主题数量：10 万个", "## SNS\n\n- 主题数量：1 万个"),
    case(
        "numbers within one note",
        "number",
        "# SQS\n\n## 消息\n\nSQS 的消息大小上限是 256 KB。\n\n# 小结\n\n- 其他：无\n\nSQS 的消息大小上限是 64 KB。",
    ),
    case(
        "limit in a sentence",
        "number",
        "# SQS\n\nSQS 消息最多保留 14 天。",
        "# 队列\n\nSQS 消息最多保留 7 天。",
    ),
    case(
        "limit in an English sentence",
        "number",
        "# Lambda\n\nA Lambda function can run for up to 15 minutes.",
        "# Serverless\n\nA Lambda function can run for up to 5 minutes.",
    ),
    case(
        "range",
        "number",
        "## Lambda\n\n- 内存：128 MB 到 10,240 MB",
        "## Lambda\n\n- 内存：128 MB 到 3,008 MB",
    ),
    case(
        "same wording, other default",
        "number",
        "## ALB\n\n- 默认空闲超时：60 秒",
        "## ALB\n\n- 默认空闲超时：350 秒",
    ),
    case(
        "twins that differ in a number",
        "number",
        "## EFS {#efs}\n\n- 可用性：99.99%",
        "## EFS {#efs}\n\n- Availability: 99.9%",
        twins=True,
    ),
    # polarity
    case("supports", "polarity", "## NLB\n\n- 静态 IP：支持", "## NLB\n\n- 静态 IP：不支持"),
    case(
        "a sentence that supports",
        "polarity",
        "# NLB\n\nNLB 支持 UDP 和静态 IP。",
        "# 负载均衡\n\nNLB 不支持 UDP。",
    ),
    case(
        "an English sentence that supports",
        "polarity",
        "# Fargate\n\nFargate supports Windows containers.",
        "# Launch types\n\nFargate does not support Windows containers.",
    ),
    case(
        "needs",
        "polarity",
        "# 比较\n\n| 特性 | Fargate | EC2 启动类型 |\n|---|---|---|\n| 底层主机 | 需要管理 EC2 实例 | 需要管理 EC2 实例 |\n",
        "# 对照\n\n| 特性 | Fargate | EC2 启动类型 |\n|---|---|---|\n| 底层主机 | 无需管理 EC2 实例 | 需要管理 EC2 实例 |\n",
    ),
    case(
        "needs in a sentence",
        "polarity",
        "# Batch\n\nBatch 不需要安装批处理软件。",
        "# 批处理\n\nBatch 需要安装批处理软件。",
    ),
    case(
        "can in one note",
        "polarity",
        "# EBS\n\n## 快照\n\nEBS 卷可以跨可用区挂载。\n\n## 限制\n\nEBS 卷不能跨可用区挂载。",
    ),
    case(
        "cannot in English",
        "polarity",
        "# Snapshots\n\nAn EBS snapshot can be copied to another Region.",
        "# More on snapshots\n\nAn EBS snapshot cannot be copied to another Region.",
    ),
    case(
        "yes and no",
        "polarity",
        "# T\n\n| Feature | EFS | EBS |\n|---|---|---|\n| Encryption at rest | Yes | Yes |\n",
        "# U\n\n| Feature | EFS | S3 |\n|---|---|---|\n| Encryption at rest | No | Yes |\n",
    ),
    case(
        "twins of different polarity",
        "polarity",
        "## Spot 实例 {#spot}\n\n- 会被中断：是",
        "## Spot Instances {#spot}\n\n- Can be interrupted: No",
        twins=True,
    ),
    # antonyms
    case(
        "automatic against manual",
        "antonym",
        "# T\n\n| 特性 | ECS | EKS |\n|---|---|---|\n| 扩展 | 自动扩展任务数量 | 自动扩展 |\n",
        "## ECS\n\n- 扩展：需要手动扩展任务数量",
    ),
    case(
        "automatic against manual in English",
        "antonym",
        "## Elastic Beanstalk\n\n- Scaling: automatic",
        "## Elastic Beanstalk\n\n- Scaling: manual",
    ),
    case(
        "synchronous",
        "antonym",
        "## SNS\n\n- 调用方式：异步调用 Lambda",
        "## SNS\n\n- 调用方式：同步调用 Lambda",
    ),
    case(
        "temporary against persistent",
        "antonym",
        "# T\n\n| 特性 | 实例存储 | EBS |\n|---|---|---|\n| 数据寿命 | 临时 | 持久 |\n",
        "# U\n\n| 特性 | 实例存储 | EFS |\n|---|---|---|\n| 数据寿命 | 持久 | 持久 |\n",
    ),
    case(
        "fastest against slowest",
        "antonym",
        "# T\n\n| 特性 | EBS | EFS |\n|---|---|---|\n| 速度 | 最快 | 较慢 |\n",
        "# U\n\n| 特性 | EBS | S3 |\n|---|---|---|\n| 速度 | 最慢 | 较快 |\n",
    ),
    case(
        "stateful",
        "antonym",
        "## Lambda\n\n- 状态：无状态的函数",
        "## Lambda\n\n- 状态：有状态的函数",
    ),
    # agent
    case(
        "who starts containers",
        "agent",
        "# T\n\n| 特性 | ECS | EKS |\n|---|---|---|\n| 容器的启动和停止 | 用户负责启动和停止容器 | 用户负责 |\n\n"
        "## ECS\n\nAWS 负责启动和停止容器，简化了运维。",
    ),
    case(
        "who patches",
        "agent",
        "## Fargate\n\n- 操作系统补丁：由 AWS 负责",
        "## Fargate\n\n- 操作系统补丁：由用户负责",
    ),
    case(
        "who manages, in English",
        "agent",
        "# T\n\n| Feature | EKS | ECS |\n|---|---|---|\n| Control plane | Managed by AWS | Managed by AWS |\n",
        "# U\n\n| Feature | EKS | Batch |\n|---|---|---|\n| Control plane | Managed by the customer | AWS |\n",
    ),
    case(
        "bare agents",
        "agent",
        "# T\n\n| 特性 | Lambda | EC2 |\n|---|---|---|\n| 服务器由谁管理 | AWS | 用户 |\n",
        "# U\n\n| 特性 | Lambda | EC2 |\n|---|---|---|\n| 服务器由谁管理 | 用户 | 用户 |\n",
    ),
    # category
    case(
        "block against file",
        "category",
        "## EBS\n\n- 存储类型：文件存储",
        "## EBS\n\n- 存储类型：块存储，而不是对象存储",
    ),
    case(
        "object against block in definitions",
        "category",
        "S3 是一种对象存储服务。",
        "S3 是一种块存储服务，适合放图片。",
    ),
    case(
        "relational against NoSQL",
        "category",
        "DynamoDB is a managed NoSQL database.",
        "DynamoDB is a managed relational database.",
    ),
    case(
        "layers",
        "category",
        "## ALB\n\n- 工作层：第 7 层",
        "## ALB\n\n- 工作层：第 4 层（传输层）",
    ),
    # expansions
    case(
        "expansions between notes",
        "expansion",
        "CDN 是 Content Delivery Network 的缩写。",
        "CDN 是 Cloud Data Node 的缩写。",
    ),
    case(
        "an expansion against the pack", "known-wrong", "# 消息\n\nSNS（Simple Network Service）负责发消息。"
    ),
    # claims known to be wrong
    case("EFS and SMB", "known-wrong", "# EFS\n\n- 协议：NFS 和 SMB"),
    case("Lambda and containers", "known-wrong", "# Lambda\n\nLambda 不支持容器镜像。"),
)


HELD_CONFLICTS = (
    case(
        "retention",
        "number",
        "## Kinesis\n\n- 数据保留：最多 365 天",
        "## Kinesis\n\n- 数据保留：最多 7 天",
    ),
    case(
        "English table rows",
        "number",
        "# Limits\n\n| Service | Maximum message size |\n|---|---|\n| SQS | 256 KB |\n| SNS | 256 KB |\n",
        "# Messaging\n\n| Service | Maximum message size |\n|---|---|\n| SQS | 2 MB |\n| SNS | 256 KB |\n",
    ),
    case(
        "sentence with a limit",
        "number",
        "# 置放群组\n\n分布置放群组在每个可用区最多运行 7 个实例。",
        "# 复习\n\n分布置放群组在每个可用区最多运行 10 个实例。",
    ),
    case(
        "bandwidth",
        "number",
        "## NLB\n\n- 每条连接的带宽：5 Gbps",
        "## NLB\n\n- 每条连接的带宽：500 Mbps",
    ),
    case(
        "port",
        "number",
        "## EFS\n\n- 端口：2049",
        "## EFS\n\n- 端口：445",
    ),
    case(
        "does not persist",
        "polarity",
        "# 实例存储\n\n- 停止后保留数据：否",
        "# 实例存储\n\n- 停止后保留数据：是",
    ),
    case(
        "log in",
        "polarity",
        "# ECR\n\nECR 支持镜像扫描。",
        "# 镜像\n\nECR 不支持镜像扫描，需要第三方工具。",
    ),
    case(
        "must and need not",
        "polarity",
        "# CloudFormation\n\nCloudFormation requires a template.",
        "# Deploying\n\nCloudFormation does not require a template.",
    ),
    case(
        "rollback in a mixed note",
        "polarity",
        "## CloudFormation\n\n- Rollback：支持 automatic rollback",
        "## CloudFormation\n\n- Rollback：不支持 automatic rollback",
    ),
    case(
        "public and private",
        "antonym",
        "## ECR\n\n- 仓库可见性：默认为私有",
        "## ECR\n\n- 仓库可见性：默认为公有",
    ),
    case(
        "cheapest",
        "antonym",
        "# T\n\n| 特性 | 竞价型实例 | 按需实例 |\n|---|---|---|\n| 价格 | 最便宜 | 中等 |\n",
        "# U\n\n| 特性 | 竞价型实例 | 预留实例 |\n|---|---|---|\n| 价格 | 最贵 | 中等 |\n",
    ),
    case(
        "ephemeral",
        "antonym",
        "## Instance store\n\n- Data lifetime: ephemeral",
        "## Instance store\n\n- Data lifetime: persistent",
    ),
    case(
        "patching",
        "agent",
        "# Lightsail\n\nAWS 负责修补 Lightsail 实例的操作系统。\n\n## Lightsail\n\n- 操作系统：用户负责修补实例的操作系统",
    ),
    case(
        "worker nodes",
        "agent",
        "# T\n\n| Aspect | Fargate | EC2 launch type |\n|---|---|---|\n| Host maintenance | AWS maintains the hosts | You maintain the hosts |\n",
        "# U\n\n| Aspect | Fargate | EC2 launch type |\n|---|---|---|\n| Host maintenance | You maintain the hosts | You maintain the hosts |\n",
    ),
    case(
        "EBS as a file store",
        "category",
        "EBS 是一种块存储服务。",
        "## EBS\n\n- 存储类型：文件存储",
    ),
    case(
        "NLB layer",
        "category",
        "# T\n\n| Feature | NLB | ALB |\n|---|---|---|\n| Layer | Layer 4 | Layer 7 |\n",
        "# U\n\n| Feature | NLB | CLB |\n|---|---|---|\n| Layer | Layer 7 | Layer 4 and 7 |\n",
    ),
    case(
        "expansion in one note",
        "expansion",
        "# 名词\n\nRTO（Recovery Time Objective）是恢复时间目标。\n\n再说一遍：RTO 是 Restore Total Operation 的缩写。",
    ),
    case(
        "SQS expansion", "known-wrong", "# Queues\n\nAmazon SQS (Simple Queuing System) decouples services."
    ),
    case("EFS is block", "known-wrong", "# Storage\n\nEFS is a block storage service for Linux."),
    case(
        "S3 sized twins",
        "number",
        "## S3 {#s3}\n\n- 单个对象大小：最大 5 TB",
        "## S3 {#s3}\n\n- Object size limit: 5 GB",
        twins=True,
    ),
)
