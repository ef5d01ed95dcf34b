"""The words of the page's own buttons and panels; `{0}`, `{1}` are filled in by the page."""

from __future__ import annotations

from .words import Both

SCREEN: dict[str, Both] = {
    "skip": Both("跳到详情", "Skip to details"),
    "search": Both("搜索部门、任务、文件、原文…", "Search departments, tasks, texts …"),
    "foundCount": Both("找到 {0} 条", "{0} found"),
    "foundNone": Both("没有找到", "Nothing found"),
    "filter": Both("筛选", "Filter"),
    "place": Both("地方", "Place"),
    "domain": Both("领域", "Domain"),
    "all": Both("全部", "all"),
    "reset": Both("恢复全部", "Show everything"),
    "physics": Both("动态布局", "Physics"),
    "fit": Both("全图", "Fit"),
    "more": Both("更多 ▾", "More ▾"),
    "link": Both("复制链接", "Copy link"),
    "copied": Both("已复制", "Copied"),
    "png": Both("存为图片", "PNG"),
    "print": Both("打印", "Print"),
    "theme": Both("深浅色", "Dark / light"),
    "other": Both("English", "中文"),
    "legend": Both("图例:点按可隐藏或显示", "Legend: press to hide or show"),
    "toggle": Both("隐藏或显示", "hide or show"),
    "partly": Both("先画出 {0} 个最重要的节点,共 {1} 个", "showing the {0} weightiest of {1} nodes"),
    "openMore": Both("再打开一些", "Open more"),
    "answer": Both("概要", "Summary"),
    "details": Both("详情", "Details"),
    "back": Both("返回概要", "Back to summary"),
    "evidence": Both("原文依据", "Evidence"),
    "characters": Both("第 {0}–{1} 字", "characters {0}–{1}"),
    "fullText": Both("任务全文", "Full text of the task"),
    "moreEvidence": Both("显示更多(共 {0} 条)", "Show more ({0} in all)"),
    "showAll": Both("全部 {0} 条", "All {0}"),
    "cleared": Both("已取消选择", "Selection cleared"),
    "drawing": Both(
        "关系图:方向键移动,加减键缩放,0 看全图,/ 搜索,Esc 取消选择",
        "Graph: arrow keys move, plus and minus zoom, 0 fits, / searches, Esc clears",
    ),
    "noscript": Both("此页需要浏览器允许脚本运行。", "This page needs scripts to be allowed."),
}
