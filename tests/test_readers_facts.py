"""The same facts are read out of one policy whatever its file's format is."""

from __future__ import annotations

import pytest
import readers_material as material
import readers_pages as pages

from policygraph.loaders.model import PolicyDocument
from policygraph.loaders.pipeline import extract
from policygraph.loaders.reading import read_source

FILES = {
    "policy.txt": material.TEXT.encode("gb18030"),
    "policy.md": material.TEXT.replace("\n", "\n\n").encode(),
    "policy.docx": material.as_docx(),
    "policy.pdf": material.as_pdf(),
    "fragment.html": material.as_html_body().encode(),
    "modern.html": pages.modern().encode(),
    "old.htm": pages.old_tables().encode("gbk"),
    "boxes.html": pages.plain_boxes().encode("utf-16"),
}
WITH_ANNEX = ("policy.docx", "policy.pdf", "fragment.html", "modern.html", "annex.xlsx")


def read(name: str) -> PolicyDocument:
    data = material.as_xlsx() if name == "annex.xlsx" else FILES[name]
    return extract(read_source(name, data))


@pytest.mark.parametrize("name", sorted(FILES))
def test_front_matter_and_tasks(name: str) -> None:
    document = read(name)
    front = document.front
    assert (front.title, front.doc_number) == (material.TITLE, material.NUMBER)
    assert (front.issuer, front.issued_on) == ("清河县人民政府办公室", "2023-06-05")
    assert [
        (task.path, task.title, task.kind, [(r.name, r.role) for r in task.responsibilities]) for task in document.tasks
    ] == [
        (
            ("一", "(一)"),
            "加快设施建设",
            "task",
            [("县民政局", "lead"), ("县财政局", "support"), ("县住房城乡建设局", "support")],
        ),
        (("一", "(二)"), "保障食品安全", "task", [("县市场监管局", "responsible")]),
        (("二", "(一)"), "落实资金", "safeguard", [("县财政局", "responsible")]),
    ]


@pytest.mark.parametrize("name", WITH_ANNEX)
def test_the_annex_table(name: str) -> None:
    assert [
        (row.number, row.title, row.deadline, [(r.name, r.role) for r in row.responsibilities])
        for row in read(name).annex_tasks
    ] == [
        ("1", "新建社区食堂30个", "2025年底", [("县民政局", "lead")]),
        ("2", "开展食品安全检查", "每年12月底", [("县市场监管局", "lead")]),
        ("3", "建立进货查验台账", "长期坚持", [("县市场监管局", "lead")]),
    ]
