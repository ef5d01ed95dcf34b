"""Departments (部门/单位): which body a name means, so that each body is one node however it is written.

`identify` gives the line (条线), the place and the id of a name in a document of a given place; `is_body` tells whether a piece
of text is a body's name at all; `scan` finds known bodies in prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from . import places
from .lexicon import Entry, lexicon
from .model import DepartmentKind, Identity, Level
from .places import NATIONAL, Place
from .text import squeeze

_MAIN = (
    "委员会", "委", "办公室", "办公厅", "办", "总局", "局", "厅", "总署", "署", "部门", "部", "总社", "管理局", "管理委员会", "管理委", "管理办公室",
    "管理办", "事务局", "事务厅", "事务部", "事务委员会", "事务委", "事务办公室", "事务办", "工作办公室", "工作办", "工作委员会", "工作局", "服务局",
    "服务管理局", "发展局", "监督局", "监察局", "总队", "监督管理局", "监管局", "监督管理委员会",
)
_BRANCHES = (
    "分局", "管理处", "处", "中心", "服务中心", "发展中心", "事业发展中心", "管理中心", "事务中心", "支队", "大队", "执法支队", "执法大队", "总站", "站",
    "管理站", "管理所", "所", "工委", "党委", "党组", "集团", "公司", "有限公司", "集团公司", "监管分局", "监管组", "研究院", "研究所", "科学研究院", "队",
    "局机关", "指导中心", "推广中心", "监测中心", "监督所", "总公司", "投资集团", "分公司",
)
# Shortest first, so that the stem is the longest one (安全监管 + 局, and not 安全 + 监管局).
_SUFFIXES = tuple(sorted({*_MAIN, *_BRANCHES}, key=lambda s: (len(s), s)))
_LONG_SUFFIX = {"委": "委员会", "办": "办公室", "管理委": "管理委员会", "事务委": "事务委员会", "部门": "部门"}
_ONE_CHARACTER_SUFFIX = frozenset("委 局 厅 办 部门 委员会".split())
_JOINS = re.compile("[和与及、·]")
_TRAILING = re.compile("(?:等(?:有关|相关|各)?(?:部门|单位)?|[。,;:、.])+$")
_BRACKET = re.compile(r"^([^()]{2,40})\(([^()]{2,60})\)(.{0,20})$")

_COLLECTIVE = re.compile(
    "^各(?!类|项|种|自|环节|方面|方|行业|阶段|界|族|民族|学段|年级).{0,24}(?:政府|部门|单位|管委会|地|地区|[省市县区州旗盟镇乡村]|街道|社区|机构|企业|高校|院校|学校|医院|公司|银行|"
    "委|办|局|会|组|专班|园区|部委|党委|党组|公署|主体|机关|\\)|办事处|团体|法院|检察院|平台)$|"
    "(?:各|有关|相关|成员|责任|牵头|配合|参与|参加|职能|主管|监管|级|直|直属|属|属地|驻[省市县区州])(?:级)?(?:部门|单位|机构|企业|机关|委办局|委、办、局|地区|地方|"
    "高校|学校|院校|国有企业|国企|科研院所)$|"
    "^国务院(?:各|有关|相关).{0,8}$|^(?:有关|相关|其他|其它|所有|全[国省市县区州]|地方|属地|当地|所在地|县级以上|市级以上|沿线|沿江|沿海|辖区|本级|同级|基层|涉及|项目所在).{0,14}"
    "(?:政府|部门|单位|管委会|机构|企业|地区|乡镇|街道)$|"
    "^(?:[省市州县区旗盟乡镇街道地、()/和及或级]|自治){2,}(?:人民)?(?:政府|党委政府|党委、政府|管委会|行政公署|街道|乡镇)?$|"
    "^(?:各级)?党委(?:和)?(?:、)?政府$|^(?:乡镇|街道|镇街|镇|乡|村|社区)(?:人民政府|政府|办事处|街道办事处|居委会|村委会|\\(街道\\)(?:人民政府)?)$|"
    "(?:委|政府|府)(?:各|有关|相关).{0,4}(?:部门|单位|机构)$|^(?:金融机构|高等院校|高校|科研院所|用人单位|商业银行|保险机构|行业协会|群团组织)$"
)
_ONE_LEVEL = frozenset(("省市", "市区", "地区", "街道", "乡镇", "自治区", "自治州", "自治县"))
_LEADER = re.compile(
    "(?:[省市县区州盟旗镇乡校院行处科局厅部会组]长|书记|常委|主任|秘书长?|同志|先生|女士|负责人|领导|主席|委员|专员|经理|主任委员|巡视员|调研员|"
    "总工程师|代表|干部|领导班子|第一责任人|责任人|牵头人|联系人|组员)$"
)
_GOVERNMENT = re.compile("^(?:人民)?政府$")
_ZONE = re.compile("^(.{0,16}?(?:开发区|高新区|经开区|新区|园区|保税区|示范区|度假区|试验区|风景区|景区|产业园|工业园|管理区|合作区|自贸区|自贸片区|新城|港区))$")
_TOWN = re.compile("^.{1,10}(?:街道办事处|街道办|街道|镇人民政府|镇政府|乡人民政府|乡政府|镇|乡)$")
_ZONE_LONG = (("经济技术开发区", "经开区"), ("高新技术产业开发区", "高新区"), ("高新技术开发区", "高新区"), ("经济开发区", "经开区"), ("管理委员会", "管委会"))
_YOUTH = re.compile("^(?:共青团|团)(中央|[省市县区州盟旗]|.{2,12}?[省市县区州盟旗])(?:委员会|委|工委)?$")
_BRANCH_OF = re.compile(
    "^(国家税务总局|国家统计局|国家金融监督管理总局|国家金融监管总局|金融监管总局|中国银行保险监督管理委员会|中国银保监会|银保监会|中国证券监督管理委员会|中国证监会|中国人民银行|人民银行|"
    "人行|国家外汇管理局|国网|国家电网|中国电信|中国移动|中国联通|中国铁塔|中国邮政|中国石油|中国石化|中石油|中石化|武警|中国人民武装警察部队|中国人民解放军|"
    "中华人民共和国|驻|公安消防|国家能源局|工商银行|农业银行|建设银行|中国银行|农业发展银行|国家开发银行|交通银行|邮储银行|邮政储蓄银行|国家矿山安全监察局)(?=.{3})"
)
_PARTY_DEPARTMENT = re.compile("(?:宣传|组织|统战|武装|社会工作|社工|统一战线工作|人武|项目|指挥|俱乐)部$")
_STATE_WORD = re.compile("^(?:中央|国家|全国|中国|国务院|中华|最高|中共中央|国管局|国台办|国新办|中宣部|中组部|银保监会|证监会|银监会|保监会)")
_STATE_END = re.compile("(?:总局|总署|总社|总行|署)(?:办公厅)?$")
_LEVELS = "省市州县区旗盟"
_MERGED_TAIL = re.compile("(?:管理|监督管理|事务|发展|服务|工作|建设|综合)$")


def _clean(name: str) -> str:
    return _TRAILING.sub("", squeeze(name)).strip("《》“”\"'[]【】") if name else ""


@lru_cache(maxsize=8192)
def _lookup(core: str) -> tuple[Entry, str, str | None] | None:
    """The entry of a name without its place, its long form, and what tells the body apart on its line (None for the main one)."""
    words = lexicon()
    entry = words.names.get(core)
    if entry is not None:
        return entry, entry.long, entry.body
    for suffix in _SUFFIXES:
        if not core.endswith(suffix):
            continue
        stem = core[: -len(suffix)]
        entry = words.stems.get(stem)
        if entry is None or (len(stem) == 1 and suffix not in _ONE_CHARACTER_SUFFIX):
            continue
        body = entry.body if suffix in _MAIN else core
        return entry, entry.long + _LONG_SUFFIX.get(suffix, suffix), body
    return None


@lru_cache(maxsize=8192)
def _merged(core: str) -> tuple[Entry, str, str | None] | None:
    """A merged bureau (文化广电体育局, 教育和科技局): its first line is its line, the others go along."""
    suffix = next((s for s in ("委员会", "委", "局", "厅", "部", "办公室", "办") if core.endswith(s)), None)
    if suffix is None:
        return None
    stems = lexicon().stems
    rest, parts = core[: -len(suffix)], []
    if not 2 <= len(rest) <= 30:
        return None
    while rest:
        rest = _JOINS.sub("", rest[0]) + rest[1:]
        length = next((n for n in range(min(len(rest), 16), 0, -1) if rest[:n] in stems), 0)
        if not length:
            tail = _MERGED_TAIL.match(rest)
            if not parts or tail is None:
                return None
            break
        parts.append(stems[rest[:length]])
        rest = rest[length:]
    lines = dict.fromkeys(part.line for part in parts)
    first = parts[0]
    also = tuple(line for line in (*lines, *(a for p in parts for a in p.also)) if line != first.line)
    entry = Entry(first.line, core, first.kind, first.body, first.years, tuple(dict.fromkeys(also)))
    return entry, core[: -len(suffix)] + _LONG_SUFFIX.get(suffix, suffix), first.body


_UNIT_END = re.compile("(?:局|委员会|委|厅|部|办公室|办)(?=.{2,12}(?:支队|大队|总队|分局|中心|处|科|站|所|队|室)$)")


@lru_cache(maxsize=8192)
def _part_of(core: str) -> tuple[Entry, str, str | None] | None:
    """A unit inside a known body (公安局交警支队): the body's line, a node of its own."""
    for match in _UNIT_END.finditer(core):
        whole = _lookup(core[: match.end()])
        if whole is not None:
            return whole[0], whole[1] + core[match.end():], core[match.end():]
    return None


