"""Citations: every other document, law, plan or standard that a document names in 《…》 or by number.

Left out are the document itself and its short names, forms and certificates, and what is no document at all (newspapers, works,
programmes, activities). The relation comes from the verb that governs the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import doc_numbers
from .model import Citation, CitationKind, Relation
from .text import squeeze

_MARKS = re.compile("[《》〈〉\n]")
_LONGEST_TITLE = 240
_TRAILING_BRACKET = re.compile(r"(?:\([^()]{1,30}\)|〔[^〔〕]{1,30}〕|\[[^\[\]]{1,30}\]|\s)+$")

_DOCUMENT_END = re.compile(
    "(?:法|条例|规定|办法|细则|决定|意见|通知|方案|规划|计划|纲要|标准|规范|规程|目录|指南|指引|准则|导则|规则|公约|章程|制度|措施|行动|批复|报告|公告|通告|公报|"
    "白皮书|蓝皮书|清单|要点|议案|宣言|协定|函|纪要|决议|命令|令|预案|大纲|解释|倡议|备忘录|分工|政策|守则|要求|战略|名录|体系|手册|条款|指标|规约|机制|图则|"
    "总则|议定书|条约|通则|分类|纲领|代码|定额|概则|举措|若干条|[一二三四五六七八九十\\d]+条|意见书|说明|攻略|声明|框架|安排|任务|技术要求|考核|评价|须知|台账|公示)$"
)
_NO_DOCUMENT_END = re.compile(
    "(?:许可证|资格证|合格证|登记证|身份证|残疾人证|就业证|创业证|优待证|证书|执照|户口簿|户口本|手册证|登记表|申请表|审批表|汇总表|统计表|推荐表|责任书|承诺书|告知书|"
    "协议书|申请书|报告书|报告表|报告单|证明|证|簿|卡|票据|发票|合同|可行性研究报告|评估报告|评价报告|检测报告|检验报告|验收报告|审计报告|鉴定报告|体检报告|日报|晚报|时报|周刊|月刊|杂志|学报|新闻联播|之歌)$"
)
_WORK_AFTER = re.compile(
    "(?:大型)?(?:节目|栏目|专栏|杂志|期刊|报纸|周刊|电视剧|电视片|专题片|纪录片|宣传片|电影|一书|一文|等?书籍|丛书|歌曲|舞剧|话剧|歌剧|等?文艺|等?剧目|演出|舞蹈|专刊|"
    "大赛|竞赛|比赛|品牌|奖|杯|公众号|动画|绘本|图书|连环画|画册|主题曲|活动)"
)
_WORK_BEFORE = re.compile("(?:杂志|刊物|栏目|节目|歌曲|电影|电视剧|纪录片|专题片|歌剧|话剧|舞剧|小说|图书|创作|演出|排演|编排|拍摄|播出|丛书|教材|颁发|核发|办理|领取|填写|签订|"
    "持有|发放|换发|填报|出具|持)$")
_PURE = re.compile(
    "^(?:本|该)?(?:实施|指导|若干|暂行|管理|工作|行动|总体|发展|建设|具体|重点|专项|三年|试点|任务|分工|规范性|年度|配套|试行|以上)*"
    "(?:意见|通知|方案|规划|计划|办法|条例|纲要|规定|细则|决定|标准|规范|目录|清单|要点|措施|规程|指南|报告|公告|批复|函|法|规则|准则|协议|章程|指引|预案|制度|文件|若干措施|行动)$"
)
_LAW_END = re.compile("(?:(?<!办)法|条例|规程)$")
_STANDARD_END = re.compile("(?:标准|规范|导则|技术要求|规程|定额)$")
_PLAN_END = re.compile("(?:规划|计划|方案|纲要|行动|预案|大纲|战略|部署|安排)$")
_REPORT_END = re.compile("(?:报告|公报|白皮书|蓝皮书)$")
_POLICY_END = re.compile("(?:意见|通知|决定|办法|规定|措施|细则|批复|函|要点|制度|公告|通告|决议|目录|清单|政策|指南|指引|准则|规则|章程|命令|令|举措|条)$")
_ISSUED_PLAN = re.compile("(?:印发|发布|公布|下发)(.+?)的(?:通知|公告|函|通告)$")

_BASED = "根据|按照|依据|依照|遵照|参照|遵循|对照|依|按"
_IMPLEMENTS = "贯彻|落实|实施|执行|推行|履行|学习|宣传"
_VERBS = re.compile(
    f"(?P<mentions>制定(?:出台|实施|印发|并实施|和实施)?|研究制定|出台|起草|编制|制订(?:出台|实施)?|拟订|符合|达到|对接|衔接|印发|提出|参见|详见|发布|公布)|(?P<based_on>{_BASED})|"
    f"(?P<implements>{_IMPLEMENTS})|(?P<amends>修订|修改|修正)|(?P<repeals>废止|废除)|(?P<forwards>转发|批转)"
)
_FIRM = re.compile(f"{_BASED}|贯彻|落实|执行|印发|转发|发布|公布|修订|废止")
_CLAUSE = re.compile("[。;!?\n]")
_BETWEEN = re.compile("[\\s、,和及与以等或()国家省市县区原新]{0,12}")
_REPEAL_AFTER = re.compile("[^。;\n]{0,60}?(?:同时)?(?:废止|停止执行|不再执行|停止施行|失效)")
_NOT_REPEALED = re.compile("[^。;\n]{0,60}?(?:未|不得|尚未)(?:废止|失效)")
_AMEND_AFTER = re.compile("(?:进行|作出|作|予以|做)(?:如下|以下|部分)?(?:修改|修订|修正)|第[^。;\n]{1,12}(?:条|款|项)[^。;\n]{0,40}?修改为")
_IMPLEMENT_AFTER = re.compile("的?(?:宣传)?(?:贯彻|落实|实施|执行)")
_FORWARD_AFTER = re.compile("[^。;《\n]{0,24}?(?:转发|批转)给?")
_APPROVED = re.compile(
    "(?:等[^。;\n]{0,12})?(?:已|业)[经于]?[^。;\n]{0,60}?(?:同意|通过|审定|批准|研究|审议)|[^。;《\n]{0,30}?(?:现)?(?:印发|下发)给你们|(?:现)?予以?(?:印发|公布|发布)"
)
_ANNEXED = re.compile(r"附件?[\d一二三四五:.、\s]{0,4}$")
_NOW_ISSUED = re.compile("(?:现将|现把)[^。;《》\n]{0,30}$")
_SHORT_NAME = re.compile("(?:以下|下)(?:简|统)?称(?:为)?[:“\"']?《([^《》\n]{1,40})》")
_CALLED = re.compile("(?:以下|下)(?:简|统)?称(?:为)?[:“\"']?$")
_TAIL = re.compile("(?:等(?:文件|政策|规定)?)?(?:的)?(?:有关|相关|总体|部署)?(?:要求|精神|规定|部署)")
_BEFORE_TITLE = re.compile(r"\s{0,2}(?:文件?)?(?:印发的|公布的|发布的|颁布的)?\s{0,2}")
_OPENING = re.compile(r"\s{0,3}[(〔\[【]\s?")


@dataclass(frozen=True, slots=True)
class _Mention:
    """One name in the text: `start`/`end` include its marks, `close` its number in brackets behind."""

    title: str
    start: int
    end: int
    close: int
    number: str | None
    decree: bool = False


def find_citations(
    text: str,
    folded: str,
    *,
    title: str | None,
    doc_number: str | None,
    spans_to_skip: Sequence[tuple[int, int]] = (),
) -> list[Citation]:
    """The documents that a text cites, one row each, in the order of their first mention.

    `folded` is `fold(text)`; `title` and `doc_number` are the document's own; `spans_to_skip` are parts of the text that are not its
    own words (head table, navigation).
    """
    marked = _marked(folded)
    numbers = _numbers(folded)
    own = _Own.of(folded, title, doc_number)
    mentions = _with_numbers(folded, marked, numbers)
    mentions = sorted([*mentions, *_by_number_alone(folded, mentions, numbers)], key=lambda m: m.start)
    rows: list[tuple[_Mention, Citation]] = []
    previous: _Mention | None = None
    relation, begin, firm = _governing(folded, mentions[0]) if mentions else ("mentions", 0, False)
    for mention in mentions:
        chained = previous is not None and _listed(folded, previous.close, mention.start)
        if not chained:
            relation, begin, firm = _governing(folded, mention)
        previous = mention
        if any(a <= mention.start < b for a, b in spans_to_skip) or own.is_self(folded, mention) or not _is_document(folded, mention, firm=firm):
            continue
        tail = _TAIL.match(folded, mention.close)
        end = tail.end() if tail else mention.close
        found = Citation(
            mention.title, mention.number, _kind(mention), _after(folded, mention, relation), text[begin:end], begin, end
        )
        rows.append((mention, found))
    return _merged([row for _, row in rows])


def _listed(folded: str, close: int, start: int) -> bool:
    """Whether two names stand in one list: nothing but joining words between them."""
    return close <= start and _BETWEEN.fullmatch(folded, close, start) is not None


def _marked(folded: str) -> list[tuple[int, int]]:
    """Spans of the outermost 《…》 (〈…〉 where nothing is around it), marks included."""
    spans: list[tuple[int, int]] = []
    stack: list[int] = []
    inner: list[tuple[int, int]] = []
    for match in _MARKS.finditer(folded):
        mark, at = match.group(), match.start()
        if mark == "\n" or (stack and at - stack[0] > _LONGEST_TITLE):
            if mark == "\n" and stack and _goes_on(folded, at):
                continue
            spans += inner if stack else []
            stack, inner = [], []
        if mark in "《〈":
            stack.append(at)
        elif mark in "》〉" and stack:
            opened = stack.pop()
            if stack:
                inner = [span for span in inner if span[0] < opened] + [(opened, at + 1)]
            else:
                if at - opened > 2:
                    spans.append((opened, at + 1))
                inner = []
    return spans + (inner if stack else [])


def _goes_on(folded: str, at: int) -> bool:
    """Whether a title broken at the end of a line is closed on the next one."""
    rest = folded[at + 1:at + 80]
    close = rest.find("》")
    return close > 0 and "《" not in rest[:close] and "\n" not in rest[:close]


def _numbers(folded: str) -> list[tuple[int, int]]:
    return sorted([*doc_numbers.find(folded), *doc_numbers.find_decrees(folded), *doc_numbers.find_standards(folded)])


def _by_number_alone(
    folded: str, mentions: Sequence[_Mention], numbers: Sequence[tuple[int, int]]
) -> list[_Mention]:
    """The numbers that belong to no marked name, nor stand inside one."""
    found = []
    at = 0
    for span in numbers:
        while at < len(mentions) and mentions[at].close <= span[0]:
            at += 1
        if at == len(mentions) or span[1] <= mentions[at].start:
            found.append(_by_number(folded, span))
    return found


def _with_numbers(folded: str, marked: Sequence[tuple[int, int]], numbers: Sequence[tuple[int, int]]) -> list[_Mention]:
    """The marked names, each with the number behind it or before it; one number behind two names of one notice is of both."""
    mentions: list[_Mention] = []
    at = 0
    for start, end in marked:
        while at < len(numbers) and numbers[at][1] <= start:
            at += 1
        title = " ".join(folded[start + 1:end - 1].replace("\n", "").split())
        behind, close = _numbers_behind(folded, end, numbers, at)
        number = None
        if behind:
            number = doc_numbers.canonical(folded[behind[0][0]:behind[0][1]])
            _spread(folded, mentions, title, start, [doc_numbers.canonical(folded[a:b]) for a, b in behind])
            if len(behind) > 1:
                number = doc_numbers.canonical(folded[behind[-1][0]:behind[-1][1]])
        elif at and _BEFORE_TITLE.fullmatch(folded, numbers[at - 1][1], start):
            a, b = numbers[at - 1]
            if not mentions or mentions[-1].close <= a:
                number, start = doc_numbers.canonical(folded[a:b]), a
        mentions.append(_Mention(title, start, end, close, number, decree=number is not None and "令" in number))
    return mentions


def _numbers_behind(
    folded: str, end: int, numbers: Sequence[tuple[int, int]], at: int
) -> tuple[list[tuple[int, int]], int]:
    opening = _OPENING.match(folded, end)
    where = opening.end() if opening else end
    found: list[tuple[int, int]] = []
    while at < len(numbers) and numbers[at][0] < end:
        at += 1
    for a, b in numbers[at:at + 6]:
        gap = folded[where:a]
        if len(gap) > (12 if opening and not found else 2) or re.search("[。;》《)\n]", gap) or (not opening and gap.strip()):
            break
        found.append((a, b))
        where = b
    if not found:
        return [], end
    close = found[-1][1]
    shut = re.compile(r"[^()《》。\n]{0,12}(?:《[^《》\n]{1,40}》)?[^()《》。\n]{0,4}[)〕\]】]").match(folded, close) if opening else None
    return found, shut.end() if shut else close


def _spread(folded: str, mentions: list[_Mention], title: str, start: int, numbers: list[str]) -> None:
    """Give earlier names of the same list their numbers: one each where as many stand behind, or the one that two share."""
    run: list[int] = []
    edge = start
    for index in range(len(mentions) - 1, -1, -1):
        item = mentions[index]
        if item.number is not None or not _listed(folded, item.close, edge) or len(run) >= 6:
            break
        run.append(index)
        edge = item.start
    if len(numbers) > 1 and len(run) >= len(numbers) - 1:
        for index, number in zip(run, reversed(numbers[:-1]), strict=False):
            mentions[index] = replace(mentions[index], number=number)
        return
    if len(numbers) == 1 and run:
        last = mentions[run[0]]
        joined = re.fullmatch(r"\s*(?:和|及|与|以及)\s*", folded[last.close:start] if last.close <= start else "")
        if joined and _shares(last.title) and _shares(title):
            mentions[run[0]] = replace(last, number=numbers[0])


def _shares(title: str) -> bool:
    """Whether a name can be one of several that one notice issued: a rule or plan, and no law nor a notice itself."""
    return "关于" not in title and not title.startswith("中华人民共和国") and not _LAW_END.search(title)


def _by_number(folded: str, span: tuple[int, int]) -> _Mention:
    """A document named by number alone, or with an unmarked name before its brackets (国务院关于…的意见(国发〔2015〕43号))."""
    number = doc_numbers.canonical(folded[span[0]:span[1]])
    start, close = span
    name = number
    if folded[max(0, start - 1):start] in ("(", "〔", "[", "【"):
        head = folded[max(0, start - 90):start - 1]
        found = re.search("(?:^|[,。;:、\n]|根据|按照|依据|贯彻落实|落实|执行|转发|贯彻)([^,。;:《》\n]{0,30}关于[^,。;:《》\n]{2,60}(?:意见|通知|决定|办法|规定|方案|批复|函|公告))$", head)
        if found is not None:
            name = re.sub("^(?:根据|按照|依据|为?贯彻落实|贯彻|落实|执行|转发|按)+", "", found.group(1))
            start = start - 1 - len(name)
        if folded[close:close + 1] in (")", "〕", "]", "】"):
            close += 1
    return _Mention(name, start, span[1], close, number, decree="令" in number)


def _key(title: str) -> str:
    """A title for comparing: no white space, quotes, marks, nor the state's name before a law."""
    return re.sub("[“”\"'‘’《》〈〉()\\[\\]〔〕、,·—–-]", "", squeeze(title)).removeprefix("中华人民共和国")


