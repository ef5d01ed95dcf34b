"""What a name leaves out and the words before it say: the noun of 市级28个, the whole of 其中…, a list's 每千常住人口."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from . import measure_names as names
from .measure_draft import Draft
from .measure_rows import is_adjective, is_weak
from .measure_text import Clause

_PER = re.compile(
    r"^(每(?:百|千|万|十万|\d+万?)(?:名|位|户|个)?[^、,达拥]{0,8}?(?:人口|老年?人|人|户|居民|儿童|学生|在校生))"
)
_LEVEL = re.compile(r"(?:国家|省|市|县|区|乡镇?|镇|村)级")
_AMONG = re.compile(r"^\s*其中[,:]?")
_NOUN_LEAD = re.compile(
    r"^(?:持续|继续|实施|加快|构建|推进|落实|执行|提高|完善|调整|建立|严格|按照|参照|制定|明确|稳步|继续|巩固|发展|做大做强|加强|优化)+"
)
_INSURED = re.compile(r"参保(?:率|人数|人员)?")
_INSURANCE = re.compile(r"(?:基本)?(?:养老|医疗|失业|工伤|生育)保险")
_BASE = re.compile(r"(?:基期|现状|基数)(?:为|值)?(?:比例|数)?$|20\d\d年(?:比例)?$")
_EXCEEDS = ("超过", "超", "不足", "低于")
_SET_APART = re.compile(r"\s*(?:较|比|同比|环比)")
_DEED = re.compile(r"(?:新建|再建|已建成|建成|建设|新增|改造|提升|扩建|改建|整治|治理|完成|修缮|建|续建|创建)+")
_OWN_DEED = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:加强|强化|开展|落实|做好|推进)[^、]{2,6}$")
_SHORT_SHARE, _SHORT_TOPIC = 8, 16
_TREATED = re.compile(r"对(?:.*的)?([^的对]{2,24}?)(?:进行|开展|实施)")
_GENERAL_DEED = re.compile(r"(?:安排|进行|开展|组织|举办|完成)([\u4e00-\u9fff]{2,4})(场次|次数|人次|人数|数)$")
_COUNTED = re.compile(r"(?:人数|户数|次数|数)$")
_PER_HEAD = re.compile(r"(?:每(?:人|户|生|亩|村)(?:每[年月])?)+$")
_EACH = re.compile(r"(?:给予|予以|发放)?每(?:家|户|个|名|所|村|亩|座)(.{2,})$")
_SHORT_KIND = 3
_IN_TURN = re.compile(r"\s*分别(?:较|比|增长|提高|下降|降低|增加)")
_BARE = {"", "时限", "时长", "比例", "数", "次数"}
_EXTREME = re.compile(r"\s*最(?:长|短|高|低|多|少|晚|迟)")
_UNIT_OF_MONEY = {"元", "元/人", "元/月", "元/年", "元/人·年", "元/人·月", "元/人/年"}


LONGEST_NAME = 80


class Context:
    """Memory of one line while its clauses are read in order."""

    def __init__(self, title: str, outside: str = "") -> None:
        self.title = title
        self.outside = outside
        self.recent: list[str] = []
        self.part = -1
        self.sentence = -1
        self.last = self.whole = ""
        self.previous: tuple[str | None, str] = (None, "")
        self.per = ""
        self.topic = ""
        self.anchor = ""

    def complete(self, drafts: Sequence[Draft], words: str, clause: Clause) -> list[Draft]:
        """The clause's rows with their names made whole; remembers what later clauses may leave out."""
        if clause.sentence != self.sentence:
            self.topic = self.anchor = self.last = ""
            self.recent.clear()
            self.sentence = clause.sentence
        if clause.part != self.part:
            self.part = clause.part
        self.per = ""
        if _IN_TURN.match(words) and 1 < len(drafts) <= len(self.recent):
            return [replace(draft, name=name) for draft, name in zip(drafts, self.recent[-len(drafts) :], strict=True)]
        done: list[Draft] = []
        if not _AMONG.match(words):
            self.whole = ""
        elif not self.whole:
            self.whole = self.last
        for draft in drafts:
            name = self._name(draft, words)[:LONGEST_NAME]
            done.append(replace(draft, name=name))
            self.last = name
            self.recent.append(name)
            self.previous = draft.quantity.unit, name
        if not drafts:
            self._remember(words)
        return done

    def _remember(self, words: str) -> None:
        phrase = names.clean(words)
        if names.measures(phrase):
            self.anchor = _NOUN_LEAD.sub("", phrase)
        self.topic = phrase

    def _name(self, draft: Draft, words: str) -> str:
        name = draft.name
        per = _PER.match(name)
        if per:
            self.per = per[1]
        elif (
            self.per
            and draft.quantity.unit_class in {"people", "count"}
            and names.measures(name) is not None
            and "每" not in name
        ):
            name = f"{self.per}{name}"
        if _PER_HEAD.match(name) and (self.last or self.topic):
            return self.last.removesuffix("新增") or self.topic
        if _AMONG.match(words) and self.whole:
            if not re.sub(r"其中|人数|户数|次数|数$", "", name):
                return self.whole
            whole = re.sub(r"(?:人数|户数|次数|套数|数|率|比例)$", "", self.whole)
            whole = whole.split("占")[0]
            return name if not whole or whole[-4:] in name else f"{whole}中{name}"
        if draft.quantity.unit in _UNIT_OF_MONEY and self.last:
            name = self._of_each(name)
        if self._is_of_anchor(name):
            return _COUNTED.sub("", name) + self.anchor
        if is_adjective(name) and self.last:
            return self._borrow_noun(name)
        if (
            draft.quantity.unit in _UNIT_OF_MONEY
            and self.anchor
            and len(re.sub(r"每[^每]{1,2}(?:每[年月])?|标准$", "", name)) <= 8
        ):
            return re.sub(r"每[^每]{1,2}(?:每[年月])?|标准$", "", name) + self.anchor
        if self.outside and _BASE.match(name):
            return self.outside
        if name.startswith(_EXCEEDS) and self.last:
            return self._borrow_attribute(name)
        if self.last and _SET_APART.match(words):
            return self.last
        if name.startswith("占") and self.topic:
            return f"{self.topic}{name}"
        if self.last and _EXTREME.match(words) and len(name) < 6:
            return self.last
        if draft.quantity.unit == "%" and name.endswith("比例") and len(name) <= _SHORT_SHARE:
            return self._whose(name)
        fuller = self._fuller(name)
        if fuller:
            return fuller
        if is_weak(name):
            return self._borrow_object(name, draft.quantity.unit) or self._borrow_topic(name, draft.op)
        return self._insured(name)

    def _is_of_anchor(self, name: str) -> bool:
        """生均用房面积:小学、初中分别达到4.5、5.8平方米: only whose it is; what is measured stands in the clause before."""
        whose = re.split(r"[、和]", _COUNTED.sub("", name))
        first = not self.last or self.last.endswith(self.anchor)
        return bool(self.anchor) and first and all(is_adjective(item) for item in whose)

    def _borrow_noun(self, name: str) -> str:
        qualifier = re.sub(r"(?:人数|户数|次数|数)$", "", name)
        if _LEVEL.search(self.last) and _LEVEL.search(qualifier):
            return _LEVEL.sub(qualifier, self.last, count=1)
        return f"{qualifier}{self.last}"

    def _of_each(self, name: str) -> str:
        """认定基地4家,给予每家奖补5万元: whose each is; 县道每公里1万元,乡道5000元: by what."""
        each = _EACH.match(name)
        if each:
            stem = re.sub(r"(?:人数|户数|次数|数)$", "", self.last)
            return f"{_DEED.sub('', stem, count=1)}{each[1]}"
        same = self.last.find(name[-1:], 1, _SHORT_KIND) if 1 < len(name) <= _SHORT_KIND else -1
        return name + self.last[same + 1 :] if same > 0 else name

    def _whose(self, name: str) -> str:
        """对护理员进行培训,实现100%持证上岗: whose share it is stands in the clause before."""
        treated = _TREATED.search(self.topic)
        return f"{treated[1]}{name}" if treated else name

    def _fuller(self, name: str) -> str:
        """持续实施送演出下基层,每年安排300场演出: what is done is named more fully in the clause before."""
        general = _GENERAL_DEED.match(name)
        if not general or general[1] not in self.topic or len(self.topic) > _SHORT_TOPIC:
            return ""
        return f"{_NOUN_LEAD.sub('', self.topic)}{general[2]}"

    def _borrow_attribute(self, name: str) -> str:
        mark = max(self.last.find(word) for word in _EXCEEDS)
        return f"{self.last[:mark]}{name}" if mark > 0 else name

    def _borrow_object(self, name: str, unit: str | None) -> str:
        """新建高标准农田15万亩,改造提升20万亩: another deed done to what was named last."""
        before, said = self.previous
        deed = _DEED.match(said)
        stem = _DEED.fullmatch(re.sub(r"(?:人数|户数|次数|数)$", "", name))
        if not deed or not stem or before != unit or (self.topic and not self.last):
            return ""
        return f"{stem.group()}{said[deed.end() :]}"

    def _borrow_topic(self, name: str, op: str) -> str:
        if not self.topic and self.last:
            return self._of_last(name, change=op == "change")
        served = re.match(r"惠及|受益|覆盖", name)
        topic = (
            (names.clean(_NOUN_LEAD.sub("", self.title)) if served else "")
            or self.topic
            or self.last
            or names.clean(self.title)
        )
        stem = re.sub(r"(?:人数|户数|次数|数)$", "", name)
        topic = topic[: -len(stem)] if stem and topic.endswith(stem) else topic
        topic = (
            re.split(
                r"(?:全面|全部|明显|逐步|持续|进一步|不断|更加|显著|有效|稳步|得到|压缩|缩短|提高|下降|降低|增长|减少|扩大|做到)",
                topic,
                maxsplit=1,
            )[0]
            or topic
        )
        topic = topic.split("、")[-1] if len(topic) > 24 else topic
        topic = _OWN_DEED.sub("", topic) if name.endswith("率") else topic
        if topic and names.measures(topic) and name in _BARE:
            return topic
        return f"{topic}{name}"[:60] if topic else name

    def _of_last(self, name: str, *, change: bool) -> str:
        """年均增长8%以上, 规模突破10万亿元: what was measured last, in another way."""
        last = self.last.removesuffix("新增")
        if change or name not in _BARE:
            last = re.split(r"占(?!比)", last, maxsplit=1)[0]
        stem = re.sub(r"(?:人数|户数|次数|套数|数)$", "", last)
        return last if name in _BARE or not name else f"{stem}{name}"

    def _insured(self, name: str) -> str:
        found = _INSURED.search(name)
        if not found or "保险" in name or "医保" in name or "社保" in name or "合作医疗" in name:
            return name
        insurance = _INSURANCE.search(self.topic) or _INSURANCE.search(self.title)
        if not insurance:
            return name
        return f"{name[: found.start()]}{insurance.group()}{name[found.start() :]}"