def _known(core: str) -> tuple[Entry, str, str | None] | None:
    return _lookup(core) or _merged(core) or _part_of(core)


def _locate(name: str, context: Place | None) -> tuple[Place | None, str]:
    """The place that a name is of, and the name without it."""
    if name.startswith(("中共", "中国共产党")) and not name.startswith("中共中央"):
        name = name.removeprefix("中共").removeprefix("中国共产党")
    youth = _YOUTH.match(name)
    if youth is not None:
        return _youth_place(youth.group(1), context), "团委"
    branch = _BRANCH_OF.match(name)
    if branch is not None:
        found, end = places.split_prefix(name[branch.end():], context)
        if found is not None:
            return _branch_place(branch.group(1), found, name[branch.end() + end:]), _branch_core(branch.group(1), name[branch.end() + end:])
    found, end = places.split_prefix(name, context)
    if found is not None and end < len(name):
        return found, name[end:]
    if name[:1] in ("本", "我", "全") and name[1:2] in _LEVELS:
        name = name[1:]
    if name.startswith("自治区") and len(name) > 3:
        return (places.relative("省", context) if context is not None else None), name[3:]
    if name[:1] in _LEVELS and len(name) > 1 and not (_known(name) and not _stands_alone(name[1:])):
        return (places.relative(name[0], context) if context is not None else None), name[1:]
    if _is_national(name, context):
        return NATIONAL, name if _lookup(name) else _without_state(name)
    return context, name


