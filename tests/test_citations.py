"""Citations: every other document that a text names, with number, kind and relation, and nothing else."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from needs import SHARED_ABSENT

from policygraph.loaders.citations import find_citations
from policygraph.loaders.model import Citation
from policygraph.loaders.text import fold

SHARED = Path(__file__).resolve().parents[2] / "shared"


def cite(text: str, title: str | None = None, number: str | None = None) -> list[Citation]:
    found = find_citations(text, fold(text), title=title, doc_number=number)
    assert all(c.quote == text[c.char_start:c.char_end] for c in found)
    return found


def names(text: str, title: str | None = None, number: str | None = None) -> list[tuple[str, str | None]]:
    return [(c.title, c.doc_number) for c in cite(text, title, number)]


@pytest.mark.parametrize("bracket", [
    "〔2017〕58号", "[2017]58号", "（2017）58号", "【2017】58号", "﹝2017﹞58号", "〔2017〕 58 号", "[2017]第58号",
])
def test_a_number_in_any_brackets(bracket: str) -> None:
    text = f"根据《某省人民政府关于做好民生工作的意见》(某政{bracket})精神,制定本方案。"
    assert names(text) == [("某省人民政府关于做好民生工作的意见", "某政〔2017〕58号")]


def test_the_quote_runs_from_the_verb_to_the_requirement() -> None:
    (found,) = cite("近年来,根据《某省人民政府关于做好民生工作的意见》(某政〔2017〕58号)要求,结合实际。")
    assert found.quote == "根据《某省人民政府关于做好民生工作的意见》(某政〔2017〕58号)要求"
    assert (found.kind, found.relation) == ("policy", "based_on")


def test_nested_title_marks() -> None:
    text = "按照《省委办公厅 省政府办公厅印发〈关于推进养老服务的若干意见〉的通知》和《关于印发实施《老年法》若干规定的通知》执行。"
    assert [name for name, _ in names(text)] == [
        "省委办公厅 省政府办公厅印发〈关于推进养老服务的若干意见〉的通知", "关于印发实施《老年法》若干规定的通知",
    ]


def test_each_of_several_names_gets_its_number() -> None:
    text = "按照《甲省人民政府关于就业的意见》《甲省人民政府关于创业的通知》(甲政发〔2019〕3号、甲政发〔2019〕4号)要求"
    assert names(text) == [("甲省人民政府关于就业的意见", "甲政发〔2019〕3号"), ("甲省人民政府关于创业的通知", "甲政发〔2019〕4号")]


def test_one_number_of_two_names() -> None:
    shared = "根据《城市规划评估办法》和《城市规划修改规则》(国办发〔2010〕20号)开展。"
    assert [number for _, number in names(shared)] == ["国办发〔2010〕20号", "国办发〔2010〕20号"]
    own = "根据《中华人民共和国老年人权益保障法》和《国务院关于养老的意见》(国发〔2013〕35号)开展。"
    assert [number for _, number in names(own)] == [None, "国发〔2013〕35号"]
    bare = "按照省《养老服务规划》(〔2017〕58号)、市《托育服务规划》(〔2017〕58号)推进。"
    assert names(bare) == [("养老服务规划", "〔2017〕58号"), ("托育服务规划", "〔2017〕58号")]


def test_documents_named_by_number_alone() -> None:
    assert names("根据国发〔2015〕43号、某政〔2017〕58号文件精神") == [("国发〔2015〕43号",) * 2, ("某政〔2017〕58号",) * 2]
    unmarked = "落实国务院办公厅关于加强标准化工作的意见(国办发〔2015〕89号)"
    assert names(unmarked) == [("国务院办公厅关于加强标准化工作的意见", "国办发〔2015〕89号")]
    assert names("某政〔2017〕58号《关于养老的意见》") == [("关于养老的意见", "某政〔2017〕58号")]


def test_laws_decrees_and_standards() -> None:
    text = (
        "依据《社会救助暂行办法》(国务院令第649号)、《养老服务条例》和省政府令第25号,遵循《城市居住区规划设计标准》(GB 50180),"
        "公文按GB/T 9704—2012。《幼儿园工作规程》《某市养老发展规划(2016—2020年)》《某省统计公报》"
    )
    assert [(c.title, c.doc_number, c.kind) for c in cite(text)] == [
        ("社会救助暂行办法", "国务院令第649号", "law"), ("养老服务条例", None, "law"), ("省政府令第25号", "省政府令第25号", "law"),
        ("城市居住区规划设计标准", "GB 50180", "standard"), ("GB/T 9704—2012", "GB/T 9704—2012", "standard"),
        ("幼儿园工作规程", None, "law"), ("某市养老发展规划(2016—2020年)", None, "plan"), ("某省统计公报", None, "report"),
    ]


@pytest.mark.parametrize(("text", "relation"), [
    ("按照《养老规划》推进", "based_on"), ("依据《养老规划》", "based_on"), ("深入贯彻落实《养老规划》", "implements"),
    ("认真执行《养老规划》", "implements"),
    ("推行《养老标准》", "implements"), ("修订《养老办法》", "amends"), ("对《养老办法》作如下修改", "amends"),
    ("决定废止《养老办法》", "repeals"),
    ("《养老办法》(某政〔2001〕3号)同时废止", "repeals"), ("现将《省养老意见》(某政〔2001〕3号)转发给你们", "forwards"),
    ("《养老规划》提出,要完善机制", "mentions"), ("充分对接《养老规划》", "mentions"), ("尽快出台《养老办法》", "mentions"),
    ("做好《养老办法》的贯彻落实", "implements"), ("国务院印发《养老规划》", "mentions"),
])
def test_the_relation_comes_from_the_verb(text: str, relation: str) -> None:
    assert [c.relation for c in cite(text)] == [relation]


def test_the_verb_of_a_list_governs_all_of_it() -> None:
    assert {c.relation for c in cite("严格落实省、市《养老规划》、《托育规划》以及《健康规划》。")} == {"implements"}


def test_the_document_itself_is_no_citation() -> None:
    title = "某市人民政府办公室关于印发某市养老服务实施方案的通知"
    text = (
        "《某市养老服务实施方案》已经市政府同意,现印发给你们。为贯彻《国务院关于养老的意见》(国发〔2013〕35号,以下简称《意见》),"
        "按照《意见》要求,制定《方案》。(某政办〔2014〕8号)"
    )
    assert names(text, title, "某政办〔2014〕8号") == [("国务院关于养老的意见", "国发〔2013〕35号")]
    issued = "《关于做好供暖的意见》业经市政府审定,现予印发。"
    assert names(issued) == []


def test_an_older_document_of_the_same_name_is_one() -> None:
    text = "本办法自印发之日起施行。2015年公布的《某市公租房管理办法》(某政〔2015〕9号)同时废止。"
    assert names(text, "某市公租房管理办法", "某政〔2020〕1号") == [("某市公租房管理办法", "某政〔2015〕9号")]


def test_what_is_no_document() -> None:
    text = (
        "创办《某市日报》专栏,播出《新闻联播》《今日说法》节目,打造《印象江州》演出,领取《就业创业证》,发放《居民户口簿》,"
        "签订《目标责任书》,提交《可行性研究报告》。"
    )
    assert names(text) == []


def test_a_forwarded_document_is_one() -> None:
    title = "某省人民政府办公厅转发国务院办公厅关于加强旅游市场监管的通知"
    (found,) = cite("现将国务院办公厅《关于加强旅游市场监管的通知》(国办发〔2016〕5号)转发给你们,请遵照执行。", title)
    assert (found.title, found.doc_number, found.relation) == ("关于加强旅游市场监管的通知", "国办发〔2016〕5号", "forwards")


def test_annexes_and_names_inside_a_slogan_are_none() -> None:
    assert names("请遵照执行。\n附件:1.《责任分工表》\n2.《验收标准》\n附件2\n《验收标准》\n") == []
    assert names("开展“《民法典》进社区”活动,编印《养老服务指南》。") == []


def test_a_list_goes_on_over_issuers_and_by_laws() -> None:
    text = "依据《食品安全法》及其实施条例、《药品管理法》,落实省政府办公厅《关于养老的意见》(某政办〔2019〕5号)和市委、市政府《关于托育的意见》。"
    assert [(c.title, c.relation) for c in cite(text)] == [
        ("食品安全法", "based_on"), ("药品管理法", "based_on"), ("关于养老的意见", "implements"), ("关于托育的意见", "implements"),
    ]


def test_numbers_behind_a_short_name_and_in_a_decree_s_publication() -> None:
    assert names("按照《关于养老的意见》(以下简称《意见》)(国发〔2013〕35号)") == [("关于养老的意见", "国发〔2013〕35号")]
    assert names("《老年人权益保障法》(2018年修订)(主席令第二十四号)") == [("老年人权益保障法", "主席令第二十四号")]
    old = "2010年5月1日省人民政府令第230号公布的《某省审批办法》同时废止。"
    assert [(c.doc_number, c.relation) for c in cite(old, "某省审批办法")] == [("省人民政府令第230号", "repeals")]
    assert names("按《照料中心建设标准》(建标143-2010)建设") == [("照料中心建设标准", "建标143-2010")]


def test_lists_of_documents_and_rows_of_a_table() -> None:
    listed = "经研究,决定废止下列文件:\n1.《某市关于招商的意见》(某政发〔2008〕1号)\n2.《某市关于土地的通知》(某政发〔2009〕2号)"
    assert [(c.doc_number, c.relation) for c in cite(listed)] == [("某政发〔2008〕1号", "repeals"), ("某政发〔2009〕2号", "repeals")]
    assert {c.relation for c in cite("《养老办法》(某政发〔2008〕1号)、《托育办法》(某政发〔2009〕2号)同时废止。")} == {"repeals"}
    rows = "序号\t文件名称\t文号\n1\t关于招商的意见\t某政发〔2008〕1号\n2\t关于土地的通知\t某政发〔2009〕2号"
    assert names(rows) == [("关于招商的意见", "某政发〔2008〕1号"), ("关于土地的通知", "某政发〔2009〕2号")]


def test_one_row_for_each_document() -> None:
    text = "根据《中华人民共和国养老法》。依照《养老法》规定。按照《国务院关于养老的意见》(国发〔2013〕35号)。落实《关于养老的意见》。"
    assert names(text) == [("中华人民共和国养老法", None), ("国务院关于养老的意见", "国发〔2013〕35号")]
    two = "落实《法治纲要(2015—2020年)》,谋划《法治纲要(2021—2025年)》。"
    assert len(names(two)) == 2


def test_titles_broken_over_lines_and_traditional_text() -> None:
    broken = "《国务院关于加快发展养老服务业的若干意\n见》(国发〔2013〕35号)"
    assert names(broken) == [("国务院关于加快发展养老服务业的若干意见", "国发〔2013〕35号")]
    (found,) = cite("嚴格執行《鄉村醫生從業管理辦法(試行)》,讓每個縣區的醫生來為群眾服務,這對發展農村經濟與開業單位關係實際。")
    assert (found.title, found.quote) == ("乡村医生从业管理办法(试行)", "嚴格執行《鄉村醫生從業管理辦法(試行)》")


@pytest.mark.parametrize("unit", [
    "(", "《", "《》", "〔2017〕", "令", "《甲办法》、", "〔2017〕1号", "《甲\n", "根据《甲法》(国发〔2017〕1号)", "〈《",
])
def test_time_is_linear_in_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        times = []
        for _ in range(3):
            start = time.process_time()
            find_citations(text, text, title="某市关于印发某方案的通知", doc_number=None)
            times.append(time.process_time() - start)
        return min(times)

    # Ten times the text: 10 where linear, 100 where quadratic; the rest is noise.
    assert seconds(200_000) < 40 * max(seconds(20_000), 0.02)


PIECES = st.sampled_from([
    "《", "》", "〈", "〉", "(", ")", "〔2017〕58号", "国发", "令第11号", "第3号令", "GB/T 9704—2012", "办法", "关于养老的意见", "根据", "落实", "废止", "、", "和",
    "以下简称", "\n", " ", "。", "現將", "转发给你们", "已经市政府同意", "附件:", "“", "”", "活动", "某市",
])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.none() | st.just("某市人民政府关于印发某市养老办法的通知"))
def test_any_text_gives_quotes_of_itself_in_order(text: str, title: str | None) -> None:
    found = find_citations(text, fold(text), title=title, doc_number=None)
    assert all(c.quote == text[c.char_start:c.char_end] and c.title for c in found)
    assert len({(c.title, c.doc_number) for c in found}) == len(found)


@pytest.mark.skipif(not SHARED.exists(), reason=SHARED_ABSENT)
@pytest.mark.parametrize(("gold", "text"), [
    ("jilin", "seeds/001_7e6eb58d057f4817.txt"), ("dazhou", "seeds/002_04a0b744133b98ae.txt"), ("fuyang",
    "seeds/003_ceebdb6268b5adbd.txt"),
    ("g09", "gov/09.txt"), ("g34", "gov/34.txt"),
])
def test_the_gold_s_citations(gold: str, text: str) -> None:
    wanted = json.loads((SHARED / "gold" / f"{gold}.json").read_text(encoding="utf-8"))
    found = cite((SHARED / "corpus" / text).read_text(encoding="utf-8"), wanted["document"]["title"], wanted["document"]["doc_number"])
    assert [(c.title, c.doc_number, c.kind, c.relation) for c in found] == [
        (c["title"], c["doc_number"], c["kind"], c["relation"]) for c in wanted["citations"]
    ]
