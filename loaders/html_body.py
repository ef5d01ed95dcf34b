"""Which blocks of a page are the document, and which are the site around it.

The body is the smallest element that holds most of the page's prose; from there it is widened as long as what comes
in is no navigation. Well-known content containers are a hint only: a page without them is read the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from .head_fields import has_label
from .html_blocks import Block, Region
from .tool_lines import is_tool_line, without_tools

_SENTENCE = re.compile("[，。；：、！？,;]")
_DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}\s*[〔\[【(（［]\s*(?:19|20)\d\d\s*[〕\]】)）］]\s*第?\s*\d{1,5}\s*号")
_TITLE = re.compile(
    r"[^。；]{4,120}(?:通知|意见|方案|规划|办法|决定|决议|通报|公告|通告|批复|报告|细则|条例|规定|规则|计划|纲要|要点|措施|函|令|制度|清单|"
    r"通知|意見|規劃|辦法|決定|通報|細則|條例|規定|規則|計劃|綱要|要點|措施)(?:[（(][^（()）]{1,20}[)）])?"
)
_HINT = re.compile(
    r"(?:^|\s)(?:ucap-?content|zoom(?:con|in)?|trs_(?:editor|ueditor|paper)\S*|(?:\S*[-_])?article[-_]?(?:content|con|body|text|main)|pages?_content|"
    r"v_?sb_content\S*|news_?content\S*|content[-_]?(?:text|body|main|con)|xxgk_?content|info_?content|bt_?content|art_?con\S*|"
    r"con_?txt|txt_?con\S*|custom_unionstyle|detail[-_]?(?:content|con|text)|main[-_]?(?:text|txt|content))(?=\s|$)"
)
_CHROME = re.compile(
    r"(?:^|[-_\s])(?:nav|navs|navi|navbar|navigation|menus?|footer|foot|header|topbar|top|bottom|sidebar|side|aside|breadcrumbs?|crumbs?|"
    r"dqwz|location|position|share|sharing|bdshare\S*|bds|comments?|pinglun|recommend\S*|related|relation|xgwz|xgbd|copyright|"
    r"search|login|toolbars?|tools?|qrcode|qr|ewm|erweima|weixin|wechat|weibo|print|pagination|pager|pages?break|prev|next|friend\S*|"
    r"links?|banner|advert\S*|ads?|popup|modal|dialog|sitemap|float\S*|gotop|totop|jiucuo|survey|rating)(?=$|[-_\s\d])"
)
_CHROME_TAGS = frozenset(("nav", "footer", "aside"))
_FIRM_CHROME = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|footer|breadcrumbs?|share|sharing|bdshare\S*|comments?|pinglun|recommend\S*|related|copyright|qrcode|ewm|"
    r"pagination|pager|toolbars?)(?=$|[-_\s\d])"
)
_SITE = re.compile(
    r"ICP[备證证]|版权所有|版權所有|网站标识码|公网安备|网站地图|Copyright|All Rights Reserved|"
    r"(?:技术支持|运行维护|网站维护)(?:单位)?[:：]|建议使用.{0,30}(?:分辨率|浏览器)|主办(?:单位)?[:：]\S{2,20}政府(?:办公室)?\s+承办",
    re.IGNORECASE,
)
_KEEP = 0.75
"""Share of the page's prose that the body must hold."""


