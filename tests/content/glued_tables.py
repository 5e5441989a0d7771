"""Comparison tables whose cells the tests glue together, and the right answers for the seeds.

``TUNED`` shaped the weights of ``content/core/table_repairs.py``; ``HELD_OUT`` never did. In each table the first
row is the header and ``|`` is where a cell ends.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GluedTable:
    """``prose`` stands above the table and names what the header names."""

    name: str
    prose: str
    rows: tuple[tuple[str, ...], ...]

    def note(self) -> str:
        """The text of a note with this table, its cells glued together."""
        return f"{self.prose}\n\n对比一览\n\n" + "\n".join("".join(row) for row in self.rows) + "\n"


def _table(name: str, prose: str, text: str) -> GluedTable:
    rows = tuple(tuple(line.split("|")) for line in text.strip().splitlines())
    return GluedTable(name, prose.strip(), rows)


TUNED = (
    _table(
        "balancers",
        """# 负载均衡器怎么选

ALB 工作在应用层，按照请求的内容把流量交给目标组。NLB 工作在传输层，能够承受很高的并发，并且支持静态 IP。
GWLB 用来部署防火墙这类虚拟设备。三者都支持跨可用区分配流量，也都可以做健康检查。""",
        """
特性|ALB|NLB|GWLB
工作层|第七层|第四层|第三层
支持的协议|HTTP、HTTPS、gRPC|TCP、UDP、TLS|IP 数据包
静态 IP|不支持|支持|不支持
典型用途|微服务的请求路由|对延迟敏感的应用|串联安全设备
目标类型|实例、IP 和 Lambda 函数|实例、IP 和 ALB|实例和 IP
""",
    ),
    _table(
        "queues",
        """# 消息服务

SQS 是一种消息队列，消费者主动拉取消息。SNS 是一种发布订阅服务，把消息推送给所有订阅者。
EventBridge 是一种事件总线，可以按照规则把事件送到不同的目标。消息在队列里最长保留 14 天。""",
        """
SQS|SNS|EventBridge
消费者主动拉取消息|把消息推送给订阅者|按照规则转发事件
消息最长保留 14 天|不保留消息|可以归档并重放事件
适合削峰填谷|适合一对多通知|适合连接 SaaS 应用
一条消息由一个消费者处理|一条消息发给所有订阅者|一个事件可以匹配多条规则
按请求次数付费|按发布和投递次数付费|按事件数量付费
""",
    ),
    _table(
        "databases",
        """# 数据库选型

Amazon RDS 是托管的关系型数据库。DynamoDB 是键值数据库，读写延迟在个位数毫秒。
Redshift 是数据仓库，适合分析。RDS 支持事务和复杂的连接查询，DynamoDB 自动扩展。""",
        """
对比项|RDS|DynamoDB|Redshift
数据模型|关系表|键值和文档|列式存储
扩展方式|升级实例或增加只读副本|自动分区|增加节点
查询语言|SQL|PartiQL 或 API|SQL
最适合|在线交易系统|高并发的简单读写|海量数据的分析
延迟|毫秒级|个位数毫秒|秒级
维护|需要选择维护窗口|无需维护|需要管理集群
""",
    ),
    _table(
        "storage-classes",
        """# S3 的存储类

Standard 适合经常访问的数据。Standard-IA 适合不经常访问但需要立即取回的数据，取回时要付费。
Glacier 适合归档，取回需要等待。三种存储类的持久性都是 11 个 9。""",
        """
名称|Standard|Standard-IA|Glacier
访问频率|经常访问|不经常访问|很少访问
取回时间|毫秒|毫秒|几分钟到几小时
最短存储时间|没有要求|30 天|90 天
取回费用|不收费|按 GB 收费|按 GB 收费
存储单价|最高|较低|最低
""",
    ),
    _table(
        "secrets",
        """# 保存密码

Parameter Store 用来存放配置和密码，标准参数免费。Secrets Manager 可以自动轮换密码，按密钥数量收费。
两者都用 KMS 加密，都可以在任务定义里引用。""",
        """
Parameter Store|Secrets Manager
标准参数免费|按密钥的数量收费
不能自动轮换|可以自动轮换密码
单个值最大 8 KB|单个值最大 64 KB
适合存放普通配置|适合存放数据库密码
可以用 KMS 加密|默认用 KMS 加密
""",
    ),
    _table(
        "network-guards",
        """# VPC 的两道门

