"""Short notes that only look as if they contradicted each other (``conflict_cases`` has those that do)."""

from __future__ import annotations

from tests.content.conflict_cases import case

TRAPS = (
    # the same in other units
    case(
        "minutes are seconds", "", "## Lambda\n\n- 超时时间：最长 15 分钟", "## Lambda\n\n- 超时时间：900 秒"
    ),
    case(
        "terabytes and tebibytes",
        "",
        "## EBS\n\n- gp3 的最大容量：16 TB",
        "## EBS\n\n- gp3 的最大容量：16 TiB",
    ),
    case("1024 megabytes", "", "## Lambda\n\n- 内存：1 GB", "## Lambda\n\n- 内存：1024 MB"),
    case("ten thousands", "", "## SNS\n\n- 主题数量：10 万个", "## SNS\n\n- 主题数量：100,000 个"),
    case(
        "nines",
        "",
        "## S3\n\n- 耐久性：11 个 9",
        "## S3\n\n- 耐久性：99.999999999%",
    ),
    # bounds and ranges that are compatible
    case("at least and at most", "", "## ASG\n\n- 可用区：至少 2 个", "## ASG\n\n- 可用区：最多 6 个"),
    case("within a range", "", "## SQS\n\n- 保留时间：1 分钟到 14 天", "## SQS\n\n- 保留时间：默认 4 天"),
    case(
        "default and maximum",
        "",
        "## Lambda\n\n- 超时时间：默认 3 秒",
        "## Lambda\n\n- 超时时间：最长 15 分钟",
    ),
    case(
        "default and maximum in one pair",
        "",
        "## Lambda\n\n- Timeout: 3 seconds by default, 15 minutes at most",
        "## Lambda\n\n- Timeout: up to 15 minutes",
    ),
    case("minimum and maximum", "", "## Batch\n\n- 最小 vCPU：0", "## Batch\n\n- 最大 vCPU：256"),
    case("about", "", "## Lambda\n\n- 冷启动：约 1 秒", "## Lambda\n\n- 冷启动：1.1 秒"),
    # another region, generation, type, tier, time
    case(
        "another Region",
        "",
        "## Lambda\n\n- 并发：东京区域 1000",
        "## Lambda\n\n- 并发：北京区域 500",
    ),
    case(
        "a Region by its code",
        "",
        "## Lambda\n\n- Burst concurrency: 3000 in us-east-1",
        "## Lambda\n\n- Burst concurrency: 500 in eu-north-1",
    ),
    case(
        "another generation",
        "",
        "## EC2\n\n- 网络带宽：上一代最高 10 Gbps",
        "## EC2\n\n- 网络带宽：新一代最高 100 Gbps",
    ),
    case(
        "another volume type",
        "",
        "## EBS\n\n- IOPS：gp3 最高 16,000",
        "## EBS\n\n- IOPS：io2 最高 64,000",
    ),
    case(
        "volume types in a list of one note",
        "",
        "## EBS\n\n- gp2：最大 16 TiB\n- io2 Block Express：最大 64 TiB\n\n| 卷 | 最大 IOPS |\n|---|---|\n| gp3 | 16000 |\n| io2 | 256000 |\n",
    ),
    case(
        "standard and FIFO",
        "",
        "## SQS\n\n- 吞吐量：标准队列几乎无限",
        "## SQS\n\n- 吞吐量：FIFO 队列每秒 300 条消息",
    ),
    case(
        "before and after",
        "",
        "# Lambda\n\n- 部署包：2020 年以前不支持容器",
        "# Lambda\n\n- 部署包：2020 年以后支持容器",
    ),
    case("since a year", "", "# NLB\n\nSince 2023 an NLB supports security groups."),
    case(
        "formerly",
        "",
        "## S3\n\n- 一致性：过去不支持强一致性",
        "## S3\n\n- 一致性：现在支持强一致性",
    ),
    case(
        "before and after a change, in one note",
        "",
        "# 迁移\n\n## Lambda 迁移前\n\n- 扩展：手动\n\n## Lambda 迁移后\n\n- 扩展：自动",
    ),
    case("free tier", "", "## SNS\n\n- 请求：免费套餐 100 万次", "## SNS\n\n- 请求：3000 万次"),
    case(
        "per account and per Region",
        "",
        "## VPC\n\n- 数量：每个账户 100 个",
        "## VPC\n\n- 数量：每个区域 5 个",
    ),
    # conditions
    case(
        "when stopped",
        "",
        "# 置放群组\n\n- 移入实例：实例停止时可以移入",
        "# 置放群组\n\n- 移入实例：实例运行时不能移入",
    ),
    case(
        "only with",
        "",
        "# EBS\n\n- 多实例挂载：仅在启用 Multi-Attach 时支持",
        "# EBS\n\n- 多实例挂载：不支持",
    ),
    case(
        "if enabled",
        "",
        "# ECS\n\n- Scaling: automatic if service auto scaling is enabled",
        "# ECS\n\n- Scaling: manual",
    ),
    # misconceptions
    case(
        "a quoted misconception",
        "",
        "# EFS\n\nEFS 是一种文件存储服务。\n\n## 常见误解\n\n- EFS 是一种块存储服务",
    ),
    case(
        "a misconception as a pair",
        "",
        "## Lambda\n\n- 误解：Lambda 不支持容器镜像\n- 事实：Lambda 支持容器镜像",
    ),
    case(
        "a sentence that is denied",
        "",
        "# EFS\n\n“EFS 支持 SMB”是错的。\n\nEFS 不支持 SMB，只支持 NFS。",
    ),
    case(
        "a denied English claim",
        "",
        "# S3\n\nIt is a common mistake that S3 is block storage.\n\nS3 is an object storage service.",
    ),
    # polarity of other things
    case("other objects", "", "# NLB\n\nNLB 支持 UDP。", "# NLB\n\nNLB 不支持路径路由。"),
    case(
        "other verbs",
        "",
        "# Fargate\n\nFargate 无需管理服务器。",
        "# Fargate\n\nFargate 需要指定 CPU 和内存。",
    ),
    case(
        "not only",
        "",
        "# S3\n\n- 用途：不仅可以存放图片",
        "# S3\n\n- 用途：可以存放图片",
    ),
    case(
        "across Availability Zones, across Regions",
        "",
        "# ELB\n\nELB 可以跨可用区分配流量。",
        "# ELB\n\nELB 不能跨区域分配流量。",
    ),
    # antonyms, agents and categories that go together
    case(
        "automatic here, manual there",
        "",
        "# ECS\n\n- 任务扩展：自动",
        "# ECS\n\n- 实例维护：手动",
    ),
    case(
        "both ways",
        "",
        "## Lambda\n\n- 调用方式：同步调用和异步调用",
        "## Lambda\n\n- 调用方式：异步调用",
    ),
    case(
        "shared responsibility",
        "",
        "# EC2\n\nAWS 负责物理主机的维护。",
        "# EC2\n\n用户负责操作系统的维护和补丁。",
    ),
    case(
        "not block but file",
        "",
        "EFS 是一种文件存储服务，而不是块存储。",
        "EFS is a file storage service, not block storage.",
    ),
    case(
        "twins that agree",
        "",
        "## Lambda {#l}\n\n- 超时时间：最长 15 分钟\n- 服务器由谁管理：AWS",
        "## Lambda {#l}\n\n- Timeout: up to 900 seconds\n- Who manages servers: AWS",
        twins=True,
    ),
    case(
        "plural and vendor in an expansion",
        "",
        "虚拟机（Virtual Machine，VM）很重。\n\nEBS（Amazon Elastic Block Store）是磁盘。",
        "VM（Virtual Machines）很重。\n\nEBS（Elastic Block Store）是磁盘。",
    ),
)