def _core(title: str) -> str:
    """A title's key without the issuer before 关于 and without what stands in brackets at its end."""
    bare = _TRAILING_BRACKET.sub("", squeeze(title))
    at = bare.find("关于")
    return _key(bare[at:] if 0 < at <= 40 else bare)


@dataclass(frozen=True, slots=True)
class _Own:
    """The document's own names: title, what it issues, number, and the short names that it gives to anything."""

    keys: frozenset[str]
    number: str | None
    short: frozenset[str]

    @staticmethod
    def of(folded: str, title: str | None, doc_number: str | None) -> _Own:
        keys = set()
        if title:
            keys |= {_key(title), _core(title)}
            issued = _ISSUED_PLAN.search(squeeze(title))
            if issued is not None:
                keys |= {_key(issued.group(1)), _core(issued.group(1))}
        short = frozenset(_key(name) for name in _SHORT_NAME.findall(folded))
        number = doc_numbers.canonical(doc_number) if doc_number else None
        return _Own(frozenset(key for key in keys if key), number, short)

    def is_self(self, folded: str, mention: _Mention) -> bool:
        key, core = _key(mention.title), _core(mention.title)
        if mention.number is not None and self.number is not None:
            return mention.number == self.number
        if _REPEAL_AFTER.match(folded, mention.close) and "本" not in folded[mention.start - 1:mention.start]:
            return False
        if key in self.keys or core in self.keys:
            return True
        if key in self.short or _CALLED.search(folded[max(0, mention.start - 8):mention.start]):
            return True
        if _PURE.match(squeeze(mention.title)) and mention.number is None:
            return True
        if len(key) >= 4 and mention.number is None and any(own.endswith(core) for own in self.keys):
            return True
        if _APPROVED.match(folded, mention.close) and not re.search("转发|批转", folded[mention.close:mention.close + 40].split("。")[0]):
            return True
        if _ANNEXED.search(folded[max(0, mention.start - 6):mention.start]):
            return True
        return bool(_NOW_ISSUED.search(folded[max(0, mention.start - 34):mention.start])) and not _FORWARD_AFTER.match(folded, mention.close)


