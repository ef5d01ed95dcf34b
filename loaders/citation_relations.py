"""How a citation relates to the document: from the verb before the name, the words after it, or the head of its list."""

from __future__ import annotations

import re

from .model import Relation

_BASED = "根据|按照|依据|依照|遵照|参照|遵循|对照|依|按"
_IMPLEMENTS = "贯彻|落实|实施|执行|推行|履行|学习|宣传"
VERBS = re.compile(
    f"(?P<mentions>制定(?:出台|实施|印发|并实施|和实施)?|研究制定|出台|起草|编制|制订(?:出台|实施)?|拟订|符合|达到|"
    f"对接|衔接|印发|提出|参见|详见|发布|公布)|(?P<based_on>{_BASED})|"
    f"(?P<implements>(?:{_IMPLEMENTS})(?!条例|细则|方案|意见|办法))|(?P<amends>修订|修改|修正)|(?P<repeals>废止|废除)|(?P<forwards>转发|批转)"
)
_FIRM = re.compile(f"{_BASED}|贯彻|落实|执行|印发|转发|发布|公布|修订|废止")
_CLAUSE = re.compile("[。;!?》\n]")
# Over the other names of the same list: 《甲》、《乙》(…)同时废止.
REPEAL_AFTER = re.compile(
    "(?:[^。;,\n《]{0,24}[、和及]《[^《》\n]{1,100}》){0,8}[^。;\n《]{0,40}?(?:同时)?(?:废止|停止执行|不再执行|停止施行|失效)"
)
_NOT_REPEALED = re.compile("[^。;\n]{0,60}?(?:未|不得|尚未)(?:废止|失效)")
# A numbered line under 决定废止下列文件:
_LIST_LINE = re.compile(r"(?:^|\n)\s{0,8}[(]?[\d一二三四五六七八九十]{1,3}[.、)]\s{0,3}$")
_LIST_HEAD = re.compile("(?P<repeals>废止|失效)|(?P<amends>修改|修订)")
_AMEND_AFTER = re.compile("(?:进行|作出|作|予以|做)(?:如下|以下|部分)?(?:修改|修订|修正)|第[^。;\n]{1,12}(?:条|款|项)[^。;\n]{0,40}?修改为")
_IMPLEMENT_AFTER = re.compile("的?(?:宣传)?(?:贯彻|落实|实施|执行)")
FORWARD_AFTER = re.compile("[^。;《\n]{0,24}?(?:转发|批转)给?")
NOW_ISSUED = re.compile("(?:现将|现把)[^。;《》\n]{0,30}$")


def governing(folded: str, start: int) -> tuple[Relation, int, bool]:
    """The relation by the nearest verb before a name in its clause, where the words of the citation begin, and whether the
    verb takes nothing but documents (按照, 印发; not 学习, 实施)."""
    low = max(0, start - 40)
    low += max((match.end() for match in _CLAUSE.finditer(folded[low:start])), default=0)
    window = folded[low:start]
    best = next(reversed(list(VERBS.finditer(window))), None)
    if best is None or best.lastgroup is None:
        comma = max(window.rfind(","), window.rfind("、"), window.rfind(":"), window.rfind("》"))
        listed = _list_relation(folded, start)
        if listed is not None:
            return listed, start, True
        return "mentions", start if len(window) - comma > 16 else low + comma + 1, False
    begin = low + best.start()
    comma = max(window.rfind(",", 0, best.start()), window.rfind(":", 0, best.start()), window.rfind("。", 0, best.start()))
    if best.start() - comma <= 9:
        begin = low + comma + 1
    while begin < start and folded[begin] in " \t\n":
        begin += 1
    relation: Relation = best.lastgroup  # type: ignore[assignment]
    return relation, begin, _FIRM.fullmatch(best.group()) is not None


def _list_relation(folded: str, start: int) -> Relation | None:
    """The relation that the head of a numbered list of documents gives (决定废止下列文件:), None where there is no such head."""
    if _LIST_LINE.search(folded[max(0, start - 16):start]) is None:
        return None
    head = next((line for line in reversed(folded[max(0, start - 1500):start].split("\n")) if line.rstrip().endswith(":")), "")
    found = [match.lastgroup for match in _LIST_HEAD.finditer(head[-80:])]
    if not found:
        return None
    return "repeals" if found[-1] == "repeals" else "amends"


def refined(folded: str, start: int, close: int, relation: Relation) -> Relation:
    """The relation that the words after a name give (…同时废止, …作如下修改), else the one that its verb gave."""
    if REPEAL_AFTER.match(folded, close) and not _NOT_REPEALED.match(folded, close):
        return "repeals"
    if _AMEND_AFTER.match(folded, close):
        return "amends"
    if NOW_ISSUED.search(folded[max(0, start - 34):start]):
        return "forwards"
    if relation == "mentions" and _IMPLEMENT_AFTER.match(folded, close):
        return "implements"
    return relation