安全组作用在网卡上，是有状态的。网络 ACL 作用在子网上，是无状态的。
安全组只能写允许规则，网络 ACL 可以写拒绝规则。安全组 和 网络 ACL 可以同时使用。

## 安全组

默认拒绝所有入站流量。

## 网络 ACL

默认允许所有流量。""",
        """
特性|安全组|网络 ACL
作用范围|网卡|子网
状态|有状态|无状态
规则|只能写允许规则|可以写允许和拒绝规则
匹配顺序|评估所有规则|按编号从小到大匹配
默认行为|拒绝所有入站流量|允许所有流量
""",
    ),
    _table(
        "edge-en",
        """# Edge services

CloudFront is a content delivery network. Global Accelerator gives an application two static addresses.
CloudFront caches content at the edge; Global Accelerator does not cache anything.""",
        """
Feature|CloudFront|Global Accelerator
Layer|Layer 7|Layer 4
Caching|Caches at edge locations|No caching
Addresses|DNS names|Two static anycast addresses
Protocols|HTTP and HTTPS|TCP and UDP
Best for|Web pages and media files|Games, voice and IoT
""",
    ),
    _table(
        "deploy",
        """# 部署方式

滚动部署逐批替换实例，成本低。蓝绿部署准备一套完整的新环境，回滚快。金丝雀部署先放一小部分流量。

## 滚动部署

## 蓝绿部署

## 金丝雀部署

三种方式都可以由 CodeDeploy 执行。""",
        """
滚动部署|蓝绿部署|金丝雀部署
逐批替换实例|准备一套新环境|先放一小部分流量
回滚较慢|回滚最快|回滚较快
不需要额外资源|需要双倍资源|需要少量额外资源
新旧版本同时存在|一次切换全部流量|逐步增加流量
缺点：部署期间容量下降|缺点：成本高|缺点：流程复杂
""",
    ),
)

HELD_OUT = (
    _table(
        "container-choices",
        """# 容器跑在哪里

ECS 是 AWS 自己的编排服务，学习成本低。EKS 运行标准的 Kubernetes，可以使用社区的工具。
App Runner 只要给出镜像就能上线一个网站，但是可以调整的地方很少。""",
        """
特性|ECS|EKS|App Runner
编排方式|AWS 自研|Kubernetes|完全托管
学习成本|中等|较高|很低
控制平面费用|免费|按小时收费|不单独收费
可移植性|较弱|很强|较弱
适合的团队|以 AWS 为主的团队|熟悉 Kubernetes 的团队|没有运维人员的小团队
""",
    ),
    _table(
        "volumes",
        """# EBS 的卷类型

gp3 是通用型固态硬盘，可以单独设置 IOPS 和吞吐量。io2 面向关键数据库，延迟稳定。st1 是吞吐优化的机械硬盘，
适合日志和大数据。sc1 最便宜，适合很少访问的数据。只有固态硬盘可以作为启动卷。""",
        """
对比项|gp3|io2|st1|sc1
介质|固态硬盘|固态硬盘|机械硬盘|机械硬盘
能否作启动卷|可以|可以|不可以|不可以
最大 IOPS|16000|64000|500|250
适合|大多数工作负载|关键业务数据库|日志处理|冷数据归档
价格|适中|最贵|便宜|最便宜
""",
    ),
    _table(
        "gateways",
        """# 出网的两种办法

NAT 网关由 AWS 托管，自动扩展带宽。NAT 实例是一台自己维护的 EC2，需要关闭源和目的检查。
NAT 实例可以兼作堡垒机，NAT 网关不行。

## NAT 网关