def _without_state(name: str) -> str:
    """A central body's name without 国家, 国务院 or 中国, where the lexicon knows what is left."""
    for word in ("国家", "国务院", "中国"):
        if name.startswith(word) and _lookup(name.removeprefix(word)) is not None:
            return name.removeprefix(word)
    return name


def _stands_alone(core: str) -> bool:
    return _known(core) is not None or _GOVERNMENT.match(core) is not None or core in ("委", "委员会")


def _is_national(name: str, context: Place | None) -> bool:
    if context is not None and context.level == "national":
        return True
    if _STATE_WORD.match(name) or _STATE_END.search(name):
        return True
    return name.endswith("部") and not _PARTY_DEPARTMENT.search(name) and _known(name) is not None


def _youth_place(where: str, context: Place | None) -> Place | None:
    if where == "中央":
        return NATIONAL
    if len(where) == 1:
        return places.relative(where, context) if context is not None else None
    return places.longest_place_prefix(where, context) or context


def _branch_place(organ: str, found: Place, rest: str) -> Place:
    """The central bank's branch in a province's capital is the province's."""
    if organ in ("中国人民银行", "人民银行", "人行") and found.level == "city" and rest.startswith(("中心支行", "分行")):
        province = places.ancestors(found)[-1]
        seat = places.capital(province)
        if seat is not None and seat.code == found.code:
            return province
    return found


