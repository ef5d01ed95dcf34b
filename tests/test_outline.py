"""The outline: numbered items in every dress, which of them are tasks, and what is none."""

from __future__ import annotations

import pytest

from policygraph.loaders import extract_bytes
from policygraph.loaders.model import PolicyDocument


def read(text: str, name: str = "文件.txt") -> PolicyDocument:
    return extract_bytes(name, text.encode())


def tasks(text: str, name: str = "文件.txt") -> list[tuple[str, str, str]]:
    """Path, title and section of each task."""
    return [("/".join(task.path), task.title, task.section) for task in read(text, name).tasks]


@pytest.mark.parametrize(
    ("marks", "paths"),
    [
        (("一、", "(一)", "1.", "2."), ["一/(一)/1", "一/(一)/2"]),
        (("一、", "(一)", "1、", "2、"), ["一/(一)/1", "一/(一)/2"]),
        (("一、", "(一).", "1.", "2."), ["一/(一)/1", "一/(一)/2"]),
        (("一、", "㈠", "1﹒", "2﹒"), ["一/(一)/1", "一/(一)/2"]),
        (("一、", "（一）", "１．", "２．"), ["一/(一)/1", "一/(一)/2"]),
        (("一、", "一)", "(1)", "(2)"), ["一/(一)/(1)", "一/(一)/(2)"]),
        (("一、", "(一)", "⑴", "⑵"), ["一/(一)/(1)", "一/(一)/(2)"]),
        (("第一章 ", "第一节 ", "第一条 ", "第二条 "), ["第一章/第一节/第一条", "第一章/第一节/第二条"]),
        (("第一部分 ", "一、", "1.1 ", "1.2 "), ["第一部分/一/1.1", "第一部分/一/1.2"]),
    ],
)
def test_numbers_and_their_look_alikes(marks: tuple[str, ...], paths: list[str]) -> None:
    top, middle, first, second = marks
    text = f"临河市方案\n{top}重点任务\n{middle}办好教育\n{first}新建校舍。建成三处。(市教育局负责)\n{second}配齐教师。招聘教师。(市人社局负责)\n"
    assert [path for path, _, _ in tasks(text)] == paths


def test_numbering_that_runs_on_over_sections() -> None:
    text = "临河市方案\n一、重点任务\n(一)教育\n1.托育。开办。\n2.小学。扩建。\n(二)就业\n3.培训。开班。\n二、保障措施\n(一)督查。通报。\n"
    assert tasks(text) == [
        ("一/(一)/1", "托育", "教育"), ("一/(一)/2", "小学", "教育"), ("一/(二)/3", "培训", "就业"), ("二/(一)", "督查", "保障措施"),
    ]  # fmt: skip
    assert [task.kind for task in read(text).tasks] == ["task", "task", "task", "safeguard"]


def test_aims_and_principles_are_no_tasks() -> None:
    text = "临河市方案\n一、总体要求\n(一)指导思想。坚持人民至上。\n(二)基本原则\n1.坚持公平。普惠。\n(三)主要目标。到2025年见效。\n二、主要任务\n(四)修路。修通。\n三、工作安排\n"
    assert [path for path, _, _ in tasks(text)] == ["二/(四)"]


def test_details_are_no_tasks_of_their_own() -> None:
    text = "临河市方案\n一、任务\n(一)修缮。主要包括:\n①屋面;\n②墙体。(责任单位:市住建局)\n(二)绿化。一是栽树,二是种草。\n——栽树。\n——种草。\n"
    assert [path for path, _, _ in tasks(text)] == ["一/(一)", "一/(二)"]


def test_details_with_units_of_their_own_are_tasks() -> None:
    text = "临河市方案\n一、任务\n(一)修缮\n(1)屋面。翻修。(市住建局负责)\n(2)水管。更换。(市水务局负责)\n"
    assert [path for path, _, _ in tasks(text)] == ["一/(一)/(1)", "一/(一)/(2)"]