class Page:
    """The blocks of a page, with the prose of any region found in constant time."""

    def __init__(self, blocks: list[Block], regions: list[Region]) -> None:
        self.blocks = blocks
        self.regions = regions
        self._ats = [block.at for block in blocks]
        self._reset([_prose(block) for block in blocks])
        self._linked = list(accumulate((min(b.links, len(b.text)) for b in blocks), initial=0))
        self._letters = list(accumulate((len(b.text) for b in blocks), initial=0))
        self.chrome, self._firm = self._chrome()
        self._inner = (0, 0)
        self._reset([0 if out else _prose(block) for block, out in zip(blocks, self.chrome, strict=True)])

    def _reset(self, weights: list[int]) -> None:
        self._prose = list(accumulate(weights, initial=0))

    def _range(self, region: Region) -> tuple[int, int]:
        return bisect_left(self._ats, region.start), bisect_left(self._ats, region.end)

    def _sum(self, sums: list[int], region: Region) -> int:
        first, last = self._range(region)
        return sums[last] - sums[first]

    def _chrome(self) -> tuple[list[bool], list[bool]]:
        """Which blocks stand in a region that is named as navigation, footer, share bar … and holds little of the
        prose; and which of them in one whose name or tag leaves no doubt."""
        whole = self._prose[-1] or 1
        out, sure = [0] * (len(self.blocks) + 1), [0] * (len(self.blocks) + 1)
        for region in self.regions:
            named = region.element.tag in _CHROME_TAGS or _CHROME.search(names_of(region))
            if not named:
                continue
            prose = self._sum(self._prose, region)
            if prose > 0.6 * whole:
                continue
            first, last = self._range(region)
            letters = self._letters[last] - self._letters[first]
            links = self._linked[last] - self._linked[first]
            firm = region.element.tag in _CHROME_TAGS or _FIRM_CHROME.search(names_of(region))
            if firm or links * 3 > letters or prose < 60:
                for marks in (out, sure) if firm else (out,):
                    marks[first] += 1
                    marks[last] -= 1
        return [depth > 0 for depth in accumulate(out[:-1])], [depth > 0 for depth in accumulate(sure[:-1])]

    def body(self) -> tuple[int, int]:
        """The run of blocks (first, past the last) that is the document's body."""
        whole = self._prose[-1]
        if not whole or not self.regions:
            return 0, len(self.blocks)
        core = self._core(whole)
        return self._widen(core)

    def _core(self, whole: int) -> int:
        """The smallest region that holds most of the page's prose, or the first well-known container that does; -1 for
        the page itself. Its blocks are noted: they stay, whatever the regions within it are called."""
        children: dict[int, list[int]] = {}
        for index, region in enumerate(self.regions):
            children.setdefault(region.parent, []).append(index)
        here = -1
        while True:
            inner = max(children.get(here, ()), key=lambda n: self._sum(self._prose, self.regions[n]), default=None)
            if inner is None or self._sum(self._prose, self.regions[inner]) < _KEEP * whole:
                break
            here = inner
            if _HINT.search(names_of(self.regions[here])):
                break
        self._inner = self._range(self.regions[here]) if here >= 0 else (0, 0)
        return here

    def _widen(self, here: int) -> tuple[int, int]:
        if here < 0:
            return 0, len(self.blocks)
        first, last = self._range(self.regions[here])
        while here >= 0:
            here = self.regions[here].parent
            outer = self._range(self.regions[here]) if here >= 0 else (0, len(self.blocks))
            if not (self._clean(outer[0], first) and self._clean(last, outer[1])):
                break
            first, last = outer
        return first, last

    def _clean(self, first: int, last: int) -> bool:
        """Whether the blocks of a run may belong to the document: few links, no site notices."""
        run = [n for n in range(first, last) if not self.chrome[n] and not is_tool_line(self.blocks[n].text)]
        letters = sum(len(self.blocks[n].text) for n in run)
        links = sum(self.blocks[n].links for n in run)
        return links * 5 <= letters and not any(_SITE.search(self.blocks[n].text[:2000]) for n in run)

    def kept(self) -> list[Block]:
        """The blocks of the document in order: its head (fields, title, number), its body, and prose left beside it."""
        first, last = self.body()
        kept: list[Block] = []
        begun = False
        for n, block in enumerate(self.blocks):
            if is_tool_line(block.text):
                continue
            inside = first <= n < last
            stays = self._stays(n, begun=begun) if inside else self._belongs(n, before=n < first) or self._begins_title(n, first)
            if stays:
                if block.rows is None:
                    block.text = without_tools(block.text)
                kept.append(block)
                begun = begun or (first <= n and _prose(block) > 40)
        return _trimmed(kept)

    def _begins_title(self, n: int, first: int) -> bool:
        """Whether a block before the body is the first line of a title that goes on in the next one (…关于 | 做好…的通知)."""
        block = self.blocks[n]
        if n + 1 >= first or block.links or block.rows is not None or "关于" not in block.text[-40:] or len(block.text) > 90:
            return False
        below = self.blocks[n + 1]
        whole = block.text + below.text
        return below.rows is None and not self.chrome[n] and not _is_headline(block) and _TITLE.fullmatch(whole) is not None

    def _stays(self, n: int, *, begun: bool) -> bool:
        """Whether a block of the body is the document's: not if it stands in a region named as something else, unless its
        words say that it is all the same."""
        block = self.blocks[n]
        within = self._inner[0] <= n < self._inner[1] and not block.links and not self._firm[n]
        if not self.chrome[n] or within:
            return True
        if not begun and _is_headline(block):
            return True
        return _worth(block) and not self._firm[n] and not _SITE.search(block.text[:2000])

    def _belongs(self, n: int, *, before: bool) -> bool:
        """Whether a block outside the body is the document's: a field or a title before it, prose beside it."""
        block = self.blocks[n]
        if block.links * 2 > len(block.text) or _SITE.search(block.text[:2000]):
            return False
        if has_label(block.text) and len(block.text) < 600:
            return True
        if before and (_is_headline(block) or (_DOC_NUMBER.fullmatch(block.text) and not self.chrome[n])):
            return True
        return not self.chrome[n] and _prose(block) >= 30 and "。" in block.text


def _is_headline(block: Block) -> bool:
    """Whether a block looks like the document's title: a heading of the page, or words that end as titles do."""
    if block.links or block.rows is not None or len(block.text) > 200:
        return False
    return _TITLE.fullmatch(block.text) is not None or ((block.level or 9) <= 2 and len(block.text) >= 10)


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Blocks without the links before the first text and the links and site notices after the last."""
    first, last = 0, len(blocks)
    while first < last and blocks[first].links * 2 > len(blocks[first].text) and not _is_headline(blocks[first]):
        first += 1
    while last > first and _is_notice(blocks[last - 1]):
        last -= 1
    return blocks[first:last] or blocks


def _is_notice(block: Block) -> bool:
    if len(block.text) < 300 and _SITE.search(block.text):
        return True
    return block.links * 2 > len(block.text) and not block.text.startswith(("附件", "附表", "附：", "附:"))


def names_of(region: Region) -> str:
    """Id and classes of an element in lower case, with camelCase parted by hyphens."""
    joined = f"{region.element.get('id') or ''} {region.element.get('class') or ''}"[:500]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", joined).lower()


def _prose(block: Block) -> int:
    """Characters of running text; links and short labels count nothing."""
    if len(block.text) < 300 and _SITE.search(block.text):
        return 0
    plain = len(block.text) - block.links
    if block.rows is not None:
        return plain // 2 if block.links * 3 < len(block.text) else 0
    return plain if plain >= 12 and plain * 2 > len(block.text) and _SENTENCE.search(block.text) else 0


def _worth(block: Block) -> bool:
    return bool(_prose(block)) or has_label(block.text) or _DOC_NUMBER.search(block.text[:200]) is not None
