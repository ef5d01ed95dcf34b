"""The five samples, five ways of stating responsibility: what is read out of them is what stands in them.

The expected values were written down from the texts by eye. Each task is its path, its title and its units by role.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from policygraph.cli.app import cli

Units = dict[str, list[str]]
Task = tuple[str, str, Units]

ALL_PLACES = "各市(州)、县(市)人民政府"


def responsible(*names: str) -> Units:
    return {"responsible": list(names)}


def by_duty(*names: str) -> Units:
    return {"by_duty": list(names)}


def lead(first: str, *others: str) -> Units:
    return {"lead": [first]} | ({"support": list(others)} if others else {})


TASKS: dict[str, list[Task]] = {
    "siping": [
        ("二/(一)/1", "帮助困难群体找到工作", responsible("市人社局")),
        ("二/(一)/2", "拓宽居民增收门路", responsible("市人社局", "市金融办")),
        ("二/(二)/1", "增加普惠性幼儿园", responsible("市教育局")),
        ("二/(二)/2", "关爱特殊学生", responsible("市教育局", "市残联")),
        ("二/(三)/1", "做实家庭医生签约服务", responsible("市卫计委")),
        ("二/(四)/1", "增加养老床位", responsible("市民政局")),
        ("二/(四)/2", "培训养老护理员", responsible("市民政局", "市人社局")),
        ("三/(一)", "压实责任", {}),
        ("三/(二)", "加强督查", {}),
    ],
    "jilin": [
        ("二/(一)/1", "办好家门口的幼儿园", lead("省教育厅", "省发展改革委", "省自然资源厅", ALL_PLACES)),
        ("二/(一)/2", "消除大班额", lead("省教育厅", "省财政厅")),
        ("二/(二)/3", "扶持返乡创业", lead("省人力资源和社会保障厅", "省农业农村厅", "省财政厅")),
        ("二/(二)/4", "帮扶困难群体就业", lead("省人力资源和社会保障厅")),
        ("二/(三)/5", "统一城乡居民医疗保险", lead("省医保局", "省财政厅")),
        ("二/(三)/6", "健全社会救助", lead("省民政厅", "省财政厅", "省残联", ALL_PLACES)),
        ("三/(一)", "加强统筹协调", lead("省直相关部门")),
        ("三/(二)", "加大投入力度", lead("省财政厅")),
    ],
    "dazhou": [
        ("二/(一)/1", "普惠性学前教育", responsible("市教育局", "市发展改革委", "市财政局")),
        ("二/(一)/2", "义务教育", responsible("市教育局", "市发展改革委", "市财政局")),
        ("二/(一)/3", "职业教育", responsible("市教育局", "市发展改革委", "市财政局")),
        ("二/(二)/4", "就业服务和管理", responsible("市人力资源社会保障局", "市财政局")),
        ("二/(二)/5", "职业技能培训", responsible("市人力资源社会保障局", "市财政局")),
        ("二/(三)/6", "基本医疗保险", responsible("市人力资源社会保障局", "市卫生计生委", "市财政局")),
        ("二/(四)/7", "基本养老服务", responsible("市民政局", "市发展改革委", "市财政局")),
        ("二/(四)/8", "社会救助", responsible("市民政局", "市发展改革委", "市财政局")),
        ("二/(五)/9", "残疾人服务", responsible("市残联", "市民政局", "市卫生计生委")),
        ("三/(一)", "明确责任", {}),
        ("三/(二)", "保障投入", {}),
    ],
    "fuyang": [
        ("二/(三)", "扩大就业增加收入", lead("市人力资源社会保障局", "市教育局", "市民政局", "市财政局")),
        ("二/(四)", "办好各类教育", lead("市教育局", "市人力资源社会保障局", "市财政局")),
        ("二/(五)", "织密社会保障网", lead("市人力资源社会保障局", "市卫生计生委", "市民政局", "市住房城乡建设委")),
        ("二/(六)", "完成脱贫攻坚任务", lead("市扶贫办", "市扶贫开发领导小组成员单位")),
        ("三/(七)", "加强组织领导", {}),
        ("三/(八)", "强化问责问效", {}),
    ],
    "yancheng": [
        ("二/(一)/1", "稳定城镇就业", by_duty("市人社局", "市教育局", "团市委")),
        ("二/(一)/2", "增加农民收入", by_duty("市民政局", "市财政局", "市人社局", "市农业农村局")),
        ("二/(二)/3", "优化养老服务", by_duty("市民政局", "市卫健委", "市财政局", "盐城银保监分局")),
        ("二/(二)/4", "发展托育服务", by_duty("市卫健委", "市总工会")),
        ("二/(二)/5", "办好学前教育", by_duty("市教育局", "市财政局")),
        ("二/(三)/6", "帮扶残疾人", by_duty("市残联", "市民政局", "市财政局")),
        ("二/(三)/7", "改造老旧小区", by_duty("市住建局", "市财政局")),
        ("二/(三)/8", "做好退役军人工作", responsible("市退役军人局")),
        ("三/(一)", "加强组织领导", {}),
        ("三/(二)", "强化督查考评", {}),
    ],
}

ANNEX: list[tuple[str, str, list[str], str]] = [
    (
        "1",
        "扩大就业增加收入",
        ["市人力资源社会保障局", "市教育局", "市民政局", "市财政局", "市农委"],
        "持续推进",
    ),
    ("2", "办好各类教育", ["市教育局", "市人力资源社会保障局", "市财政局"], "持续推进"),
    (
        "3",
        "织密社会保障网",
        ["市人力资源社会保障局", "市卫生计生委", "市民政局", "市住房城乡建设委", "市房产局"],
        "持续推进",
    ),
    ("4", "完成脱贫攻坚任务", ["市扶贫办", "市扶贫开发领导小组成员单位"], "2020年底完成"),
]

FRONT: dict[str, dict[str, str | None]] = {
    "siping": {
        "title": "四平市人民政府办公室关于印发四平市民生重点任务实施方案的通知",
        "doc_number": "四政办发〔2017〕115号",
        "index_number": "112203000136266000/2017-13356",
        "issuer": "四平市人民政府办公室",
        "issued_on": "2017-12-25",
        "published_on": "2017-12-25",
        "place": "吉林省四平市",
        "level": "city",
        "order_rule": None,
    },
    "jilin": {
        "title": "关于完善基本民生保障标准的指导意见",
        "doc_number": None,
        "index_number": None,
        "issuer": "省民生工作领导小组",
        "issued_on": None,
        "published_on": "2019-07-16",
        "place": "吉林省",
        "level": "province",
        "order_rule": "first_is_lead",
    },
    "dazhou": {
        "title": None,
        "doc_number": None,
        "index_number": None,
        "issuer": None,
        "issued_on": "2017-07-26",
        "published_on": None,
        "place": "四川省达州市",
        "level": "city",
        "order_rule": None,
    },
    "fuyang": {
        "title": "关于办好民生实事的实施意见",
        "doc_number": "阜政发〔2017〕50号",
        "index_number": "003158495/201708-00192",
        "issuer": "阜阳市人民政府",
        "issued_on": "2017-08-21",
        "published_on": "2017-08-24",
        "place": "安徽省阜阳市",
        "level": "city",
        "order_rule": None,
    },
    "yancheng": {
        "title": "关于进一步办好民生实事的实施意见",
        "doc_number": None,
        "index_number": None,
        "issuer": "盐城市人民政府办公室",
        "issued_on": "2022-08-16",
        "published_on": None,
        "place": "江苏省盐城市",
        "level": "city",
        "order_rule": None,
    },
}

CITATIONS: dict[str, list[tuple[str, str | None, str]]] = {
    "siping": [],
    "jilin": [],
    "dazhou": [
        (
            "达州市人民政府办公室关于印发达州市“十三五”基本公共服务均等化规划的通知",
            "达市府办发〔2017〕34号",
            "based_on",
        )
    ],
    "fuyang": [("安徽省人民政府关于扎实推进民生工作的意见", "皖政〔2017〕58号", "based_on")],
    "yancheng": [],
}

FIGURES: dict[str, list[tuple[str, float, str | None, int | None, str]]] = {
    "siping": [("=", 36, "张", 2020, "每千名老人养老床位达到36张")],
    "jilin": [("~", 75, "%", None, "住院费用政策范围内报销比例稳定在75%左右")],
    "dazhou": [
        ("=", 34000, "人", 2017, "城镇新增就业3.4万人"),
        ("<=", 4.2, "%", 2017, "城镇登记失业率不超过4.2%"),
        ("=", 98, "%", None, "城乡居民基本医保参保率达到98%"),
    ],
    "fuyang": [
        (">=", 45, "张", 2021, "每千名老年人养老床位不少于45张"),
        (">=", 41000, "人", 2021, "城镇新增就业4.1万人以上"),
    ],
    "yancheng": [(">=", 70000, "人", 2022, "城鎮新增就業7萬人以上"), ("=", 2.8, "个", 2022, "每千人口托位數達到2.8個")],
}
"""A few of each document's figures: comparator, value, unit, year, and the words that must stand in the quote."""


