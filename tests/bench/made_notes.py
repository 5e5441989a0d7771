"""Notes made up for measuring: the constructs of study notes in running proportions, different for every seed."""

from __future__ import annotations

from random import Random

_ZH = {
    "noun": "服务 工具 平台 存储 网关 队列 集群 仓库 引擎 负载均衡器 数据库 网络 代理 缓存 目录",
    "lead": "托管的 无服务器的 分布式的 低成本的 面向企业的 开源的 跨区域的 轻量的 可扩展的 按需的",
    "deed": "运行容器 保存对象 转发请求 编排任务 收集日志 复制数据 加密磁盘 扩展实例 发布消息 构建镜像",
    "who": "小型团队 批处理作业 移动应用 数据分析 网站后端 机器学习 游戏服务器 备份归档",
    "filler": "刚开始学习的人|运维同学|大多数公司|早期的做法|经验丰富的工程师|考试之前的复习",
    "attribute": "价格 使用场景 存储类型 最大容量 启动时间 可用性 性能 管理方式 计费方式 适用对象",
}
_EN = {
    "noun": "service tool platform store gateway queue cluster registry engine balancer database network proxy cache",
    "lead": "managed serverless distributed inexpensive shared open regional lightweight scalable durable",
    "deed": "runs containers|stores objects|forwards requests|schedules tasks|collects logs|copies data|builds images",
    "who": "small teams|batch jobs|mobile apps|data analysis|web back ends|machine learning|game servers|archives",
    "filler": "Beginners|Operators|Most companies|The old way of doing this|Engineers with years of practice",
    "attribute": "Price|Use cases|Storage type|Limit|Start-up time|Availability|Performance|Management|Billing",
}
_KNOWN = (
    "Amazon ECS",
    "AWS Fargate",
    "Amazon EKS",
    "AWS Lambda",
    "Amazon EBS",
    "Amazon EFS",
    "Amazon S3",
    "ECR",
)


def made_note(seed: int, *, kilobytes: int = 30, language: str = "zh") -> str:
    """A Markdown note of at least ``kilobytes`` × 1,024 bytes of UTF-8 in ``language`` (``zh`` or ``en``)."""
    random = Random(f"{language} {seed}")
    write = _zh_section if language == "zh" else _en_section
    sections = [f"# {'课题' if language == 'zh' else 'Topic'} {seed} {{#topic-{seed}}}\n"]
    size, wanted = 0, kilobytes * 1024
    while size < wanted:
        sections.append(write(random, f"{seed}-{len(sections)}"))
        size += len(sections[-1].encode())
    return "\n".join(sections)


def _names(random: Random, words: list[str], mark: str) -> list[str]:
    """Two to four terms: some that everybody knows, some that only this note has."""
    known = random.sample(_KNOWN, random.randint(0, 2))
    made = [
        f"{''.join(random.sample('ABCDEFGHKLMNPRSTVX', 3))}{mark.replace('-', '')} {word}" for word in words
    ]
    return [*known, *random.sample(made, random.randint(2, 4) - len(known) // 2)]


def _table(corner: str, names: list[str], rows: list[list[str]]) -> str:
    lines = [[corner, *names], ["---"] * (len(names) + 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _zh_section(random: Random, mark: str) -> str:
    pick = {name: words.split("|" if "|" in words else None) for name, words in _ZH.items()}

    def say(name: str) -> str:
        return random.choice(pick[name])

    def value() -> str:
        return random.choice(
            (
                f"最长 {random.randint(2, 900)} 分钟",
                f"按每 {random.randint(1, 60)} 秒的用量付费",
                f"适合{say('who')}和{say('who')}",
                f"由{random.choice(('AWS', '用户'))}负责{say('deed')}",
                f"{say('lead')}{say('noun')}",
                f"支持同时{say('deed')}，也能够{say('deed')}",
            )
        )

    names = _names(random, pick["noun"], mark)
    first, second = names[:2]
    definitions = "".join(
        f"{name} 是一种{say('lead')}{say('noun')}，能够为{say('who')}{say('deed')}。\n\n" for name in names
    )
    table = _table(
        "特性", names, [[row, *(value() for _ in names)] for row in random.sample(pick["attribute"], 4)]
    )
    pairs = "".join(f"- {key}：{value()}\n" for key in random.sample(pick["attribute"], 3))
    steps = "".join(f"{number}. {say('deed')}，然后检查{say('noun')}\n" for number in range(1, 4))
    prose = (
        f"{first} 支持{say('deed')}，但不支持{say('deed')}。{second} 需要{say('noun')}才能{say('deed')}，"
        f"一次最多 {random.randint(2, 500)} 个请求。与 {second} 相比，{first} 更适合{say('who')}。\n"
    )
    story = "\n\n".join(
        f"{random.choice(pick['filler'])}往往先把一半的时间花在{say('noun')}上，等到第 {random.randint(2, 99)} 次才明白，真正困难的地方"
        f"并不在于怎样{say('deed')}，而在于想清楚{say('who')}到底在等什么，以及出错之后谁来收拾局面。"
        for _ in range(5)
    )
    return (
        f"## {first} 与 {second} {{#part-{mark}}}\n\n{story}\n\n{definitions}{table}\n### {first}\n\n{pairs}\n"
        f"{prose}\n### 部署 {second} 的步骤\n\n{steps}"
    )


def _en_section(random: Random, mark: str) -> str:
    pick = {name: words.split("|" if "|" in words else None) for name, words in _EN.items()}

    def say(name: str) -> str:
        return random.choice(pick[name])

    def value() -> str:
        return random.choice(
            (
                f"up to {random.randint(2, 900)} minutes",
                f"billed for every {random.randint(2, 60)} seconds of use",
                f"suits {say('who')} and {say('who')}",
                f"{random.choice(('AWS', 'the customer'))} patches the hosts",
                f"{say('lead')} {say('noun')} on one disk",
                f"supports {say('who')}, and {say('deed')} as well",
            )
        )

    names = _names(random, pick["noun"], mark)
    first, second = names[:2]
    definitions = "".join(
        f"{name} is a {say('lead')} {say('noun')} that {say('deed')} for {say('who')}.\n\n" for name in names
    )
    table = _table(
        "Feature", names, [[row, *(value() for _ in names)] for row in random.sample(pick["attribute"], 4)]
    )
    pairs = "".join(f"- {key}: {value()}\n" for key in random.sample(pick["attribute"], 3))
    steps = "".join(
        f"{number}. Create the {say('noun')} and check the {say('noun')}\n" for number in range(1, 4)
    )
    prose = (
        f"{first} supports {say('who')} but does not support {say('who')}. {second} requires a {say('noun')} and"
        f" takes up to {random.randint(2, 500)} requests. Compared with {second}, {first} suits {say('who')}.\n"
    )
    story = "\n\n".join(
        f"{say('filler')} tend to spend the first {random.randint(2, 99)} hours on the {say('noun')}, and learn late that"
        f" the hard part was never how it {say('deed')}, but knowing what {say('who')} were waiting for, and who was"
        f" going to clean up after things had gone wrong."
        for _ in range(5)
    )
    return (
        f"## {first} and {second} {{#part-{mark}}}\n\n{story}\n\n{definitions}{table}\n### {first}\n\n{pairs}\n"
        f"{prose}\n### Steps to deploy {second}\n\n{steps}"
    )
