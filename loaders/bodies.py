"""What the names of bodies look like, without the lexicon: collectives, people's titles, endings, development zones."""

from __future__ import annotations

import re

from .model import DepartmentKind

_MANY = (
    "(?:政府|部门|单位|管委会|地|地区|[省市县区州盟旗镇乡村]|街道|镇街|乡街|社区|机构|企业|高校|院校|学校|医院|公司|银行|委|"
    "办|局|会|组|专班|园区|部委|"
    "党委|党组|公署|主体|机关|\\)|办事处|团体|法院|检察院|平台)"
)
_COLLECTIVES = (
    # 各县(市、区)人民政府, 各有关单位, 各地
    f"^各(?!类|项|种|自|环节|方面|方|行业|阶段|界|族|民族|学段|年级).{{0,24}}{_MANY}$",
    # 省直相关部门, 市扶贫开发领导小组成员单位
    "(?:各|有关|相关|成员|责任|牵头|配合|参与|参加|职能|主管|监管|级|直|直属|属|属地|驻[省市县区州])级?"
    "(?:部门|单位|机构|企业|机关|委办局|委、办、局|地区|地方|高校|学校|院校|国有企业|国企|科研院所)$",
    "^国务院(?:各|有关|相关).{0,8}$",
    # 地方各级人民政府, 有关地方人民政府, 县级以上人民政府
    "^(?:有关|相关|其他|其它|所有|全[国省市县区州]|地方|属地|当地|所在地|县级以上|市级以上|沿线|沿江|沿海|辖区|"
    "本级|同级|基层|涉及|项目所在)"
    ".{0,14}(?:政府|部门|单位|管委会|机构|企业|地区|乡镇|街道)$",
    # 县(市、区)人民政府, 市县政府, 乡镇(街道)
    "^(?:[省市州县区旗盟乡镇街道地、()/和及或级]|自治){2,}(?:人民)?(?:政府|党委政府|党委、政府|管委会|行政公署|"
    "街道|乡镇)?$",
    "^(?:各级)?党委(?:和|、)?政府$",
    "^(?:乡镇|街道|镇街|镇|乡|村|社区)(?:人民政府|政府|办事处|街道办事处|居委会|村委会|\\(街道\\)(?:人民政府)?)$",
    "^各?(?:乡镇|镇|乡|街道).{0,6}政府、.{0,6}(?:街道办事处|办事处|街道)$",
    "(?:委|政府|府)(?:各|有关|相关).{0,4}(?:部门|单位|机构)$",
    "^(?:金融机构|高等院校|高校|科研院所|用人单位|商业银行|保险机构|行业协会|群团组织)$",
)
_COLLECTIVE = re.compile("|".join(f"(?:{pattern})" for pattern in _COLLECTIVES))
_NO_COLLECTIVE = frozenset(("省市", "市区", "地区", "街道", "乡镇", "自治区", "自治州", "自治县", "市级", "县级", "省级", "区级"))

_PERSON = re.compile(
    "(?:[省市县区州盟旗镇乡校院行处科局厅部会组]长|书记|常委|主任|秘书长?|同志|先生|女士|负责人|领导|主席|委员|"
    "专员|经理|主任委员|巡视员|调研员|"
    "总工程师|代表|干部|领导班子|责任人|牵头人|联系人|组员)$"
)
_PLAIN_NOUN = re.compile(
    "(?:格局|布局|结局|大局|全局|时局|棋局|战局|僵局|开局|变局|新局|客厅|大厅|展厅|餐厅|歌厅|舞厅|干部|全部|内部|"
    "外部|东部|西部|中部|南部|北部|局部|"
    "总部|分部|支部|社会|机会|大会|会议|例会|晚会|运动会|博览会|展览会|座谈会|发布会|交易会|招聘会|理事会|董事会|"
    "监事会|承办|主办|协办|举办|督办|"
    "交办|经办|民办|公办|筹办|开办|创办|兴办|申办|合办|联办|通办|领办|帮办|代办|快办|网办|即办|马上办|掌上办|"
    "就近办|一次办|庭院|剧院|电影院|"
    "养老院|敬老院|福利院|护理院|病院|常委|中小学校|学校|工作站|服务站|加油站|车站|电站|泵站|舞台|平台|阳台|部队|"
    "军队|商队|旅行|流行|运行|执行|"
    "推行|实行|进行|发行|试行|先行|步行|通行|平行)$"
)
_ENDING = re.compile(
    "(?:局|厅|委员会|管委会|[农教科建经计工发国体编信民交商卫医资法联政食安残老爱组]委|办公室|办事处|街道办|政府|"
    "公署|总署|审计署|总社|法院|检察院|"
    "联合会|总工会|协会|商会|学会|总会|基金会|红十字会|促进会|[一-鿿]联|科协|支队|总队|大队|公司|集团|大学|学院|"
    "医院|银行|分行|支行|联社|合作社|"
    "供销社|电视台|电台|总台|报社|通讯社|海关|军分区|警备区|人武部|武装部|领导小组|指挥部|联席会议|工作专班|组委会|"
    "党校|党委|党组|党工委|工委|"
    "管理处|研究院|[一-鿿]科院|科学院|设计院|研究所|事务所|开发区|高新区|经开区|园区|保税区|度假区|宣传部|组织部|统战部|工作部|"
    "保障部|教育部|交易中心|指挥中心|"
    "管理中心|监测中心|信息中心|数据中心|控制中心|公积金中心|融媒体中心|推广中心|单位|部门|各地)$"
)
_OFFICE = re.compile(
    "(?:[省市县区州盟旗].{1,10}|国务院.{1,6}|扶贫|医改|食安|外事|人防|金融|政务|法制|安委|文明|综治|机关|移民|老龄|"
    "信访|招商|督查|网信|编|侨|台|府|政)办$"
)
VERB = re.compile(
    "[了着过将把被让使]|(?:负责|牵头|配合|参与|落实|开展|推进|加强|完善|建立|组织实施|制定|按照|根据|做好|支持|"
    "鼓励|引导|提高|确保|会同)"
)

