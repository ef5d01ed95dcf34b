"""What a cited name is: a document or something else, its kind, and its title for comparing."""

from __future__ import annotations

import re
from functools import lru_cache

from . import doc_numbers
from .model import CitationKind
from .text import squeeze

TRAILING_BRACKET = re.compile(r"(?:\([^()]{1,30}\)|〔[^〔〕]{1,30}〕|\[[^\[\]]{1,30}\]|\s)+$")

_DOCUMENT_END = re.compile(
    "(?:法|条例|规定|办法|细则|决定|意见|通知|方案|规划|计划|纲要|标准|规范|规程|目录|指南|指引|准则|导则|规则|"
    "公约|章程|制度|措施|行动|批复|报告|公告|通告|公报|"
    "白皮书|蓝皮书|清单|要点|议案|宣言|协定|函|纪要|决议|命令|令|预案|大纲|解释|倡议|备忘录|分工|政策|守则|要求|"
    "战略|名录|体系|手册|条款|指标|规约|机制|图则|"
    "总则|议定书|条约|通则|分类|纲领|代码|定额|概则|举措|若干条|[一二三四五六七八九十\\d]+条|意见书|说明|攻略|声明|"
    "框架|安排|任务|任务书|技术要求|考核|评价|须知|公示|法典|修正案|建议|草案|名单|方略|路线图|提纲|通报|规章)$"
)
_NO_DOCUMENT_END = re.compile(
    "(?:许可证|资格证|合格证|登记证|身份证|残疾人证|就业证|创业证|优待证|证书|执照|户口簿|户口本|手册证|登记表|"
    "申请表|审批表|汇总表|统计表|推荐表|责任书|承诺书|告知书|"
    "协议书|申请书|报告书|报告表|报告单|证明|证|簿|卡|票据|发票|合同|可行性研究报告|评估报告|评价报告|检测报告|"
    "检验报告|验收报告|审计报告|鉴定报告|体检报告|日报|晚报|时报|周刊|月刊|杂志|学报|新闻联播|之歌)$"
)
_WORK_AFTER = re.compile(
    "(?:大型)?(?:节目|栏目|专栏|杂志|期刊|报纸|周刊|电视剧|电视片|专题片|纪录片|宣传片|电影|一书|一文|等?书籍|丛书|"
    "歌曲|舞剧|话剧|歌剧|等?文艺|等?剧目|演出|舞蹈|专刊|"
    "大赛|竞赛|比赛|品牌|奖|杯|公众号|动画|绘本|图书|连环画|画册|主题曲|活动)"
)
# “《民法典》进社区”活动: a name inside the name of an activity.
_SLOGAN_BEFORE = re.compile("[“\"][^”\"]{0,8}$")
_SLOGAN_AFTER = re.compile("[^“”\"。;\n]{0,14}[”\"](?:主题|宣传|系列|专题|教育)*(?:活动|行动|工程|大赛|品牌|宣传|工作)")
_WORK_BEFORE = re.compile(
    "(?:杂志|刊物|栏目|节目|歌曲|电影|电视剧|纪录片|专题片|歌剧|话剧|舞剧|小说|图书|创作|演出|排演|编排|拍摄|播出|丛书|教材|"
    "颁发|核发|办理|领取|填写|签订|编印|印制|编写|推出|发行|持有|发放|换发|填报|出具|持)$"
)
_PURE = re.compile(
    "^(?:本|该)?(?:实施|指导|若干|暂行|管理|工作|行动|总体|发展|建设|具体|重点|专项|三年|试点|任务|分工|规范性|"
    "年度|配套|试行|以上)*"
    "(?:意见|通知|方案|规划|计划|办法|条例|纲要|规定|细则|决定|标准|规范|目录|清单|要点|措施|规程|指南|报告|公告|"
    "批复|函|法|规则|准则|协议|章程|指引|预案|制度|文件|若干措施|行动)$"
)
LAW_END = re.compile("(?:(?<!办)法|法典|修正案|条例|规程)$")
_STANDARD_END = re.compile("(?:标准|规范|导则|技术要求|规程|定额)$")
_PLAN_END = re.compile("(?:规划|计划|方案|纲要|行动|预案|大纲|战略|部署|安排)$")
_REPORT_END = re.compile("(?:报告|公报|白皮书|蓝皮书)$")
_POLICY_END = re.compile(
    "(?:意见|通知|决定|办法|规定|措施|细则|批复|函|要点|制度|公告|通告|决议|目录|清单|政策|指南|指引|准则|规则|章程|命令|"
    "令|举措|建议|条)$"
)
ISSUED_PLAN = re.compile("(?:印发|发布|公布|下发)(.+?)的(?:通知|公告|函|通告)$")


@lru_cache(maxsize=4096)
def bare_title(title: str) -> str:
    """A title without white space and without what stands in brackets at its end ((试行), (2015—2020年))."""
    return TRAILING_BRACKET.sub("", squeeze(title))


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """A title for comparing: no white space, quotes, marks, nor the state's name before a law."""
    return re.sub("[“”\"'‘’《》〈〉<>()\\[\\]〔〕、,·—–-]", "", squeeze(title)).removeprefix("中华人民共和国")


@lru_cache(maxsize=4096)
def title_core(title: str) -> str:
    """A title's key without the issuer before 关于 and without what stands in brackets at its end."""
    bare = bare_title(title)
    at = bare.find("关于")
    return title_key(bare[at:] if 0 < at <= 40 else bare)


@lru_cache(maxsize=4096)
def is_short_name(title: str) -> bool:
    """Whether a name says nothing but the sort of document (《实施方案》), so that it stands for one named elsewhere."""
    return _PURE.match(squeeze(title)) is not None


def names_document(text: str) -> bool:
    """Whether unmarked text reads as a document's title (关于招商引资的意见)."""
    bare = bare_title(text)
    return 6 <= len(bare) <= 80 and _DOCUMENT_END.search(bare) is not None and re.search("[。;]", bare) is None


def is_document(folded: str, title: str, start: int, close: int, *, firm: bool) -> bool:
    """Whether a marked name at `start` to `close` is a document's: by its last word, or, where `firm`, by its verb."""
    bare = bare_title(title)
    if len(bare) < 2 or _NO_DOCUMENT_END.search(bare) or _WORK_AFTER.match(folded, close):
        return False
    before = folded[max(0, start - 12):start]
    if _WORK_BEFORE.search(before):
        return False
    if _SLOGAN_BEFORE.search(before) and _SLOGAN_AFTER.match(folded, close):
        return False
    if _DOCUMENT_END.search(bare):
        return True
    if re.search("关于|中华人民共和国|国务院", bare):
        return True
    return firm


@lru_cache(maxsize=4096)
def kind_of(title: str, number: str | None) -> CitationKind:
    """The kind of a document by its title and number; one named by a decree's number is law."""
    bare = bare_title(title)
    if number and doc_numbers.find_standards(number):
        return "standard"
    if (number and "令" in number) or bare.startswith("中华人民共和国") or LAW_END.search(bare):
        return "law"
    issued = ISSUED_PLAN.search(bare)
    if issued is not None:
        inner = issued.group(1).strip("《》〈〉<>")
        if _PLAN_END.search(bare_title(inner)):
            return "plan"
        return "policy"
    if _STANDARD_END.search(bare):
        return "standard"
    if _PLAN_END.search(bare):
        return "plan"
    if _REPORT_END.search(bare):
        return "report"
    if _POLICY_END.search(bare) or number is not None:
        return "policy"
    return "other"
