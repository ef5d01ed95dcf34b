"""Departments: which body a name means, so that each body is one node however it is written."""

from __future__ import annotations

import pytest

from policygraph.loaders.departments import body_ending, identify, is_body, known_names
from policygraph.loaders.lexicon import lexicon

SIPING, FUYANG, YANCHENG, BEIJING, YANBIAN, YINGSHANG, STATE = "220300", "341200", "320900", "110000", "222400", "341226", "100000"


def line_and_id(name: str, place: str) -> tuple[str | None, str]:
    found = identify(name, place_code=place)
    return found.line, found.id


@pytest.mark.parametrize("names", [
    ("市人社局", "市人力资源社会保障局", "市人力资源和社会保障局", "四平市人社局", "吉林省四平市人力资源和社会保障局", "人社局"),
    ("市卫计委", "市卫生计生委", "市卫生健康委", "市卫健委", "市卫生和计划生育委员会"),
    ("市环保局", "市环境保护局", "市生态环境局"),
    ("市发改委", "市发展改革委", "市发展和改革委员会"),
    ("市农委", "市农业局", "市农业农村局"),
    ("团市委", "共青团四平市委", "共青团四平市委员会"),
    ("市政府", "市人民政府", "四平市人民政府"),
    ("四平经济技术开发区管委会", "四平经开区管委会", "市经开区管理委员会"),
    ("市扶贫办", "市扶贫开发办公室", "市扶贫开发领导小组办公室", "市乡村振兴局"),
])
def test_one_body_is_one_node(names: tuple[str, ...]) -> None:
    assert len({identify(name, place_code=SIPING).id for name in names}) == 1


def test_two_places_bodies_are_two_nodes_on_one_line() -> None:
    siping, fuyang = identify("市人社局", place_code=SIPING), identify("市人力资源社会保障局", place_code=FUYANG)
    jilin = identify("省人力资源社会保障厅", place_code=SIPING)
    assert {siping.line, fuyang.line, jilin.line} == {"人力资源和社会保障"}
    assert [siping.id, fuyang.id, jilin.id] == ["220300/人力资源和社会保障", "341200/人力资源和社会保障", "220000/人力资源和社会保障"]
    assert [siping.place, jilin.place, jilin.level] == ["吉林省四平市", "吉林省", "province"]
    assert siping.full_name == "吉林省四平市人力资源和社会保障局"


def test_the_bodies_of_any_place_below_are_not_the_document_s_own() -> None:
    own, below = identify("省教育厅", place_code="220000"), identify("市教育局", place_code="220000")
    assert (own.id, below.id) == ("220000/教育", "220000·市/教育")
    assert (below.line, below.level, below.full_name) == ("教育", "city", "吉林省各市教育局")
    assert identify("区教育厅", place_code="450000").id == "450000/教育"  # 区 is the autonomous region


def test_a_district_s_branch_is_the_district_s_body() -> None:
    names = ("市生态环境局颍上分局", "颍上生态环境分局", "县生态环境分局", "县环保局")
    assert {identify(name, place_code=YINGSHANG).id for name in names} == {"341226/生态环境"}


def test_bodies_that_share_a_line_stay_apart() -> None:
    names = ("市市场监管局", "市食品药品监管局", "市工商局", "市质监局")
    assert [line_and_id(name, FUYANG) for name in names] == [
        ("市场监督管理", "341200/市场监督管理"),
        ("市场监督管理", "341200/市场监督管理/食品药品监管"),
        ("市场监督管理", "341200/市场监督管理/工商行政管理"),
        ("市场监督管理", "341200/市场监督管理/质量技术监督"),
    ]
    assert line_and_id("阜阳广播电视台", FUYANG) == ("广播电视", "341200/广播电视/广播电视台")
    assert line_and_id("市公安局交警支队", FUYANG) == ("公安", "341200/公安/交警支队")