def _is_document(folded: str, mention: _Mention, *, firm: bool) -> bool:
    """Whether a name is a document's: by its last word, or, where `firm`, by the verb that governs it."""
    if mention.number is not None:
        return True
    title = squeeze(mention.title)
    bare = _TRAILING_BRACKET.sub("", title)
    if len(bare) < 2 or _NO_DOCUMENT_END.search(bare) or _WORK_AFTER.match(folded, mention.close):
        return False
    before = folded[max(0, mention.start - 12):mention.start]
    if _WORK_BEFORE.search(before):
        return False
    if _DOCUMENT_END.search(bare):
        return True
    if re.search("关于|中华人民共和国|国务院", bare):
        return True
    return firm


def _kind(mention: _Mention) -> CitationKind:
    number = mention.number or ""
    bare = _TRAILING_BRACKET.sub("", squeeze(mention.title))
    if doc_numbers.find_standards(number):
        return "standard"
    if mention.decree or bare.startswith("中华人民共和国") or _LAW_END.search(bare):
        return "law"
    issued = _ISSUED_PLAN.search(bare)
    if issued is not None:
        inner = issued.group(1).strip("《》〈〉")
        if _PLAN_END.search(_TRAILING_BRACKET.sub("", inner)):
            return "plan"
        return "policy"
    if _STANDARD_END.search(bare):
        return "standard"
    if _PLAN_END.search(bare):
        return "plan"
    if _REPORT_END.search(bare):
        return "report"
    if _POLICY_END.search(bare) or mention.number is not None:
        return "policy"
    return "other"


