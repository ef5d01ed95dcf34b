"""Front matter: title, number, issuer, dates, place and level, wherever the page or the text gives them."""

from __future__ import annotations

from typing import Any

import pytest

from policygraph.loaders import extract_bytes, facts

BODY = "\n一、总体要求\n坚持实干。\n二、主要任务\n(一)扩大就业。开发岗位。\n(二)改善住房。修缮老屋。\n(三)办好教育。扩建校舍。\n"


def front(text: str, name: str = "文件.txt") -> dict[str, Any]:
    return facts(extract_bytes(name, text.encode()))["document"]  # type: ignore[no-any-return]


def test_red_head_with_a_title_over_two_lines() -> None:
    found = front(
        f"杭州市人民政府文件\n杭政[2019]21号\n\n杭州市人民政府关于加强老旧小区改造的\n实施意见\n各区、县(市)人民政府:\n现提出如下意见。{BODY}"
        "杭州市人民政府\n2019年8月1日\n(此件公开发布)\n抄送:市委各部门。\n"
    )
    assert found["title"] == "杭州市人民政府关于加强老旧小区改造的实施意见"
    assert (found["doc_number"], found["issuer"], found["issued_on"]) == ("杭政〔2019〕21号", "杭州市人民政府", "2019-08-01")
    assert (found["place"], found["level"], found["kind"]) == ("浙江省杭州市", "city", "实施意见")


def test_head_table_of_a_page_in_plain_lines() -> None:
    found = front(
        "索 引 号：11330000/2020-1  主题分类：中小企业\n发布机构：浙江省人民政府办公厅\n发文字号：浙政办发﹝2020﹞3号\n有效性：有效\n成文日期：2020-02-05 发布日期：2020-02-10\n"
        f"浙江省人民政府办公厅关于支持小微企业渡过难关的意见\n各市、县(市、区)人民政府:\n为支持发展。{BODY}"
    )
    assert (found["index_number"], found["doc_number"], found["status"]) == ("11330000/2020-1", "浙政办发〔2020〕3号", "有效")
    assert (found["issuer"], found["issued_on"], found["published_on"]) == ("浙江省人民政府办公厅", "2020-02-05", "2020-02-10")
    assert (found["place"], found["level"]) == ("浙江省", "province")


def test_two_issuers_and_chinese_numerals() -> None:
    found = front(
        "江西省教育厅 江西省财政厅\n关于印发《江西省学前教育行动计划(2021—2025年)》的通知\n赣教基〔2021〕12号\n各设区市教育局、财政局:\n现印发给你们。\n"
        f"江西省教育厅 江西省财政厅\n二〇二一年十二月一日\n江西省学前教育行动计划\n(2021—2025年)\n{BODY}"
    )
    assert found["title"] == "江西省教育厅江西省财政厅关于印发《江西省学前教育行动计划(2021—2025年)》的通知"
    assert (found["issuer"], found["issued_on"], found["place"]) == ("江西省教育厅、江西省财政厅", "2021-12-01", "江西省")


def test_a_decree() -> None:
    found = front(
        "中华人民共和国国务院令\n第 724 号\n《保障农民工工资支付条例》已经通过,现予公布。\n总理 某某\n2019年12月30日\n保障农民工工资支付条例\n第一章 总则\n第一条 为了规范。\n"
    )
    assert (found["title"], found["doc_number"], found["issuer"]) == ("保障农民工工资支付条例", "国务院令第724号", "国务院")
    assert (found["place"], found["level"]) == ("全国", "national")


def test_signature_and_date_in_one_line() -> None:
    found = front(f"内蒙古自治区人民政府关于进一步做好稳就业工作的实施意见\n内政发〔2020〕7号\n各盟行政公署、市人民政府:\n{BODY}\n内蒙古自治区人民政府      2020年3月25日\n")
    assert (found["issuer"], found["issued_on"], found["place"]) == ("内蒙古自治区人民政府", "2020-03-25", "内蒙古自治区")


def test_what_is_not_there_is_not_invented() -> None:
    found = front("根据上级部署,制定本计划。\n一、主要任务\n1.修路。通车。\n2.架桥。合龙。\n买彩票就上某某网\n2017年7月26日\n")
    assert [found[key] for key in ("title", "doc_number", "issuer", "place", "level")] == [None] * 5
    assert found["issued_on"] == "2017-07-26"


@pytest.mark.parametrize(
    ("issuer", "place", "level"),
    [
        ("国务院办公厅", "全国", "national"),
        ("民政部", "全国", "national"),
        ("巴东县人民政府办公室", "湖北省恩施土家族苗族自治州巴东县", "county"),
        ("黔东南苗族侗族自治州人民政府", "贵州省黔东南苗族侗族自治州", "city"),
        ("上海市浦东新区卫生健康委员会", "上海市浦东新区", "county"),
        ("中共成都市委办公厅", "四川省成都市", "city"),
        ("云岭县人民政府", "云岭县", "county"),
    ],
)
def test_place_and_level_from_the_signature(issuer: str, place: str, level: str) -> None:
    found = front(f"关于加强治理的通知\n各有关单位:\n{BODY}\n{issuer}\n2019年5月5日\n")
    assert (found["issuer"], found["place"], found["level"]) == (issuer, place, level)


def test_a_title_that_names_no_kind_of_document() -> None:
    found = front(f"海淀区2023年重要民生实事项目\n(2023年1月10日海淀区人民政府常务会议通过){BODY}")
    assert (found["title"], found["place"], found["level"]) == ("海淀区2023年重要民生实事项目", "北京市海淀区", "county")


def test_spans_tell_where_each_was_read() -> None:
    text = f"杭州市人民政府关于修路的意见\n杭政〔2019〕21号\n各区人民政府:\n{BODY}杭州市人民政府\n2019年8月1日\n"
    found = front(text)
    assert {name: text[start:end] for name, (start, end) in found["spans"].items()} == {
        "title": "杭州市人民政府关于修路的意见", "doc_number": "杭政〔2019〕21号", "issuer": "杭州市人民政府", "issued_on": "2019年8月1日",
    }  # fmt: skip