def _branch_core(organ: str, rest: str) -> str:
    if organ in ("中国人民银行", "人民银行", "人行"):
        return "人民银行"
    if _lookup(rest) is not None:
        return rest
    return organ if _lookup(organ) is not None else organ + rest


def _zone(core: str) -> str | None:
    """The name of a development zone's committee, in its short form; None for anything else."""
    for long, short in _ZONE_LONG:
        core = core.replace(long, short)
    if core.endswith(("管委会", "管委")):
        return core if core.endswith("会") else core + "会"
    if _ZONE.match(core):
        return core + "管委会"
    found = re.match("^(.{1,14}(?:开发区|高新区|经开区|新区|园区))(?:党工委|党工委管委会|党工委、管委会)$", core)
    return found.group(1) + "管委会" if found else None


def identify(
    name: str, *, place_code: str | None, level: Level | None = None, issued_on: str | None = None
) -> Identity:
    """Which body a name means in a document of a place.

    `place_code` is the document's place (GB/T 2260; None where unknown), `level` its level, `issued_on` its date, which settles
    names that have meant different lines. The id is `<place code>/<line>`, with a third part for bodies that share a line, and
    `<place code>/<name>` for bodies without a line; a body that is not in the lexicon is kept as it is, `known` false.
    """
    context = _context(place_code)
    return _identify(_clean(name), context, issued_on[:4] if issued_on else None)


def _context(place_code: str | None) -> Place | None:
    if place_code is None:
        return None
    try:
        return places.place(place_code)
    except KeyError:
        return None


@lru_cache(maxsize=16384)
def _identify(name: str, context: Place | None, year: str | None) -> Identity:
    if is_collective(name):
        where = _collective_place(name, context)
        return _identity(name, name, None, where, None, "collective", known=True)
    inner = _BRACKET.match(name)
    if inner is not None:
        outer = _identify(inner.group(1) + inner.group(3), context, year)
        if outer.known:
            return Identity(outer.id, name, outer.full_name, outer.line, outer.place, outer.place_code, outer.level, outer.kind)
    where, core = _locate(name, context)
    found = _known(core)
    if found is not None:
        entry, long, body = _by_year(core, found, year)
        return _identity(name, long, entry.line, where, body, entry.kind, known=True)
    if _GOVERNMENT.match(core) or name == "国务院":
        return _identity(name, "人民政府" if name != "国务院" else name, None, where, None, "government", known=True)
    if core in ("委", "委员会", "党委", "中共中央", "党中央"):
        return _identity(name, "中共中央" if "中央" in core else "委员会", None, where, None, "party", known=True)
    zone = _zone(core)
    if zone is not None:
        return _identity(name, zone, None, where, None, "government", known=True)
    if _TOWN.match(core):
        return _identity(name, core, None, where, None, "government", known=True)
    return _identity(name, core, None, where, None, _kind_of(core), known=False)


# From the reform of 2023 on 金融监管局 without 地方 is the branch of the state's regulator where a place stands before it.
def _by_year(
    core: str, found: tuple[Entry, str, str | None], year: str | None
) -> tuple[Entry, str, str | None]:
    if year is not None and year >= "2023" and core in ("金融监管分局", "监管分局", "金融监管支局"):
        entry = lexicon().names["国家金融监督管理总局"]
        return entry, "金融监管分局", None
    return found