def _governing(folded: str, mention: _Mention) -> tuple[Relation, int, bool]:
    """The relation by the nearest verb before a name in its clause, where the words of the citation begin, and whether the verb
    takes nothing but documents (按照, 印发; not 学习, 实施)."""
    low = max(0, mention.start - 40)
    window = folded[low:mention.start]
    for match in reversed(list(_CLAUSE.finditer(window))):
        low += match.end()
        window = folded[low:mention.start]
        break
    best: re.Match[str] | None = None
    for match in _VERBS.finditer(window):
        best = match
    if best is None or best.lastgroup is None:
        comma = max(window.rfind(","), window.rfind("、"), window.rfind(":"), window.rfind("》"))
        return "mentions", mention.start if len(window) - comma > 16 else low + comma + 1, False
    begin = low + best.start()
    comma = max(window.rfind(",", 0, best.start()), window.rfind(":", 0, best.start()), window.rfind("。", 0, best.start()))
    if best.start() - comma <= 9:
        begin = low + comma + 1
    while begin < mention.start and folded[begin] in " \t\n":
        begin += 1
    relation: Relation = best.lastgroup  # type: ignore[assignment]
    return relation, begin, _FIRM.fullmatch(best.group()) is not None


def _after(folded: str, mention: _Mention, relation: Relation) -> Relation:
    if _REPEAL_AFTER.match(folded, mention.close) and not _NOT_REPEALED.match(folded, mention.close):
        return "repeals"
    if _AMEND_AFTER.match(folded, mention.close):
        return "amends"
    if _NOW_ISSUED.search(folded[max(0, mention.start - 34):mention.start]):
        return "forwards"
    if relation == "mentions" and _IMPLEMENT_AFTER.match(folded, mention.close):
        return "implements"
    return relation