@pytest.fixture(scope="module")
def facts(samples: Path) -> dict[str, dict[str, Any]]:
    """What `policygraph extract --format json` prints for each sample, with its text under `text`."""
    found = {}
    for name in TASKS:
        path = samples / f"{name}.txt"
        result = CliRunner().invoke(cli, ["extract", str(path), "--format", "json"])
        assert result.exit_code == 0, result.stderr
        found[name] = json.loads(result.stdout) | {"text": path.read_text(encoding="utf-8")}
    return found


def by_role(departments: list[dict[str, Any]]) -> Units:
    units: Units = {}
    for department in departments:
        units.setdefault(department["role"], []).append(department["name"])
    return units


def test_the_folder_holds_these_five_and_a_note() -> None:
    folder = Path(__file__).parent.parent / "samples"
    assert sorted(path.name for path in folder.iterdir()) == ["README", *sorted(f"{name}.txt" for name in TASKS)]


@pytest.mark.parametrize("name", TASKS)
def test_tasks_and_their_units(facts: dict[str, dict[str, Any]], name: str) -> None:
    found = [("/".join(t["path"]), t["title"], by_role(t["departments"])) for t in facts[name]["tasks"]]
    assert found == TASKS[name]


def test_the_annex_table_of_fuyang(facts: dict[str, dict[str, Any]]) -> None:
    rows = facts["fuyang"]["annex_tasks"]
    assert [(r["number"], r["title"], [d["name"] for d in r["departments"]], r["deadline"]) for r in rows] == ANNEX
    assert all(not facts[name].get("annex_tasks") for name in TASKS if name != "fuyang")