HELD_TRAPS = (
    case("hours and days", "", "## SQS\n\n- 保留时间：最长 14 天", "## SQS\n\n- 保留时间：最长 336 小时"),
    case(
        "seconds in English",
        "",
        "## SQS\n\n- 可见性超时：默认 30 秒",
        "## SQS\n\n- Visibility timeout: 12 hours at most",
    ),
    case(
        "a million",
        "",
        "## Lambda\n\n- 免费请求：每月 100 万次",
        "## Lambda\n\n- 免费请求：每月 1,000,000 次",
    ),
    case(
        "soft and hard limits",
        "",
        "## ECS\n\n- Services per cluster: 1000 by default",
        "## ECS\n\n- Services per cluster: at most 5000",
    ),
    case(
        "instance types",
        "",
        "## EC2\n\n- 内存：t3.micro 为 1 GiB",
        "## EC2\n\n- 内存：m5.large 为 8 GiB",
    ),
    case(
        "China Regions",
        "",
        "## Fargate\n\n- ARM 支持：中国区不支持",
        "## Fargate\n\n- ARM 支持：支持",
    ),
    case(
        "platform versions",
        "",
        "## Fargate\n\n- 临时存储：平台版本 1.3 为 10 GB",
        "## Fargate\n\n- 临时存储：平台版本 1.4 为 20 GB",
    ),
    case(
        "examples",
        "",
        "## Lambda\n\n- 计费：例如运行 3 秒计费 3 秒",
        "## Lambda\n\n- 计费：例如运行 5 秒计费 5 秒",
    ),
    case(
        "two sentences about different limits",
        "",
        "# ALB\n\n一个 ALB 最多有 100 条规则。\n\n一个 ALB 最多有 50 个监听器。",
    ),
    case(
        "encryption in transit and at rest",
        "",
        "# EFS\n\nEFS supports encryption at rest.",
        "# EFS\n\nEFS does not support encryption keys from other clouds.",
    ),
    case(
        "unless",
        "",
        "# S3\n\n- Public access: not allowed unless the block is lifted",
        "# S3\n\n- Public access: allowed",
    ),
    case(
        "once and now",
        "",
        "# ECS\n\n- 名称：早期叫 EC2 容器服务",
        "# ECS\n\n- 名称：现在叫弹性容器服务",
    ),
    case(
        "people think",
        "",
        "# 无服务器\n\n很多人以为 Lambda 不需要配置内存，其实需要。\n\nLambda 需要配置内存。",
    ),
    case(
        "true or false exercise",
        "",
        "# S3\n\nS3 是一种对象存储服务。\n\n## 错误说法\n\n- S3 是一种文件存储服务",
    ),
    case(
        "responsibility of and in the cloud",
        "",
        "# Shared responsibility\n\n## EC2\n\n- Security of the cloud: AWS\n- Security in the cloud: the customer",
    ),
    case(
        "works with file and object",
        "",
        "# 备份\n\nEFS 是一种文件存储服务。\n\n- EFS：把冷数据转到对象存储",
    ),
    case(
        "layers of one family",
        "",
        "## CLB\n\n- 工作层：第 4 层和第 7 层",
        "## CLB\n\n- 工作层：第 7 层",
    ),
    case(
        "manual until configured",
        "",
        "## DynamoDB\n\n- 扩展：预置模式下手动扩展",
        "## DynamoDB\n\n- 扩展：按需模式下自动扩展",
    ),
    case(
        "two senses of an abbreviation",
        "",
        "EB（Elastic Beanstalk）用来部署应用。",
        "EBS（Elastic Block Storage）是磁盘，EBS 也写作 Elastic Block Store。",
    ),
    case(
        "twins with other word order",
        "",
        "## Fargate {#f}\n\n- 服务器管理：无需管理任何服务器",
        "## Fargate {#f}\n\n- Server management: no servers to manage",
        twins=True,
    ),
)