def _identity(
    name: str, long: str, line: str | None, where: Place | None, body: str | None, kind: DepartmentKind, *, known: bool
) -> Identity:
    code = where.code if where is not None else "000000"
    ident = f"{code}/{line or long}" + (f"/{body}" if line is not None and body else "")
    path = "" if where is None else where.full_name
    full_name = long if kind == "collective" or where is None or where is NATIONAL else path + long
    return Identity(ident, name, full_name, line, path or None, where.code if where else None, where.level if where else None, kind, known)


def _collective_place(name: str, context: Place | None) -> Place | None:
    if context is None:
        return places.longest_place_prefix(name)
    if name.startswith(("国务院", "中央")):
        return NATIONAL
    if re.match("[省市](?:直|级|属|有关|相关|各有关|政府)", name):
        return places.relative(name[0], context)
    return places.longest_place_prefix(name, context) or context


def _kind_of(core: str) -> DepartmentKind:
    if re.search("(?:公司|集团|银行|支行|分行|联社|厂|企业|合作社)$", core):
        return "enterprise"
    if re.search("(?:协会|学会|联合会|商会|基金会|促进会|总会|联谊会)$", core):
        return "mass_org"
    if re.search("^委.{1,10}(?:部|委|办|局)|党(?:委|组|工委)$", core):
        return "party"
    return "department"


def is_collective(name: str) -> bool:
    """Whether a name means many bodies at once (各县(市、区)人民政府, 省直相关部门 …)."""
    return _COLLECTIVE.search(name) is not None and name not in _ONE_LEVEL


_PLAIN_NOUN = re.compile(
    "(?:格局|布局|结局|大局|全局|时局|棋局|战局|僵局|开局|变局|新局|客厅|大厅|展厅|餐厅|歌厅|舞厅|干部|全部|内部|外部|东部|西部|中部|南部|北部|局部|"
    "腹部|总部|分部|支部|社会|机会|大会|会议|例会|晚会|运动会|博览会|展览会|座谈会|发布会|交易会|招聘会|理事会|董事会|监事会|承办|主办|协办|举办|督办|"
    "交办|经办|民办|公办|筹办|开办|创办|兴办|申办|合办|联办|通办|领办|帮办|代办|快办|网办|即办|马上办|掌上办|就近办|一次办|政法院校|庭院|剧院|电影院|"
    "养老院|敬老院|福利院|护理院|病院|四合院|常委|高等学校|中小学校|学校|工作站|服务站|加油站|车站|电站|泵站|舞台|平台|阳台|灶台|部队|军队|商队|"
    "旅行|流行|运行|执行|推行|实行|进行|发行|试行|先行|步行|通行|平行)$"
)
_ENDING = re.compile(
    "(?:局|厅|委员会|管委会|[农教科建经计工发国体编信民交商卫医资法联政食安残老爱]委|办公室|办事处|街道办|政府|公署|总署|审计署|总社|法院|检察院|联合会|"
    "总工会|协会|商会|学会|总会|基金会|红十字会|促进会|[一-鿿]联|科协|支队|总队|大队|有限公司|分公司|公司|集团|大学|学院|医院|银行|分行|支行|联社|"
    "合作社|供销社|电视台|电台|总台|报社|通讯社|海关|军分区|警备区|人武部|武装部|领导小组|指挥部|联席会议|工作专班|组委会|理事会|党校|党委|党组|党工委|工委|"
    "管理处|研究院|科学院|设计院|研究所|事务所|开发区|高新区|经开区|园区|保税区|度假区|宣传部|组织部|统战部|工作部|组委|"
    "交易中心|指挥中心|管理中心|监测中心|信息中心|数据中心|控制中心|公积金中心|融媒体中心|推广中心|教育部|单位|部门|各地)$"
)
_OFFICE_ENDING = re.compile("(?:[省市县区州盟旗].{1,10}|扶贫|医改|食安|外事|人防|金融|政务|法制|安委|文明|综治|机关|移民|老龄|信访|招商|督查|网信|编|侨|台|府|政)办$")
_VERB = re.compile("[了着过将把被让使]|(?:负责|牵头|配合|参与|落实|开展|推进|加强|完善|建立|组织|实施|制定|按照|根据|做好|支持|鼓励|引导|提高|确保|会同)")