@pytest.mark.parametrize(("name", "place", "line", "of", "kind"), [
    ("市文体广新局", SIPING, "文化和旅游", "吉林省四平市", "department"),
    ("市文广旅局", YANCHENG, "文化和旅游", "江苏省盐城市", "department"),
    ("县教体局", YINGSHANG, "教育", "安徽省阜阳市颍上县", "department"),
    ("市科技和工业信息化局", SIPING, "科学技术", "吉林省四平市", "department"),
    ("市住房城乡建设和交通局", SIPING, "住房和城乡建设", "吉林省四平市", "department"),
    ("市交通局(市港航局)", YANCHENG, "交通运输", "江苏省盐城市", "department"),
    ("市市场监管局", YANCHENG, "市场监督管理", "江苏省盐城市", "department"),
    ("市场监管局", YANCHENG, "市场监督管理", "江苏省盐城市", "department"),
    ("市政务服务局", BEIJING, "政务服务", "北京市", "department"),
    ("市教委", BEIJING, "教育", "北京市", "department"),
    ("盐城银保监分局", YANCHENG, "银行保险监管", "江苏省盐城市", "department"),
    ("市金融监管局", YANCHENG, "地方金融监管", "江苏省盐城市", "department"),
    ("盐城供电公司", YANCHENG, "供电", "江苏省盐城市", "enterprise"),
    ("国网四平供电公司", SIPING, "供电", "吉林省四平市", "enterprise"),
    ("盐城海关", YANCHENG, "海关", "江苏省盐城市", "department"),
    ("国家税务总局吉林省税务局", "220000", "税务", "吉林省", "department"),
    ("人民银行长春中心支行", "220000", "人民银行", "吉林省", "department"),
    ("人民银行四平市中心支行", SIPING, "人民银行", "吉林省四平市", "department"),
    ("国家统计局盐城调查队", YANCHENG, "统计", "江苏省盐城市", "department"),
    ("四平军分区", SIPING, "军分区", "吉林省四平市", "department"),
    ("市委宣传部", SIPING, "宣传", "吉林省四平市", "party"),
    ("中共四平市委组织部", SIPING, "组织", "吉林省四平市", "party"),
    ("市中级人民法院", SIPING, "人民法院", "吉林省四平市", "department"),
    ("市残联", SIPING, "残疾人联合会", "吉林省四平市", "mass_org"),
    ("团州委", YANBIAN, "共青团", "吉林省延边朝鲜族自治州", "mass_org"),
    ("市教育局", YINGSHANG, "教育", "安徽省阜阳市", "department"),
    ("省教育厅", YINGSHANG, "教育", "安徽省", "department"),
    ("双辽市教育局", SIPING, "教育", "吉林省四平市双辽市", "department"),
    ("自治区党委宣传部", "150000", "宣传", "内蒙古自治区", "party"),
    ("教育部", YANCHENG, "教育", "全国", "department"),
    ("国家发展改革委", YANCHENG, "发展和改革", "全国", "department"),
    ("发展改革委", STATE, "发展和改革", "全国", "department"),
    ("国务院扶贫办", STATE, "扶贫开发", "全国", "department"),
    ("市场监管总局", YANCHENG, "市场监督管理", "全国", "department"),
    ("共青团中央", YANCHENG, "共青团", "全国", "mass_org"),
    ("梨树县人民政府", SIPING, None, "吉林省四平市梨树县", "government"),
    ("达州经开区管委会", "511700", None, "四川省达州市", "government"),
    ("各县(市、区)人民政府", YANCHENG, None, "江苏省盐城市", "collective"),
    ("省直相关部门", SIPING, None, "吉林省", "collective"),
    ("市扶贫开发领导小组成员单位", FUYANG, None, "安徽省阜阳市", "collective"),
])
def test_the_line_place_and_kind_of_a_name(name: str, place: str, line: str | None, of: str, kind: str) -> None:
    found = identify(name, place_code=place)
    assert (found.line, found.place, found.kind, found.known) == (line, of, kind, True)


def test_names_in_full_with_their_place() -> None:
    names = ("市发改委", "团市委", "市委宣传部", "市水务局", "国家林草局", "教育部")
    full = {name: identify(name, place_code=YANCHENG).full_name for name in names}
    assert full == {
        "市发改委": "江苏省盐城市发展和改革委员会", "团市委": "共青团江苏省盐城市委员会", "市委宣传部": "中共江苏省盐城市委宣传部",
        "市水务局": "江苏省盐城市水务局", "国家林草局": "国家林业和草原局", "教育部": "教育部",
    }


