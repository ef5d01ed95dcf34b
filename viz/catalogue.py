"""The views there are: name, arguments, and what each answers, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from .words import Both


@dataclass(frozen=True, slots=True)
class View:
    """One view; `arguments` are the words it takes, those in brackets may be left out."""

    name: str
    arguments: tuple[str, ...]
    title: Both
    about: Both


VIEWS: tuple[View, ...] = (
    View(
        "overview",
        (),
        Both("总览", "Overview"),
        Both(
            "哪些地方把多少任务放在哪些领域、由哪些条线承担",
            "which places put how many tasks into which domains, carried by which lines of department",
        ),
    ),
    View(
        "departments",
        (),
        Both("部门与任务", "Departments and tasks"),
        Both("谁牵头、谁配合、谁负责哪些任务", "who leads, supports and answers for which tasks"),
    ),
    View(
        "citations",
        (),
        Both("引用关系", "Citations"),
        Both("文件依据、落实、提及哪些文件", "which documents rest on, implement or mention which others"),
    ),
    View(
        "domain",
        ("NAME",),
        Both("领域", "Domain"),
        Both(
            "一个领域里的任务、承担部门和各地的相近任务",
            "one domain's tasks, who carries them, and near tasks elsewhere",
        ),
    ),
    View(
        "department",
        ("NAME",),
        Both("部门", "Department"),
        Both("一个部门的全部任务和共同承担的部门", "one department's tasks and those who share them"),
    ),
    View(
        "document",
        ("DOC",),
        Both("文件", "Document"),
        Both("一份文件的任务、承担部门和指标", "one document's tasks, units and indicators"),
    ),
    View(
        "compare",
        ("A", "B"),
        Both("对比", "Comparison"),
        Both(
            "两份文件在各领域的任务、相近任务和可比指标",
            "two documents side by side: domains, near tasks, comparable indicators",
        ),
    ),
    View(
        "charts",
        ("[CHART]",),
        Both("图表", "Charts"),
        Both(
            "牵头任务、领域覆盖、分年度指标、协同热力图(leads、coverage、targets、together)",
            "lead load, domain coverage, targets by year, co-responsibility (leads, coverage, targets, together)",
        ),
    ),
)
