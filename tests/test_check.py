"""Findings on a document: what is missing, doubtful or contradicts itself, each with its place."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from policygraph.loaders import extract_bytes
from policygraph.loaders.check import Finding, check_document

TODAY = datetime.date(2024, 6, 1)

PLAN = """云溪市人民政府办公室关于印发云溪市民生实事方案的通知
云政办发〔2022〕7号
各县(市、区)人民政府,市政府各部门:
现将方案印发给你们,请认真执行。
一、重点任务
(一)教育
1.扩大学位。到2023年,新增公办学位4000个。(责任单位:市教育局)
2.帮扶学生。年底前,新增公办学位4200个,资助学生300名。
3.改善校舍。2025年底前完成校舍改造60所。(责任单位:市教育局、市财政局)
5.配齐教师。落实《云溪市教师编制管理办法》,到2021年,培训教师800人次。(责任单位:市教育局)
二、保障措施
(一)加强领导。各地各部门要压实责任。
(二)加强督查。市政府督查室定期督查。(责任单位:各有关部门)
云溪市人民政府办公室
2022年3月5日
"""


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return check_document(extract_bytes("plan.txt", PLAN.encode()), today=TODAY)


def of(findings: list[Finding], kind: str) -> list[tuple[str, str]]:
    return [(found.severity, PLAN[found.char_start : found.char_end]) for found in findings if found.id == kind]


def test_a_task_without_units(findings: list[Finding]) -> None:
    assert [(grave, place[:7]) for grave, place in of(findings, "no-units")] == [
        ("warning", "2.帮扶学生。"),
        ("info", "(一)加强领导"),
    ]


def test_only_collective_names(findings: list[Finding]) -> None:
    assert [(grave, place[:7]) for grave, place in of(findings, "only-collective")] == [("info", "(二)加强督查")]


def test_numbers_that_do_not_follow(findings: list[Finding]) -> None:
    assert of(findings, "numbering") == [("warning", "5")]


def test_a_target_for_a_year_before_the_document(findings: list[Finding]) -> None:
    assert of(findings, "target-before-issue") == [("warning", "培训教师800人次")]


def test_targets_that_are_due_once_a_year(findings: list[Finding]) -> None:
    due = [found.message_en for found in findings if found.id == "target-due"]
    assert due == [
        "targets for 2023 that are due: 1; see whether they were met",
        "targets for 2022 that are due: 2; see whether they were met",
    ]


def test_a_citation_without_a_number(findings: list[Finding]) -> None:
    [(grave, place)] = of(findings, "citation-without-number")
    assert grave == "info"
    assert "云溪市教师编制管理办法" in place


def test_two_figures_for_one_measure() -> None:
    text = PLAN.replace("年底前,新增公办学位4200个", "到2023年,新增公办学位4200个")
    found = [
        item
        for item in check_document(extract_bytes("plan.txt", text.encode()), today=TODAY)
        if item.id == "two-figures"
    ]
    assert [(item.severity, item.message_en) for item in found] == [
        ("warning", "two figures for one measure: 新增公办学位数 4000个 and 4200个")
    ]


def test_findings_have_both_languages_and_come_in_order(findings: list[Finding]) -> None:
    assert [found.char_start for found in findings] == sorted(found.char_start for found in findings)
    assert all(found.message_zh and found.message_en for found in findings)


def test_a_text_without_head_or_tasks() -> None:
    found = check_document(extract_bytes("note.txt", "今天天气很好。\n".encode()), today=TODAY)
    assert {"no-tasks", "no-number", "no-date", "no-issuer"} <= {item.id for item in found}
    assert {item.severity for item in found if item.id in ("no-tasks", "no-title")} == {"error"}


def test_a_number_above_one_hundred_percent_is_doubtful() -> None:
    text = PLAN.replace("资助学生300名", "学生体检率达到120%")
    found = [
        item
        for item in check_document(extract_bytes("plan.txt", text.encode()), today=TODAY)
        if item.id == "share-above-100"
    ]
    assert len(found) == 1


def test_a_number_without_a_clear_measure() -> None:
    document = extract_bytes("plan.txt", PLAN.encode())
    vague = replace(document, indicators=(replace(document.indicators[0], name="比例"),))
    [found] = [item for item in check_document(vague, today=TODAY) if item.id == "number-without-meaning"]
    assert (found.severity, PLAN[found.char_start : found.char_end]) == ("warning", "新增公办学位4000个")


def test_an_annex_that_names_more_units() -> None:
    page = """<html><body><p>云溪市人民政府关于办好民生实事的意见</p><p>一、重点任务</p>
    <p>(一)扩大公办学位。新增学位4000个。(责任单位:市教育局)</p><p>(二)建设公园绿地。新建公园5个。(责任单位:市住建局)</p>
    <p>(三)发展养老服务。新增床位300张。(责任单位:市民政局)</p>
    <p>附件</p><p>重点任务分工</p><table><tr><td>序号</td><td>工作任务</td><td>责任单位</td><td>完成时限</td></tr>
    <tr><td>1</td><td>扩大公办学位</td><td>市教育局、市财政局</td><td>持续推进</td></tr>
    <tr><td>2</td><td>建设公园绿地</td><td>市住建局</td><td>持续推进</td></tr></table></body></html>"""
    found = [
        item
        for item in check_document(extract_bytes("page.html", page.encode()), today=TODAY)
        if item.id == "annex-differs"
    ]
    assert [item.message_en for item in found] == ["the annex names bodies that the text does not: 市财政局"]