def test_several_items_in_one_line() -> None:
    assert tasks("临河市方案\n一、任务\n(一)修路。通车。(市交通局负责)(二)架桥。合龙。(市住建局负责)\n") == [
        ("一/(一)", "修路", "任务"), ("一/(二)", "架桥", "任务"),
    ]  # fmt: skip


def test_dashes_with_units() -> None:
    text = "临河市行动计划\n一、主要举措\n——修路到村。全部硬化。(市交通局负责)\n——送医下乡。每月巡诊。(市卫健委负责)\n"
    assert [title for _, title, _ in tasks(text)] == ["修路到村", "送医下乡"]


def test_headings_without_numbers() -> None:
    text = "关于做好防汛的通知\n各区县:\n加固堤防\n汛前完成加固。(责任单位:市水利局)\n备足物资\n编织袋入库。(责任单位:市应急局)\n临河市人民政府\n2022年5月8日\n"
    assert tasks(text) == [("加固堤防", "加固堤防", ""), ("备足物资", "备足物资", "")]


def test_headings_of_markdown() -> None:
    text = "# 临河市助餐行动方案（2022-2024年）\n\n## 一、重点任务\n\n### 建设食堂\n\n新建社区食堂。（市民政局负责）\n\n### 培训厨师\n\n开办厨师班。（市人社局负责）\n"
    assert tasks(text, "方案.md") == [("一/建设食堂", "建设食堂", "重点任务"), ("一/培训厨师", "培训厨师", "重点任务")]


def test_the_plan_inside_a_notice_is_the_document() -> None:
    text = (
        "临河市人民政府办公室关于印发临河市修渠方案的通知\n临政办发〔2021〕3号\n各县区:\n现印发给你们,请抓好落实。\n临河市人民政府办公室\n2021年3月4日\n"
        "临河市修渠方案\n一、任务\n(一)清淤。清除淤泥。\n(二)衬砌。铺设渠板。\n(三)管护。落实人员。\n附件:1.任务清单\n2.进度表\n"
    )
    document = read(text)
    assert [task.title for task in document.tasks] == ["清淤", "衬砌", "管护"]
    assert (document.front.doc_number, document.front.issued_on) == ("临政办发〔2021〕3号", "2021-03-04")


def test_a_table_of_contents_is_passed_over() -> None:
    text = "临河市规划\n目  录\n一、任务\n(一)修路\n(二)架桥\n一、任务\n(一)修路。通车。\n(二)架桥。合龙。\n"
    assert [path for path, _, _ in tasks(text)] == ["一/(一)", "一/(二)"]


def test_lines_broken_at_a_fixed_width() -> None:
    text = (
        "        临河市人民政府关于发展\n            社区养老的意见\n\n各区、县人民政府,市政府各部门:\n"
        "    为了让老人在家门口安享晚年,根据国家和省里的部署,结\n合本市的实际情况,经过认真的研究和讨论,现在提出以下\n的意见:\n"
        "    一、主要任务\n    (一)建好场所。每一个街道都要建成一处可以吃饭、可以休\n息、可以看病的综合服务场所,让每一位老人走路十分钟就\n能够到达。(责任单位:市民\n政局、市住房城乡建设局)\n"
        "    (二)练好队伍。依托本地的职业院校开办护理专业,每年培\n养一批愿意干、干得好、留得住的护理人员,让老人放心。\n(责任单位:市人力资源社会保障局)\n"
        "                    临河市人民政府\n                    2021年5月6日\n"
    )
    document = read(text)
    assert document.front.title == "临河市人民政府关于发展社区养老的意见"
    assert [[r.name for r in task.responsibilities] for task in document.tasks] == [["市民政局", "市住房城乡建设局"], ["市人力资源社会保障局"]]
    first = document.tasks[0].responsibilities[0]
    assert document.text[first.char_start : first.char_end] == first.quote == "(责任单位:市民\n政局、市住房城乡建设局)"
