"""Indicators read out of sentences as clerks write them: value, unit, comparator, year, period, kind and name."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.loaders.indicators import find_indicators
from policygraph.loaders.model import Indicator, Passage
from policygraph.loaders.text import fold


def read(
    text: str, *, issued_on: str | None = "2023-03-01", title: str = "", path: tuple[str, ...] = ("一",)
) -> list[Indicator]:
    passage = Passage(path, (title,), 0, len(text), True)
    return find_indicators(text, fold(text), [passage], issued_on=issued_on, title=None)


def amounts(text: str, **more: str | None) -> list[tuple[str, str, float, str | None]]:
    return [(item.name, item.comparator, item.value, item.unit) for item in read(text, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name", "comparator", "value", "unit"),
    [
        ("确保居民健康档案建档率达到92%", "居民健康档案建档率", "=", 92, "%"),
        ("村卫生室覆盖率不低于98%", "村卫生室覆盖率", ">=", 98, "%"),
        ("力争城镇调查失业率控制在5.5%以内", "城镇调查失业率", "<=", 5.5, "%"),
        ("新生儿死亡率下降至3‰以下", "新生儿死亡率", "<=", 3, "‰"),
        ("孕妇死亡率控制在12/10万以下", "孕妇死亡率", "<=", 12, "/10万"),
        ("家长满意度保持在九成左右", "家长满意度", "~", 90, "%"),
        ("新增停车位约3000个", "新增停车位数", "~", 3000, "个"),
        ("培训护理员1.2万人次以上", "培训护理员人次", ">=", 12_000, "人次"),
        ("招引超过15家企业", "招引企业数", ">=", 15, "家"),
        ("农村居民收入年均增速大于6%", "农村居民收入年均增速", ">", 6, "%"),
        ("旅游收入增长12%", "旅游收入", "change", 12, "%"),
        ("单位能耗下降2.5个百分点", "单位能耗", "change", 2.5, "个百分点"),
        ("每个镇建成1—2个书房", "每个镇建成书房数", "range", 1, "个"),
        ("干流堤防达到50年一遇", "干流堤防", "=", 50, "年一遇"),
        ("办理时限压缩至3个工作日以内", "办理时限", "<=", 3, "个工作日"),
        ("三分之二以上的村建成文化礼堂", "建成文化礼堂的村比例", ">=", 66.67, "%"),
        ("每个县至少建设一所康复中心", "每个县至少建设康复中心数", ">=", 1, "所"),
        ("知晓率≥70%", "知晓率", ">=", 70, "%"),
    ],
)
def test_one_clause(text: str, name: str, comparator: str, value: float, unit: str) -> None:
    assert amounts(text + "。") == [(name, comparator, value, unit)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("每年开发600个见习岗位", "开发见习岗位数"),
        ("为300名听障儿童提供康复训练", "获康复训练的听障儿童人数"),
        ("对有意愿的职工实现80%以上培训", "有意愿的职工培训率"),
        ("85%的社区建有食堂", "建有食堂的社区比例"),
        ("绿色建筑占新建建筑的70%", "绿色建筑占新建建筑比例"),
        ("救助标准不低于上年度低保标准的1.5倍", "救助标准与上年度低保标准之比"),
        ("实现村级网点全覆盖", "村级网点覆盖率"),
        ("再就业8000人以上", "再就业人数"),
        ("计划生育率达到92%", "计划生育率"),
        ("任务完成率达到100%", "任务完成率"),
        ("办园点消防设施零死角、全覆盖", "办园点消防设施覆盖率"),
        ("新建小区按照每百户不少于20平方米的标准配建养老用房", "新建小区每百户配建养老用房面积"),
    ],
)
def test_a_name_that_stands_on_its_own(text: str, name: str) -> None:
    assert [item.name for item in read(text + "。")] == [name]


def test_a_list_and_its_values() -> None:
    assert amounts("工伤、失业保险参保人数分别达到6万人和4万人。") == [
        ("工伤保险参保人数", "=", 60_000, "人"),
        ("失业保险参保人数", "=", 40_000, "人"),
    ]
    assert amounts("小学、初中巩固率分别不低于99%、98%。") == [
        ("小学巩固率", ">=", 99, "%"),
        ("初中巩固率", ">=", 98, "%"),
    ]
    assert amounts("城乡居民收入分别增长6%和7%。") == [
        ("城镇居民收入", "change", 6, "%"),
        ("农村居民收入", "change", 7, "%"),
    ]


def test_one_number_for_several() -> None:
    assert amounts("养老保险、医疗保险参保率均达到96%以上。") == [
        ("养老保险参保率", ">=", 96, "%"),
        ("医疗保险参保率", ">=", 96, "%"),
    ]


def test_a_step_gives_base_and_target() -> None:
    base, target = read("补助标准由每人60元提高到75元。")
    assert (base.name, base.value, base.kind) == ("补助标准", 60, "baseline")
    assert (target.name, target.value, target.kind) == ("补助标准", 75, "target")


def test_several_things_in_one_clause() -> None:
    assert amounts("新建绿道12公里、安装健身器材40套、改造20个球场。") == [
        ("新建绿道", "=", 12, "公里"),
        ("安装健身器材数", "=", 40, "套"),
        ("改造球场数", "=", 20, "个"),
    ]


def test_what_is_left_out_is_taken_from_before() -> None:
    assert [item.name for item in read("创建省级示范园3家,市级8家。")] == ["创建省级示范园数", "创建市级示范园数"]
    assert [item.name for item in read("新增公交车120辆,其中新能源车占比不低于80%。")] == [
        "新增公交车数",
        "新增公交车中新能源车占比",
    ]
    assert [item.name for item in read("每千人口床位达到7张、医师达到3人。")] == ["每千人口床位", "每千人口医师人数"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("到2025年,森林覆盖率达到31%,湿地保有量达到9万亩。", [2025, 2025]),
        ("到2025年底,建成书房20个。送戏300场。", [2025, 2025]),
        ("推进绿化。到2025年底,建成公园20个。送戏300场。", [2025, None]),
        ("全年新建学校3所,改造5所。", [2023, 2023]),
        ("年底前建成医院1所。", [2023]),
        ("“十四五”期间,新建公厕60座。", [2025]),
        ("2023—2025年,绿电占比分别达到20%、25%和30%。", [2023, 2024, 2025]),
        ("每年送戏200场。", [None]),
        ("新建泵站4座。", [None]),
    ],
)
def test_the_year_carries(text: str, years: list[int | None]) -> None:
    assert [item.year for item in read(text)] == years


def test_without_a_date_the_whole_year_has_no_number() -> None:
    assert [item.year for item in read("全年新建学校3所。", issued_on=None)] == [None]


def test_years_of_a_step_and_of_a_plan_that_is_over() -> None:
    found = read("素养水平由2020年的23%提高到2025年的28%。“十三五”期间,新增就业340万人,失业率控制在4%以内。")
    assert [(item.value, item.year, item.kind) for item in found] == [
        (23, 2020, "baseline"),
        (28, 2025, "target"),
        (3_400_000, 2020, "actual"),
        (4, 2020, "actual"),
    ]


def test_a_list_takes_the_year_that_announces_it() -> None:
    text = "到2025年,主要目标是:\n——森林覆盖率达到31%;\n——建成书房20个。\n加强管护,新造林3万亩。"
    assert [item.year for item in read(text)] == [2025, 2025, None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "审批时限由20个工作日压缩到5个工作日。",
            [("审批时限", "=", 20, "个工作日"), ("审批时限", "=", 5, "个工作日")],
        ),
        ("设施达标率、人员持证率两个100%。", [("设施达标率", "=", 100, "%"), ("人员持证率", "=", 100, "%")]),
        ("通关时间压缩1/3。", [("通关时间", "change", 33.33, "%")]),
        (
            "人均受教育年限从10年提高到11.5年。",
            [("人均受教育年限", "=", 10, "年"), ("人均受教育年限", "=", 11.5, "年")],
        ),
        ("对新开办的企业,给予不超过5万元的一次性奖励。", [("一次性奖励", "<=", 50_000, "元")]),
        ("建设10个省级、30个市级示范村。", [("建设省级示范村数", "=", 10, "个"), ("建设市级示范村数", "=", 30, "个")]),
        ("月销售额未超过8万元的免征。", []),
        ("安置残疾人超过20%且不少于8人的企业免征。", []),
        ("处2万元罚款。", []),
        ("对排名后3位的单位进行约谈。", []),
        ("站点500米覆盖率达90%。", [("站点500米覆盖率", "=", 90, "%")]),
        ("新建管网4.7km。", [("新建管网", "=", 4.7, "公里")]),
        (
            "城市标准达到700元,农村标准达到500元,分别较上年增长4%、6%。",
            [
                ("城市标准", "=", 700, "元"),
                ("农村标准", "=", 500, "元"),
                ("城市标准", "change", 4, "%"),
                ("农村标准", "change", 6, "%"),
            ],
        ),
        ("每季度通报1次。", []),
    ],
)
def test_rules_of_offices(text: str, found: list[tuple[str, str, float, str]]) -> None:
    assert amounts(text) == found


def test_what_recurs_is_annual() -> None:
    found = read("每年新增公交车80辆,其中新能源车占比不低于90%;新建车站2座。")
    assert [item.period for item in found] == ["annual", "annual", None]


def test_the_past_is_no_target() -> None:
    found = read("2021年完成脱贫1200人,2022年基数为300人,2023年计划脱贫200人。")
    assert [(item.year, item.kind) for item in found] == [(2021, "actual"), (2022, "baseline"), (2023, "target")]


@pytest.mark.parametrize(
    "text",
    [
        "2023年8月21日印发,联系电话0514-12345678。",
        "落实“五个一”工程,推进“15分钟就医圈”建设。",
        "实施八大工程、四项制度,做到两不愁三保障。",
        "为60周岁以上老人服务。",
        "支持注册资本500万元以上的企业。",
        "淘汰20蒸吨以下锅炉。",
        "依据《服务规范(2018年版)》第12条。",
        "发展甲、乙、丙等6条产业链。",
        "对第3批试点的一家企业予以表扬。",
        "实施社会保障全覆盖工程。",
    ],
)
def test_what_is_no_indicator(text: str) -> None:
    assert read(text) == []


def test_a_bracket_with_a_number_is_read_on_its_own() -> None:
    found = read("巩固率达到99.5%(基期98.7%)。")
    assert [(item.name, item.value, item.kind) for item in found] == [
        ("巩固率", 99.5, "target"),
        ("巩固率", 98.7, "baseline"),
    ]


def test_quotes_are_exact_and_traditional_text_gives_simplified_names() -> None:
    text = "完善服務體系,年底前實現農村養老機構護理員持證上崗率達95%以上,讓群眾滿意。"
    [item] = read(text)
    assert item.quote == text[item.char_start : item.char_end]
    assert item.quote == "年底前實現農村養老機構護理員持證上崗率達95%以上"
    assert (item.name, item.value, item.year) == ("农村养老机构护理员持证上岗率", 95, 2023)


def test_the_path_is_the_passages() -> None:
    [item] = read("新建学校3所。", path=("二", "(一)", "3"))
    assert item.path == ("二", "(一)", "3")


@pytest.mark.parametrize(
    "text",
    [
        "1" * 300_000,
        "(" * 100_000,
        "(1个" * 3_000,
        "(1个)" * 3_000,
        "“" * 100_000,
        "新建1个、" * 3_000,
        "到2025年" * 10_000,
        "全覆盖" * 20_000,
        "达到" * 50_000,
    ],
)
def test_no_text_makes_it_slow(text: str) -> None:
    begun = time.perf_counter()
    read(text)
    assert time.perf_counter() - begun < 20


PIECES = st.sampled_from(
    [
        "到2025年,", "全年", "每年", "分别", "均", "由", "从", "提高到", "达到", "不低于", "以上", "左右", "以内", "控制在", "其中", "100%",
        "3.4万人", "12所", "1—2个", "三分之二", "18/10万", "十名", "翻一番", "2/3", "45元", "7‰", "20个工作日", "全覆盖", "的", "和", "、", ",", ";",
        "。", ":", "(", ")", "“", "”", "《", "》", "\n", "——", "1.", "(一)", "新建", "学校", "参保率", "失业", "工伤", "保险", "为", "对", "提供", "服务",
        "占", "比例", "人均", "每千", "老人", "床位", "城乡居民", "收入", "增长", "较上年", "省级", "市级", " ", "\t", "9" * 20,
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_exact_quotes_and_names(text: str) -> None:
    for item in read(text):
        assert item.quote == text[item.char_start : item.char_end]
        assert item.quote.strip()
        assert item.metric
        assert len(item.name) <= 80
        assert item.value_high is None or item.value_high >= 0
        assert read(text) == read(text)
