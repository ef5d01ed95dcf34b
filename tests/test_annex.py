"""Tables that list tasks with their units, in every shape they reach us."""

from __future__ import annotations

from policygraph.loaders import extract_bytes
from policygraph.loaders.model import AnnexTask


def rows(text: str, name: str = "文件.txt") -> list[tuple[str, str, str | None, list[tuple[str, str]]]]:
    return [_row(row) for row in extract_bytes(name, text.encode()).annex_tasks]


def _row(row: AnnexTask) -> tuple[str, str, str | None, list[tuple[str, str]]]:
    return row.number, row.title, row.deadline, [(r.name, r.role) for r in row.responsibilities]


EXPECTED = [
    ("1", "修建步道", "2024年12月", [("市住建局", "lead"), ("市财政局", "support"), ("市水利局", "support")]),
    ("2", "改造公园", "2024年10月", [("市城管局", "lead"), ("市园林局", "support")]),
]


def test_flattened_to_a_line_a_cell_with_a_broken_cell() -> None:
    text = (
        "附件\n任务分工\n序号\n\n工作任务\n\n牵头单位\n\n责任单位\n\n完成时限\n\n1\n\n修建步道\n\n市住建局\n\n市财政局、\n\n市水利局等\n\n2024\n\n年12月\n\n2\n\n改造公园\n\n市城管局\n\n市园林局\n\n2024年10月\n"
    )
    assert rows(text) == EXPECTED


def test_parted_by_tabs() -> None:
    text = "白河市任务分解表\n序号\t工作任务\t牵头单位\t责任单位\t完成时限\n1\t修建步道\t市住建局\t市财政局、市水利局\t2024年12月\n2\t改造公园\t市城管局\t市园林局\t2024年10月\n"
    assert rows(text) == EXPECTED


def test_a_table_of_markdown() -> None:
    text = (
        "# 白河市任务分解表\n\n| 序号 | 重点任务 | 牵头部门 | 配合部门 | 时限要求 |\n|---|---|---|---|---|\n"
        "| 1 | 修建步道 | 市住建局 | 市财政局、市水利局 | 2024年12月 |\n| 2 | 改造公园 | 市城管局 | 市园林局 | 2024年10月 |\n"
    )
    assert rows(text, "表.md") == EXPECTED


def test_an_html_table_with_merged_cells() -> None:
    text = (
        "<html><body><p>白河市任务分解表</p><table><tr><th>类别</th><th>工作内容</th><th>牵头单位</th><th>配合单位</th><th>完成时间</th></tr>"
        "<tr><td rowspan=2>宜居</td><td>修建步道</td><td>市住建局</td><td>市财政局、市水利局</td><td>2024年12月</td></tr>"
        "<tr><td>改造公园</td><td>市城管局</td><td>市园林局</td><td>2024年10月</td></tr></table></body></html>"
    )
    assert rows(text, "表.html") == EXPECTED


def test_a_row_that_repeats_a_numbered_task_is_that_task() -> None:
    text = (
        "白河市方案\n一、任务\n(一)修建步道。滨河三公里。(牵头单位:市住建局)\n(二)种树。沿路。\n白河市人民政府\n2024年1月2日\n附件\n序号\n工作任务\n负责单位\n时限\n1\n修建步道\n市住建局、市财政局\n年底完成\n2\n清理垃圾\n市城管局\n持续推进\n"
    )
    document = extract_bytes("方案.txt", text.encode())
    assert [(row.title, row.same_as) for row in document.annex_tasks] == [("修建步道", ("一", "(一)")), ("清理垃圾", None)]