def body_ending(name: str) -> bool:
    """Whether a text ends as the names of bodies end (局, 委, 法院, 公司 …); a cheap test that ordinary nouns can pass."""
    if _PLAIN_NOUN.search(name):
        return False
    return _ENDING.search(name) is not None or _OFFICE_ENDING.search(name) is not None


@lru_cache(maxsize=16384)
def is_body(name: str) -> bool:
    """Whether a piece of text, folded, is the name of a body or of many (各有关单位); people and plain phrases are none."""
    name = _clean(name)
    if not 2 <= len(name) <= 48:
        return False
    if is_collective(name):
        return _VERB.search(name) is None or name.startswith("各")
    if "、" in re.sub(r"\([^()]*\)", "", name):
        return False
    inner = _BRACKET.match(name)
    if inner is not None and is_body(inner.group(1) + inner.group(3)):
        return True
    if _LEADER.search(name):
        return False
    _, core = _locate(name, None)
    if _known(core) is not None or _GOVERNMENT.match(core) or name in ("国务院", "党中央", "中央"):
        return len(core) > 1 and (core != name or len(core) > 2 or core[-1] in "局委办部厅联协社院会府台关政大")
    if core in ("委", "委员会") and core != name:
        return True
    if _VERB.search(name):
        return False
    return len(name) >= 3 and (body_ending(name) or (core != name and (_zone(core) is not None or _TOWN.match(core) is not None)))


class Scanner:
    """Finds the names of known bodies in running text, longest first, in time linear in its length."""

    _ANCHOR = re.compile("[局委厅部办署社联会院府关台司队警协校馆站支大移信通心电]")
    _LONGEST = 22

    def __init__(self) -> None:
        words = lexicon()
        cores = {name for name in words.names if len(name) > 1}
        for stem in words.stems:
            suffixes = _ONE_CHARACTER_SUFFIX if len(stem) == 1 else _MAIN
            cores.update(stem + suffix for suffix in suffixes if suffix not in ("署", "总署", "总社", "总队"))
        cores |= {"人民政府", "政府", "管委会"}
        self._cores = frozenset(cores)
        self._ends = frozenset(core[-1] for core in cores)
        self._anchor = re.compile("[" + "".join(sorted(self._ends)) + "]")

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """(start, end, name) of each known body in `text[start:end]`, in order, none overlapping; `text` is folded."""
        end = len(text) if end is None else end
        floor = start
        held: tuple[int, int] | None = None
        for match in self._anchor.finditer(text, start, end):
            stop = match.end()
            if held is not None and stop - held[1] > 4:
                yield held[0], held[1], text[held[0]:held[1]]
                floor, held = held[1], None
            begin = self._begin(text, held[0] if held else floor, stop)
            if begin is None:
                continue
            if held is not None and begin > held[0]:
                if begin < held[1]:
                    continue
                yield held[0], held[1], text[held[0]:held[1]]
                floor = held[1]
            held = (begin, stop)
        if held is not None:
            yield held[0], held[1], text[held[0]:held[1]]

    def _begin(self, text: str, floor: int, stop: int) -> int | None:
        for at in range(max(floor, stop - self._LONGEST), stop - 1):
            if text[at:stop] in self._cores:
                return self._with_place(text, floor, at, stop)
        return None

    def _with_place(self, text: str, floor: int, at: int, stop: int) -> int | None:
        """Where the name begins with the place before it; None for a bare word that may be anything (政府, 移动)."""
        if at > floor and text[at - 1] in _LEVELS:
            for begin in range(max(floor, at - 8), at - 2):
                found, end = places.split_prefix(text[begin:at])
                if found is not None and begin + end == at:
                    return begin
            return at - 1
        for word in ("国家", "中国", "全国", "中央"):
            if text.startswith(word, at - 2) and at - 2 >= floor:
                return at - 2
        core = text[at:stop]
        return at if len(core) > 2 or core[-1] in "局委部厅联协" else None


@lru_cache(maxsize=1)
def known_names() -> Scanner:
    """The scanner for names of known bodies in prose."""
    return Scanner()
