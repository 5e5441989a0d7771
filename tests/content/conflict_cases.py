"""Short notes with a planted contradiction, and notes that only look as if they had one.

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


def _case(name: str, expected: str, *notes: str, twins: bool = False) -> Case:
    return Case(name, expected, notes, twins)


CONFLICTS = (
    # numbers and units
    _case(
        "minutes in a pair",
        "number",
        "## Lambda\n\n- 超时时间：最长 15 分钟",
        "## AWS Lambda\n\n- 超时时间：最长 10 分钟",
    ),
    _case(
        "minutes against seconds",
        "number",
        "## Lambda\n\n- 超时时间：最长 15 分钟",
        "## Lambda\n\n- 最长运行时间：600 秒",
    ),
    _case(
        "two tables",
        "number",
        "# 存储\n\n| 特性 | EBS | EFS |\n|---|---|---|\n| 可用性 | 99.99% | 99.99% |\n",
        "# 磁盘与文件\n\n| 对比项 | EBS | S3 |\n|---|---|---|\n| 可用性 | 99.9% | 99.99% |\n",
    ),
    _case(
        "table against pair",
        "number",
        "# Compare\n\n| Feature | S3 | EBS |\n|---|---|---|\n| Maximum object size | 5 TB | n/a |\n",
        "## Amazon S3\n\n- Object size limit: 50 GB",
    ),
    _case(
        "English against Chinese",
        "number",
        "## Lambda\n\n- Timeout: up to 15 minutes\n- Pricing: per request",
        "## Lambda\n\n- 超时时间：最长 5 分钟\n- 计费：按请求",
    ),
    _case(
        "thousands",
        "number",
        "## DynamoDB\n\n- 单个项目大小：400 KB",
        "## DynamoDB\n\n- 单个项目大小：4 MB",
    ),
    _case("ten thousand", "number", "## SNS\n\n- 主题数量：10 万个", "## SNS\n\n- 主题数量：1 万个"),
    _case(
        "numbers within one note",
        "number",
        "# SQS\n\n## 消息\n\nSQS 的消息大小上限是 256 KB。\n\n# 小结\n\n- 其他：无\n\nSQS 的消息大小上限是 64 KB。",
    ),
    _case(
        "limit in a sentence",
        "number",
        "# SQS\n\nSQS 消息最多保留 14 天。",
        "# 队列\n\nSQS 消息最多保留 7 天。",
    ),
    _case(
        "limit in an English sentence",
        "number",
        "# Lambda\n\nA Lambda function can run for up to 15 minutes.",
        "# Serverless\n\nA Lambda function can run for up to 5 minutes.",
    ),
    _case(
        "range",
        "number",
        "## Lambda\n\n- 内存：128 MB 到 10,240 MB",
        "## Lambda\n\n- 内存：128 MB 到 3,008 MB",
    ),
    _case(
        "same wording, other default",
        "number",
        "## ALB\n\n- 默认空闲超时：60 秒",
        "## ALB\n\n- 默认空闲超时：350 秒",
    ),
    _case(
        "twins that differ in a number",
        "number",
        "## EFS {#efs}\n\n- 可用性：99.99%",
        "## EFS {#efs}\n\n- Availability: 99.9%",
        twins=True,
    ),
    # polarity
    _case("supports", "polarity", "## NLB\n\n- 静态 IP：支持", "## NLB\n\n- 静态 IP：不支持"),
    _case(
        "a sentence that supports",
        "polarity",
        "# NLB\n\nNLB 支持 UDP 和静态 IP。",
        "# 负载均衡\n\nNLB 不支持 UDP。",
    ),
    _case(
        "an English sentence that supports",
        "polarity",
        "# Fargate\n\nFargate supports Windows containers.",
        "# Launch types\n\nFargate does not support Windows containers.",
    ),
    _case(
        "needs",
        "polarity",
        "# 比较\n\n| 特性 | Fargate | EC2 启动类型 |\n|---|---|---|\n| 底层主机 | 需要管理 EC2 实例 | 需要管理 EC2 实例 |\n",
        "# 对照\n\n| 特性 | Fargate | EC2 启动类型 |\n|---|---|---|\n| 底层主机 | 无需管理 EC2 实例 | 需要管理 EC2 实例 |\n",
    ),
    _case(
        "needs in a sentence",
        "polarity",
        "# Batch\n\nBatch 不需要安装批处理软件。",
        "# 批处理\n\nBatch 需要安装批处理软件。",
    ),
    _case(
        "can in one note",
        "polarity",
        "# EBS\n\n## 快照\n\nEBS 卷可以跨可用区挂载。\n\n## 限制\n\nEBS 卷不能跨可用区挂载。",
    ),
    _case(
        "cannot in English",
        "polarity",
        "# Snapshots\n\nAn EBS snapshot can be copied to another Region.",
        "# More on snapshots\n\nAn EBS snapshot cannot be copied to another Region.",
    ),
    _case(
        "yes and no",
        "polarity",
        "# T\n\n| Feature | EFS | EBS |\n|---|---|---|\n| Encryption at rest | Yes | Yes |\n",
        "# U\n\n| Feature | EFS | S3 |\n|---|---|---|\n| Encryption at rest | No | Yes |\n",
    ),
    _case(
        "twins of different polarity",
        "polarity",
        "## Spot 实例 {#spot}\n\n- 会被中断：是",
        "## Spot Instances {#spot}\n\n- Can be interrupted: No",
        twins=True,
    ),
    # antonyms
    _case(
        "automatic against manual",
        "antonym",
        "# T\n\n| 特性 | ECS | EKS |\n|---|---|---|\n| 扩展 | 自动扩展任务数量 | 自动扩展 |\n",
        "## ECS\n\n- 扩展：需要手动扩展任务数量",
    ),
    _case(
        "automatic against manual in English",
        "antonym",
        "## Elastic Beanstalk\n\n- Scaling: automatic",
        "## Elastic Beanstalk\n\n- Scaling: manual",
    ),
    _case(
        "synchronous",
        "antonym",
        "## SNS\n\n- 调用方式：异步调用 Lambda",
        "## SNS\n\n- 调用方式：同步调用 Lambda",
    ),
    _case(
        "temporary against persistent",
        "antonym",
        "# T\n\n| 特性 | 实例存储 | EBS |\n|---|---|---|\n| 数据寿命 | 临时 | 持久 |\n",
        "# U\n\n| 特性 | 实例存储 | EFS |\n|---|---|---|\n| 数据寿命 | 持久 | 持久 |\n",
    ),
    _case(
        "fastest against slowest",
        "antonym",
        "# T\n\n| 特性 | EBS | EFS |\n|---|---|---|\n| 速度 | 最快 | 较慢 |\n",
        "# U\n\n| 特性 | EBS | S3 |\n|---|---|---|\n| 速度 | 最慢 | 较快 |\n",
    ),
    _case(
        "stateful",
        "antonym",
        "## Lambda\n\n- 状态：无状态的函数",
        "## Lambda\n\n- 状态：有状态的函数",
    ),
    # agent
    _case(
        "who starts containers",
        "agent",
        "# T\n\n| 特性 | ECS | EKS |\n|---|---|---|\n| 容器的启动和停止 | 用户负责启动和停止容器 | 用户负责 |\n\n"
        "## ECS\n\nAWS 负责启动和停止容器，简化了运维。",
    ),
    _case(
        "who patches",
        "agent",
        "## Fargate\n\n- 操作系统补丁：由 AWS 负责",
        "## Fargate\n\n- 操作系统补丁：由用户负责",
    ),
    _case(
        "who manages, in English",
        "agent",
        "# T\n\n| Feature | EKS | ECS |\n|---|---|---|\n| Control plane | Managed by AWS | Managed by AWS |\n",
        "# U\n\n| Feature | EKS | Batch |\n|---|---|---|\n| Control plane | Managed by the customer | AWS |\n",
    ),
    _case(
        "bare agents",
        "agent",
        "# T\n\n| 特性 | Lambda | EC2 |\n|---|---|---|\n| 服务器由谁管理 | AWS | 用户 |\n",
        "# U\n\n| 特性 | Lambda | EC2 |\n|---|---|---|\n| 服务器由谁管理 | 用户 | 用户 |\n",
    ),
    # category
    _case(
        "block against file",
        "category",
        "## EBS\n\n- 存储类型：文件存储",
        "## EBS\n\n- 存储类型：块存储，而不是对象存储",
    ),
    _case(
        "object against block in definitions",
        "category",
        "S3 是一种对象存储服务。",
        "S3 是一种块存储服务，适合放图片。",
    ),
    _case(
        "relational against NoSQL",
        "category",
        "DynamoDB is a managed NoSQL database.",
        "DynamoDB is a managed relational database.",
    ),
    _case(
        "layers",
        "category",
        "## ALB\n\n- 工作层：第 7 层",
        "## ALB\n\n- 工作层：第 4 层（传输层）",
    ),
    # expansions
    _case(
        "expansions between notes",
        "expansion",
        "CDN 是 Content Delivery Network 的缩写。",
        "CDN 是 Cloud Data Node 的缩写。",
    ),
    _case(
        "an expansion against the pack", "known-wrong", "# 消息\n\nSNS（Simple Network Service）负责发消息。"
    ),
    # claims known to be wrong
    _case("EFS and SMB", "known-wrong", "# EFS\n\n- 协议：NFS 和 SMB"),
    _case("Lambda and containers", "known-wrong", "# Lambda\n\nLambda 不支持容器镜像。"),
)

TRAPS = (
    # the same in other units
    _case(
        "minutes are seconds", "", "## Lambda\n\n- 超时时间：最长 15 分钟", "## Lambda\n\n- 超时时间：900 秒"
    ),
    _case(
        "terabytes and tebibytes",
        "",
        "## EBS\n\n- gp3 的最大容量：16 TB",
        "## EBS\n\n- gp3 的最大容量：16 TiB",
    ),
    _case("1024 megabytes", "", "## Lambda\n\n- 内存：1 GB", "## Lambda\n\n- 内存：1024 MB"),
    _case("ten thousands", "", "## SNS\n\n- 主题数量：10 万个", "## SNS\n\n- 主题数量：100,000 个"),
    _case(
        "nines",
        "",
        "## S3\n\n- 耐久性：11 个 9",
        "## S3\n\n- 耐久性：99.999999999%",
    ),
    # bounds and ranges that are compatible
    _case("at least and at most", "", "## ASG\n\n- 可用区：至少 2 个", "## ASG\n\n- 可用区：最多 6 个"),
    _case("within a range", "", "## SQS\n\n- 保留时间：1 分钟到 14 天", "## SQS\n\n- 保留时间：默认 4 天"),
    _case(
        "default and maximum",
        "",
        "## Lambda\n\n- 超时时间：默认 3 秒",
        "## Lambda\n\n- 超时时间：最长 15 分钟",
    ),
    _case(
        "default and maximum in one pair",
        "",
        "## Lambda\n\n- Timeout: 3 seconds by default, 15 minutes at most",
        "## Lambda\n\n- Timeout: up to 15 minutes",
    ),
    _case("minimum and maximum", "", "## Batch\n\n- 最小 vCPU：0", "## Batch\n\n- 最大 vCPU：256"),
    _case("about", "", "## Lambda\n\n- 冷启动：约 1 秒", "## Lambda\n\n- 冷启动：1.1 秒"),
    # another region, generation, type, tier, time
    _case(
        "another Region",
        "",
        "## Lambda\n\n- 并发：东京区域 1000",
        "## Lambda\n\n- 并发：北京区域 500",
    ),
    _case(
        "a Region by its code",
        "",
        "## Lambda\n\n- Burst concurrency: 3000 in us-east-1",
        "## Lambda\n\n- Burst concurrency: 500 in eu-north-1",
    ),
    _case(
        "another generation",
        "",
        "## EC2\n\n- 网络带宽：上一代最高 10 Gbps",
        "## EC2\n\n- 网络带宽：新一代最高 100 Gbps",
    ),
    _case(
        "another volume type",
        "",
        "## EBS\n\n- IOPS：gp3 最高 16,000",
        "## EBS\n\n- IOPS：io2 最高 64,000",
    ),
    _case(
        "volume types in a list of one note",
        "",
        "## EBS\n\n- gp2：最大 16 TiB\n- io2 Block Express：最大 64 TiB\n\n| 卷 | 最大 IOPS |\n|---|---|\n| gp3 | 16000 |\n| io2 | 256000 |\n",
    ),
    _case(
        "standard and FIFO",
        "",
        "## SQS\n\n- 吞吐量：标准队列几乎无限",
        "## SQS\n\n- 吞吐量：FIFO 队列每秒 300 条消息",
    ),
    _case(
        "before and after",
        "",
        "# Lambda\n\n- 部署包：2020 年以前不支持容器",
        "# Lambda\n\n- 部署包：2020 年以后支持容器",
    ),
    _case("since a year", "", "# NLB\n\nSince 2023 an NLB supports security groups."),
    _case(
        "formerly",
        "",
        "## S3\n\n- 一致性：过去不支持强一致性",
        "## S3\n\n- 一致性：现在支持强一致性",
    ),
    _case(
        "before and after a change, in one note",
        "",
        "# 迁移\n\n## Lambda 迁移前\n\n- 扩展：手动\n\n## Lambda 迁移后\n\n- 扩展：自动",
    ),
    _case("free tier", "", "## SNS\n\n- 请求：免费套餐 100 万次", "## SNS\n\n- 请求：3000 万次"),
    _case(
        "per account and per Region",
        "",
        "## VPC\n\n- 数量：每个账户 100 个",
        "## VPC\n\n- 数量：每个区域 5 个",
    ),
    # conditions
    _case(
        "when stopped",
        "",
        "# 置放群组\n\n- 移入实例：实例停止时可以移入",
        "# 置放群组\n\n- 移入实例：实例运行时不能移入",
    ),
    _case(
        "only with",
        "",
        "# EBS\n\n- 多实例挂载：仅在启用 Multi-Attach 时支持",
        "# EBS\n\n- 多实例挂载：不支持",
    ),
    _case(
        "if enabled",
        "",
        "# ECS\n\n- Scaling: automatic if service auto scaling is enabled",
        "# ECS\n\n- Scaling: manual",
    ),
    # misconceptions
    _case(
        "a quoted misconception",
        "",
        "# EFS\n\nEFS 是一种文件存储服务。\n\n## 常见误解\n\n- EFS 是一种块存储服务",
    ),
    _case(
        "a misconception as a pair",
        "",
        "## Lambda\n\n- 误解：Lambda 不支持容器镜像\n- 事实：Lambda 支持容器镜像",
    ),
    _case(
        "a sentence that is denied",
        "",
        "# EFS\n\n“EFS 支持 SMB”是错的。\n\nEFS 不支持 SMB，只支持 NFS。",
    ),
    _case(
        "a denied English claim",
        "",
        "# S3\n\nIt is a common mistake that S3 is block storage.\n\nS3 is an object storage service.",
    ),
    # polarity of other things
    _case("other objects", "", "# NLB\n\nNLB 支持 UDP。", "# NLB\n\nNLB 不支持路径路由。"),
    _case(
        "other verbs",
        "",
        "# Fargate\n\nFargate 无需管理服务器。",
        "# Fargate\n\nFargate 需要指定 CPU 和内存。",
    ),
    _case(
        "not only",
        "",
        "# S3\n\n- 用途：不仅可以存放图片",
        "# S3\n\n- 用途：可以存放图片",
    ),
    _case(
        "across Availability Zones, across Regions",
        "",
        "# ELB\n\nELB 可以跨可用区分配流量。",
        "# ELB\n\nELB 不能跨区域分配流量。",
    ),
    # antonyms, agents and categories that go together
    _case(
        "automatic here, manual there",
        "",
        "# ECS\n\n- 任务扩展：自动",
        "# ECS\n\n- 实例维护：手动",
    ),
    _case(
        "both ways",
        "",
        "## Lambda\n\n- 调用方式：同步调用和异步调用",
        "## Lambda\n\n- 调用方式：异步调用",
    ),
    _case(
        "shared responsibility",
        "",
        "# EC2\n\nAWS 负责物理主机的维护。",
        "# EC2\n\n用户负责操作系统的维护和补丁。",
    ),
    _case(
        "not block but file",
        "",
        "EFS 是一种文件存储服务，而不是块存储。",
        "EFS is a file storage service, not block storage.",
    ),
    _case(
        "twins that agree",
        "",
        "## Lambda {#l}\n\n- 超时时间：最长 15 分钟\n- 服务器由谁管理：AWS",
        "## Lambda {#l}\n\n- Timeout: up to 900 seconds\n- Who manages servers: AWS",
        twins=True,
    ),
    _case(
        "plural and vendor in an expansion",
        "",
        "虚拟机（Virtual Machine，VM）很重。\n\nEBS（Amazon Elastic Block Store）是磁盘。",
        "VM（Virtual Machines）很重。\n\nEBS（Elastic Block Store）是磁盘。",
    ),
)

HELD_CONFLICTS = (
    _case(
        "retention",
        "number",
        "## Kinesis\n\n- 数据保留：最多 365 天",
        "## Kinesis\n\n- 数据保留：最多 7 天",
    ),
    _case(
        "English table rows",
        "number",
        "# Limits\n\n| Service | Maximum message size |\n|---|---|\n| SQS | 256 KB |\n| SNS | 256 KB |\n",
        "# Messaging\n\n| Service | Maximum message size |\n|---|---|\n| SQS | 2 MB |\n| SNS | 256 KB |\n",
    ),
    _case(
        "sentence with a limit",
        "number",
        "# 置放群组\n\n分布置放群组在每个可用区最多运行 7 个实例。",
        "# 复习\n\n分布置放群组在每个可用区最多运行 10 个实例。",
    ),
    _case(
        "bandwidth",
        "number",
        "## NLB\n\n- 每条连接的带宽：5 Gbps",
        "## NLB\n\n- 每条连接的带宽：500 Mbps",
    ),
    _case(
        "port",
        "number",
        "## EFS\n\n- 端口：2049",
        "## EFS\n\n- 端口：445",
    ),
    _case(
        "does not persist",
        "polarity",
        "# 实例存储\n\n- 停止后保留数据：否",
        "# 实例存储\n\n- 停止后保留数据：是",
    ),
    _case(
        "log in",
        "polarity",
        "# ECR\n\nECR 支持镜像扫描。",
        "# 镜像\n\nECR 不支持镜像扫描，需要第三方工具。",
    ),
    _case(
        "must and need not",
        "polarity",
        "# CloudFormation\n\nCloudFormation requires a template.",
        "# Deploying\n\nCloudFormation does not require a template.",
    ),
    _case(
        "rollback in a mixed note",
        "polarity",
        "## CloudFormation\n\n- Rollback：支持 automatic rollback",
        "## CloudFormation\n\n- Rollback：不支持 automatic rollback",
    ),
    _case(
        "public and private",
        "antonym",
        "## ECR\n\n- 仓库可见性：默认为私有",
        "## ECR\n\n- 仓库可见性：默认为公有",
    ),
    _case(
        "cheapest",
        "antonym",
        "# T\n\n| 特性 | 竞价型实例 | 按需实例 |\n|---|---|---|\n| 价格 | 最便宜 | 中等 |\n",
        "# U\n\n| 特性 | 竞价型实例 | 预留实例 |\n|---|---|---|\n| 价格 | 最贵 | 中等 |\n",
    ),
    _case(
        "ephemeral",
        "antonym",
        "## Instance store\n\n- Data lifetime: ephemeral",
        "## Instance store\n\n- Data lifetime: persistent",
    ),
    _case(
        "patching",
        "agent",
        "# Lightsail\n\nAWS 负责修补 Lightsail 实例的操作系统。\n\n## Lightsail\n\n- 操作系统：用户负责修补实例的操作系统",
    ),
    _case(
        "worker nodes",
        "agent",
        "# T\n\n| Aspect | Fargate | EC2 launch type |\n|---|---|---|\n| Host maintenance | AWS maintains the hosts | You maintain the hosts |\n",
        "# U\n\n| Aspect | Fargate | EC2 launch type |\n|---|---|---|\n| Host maintenance | You maintain the hosts | You maintain the hosts |\n",
    ),
    _case(
        "EBS as a file store",
        "category",
        "EBS 是一种块存储服务。",
        "## EBS\n\n- 存储类型：文件存储",
    ),
    _case(
        "NLB layer",
        "category",
        "# T\n\n| Feature | NLB | ALB |\n|---|---|---|\n| Layer | Layer 4 | Layer 7 |\n",
        "# U\n\n| Feature | NLB | CLB |\n|---|---|---|\n| Layer | Layer 7 | Layer 4 and 7 |\n",
    ),
    _case(
        "expansion in one note",
        "expansion",
        "# 名词\n\nRTO（Recovery Time Objective）是恢复时间目标。\n\n再说一遍：RTO 是 Restore Total Operation 的缩写。",
    ),
    _case(
        "SQS expansion", "known-wrong", "# Queues\n\nAmazon SQS (Simple Queuing System) decouples services."
    ),
    _case("EFS is block", "known-wrong", "# Storage\n\nEFS is a block storage service for Linux."),
    _case(
        "S3 sized twins",
        "number",
        "## S3 {#s3}\n\n- 单个对象大小：最大 5 TB",
        "## S3 {#s3}\n\n- Object size limit: 5 GB",
        twins=True,
    ),
)

HELD_TRAPS = (
    _case("hours and days", "", "## SQS\n\n- 保留时间：最长 14 天", "## SQS\n\n- 保留时间：最长 336 小时"),
    _case(
        "seconds in English",
        "",
        "## SQS\n\n- 可见性超时：默认 30 秒",
        "## SQS\n\n- Visibility timeout: 12 hours at most",
    ),
    _case(
        "a million",
        "",
        "## Lambda\n\n- 免费请求：每月 100 万次",
        "## Lambda\n\n- 免费请求：每月 1,000,000 次",
    ),
    _case(
        "soft and hard limits",
        "",
        "## ECS\n\n- Services per cluster: 1000 by default",
        "## ECS\n\n- Services per cluster: at most 5000",
    ),
    _case(
        "instance types",
        "",
        "## EC2\n\n- 内存：t3.micro 为 1 GiB",
        "## EC2\n\n- 内存：m5.large 为 8 GiB",
    ),
    _case(
        "China Regions",
        "",
        "## Fargate\n\n- ARM 支持：中国区不支持",
        "## Fargate\n\n- ARM 支持：支持",
    ),
    _case(
        "platform versions",
        "",
        "## Fargate\n\n- 临时存储：平台版本 1.3 为 10 GB",
        "## Fargate\n\n- 临时存储：平台版本 1.4 为 20 GB",
    ),
    _case(
        "examples",
        "",
        "## Lambda\n\n- 计费：例如运行 3 秒计费 3 秒",
        "## Lambda\n\n- 计费：例如运行 5 秒计费 5 秒",
    ),
    _case(
        "two sentences about different limits",
        "",
        "# ALB\n\n一个 ALB 最多有 100 条规则。\n\n一个 ALB 最多有 50 个监听器。",
    ),
    _case(
        "encryption in transit and at rest",
        "",
        "# EFS\n\nEFS supports encryption at rest.",
        "# EFS\n\nEFS does not support encryption keys from other clouds.",
    ),
    _case(
        "unless",
        "",
        "# S3\n\n- Public access: not allowed unless the block is lifted",
        "# S3\n\n- Public access: allowed",
    ),
    _case(
        "once and now",
        "",
        "# ECS\n\n- 名称：早期叫 EC2 容器服务",
        "# ECS\n\n- 名称：现在叫弹性容器服务",
    ),
    _case(
        "people think",
        "",
        "# 无服务器\n\n很多人以为 Lambda 不需要配置内存，其实需要。\n\nLambda 需要配置内存。",
    ),
    _case(
        "true or false exercise",
        "",
        "# S3\n\nS3 是一种对象存储服务。\n\n## 错误说法\n\n- S3 是一种文件存储服务",
    ),
    _case(
        "responsibility of and in the cloud",
        "",
        "# Shared responsibility\n\n## EC2\n\n- Security of the cloud: AWS\n- Security in the cloud: the customer",
    ),
    _case(
        "works with file and object",
        "",
        "# 备份\n\nEFS 是一种文件存储服务。\n\n- EFS：把冷数据转到对象存储",
    ),
    _case(
        "layers of one family",
        "",
        "## CLB\n\n- 工作层：第 4 层和第 7 层",
        "## CLB\n\n- 工作层：第 7 层",
    ),
    _case(
        "manual until configured",
        "",
        "## DynamoDB\n\n- 扩展：预置模式下手动扩展",
        "## DynamoDB\n\n- 扩展：按需模式下自动扩展",
    ),
    _case(
        "two senses of an abbreviation",
        "",
        "EB（Elastic Beanstalk）用来部署应用。",
        "EBS（Elastic Block Storage）是磁盘，EBS 也写作 Elastic Block Store。",
    ),
    _case(
        "twins with other word order",
        "",
        "## Fargate {#f}\n\n- 服务器管理：无需管理任何服务器",
        "## Fargate {#f}\n\n- Server management: no servers to manage",
        twins=True,
    ),
)
