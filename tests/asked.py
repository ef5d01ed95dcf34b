"""A small graph to ask questions of, made of hand-made documents of two places (see factory.py)."""

from __future__ import annotations

from pathlib import Path

from factory import Unit, Writer, citation, document, indicator, task

from policygraph.graph.builder import build_tables
from policygraph.graph.store import Store, open_store
from policygraph.loaders.model import PolicyDocument

SHARED: tuple[Unit, ...] = (("市人社局", "人力资源和社会保障", "by_duty"), ("市教育局", "教育", "by_duty"))


def documents() -> list[PolicyDocument]:
    """Fuyang's opinion (cites a provincial one that is not loaded) and Siping's plan (cites Fuyang's)."""
    writer = Writer()
    siping = document(
        "四平市民生规划实施方案", "四政办发〔2017〕115号", source="b.txt", writer=writer, place="220300",
        issuer="四平市人民政府办公室", issued_on="2017-12-25",
        tasks=(
            task(
                writer, ("三", "1"), "扩大就业渠道", SHARED, place="220300", ordinal=1, basis="plain"
            ),
            task(
                writer, ("三", "2"), "办好公办幼儿园", (), domains=("教育",), ordinal=2, place="220300",
                deadline="2020年底",
            ),
        ),
        indicators=(indicator(writer, ("三", "1"), value=20000, year=2020),),
        citations=(citation(writer, "关于做好民生工作的实施意见", "阜政发〔2017〕50号"),),
    )  # fmt: skip
    return [document(), siping]


def make_graph(path: Path) -> Store:
    """The two documents in a file of the embedded engine."""
    store = open_store(path, create=True)
    store.load(build_tables(documents()))
    return store