## NAT 实例""",
        """
NAT 网关|NAT 实例
由 AWS 托管|由用户自己维护
带宽自动扩展|带宽取决于实例类型
在可用区内高可用|需要用脚本做故障转移
不能关联安全组|可以关联安全组
按小时和流量收费|按实例和流量收费
不能当堡垒机|可以当堡垒机
""",
    ),
    _table(
        "api-types",
        """# API Gateway 的三种 API

REST API 功能最全，支持使用计划和请求校验。HTTP API 更便宜，延迟更低。WebSocket API 保持长连接，
服务器可以主动向客户端推送消息，适合聊天。""",
        """
功能|REST API|HTTP API|WebSocket API
通信方式|请求与响应|请求与响应|双向长连接
价格|较高|较低|按消息和连接时间收费
API 密钥|支持|不支持|支持
请求校验|支持|不支持|不支持
使用场景|对外开放的完整接口|简单的 Lambda 代理|聊天室和实时看板
""",
    ),
    _table(
        "workflow",
        """# Step Functions 的两种工作流

标准工作流最长运行一年，每一步都有记录。快速工作流最长运行五分钟，价格便宜，适合高频事件。

## 标准工作流

## 快速工作流""",
        """
标准工作流|快速工作流
最长运行一年|最长运行五分钟
恰好执行一次|至少执行一次
按状态转换次数收费|按请求次数和时长收费
控制台可以查看执行历史|执行历史写入 CloudWatch Logs
适合需要人工审批的流程|适合高频的事件处理
""",
    ),
    _table(
        "docker-network",
        """# Docker 网络

bridge 是默认的网络驱动，容器之间通过虚拟网桥通信。host 直接使用主机的网络，性能最好。
overlay 可以跨主机通信，供 Docker Swarm 使用。none 没有任何网络。""",
        """
驱动|bridge|host|overlay
网络隔离|有隔离|没有隔离|有隔离
跨主机通信|不能|取决于主机网络|可以
端口映射|需要 -p 参数|不需要|需要发布端口
性能|一般|最好|略有损耗
使用场景|单机上的多个容器|对网络性能要求高的程序|Swarm 集群中的服务
""",
    ),
    _table(
        "logs-en",
        """# Watching an account

CloudWatch collects metrics and logs. CloudTrail records who called which API. Config keeps the history of
resource settings and checks them against rules. X-Ray follows one request through many services.""",
        """
Item|CloudWatch|CloudTrail|Config
Records|Metrics and logs|API calls|Resource settings
Answers|How is it performing|Who did it|What changed
Retention|Configurable per log group|90 days of events|Up to seven years
Alerts|Alarms on metrics|Through EventBridge|Rules that flag drift
""",
    ),
    _table(
        "beanstalk",
        """# 交付工具

Elastic Beanstalk 上传代码即可运行。CloudFormation 用模板描述全部资源。CDK 用编程语言生成模板，
开发者可以写循环和判断。Elastic Beanstalk 和 CDK 在背后都使用 CloudFormation。""",
        """
方案|Elastic Beanstalk|CloudFormation|CDK
输入|应用代码|YAML 或 JSON 模板|TypeScript、Python 等代码
抽象程度|最高|最低|中等
控制粒度|只能调整有限的选项|可以控制所有资源|可以控制所有资源
上手难度|容易|较难|需要会编程
费用|只收底层资源的费用|只收底层资源的费用|只收底层资源的费用
""",
    ),
    _table(
        "replicas",
        """# RDS 的两种副本

多可用区部署保证故障时自动切换，备用实例不接受读请求。只读副本分担读流量，使用异步复制，
也可以放在另一个区域，必要时可以手动提升为主库。

## 多可用区部署

## 只读副本""",
        """
特性|多可用区部署|只读副本
目的|提高可用性|提高读取性能
复制方式|同步复制|异步复制
能否读取|备用实例不能读取|可以读取
跨区域|不支持|支持
故障切换|自动切换|需要手动提升
""",
    ),
    _table(
        "identities",
        """# IAM 的身份

IAM 用户有长期的访问密钥。IAM 角色没有密码，由别人临时承担。用户组只是一批用户的集合，不能登录。

## IAM 用户

## IAM 角色

## 用户组""",
        """
IAM 用户|IAM 角色|用户组
代表一个人或程序|代表一组临时权限|代表一批用户
有长期凭证|只有临时凭证|没有凭证
可以登录控制台|通过切换角色进入控制台|不能登录控制台
直接附加策略|附加策略和信任策略|策略由成员继承
""",
    ),
)

# Read off the seed note: for each row of its five glued tables (1-based line), the lengths up to each cut. Its sixth,
# of management, base and image registry (lines 545 to 547), has rows as groups and is left to a person.
SEED_CUTS = {
    115: (11,),
    116: (8,),
    117: (7,),
    118: (5,),
    119: (9,),
    346: (9,),
    347: (5,),
    348: (6,),
    349: (5,),
    429: (8, 20),
    430: (11, 22),
    431: (20, 39),
    432: (14, 44),
    514: (4, 8, 11),
    515: (4, 8, 15),
    516: (8, 15, 19),
    517: (5, 55, 81),
    518: (2, 10, 22),
    519: (3, 9, 15),
    520: (4, 6, 8),
    521: (2, 5, 7),
    597: (21,),
    598: (17,),
    599: (13,),
    600: (10,),
}
