"""A small graph in the embedded engine, for tests of the views: three documents of three places."""

from __future__ import annotations

from pathlib import Path

from factory import Unit, Writer, citation, document, indicator, task

from policygraph.graph.builder import build_tables
from policygraph.graph.embedded import EmbeddedStore
from policygraph.loaders.model import PolicyDocument

LEADS: tuple[Unit, ...] = (("市人社局", "人力资源和社会保障", "lead"), ("市财政局", "财政", "support"))
SCHOOL: tuple[Unit, ...] = (("市教育局", "教育", "responsible"), ("市财政局", "财政", "responsible"))


JOBS: tuple[Unit, ...] = (("市人社局", "人力资源和社会保障", "responsible"),)


def three_documents() -> list[PolicyDocument]:
    """Fuyang (two tasks led by 市人社局), Siping (units without a lead), Anhui (cited by Fuyang, then loaded itself)."""
    fuyang = Writer()
    first = document(
        "阜阳市民生工作意见", "阜政发〔2017〕50号", source="fuyang.txt", writer=fuyang,
        tasks=[
            task(fuyang, ("二", "(一)"), "扩大就业渠道", LEADS, ordinal=1),
            task(fuyang, ("二", "(二)"), "提高社会保险水平", LEADS, domains=("社会保险",), ordinal=2),
            task(fuyang, ("二", "(三)"), "办好公办幼儿园", SCHOOL, domains=("教育",), ordinal=3),
        ],
        citations=[citation(fuyang, "安徽省人民政府关于扎实推进民生工作的意见", "皖政〔2017〕58号")],
        indicators=[indicator(fuyang, ("二", "(一)"), year=2020)],
    )  # fmt: skip
    siping = Writer()
    second = document(
        "四平市民生发展规划", "四政办发〔2017〕115号", source="siping.txt", writer=siping, place="220300",
        issuer="四平市人民政府", tasks=[
            task(siping, ("三", "1"), "扩大普惠幼儿园", SCHOOL, domains=("教育",), place="220300", ordinal=1),
            task(siping, ("三", "2"), "促进重点群体就业", JOBS, place="220300", ordinal=2),
        ],
        citations=[], indicators=[indicator(siping, ("三", "2"), value=20000, year=2019)],
    )  # fmt: skip
    anhui = Writer()
    third = document(
        "安徽省人民政府关于扎实推进民生工作的意见", "皖政〔2017〕58号", source="anhui.txt", writer=anhui, place="340000",
        issuer="安徽省人民政府", citations=[], indicators=[],
        tasks=[task(anhui, ("一",), "稳定就业", (("省人社厅", "人力资源和社会保障", "lead"),), place="340000")],
    )  # fmt: skip
    return [first, second, third]


def store_of(documents: list[PolicyDocument], folder: Path) -> EmbeddedStore:
    """The embedded engine holding these documents."""
    store = EmbeddedStore.open(folder / "policies.kgl", create=True)
    store.load(build_tables(documents))
    return store
