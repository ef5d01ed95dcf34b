"""Graphs for the server tests: many small documents that share bodies, domains and citations."""

from __future__ import annotations

import random
from typing import Any

import factory
import pyarrow.compute as pc

from policygraph.graph.builder import build_tables
from policygraph.graph.ownership import OWNED_NODES, OWNER_END, owner
from policygraph.graph.tables import GraphTables
from policygraph.loaders.model import PolicyDocument

BODIES = (
    ("市人社局", "人力资源和社会保障"), ("市财政局", "财政"), ("市教育局", "教育"), ("市卫生健康委", "卫生健康"),
    ("市民政局", "民政"), ("市住建局", "住房和城乡建设"), ("市医保局", "医疗保障"), ("市残联", None),
)  # fmt: skip
WORK = (
    "扩大城镇就业", "办好公办幼儿园", "提高低保标准", "改造老旧小区", "建设社区养老站点", "修缮农村道路",
    "增加医院床位", "帮扶困难学生", "培训返乡农民工", "整治饮用水源",
)  # fmt: skip
FIELDS = ("就业创业", "教育", "社会救助", "住房保障", "医疗卫生")


def many(count: int, tasks: int = 10, *, version: int = 1) -> list[PolicyDocument]:
    """`count` documents of `tasks` tasks; another `version` changes the words of every second one and its file."""
    return [_one(number, tasks, version if number % 2 else 1) for number in range(1, count + 1)]


def _one(number: int, tasks: int, version: int) -> PolicyDocument:
    chance = random.Random(number * 100 + version)
    writer = factory.Writer()
    made, measured = [], []
    for index in range(1, tasks + 1):
        units = [(name, line, "responsible") for name, line in chance.sample(BODIES, 3)]
        title = f"{chance.choice(WORK)}{index if version == 1 else index + 50}处"
        path = ("二", f"({index})")
        made.append(
            factory.task(writer, path, title, units, domains=chance.sample(FIELDS, 2), ordinal=index)  # type: ignore[arg-type]
        )
        if index % 3 == 0:
            measured.append(factory.indicator(writer, path, f"{chance.choice(WORK)}数量", 10 * number + index))
    cited = [
        factory.citation(writer, f"关于第{other}项民生工作的意见", f"阜政发〔2018〕{other}号")
        for other in (number + 1, number + 7)
    ]
    cited.append(factory.citation(writer, "关于城市总体规划的批复"))
    return factory.document(
        f"关于第{number}项民生工作的意见", f"阜政发〔2018〕{number}号", source=f"{number}-{version}.txt", writer=writer,
        tasks=made, citations=cited, indicators=measured,
    )  # fmt: skip


def tables(count: int, tasks: int = 10, *, version: int = 1) -> GraphTables:
    return build_tables(many(count, tasks, version=version))


def owned(graph: GraphTables) -> dict[str, list[Any]]:
    """What each loaded document owns, row for row: equal lists mean the document is there whole."""
    found: dict[str, list[Any]] = {name: [] for name in graph.document_ids()}
    parts = [(graph.node(label), "id") for label in OWNED_NODES]
    parts += [(graph.edge(key), end) for key, end in OWNER_END.items()]
    for number, (table, end) in enumerate(parts):
        if end == "id" and "loaded" in table.schema.names:
            table = table.filter(pc.field("loaded"))
        for name, row in zip(owner(table[end]).to_pylist(), table.to_pylist(), strict=True):
            found[name].append((number, row))
    return found
