"""A small course about a harbour, in both languages, for tests of what is found in notes and compared."""

from __future__ import annotations

from pathlib import Path

from content.models import Course
from quizzes.importing import import_notes
from tests.factories import NOW

FILES = {
    "course.yaml": "title: {zh: 港口, en: Harbours}\nnotes: [cranes, lights]\n",
    "cranes.zh.md": """# 起重机 {#cranes}

港口里的起重机各有用处。

## 门座机、浮吊与汽车吊 {#compare}

| 特性 | 门座机 | 浮吊 | 汽车吊 |
|---|---|---|---|
| 位置 | 固定在码头轨道上 | 漂浮在水面船体上 | 停放在普通公路上 |
| 动力 | 由岸上电网供电 | 由船上柴油机供电 | 由车载发动机供电 |
| 操作 | 需要持证司机 | 需要持证司机 | 需要持证司机 |

## 负载均衡 {#balance}

吊臂两侧的负载均衡靠配重块保持，
配重块放在机身后部。
""",
    "cranes.en.md": """# Cranes {#cranes}

Every crane of a harbour has a use.

## Portal, floating and truck cranes {#compare}

| Feature | Portal crane | Floating crane | Truck crane |
|---|---|---|---|
| Position | fixed on rails along the quay | afloat on the hull of a ship | parked on an ordinary road |
| Power | fed by the grid on shore | fed by diesel aboard the ship | fed by the engine of the truck |
| Handling | needs a licensed driver | needs a licensed driver | needs a licensed driver |

## Load balance {#balance}

Counterweights keep the two sides of the jib in balance,
and stand at the back of the machine.
""",
    "lights.zh.md": "# 灯塔 {#lights}\n\n灯塔是一种为船舶指示方位的固定航标。\n\n浮标是一种漂浮的航标。\n",
    "lights.en.md": "# Lighthouses {#lights}\n\nA lighthouse is a fixed mark for ships at night.\n\nA buoy is a floating mark.\n",
}


def make_harbour(folder: Path, **changed: str) -> Course:
    """The course as ingest makes it; ``changed`` are other texts by file name, ``.`` written as ``_``."""
    course = folder / "harbour"
    course.mkdir(exist_ok=True)
    files = FILES | {name.replace("_", "."): text for name, text in changed.items()}
    for name, text in files.items():
        (course / name).write_text(text, "utf-8")
    assert import_notes([str(course)], now=NOW).problems == []
    return Course.objects.get(slug="harbour")
