"""Places: which division of GB/T 2260 a name, an issuer, a document number or a text means."""

from __future__ import annotations

import pytest

from policygraph.loaders import places
from policygraph.loaders.places import NATIONAL, Place


def full(place: Place | None) -> str | None:
    return place.full_name if place else None


def test_a_place_knows_its_province_city_and_county() -> None:
    county = places.place("341226")
    assert county == Place("341226", "颍上县", "安徽省阜阳市颍上县", "county", "341200")
    assert [p.name for p in places.ancestors(county)] == ["颍上县", "阜阳市", "安徽省"]
    assert places.is_within(county, places.place("340000")) and not places.is_within(county, places.place("320000"))
    with pytest.raises(KeyError):
        places.place("999999")


@pytest.mark.parametrize(("text", "place", "rest"), [
    ("四平市人民政府办公室", "吉林省四平市", "人民政府办公室"),
    ("颍上县人民政府", "安徽省阜阳市颍上县", "人民政府"),
    ("安徽省阜阳市颍上县农业农村局", "安徽省阜阳市颍上县", "农业农村局"),
    ("达州经开区管委会", "四川省达州市", "经开区管委会"),
    ("阜阳广播电视台", "安徽省阜阳市", "广播电视台"),
    ("盐城海关", "江苏省盐城市", "海关"),
    ("吉林教育厅", "吉林省", "教育厅"),
    ("吉林市教育局", "吉林省吉林市", "教育局"),
    ("北京市朝阳区教委", "北京市朝阳区", "教委"),
    ("重庆市云阳县人民政府", "重庆市云阳县", "人民政府"),
    ("延边州人民政府", "吉林省延边朝鲜族自治州", "人民政府"),
    ("恩施土家族苗族自治州人民政府", "湖北省恩施土家族苗族自治州", "人民政府"),
    ("长阳县人民政府", "湖北省宜昌市长阳土家族自治县", "人民政府"),
    ("内蒙古电力公司", "内蒙古自治区", "电力公司"),
    ("新疆生产建设兵团", "新疆维吾尔自治区", "生产建设兵团"),
    ("锡林郭勒盟行政公署", "内蒙古自治区锡林郭勒盟", "行政公署"),
    ("济源市人民政府", "河南省济源市", "人民政府"),
    ("双流县人民政府", "四川省成都市双流县", "人民政府"),  # a district since 2015: old documents name the county
    ("公安局", None, "公安局"),
    ("资源局", None, "资源局"),
    ("市中级人民法院", None, "市中级人民法院"),
    ("鼓楼区人民政府", None, "鼓楼区人民政府"),
    ("朝阳区", None, "朝阳区"),
])
def test_the_place_that_a_name_begins_with(text: str, place: str | None, rest: str) -> None:
    found, end = places.split_prefix(text)
    assert (full(found), text[end:]) == (place, rest)


def test_a_name_of_several_places_needs_the_place_around_it() -> None:
    nanjing = places.find_by_name("南京市")
    assert full(places.find_by_name("鼓楼区", nanjing)) == "江苏省南京市鼓楼区"
    assert places.find_by_name("鼓楼区") is None
    assert places.find_by_name("全国") is NATIONAL


@pytest.mark.parametrize(("issuer", "place"), [
    ("国务院办公厅", "全国"), ("教育部办公厅", "全国"), ("中共中央办公厅 国务院办公厅", "全国"), ("国家税务总局", "全国"),
    ("国家税务总局吉林省税务局", "吉林省"), ("中共四平市委办公室", "吉林省四平市"), ("北京市人民政府", "北京市"),
    ("教育部等九部门关于推进社区教育的意见", "全国"), ("国家发展改革委办公厅", "全国"), ("国家税务总局关于纳税服务的公告", "全国"),
    ("省民生工作领导小组", None), ("民政部门", None), ("全国文明城市创建工作方案", None), ("中央环保督察整改方案", None),
])
def test_the_place_of_an_issuer(issuer: str, place: str | None) -> None:
    assert full(places.from_issuer(issuer)) == place


def test_an_issuer_that_only_says_its_level_takes_the_place_around_it() -> None:
    county = places.place("341226")
    assert full(places.from_issuer("省民生工作领导小组", county)) == "安徽省"
    assert full(places.from_issuer("市人民政府", county)) == "安徽省阜阳市"
    assert full(places.from_issuer("县人民政府", county)) == "安徽省阜阳市颍上县"


def test_a_city_of_county_level_calls_itself_city() -> None:
    assert full(places.relative("市", places.place("320981"))) == "江苏省盐城市东台市"
    assert full(places.relative("市", places.place("110108"))) == "北京市"
    assert full(places.relative("州", places.place("222401"))) == "吉林省延边朝鲜族自治州延吉市"


@pytest.mark.parametrize(("prefix", "place"), [
    ("国办发", "全国"), ("国发", "全国"), ("人社部发", "全国"), ("皖政", "安徽省"), ("吉政办发", "吉林省"), ("粤府办", "广东省"),
    ("内政办发", "内蒙古自治区"), ("阜政发", None), ("四政办发", None),
])
def test_the_place_of_a_document_number(prefix: str, place: str | None) -> None:
    assert full(places.from_doc_number_prefix(prefix)) == place


def test_a_city_s_number_is_read_with_other_evidence() -> None:
    fuyang = places.find_by_name("阜阳市")
    assert full(places.from_doc_number_prefix("阜政发", fuyang)) == "安徽省阜阳市"
    assert full(places.from_doc_number_prefix("阜政发", places.find_by_name("安徽省"))) == "安徽省阜阳市"
    assert fuyang in places.candidates("阜政发")


def test_a_text_without_issuer_tells_its_place_by_what_it_names() -> None:
    text = "结合达州实际,达州市各县开展试点。四川省已部署。达州市民政工作形成县域经验。"
    assert places.mentions(text) == {"511700": 1, "510000": 1}
    assert full(places.guess(text)) == "四川省达州市"
    assert places.guess("全市各县区开展试点。") is None