def test_an_unknown_body_is_kept_as_it_is() -> None:
    found = identify("市城投集团", place_code=YANCHENG)
    assert (found.known, found.line, found.id, found.kind) == (False, None, "320900/城投集团", "enterprise")
    assert identify("盐城工学院", place_code=YANCHENG).full_name == "江苏省盐城工学院"


def test_a_name_means_what_it_meant_at_its_date() -> None:
    before, after = (identify("江苏金融监管局", place_code=YANCHENG, issued_on=day).line for day in ("2020-05-01", "2024-05-01"))
    assert (before, after) == ("地方金融监管", "银行保险监管")


def test_a_place_that_the_table_lacks_still_tells_its_bodies_apart() -> None:
    ids = {identify("市教育局", place_code=None, place=name, level="city").id for name in ("江州市", "云州市")}
    assert ids == {"江州市/教育", "云州市/教育"}
    assert identify("省教育厅", place_code=None, place="江州市", level="city").level == "province"


@pytest.mark.parametrize("name", [
    "市人社局", "团市委", "市总工会", "市残联", "市妇联", "市工商联", "市科协", "市红十字会", "盐城海关", "盐城供电公司",
    "盐城银保监分局", "市中级人民法院",
    "市检察院", "达州经开区管委会", "阜阳广播电视台", "吉林师范大学", "市中心人民医院", "市城投集团", "市交通局(市港航局)",
    "市住房和城乡建设局",
    "各县(市、区)人民政府", "各市(州)、县(市)人民政府", "各有关单位", "省直相关部门", "各地", "各级人民政府",
    "市扶贫开发领导小组成员单位", "中央军委政治工作部",
    "国务院", "发展改革委", "市委", "自治区发展改革委", "民政部门",
])
def test_names_of_bodies(name: str) -> None:
    assert is_body(name)


@pytest.mark.parametrize("name", [
    "市长", "张三副市长", "分管副市长", "王某同志", "市公安局常务副局长", "主要负责人", "市委书记", "工作部署", "社会力量", "干部",
    "大局", "持续推进",
    "2020年底", "新型学徒制", "示范区建设", "政府购买服务", "服务平台", "家庭医生签约服务", "一网通办", "社区卫生服务中心",
    "各类学校", "移动", "市",
    "市财政局、市人社局",
])
def test_people_and_plain_phrases_are_no_bodies(name: str) -> None:
    assert not is_body(name)


def test_endings() -> None:
    assert body_ending("某某局") and body_ending("某某总公司") and body_ending("市食安办")
    assert not body_ending("工作布局") and not body_ending("一次办") and not body_ending("广大干部")


def test_known_bodies_are_found_in_prose() -> None:
    text = (
        "由市发展改革委牵头制定方案,市公安局交警支队、团市委、人民银行长春中心支行参与;"
        "教育行政部门办理,各县(市)、区人民政府推动社会各界协作协商。"
    )
    assert [name for _, _, name in known_names().scan(text)] == [
        "市发展改革委", "市公安局交警支队", "团市委", "人民银行长春中心支行", "教育行政部门",
    ]
    assert all(text[a:b] == name for a, b, name in known_names().scan(text))


@pytest.mark.parametrize("unit", ["市", "委", "局委办", "人民银行", "市教育局", "("])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert sum(1 for _ in known_names().scan(text)) <= len(text)
    assert is_body(text) is False
    assert len(identify(text, place_code=YANCHENG).id) < 1_000


def test_the_lexicon_is_consistent() -> None:
    words = lexicon()
    assert len(words.lines) == len(set(words.lines)) >= 80
    assert {entry.line for entry in (*words.stems.values(), *words.names.values())} == set(words.lines)
    assert not [stem for stem in words.stems if len(stem) == 1 and stem not in "教科文体农水林建旅"]