# A town by its bare name (慎城镇), and what only ends so.
_BARE_TOWN = re.compile("[一-鿿]{2,4}(?:镇|乡|街道)")
_NO_TOWN = re.compile(
    "(?:城|乡|小|村|重|强|集|心|制|范|各|色|全|市|县|区)镇$|(?:返|下|家|城|水|故|入|各|全|他|异|县|市)乡$|(?:各|全|市|县|区|镇)街道$"
)
# Institutions that are bodies where a place or a level stands before them (县职教中心, 市图书馆).
_PLACED_END = re.compile("(?:中心|学校|中学|小学|幼儿园|管理部|馆|站|所|队|室|处|科|厂|场|社|园|台|部|办)$")
_NOT_PLACED = re.compile("^(?:级|直|属|内|外|域|本级|场|民|容|中心$|政(?!务|府|协|法|策|公))")
GOVERNMENT = re.compile("^(?:人民)?政府$")
_ZONE = re.compile(
    "^.{0,16}?(?:开发区|高新区|经开区|新区|园区|保税区|示范区|度假区|试验区|风景区|景区|产业园|工业园|管理区|"
    "合作区|自贸区|自贸片区|新城|港区)$"
)
_ZONE_PARTY = re.compile("^(.{1,14}(?:开发区|高新区|经开区|新区|园区))(?:党工委|党工委管委会|党工委、管委会)$")
_ZONE_LONG = (
    ("经济技术开发区", "经开区"), ("高新技术产业开发区", "高新区"), ("高新技术开发区", "高新区"), ("经济开发区",
    "经开区"),
    ("管理委员会", "管委会"),
)
_TOWN = re.compile("^(.{1,10}?)(街道办事处|街道办|街道|镇人民政府|镇政府|乡人民政府|乡政府|镇|乡)$")


def is_collective(name: str) -> bool:
    """Whether a name means many bodies at once (各县(市、区)人民政府, 省直相关部门 …)."""
    return len(name) <= 48 and _COLLECTIVE.search(name) is not None and name not in _NO_COLLECTIVE


def is_person(name: str) -> bool:
    """Whether a text ends in a person's title (张三副市长, 主要负责人)."""
    return _PERSON.search(name) is not None


def body_ending(name: str) -> bool:
    """Whether a text ends as the names of bodies end (局, 委, 法院, 公司 …); a cheap test that ordinary nouns can
    pass."""
    if _PLAIN_NOUN.search(name):
        return False
    return _ENDING.search(name) is not None or _OFFICE.search(name) is not None


def is_town(name: str) -> bool:
    """Whether a text is a town's or street's bare name (慎城镇), and no common noun (特色小镇)."""
    return _BARE_TOWN.fullmatch(name) is not None and _NO_TOWN.search(name) is None


def is_institution(core: str) -> bool:
    """Whether what follows a place or a level is the name of an institution (职教中心, 图书馆)."""
    return len(core) >= 3 and _PLACED_END.search(core) is not None and not _NOT_PLACED.match(core) and not _PLAIN_NOUN.search(core[-2:])


def zone(core: str) -> str | None:
    """The committee of a development zone in its short form (经开区管委会 for 经济技术开发区管理委员会); None for
    anything else."""
    for long, short in _ZONE_LONG:
        core = core.replace(long, short)
    if core.endswith(("管委会", "管委")):
        return core if core.endswith("会") else core + "会"
    if _ZONE.match(core):
        return core + "管委会"
    found = _ZONE_PARTY.match(core)
    return found.group(1) + "管委会" if found else None


def town(core: str) -> str | None:
    """The government of a town, township or street in one form (慎城镇人民政府 for 慎城镇); None for anything else."""
    found = _TOWN.match(core)
    if found is None:
        return None
    end = found.group(2)
    return found.group(1) + ("街道办事处" if end.startswith("街道") else end[0] + "人民政府")


def kind_of(core: str) -> DepartmentKind:
    """The kind of a body that the lexicon does not know, by how its name ends."""
    if re.search("(?:公司|集团|银行|支行|分行|联社|厂|企业|合作社)$", core):
        return "enterprise"
    if re.search("(?:协会|学会|联合会|商会|基金会|促进会|总会|联谊会)$", core):
        return "mass_org"
    if re.search("^委.{1,10}(?:部|委|办|局|室)$|党(?:委|组|工委)$", core):
        return "party"
    return "department"