@pytest.mark.parametrize("name", FRONT)
def test_front_matter(facts: dict[str, dict[str, Any]], name: str) -> None:
    document = facts[name]["document"]
    assert {key: document[key] for key in FRONT[name]} == FRONT[name]


@pytest.mark.parametrize("name", CITATIONS)
def test_citations(facts: dict[str, dict[str, Any]], name: str) -> None:
    found = [(c["title"], c["doc_number"], c["relation"]) for c in facts[name]["citations"]]
    assert found == CITATIONS[name]


@pytest.mark.parametrize("name", FIGURES)
def test_figures(facts: dict[str, dict[str, Any]], name: str) -> None:
    indicators = facts[name]["indicators"]
    for op, value, unit, year, words in FIGURES[name]:
        rows = [
            i for i in indicators if i["op"] == op and i["value"] == value and i["unit"] == unit and i["year"] == year
        ]
        assert any(words in i["quote"] or i["quote"] in words for i in rows), (words, indicators)


@pytest.mark.parametrize("name", TASKS)
def test_every_quote_stands_where_it_says(facts: dict[str, dict[str, Any]], name: str) -> None:
    document = facts[name]
    departments = [d for t in document["tasks"] for d in t["departments"]]
    rows = [*document["citations"], *document["indicators"], *departments]
    quoted = [row for row in rows if "quote" in row]
    assert quoted
    for row in quoted:
        assert document["text"][row["char_start"] : row["char_end"]] == row["quote"]