def _merged(rows: list[Citation]) -> list[Citation]:
    """One row a document: the same number and a like title, or the same title; what a later mention adds joins the first."""
    kept: list[Citation] = []
    index: dict[str, list[int]] = {}
    for row in rows:
        place = _same(kept, index, row)
        if place is None:
            for key in {_core(row.title), *([row.doc_number] if row.doc_number else [])}:
                index.setdefault(key, []).append(len(kept))
            kept.append(row)
            continue
        first = kept[place]
        number = first.doc_number or row.doc_number
        title = row.title if first.title == first.doc_number else first.title
        relation = first.relation if first.relation != "mentions" else row.relation
        kind = row.kind if first.title == first.doc_number else first.kind
        kept[place] = replace(first, doc_number=number, title=title, relation=relation, kind=kind)
        for key in (_core(title), number or ""):
            rows_of = index.setdefault(key, []) if key else [place]
            if place not in rows_of:
                rows_of.append(place)
    return kept


# Rows of one title or number that are looked at, so that a text of nothing else stays linear.
_MOST = 24


def _same(kept: list[Citation], index: dict[str, list[int]], row: Citation) -> int | None:
    core = _core(row.title)
    for place in index.get(core, ())[:_MOST]:
        first = kept[place]
        brackets = {_TRAILING_BRACKET.search(squeeze(t)) is not None for t in (first.title, row.title)}
        if brackets == {True} and _key(first.title) != _key(row.title):
            continue
        if first.doc_number and row.doc_number and first.doc_number != row.doc_number:
            continue
        return place
    if row.doc_number:
        for place in index.get(row.doc_number, ())[:_MOST]:
            first = kept[place]
            bare = row.title == row.doc_number or first.title == first.doc_number
            if bare or core in _core(first.title) or _core(first.title) in core:
                return place
    return None
