"""Graphs of any size, made up from a seed and shaped as real collections are.

    python bench/generate.py 200000 out.kgl      writes one for the embedded engine

For 200,000 tasks: 20,000 documents of the state, its provinces and cities, 600,000 responsibilities (leads with support, plain lists,
sole ones, by-duty lists, collectives, names from prose; a tenth of the tasks has none), 400,000 indicators (targets, annual ones,
baselines, some outside any task), citations of loaded and missing documents, near tasks, comparable indicators, reports.
Benchmarks and load tests import `graph`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa

from policygraph.graph.store import open_store
from policygraph.graph.tables import EDGE_SCHEMAS, NODE_SCHEMAS, EdgeKey, GraphTables, canonical
from policygraph.loaders.divisions import NATIONAL, Place, divisions

TASKS_A_DOCUMENT = 10
LINES = (
    "教育", "财政", "民政", "人力资源和社会保障", "住房和城乡建设", "交通运输", "农业农村", "文化和旅游", "卫生健康", "生态环境", "公安",
    "司法", "自然资源", "水利", "商务", "应急管理", "审计", "市场监督管理",
    "体育", "统计", "医疗保障", "发展和改革", "科学技术", "工业和信息化",
)  # fmt: skip
DOMAINS = ("教育", "就业创业", "社会救助", "医疗卫生", "住房保障", "养老服务", "文化体育", "交通出行", "生态环境")
VERBS = ("扩大", "提高", "完善", "新建", "改造", "推进", "规范", "保障")
THINGS = ("普惠性幼儿园学位", "城乡低保标准", "公共就业服务", "村卫生室", "公共租赁住房", "居家养老服务", "农村公路", "饮用水水源地保护")
SIGNS = "民生教育就业医疗住房养老交通文化体育环境社会保障城乡居民服务设施建设改造提升标准覆盖供给能力质量安全监管培训补贴资金"
ENDS = ("按季度通报进展。", "资金由各级财政分担。", "年底前完成验收。", "纳入年度考核。")
RELATIONS = ("based_on", "implements", "mentions")
KINDS = ("意见", "通知", "方案", "规划")
OFFICES = {"national": ("", "部"), "province": ("省", "厅"), "city": ("市", "局"), "county": ("县", "局")}
HEADS = {"national": "国", "province": "省", "city": "市", "county": "县"}
UNITS = ("个", "%", "张", "万元", "公里")
COMPARATORS = (">=", "=", ">=", "<=", "=", "change")
INDICATORS = (0, 0, 1, 3, 6)
"""Indicators of five tasks one after the other: two a task."""
ALL_COUNTIES = "各县区人民政府"

Columns = dict[str, object]


def graph(tasks: int, *, seed: int = 7) -> GraphTables:
    """A graph of so many tasks in canonical order; the same for the same numbers."""
    return _Generated(tasks, np.random.default_rng(seed)).tables()


class _Generated:
    """One graph in the making: what its parts share."""

    def __init__(self, tasks: int, chance: np.random.Generator) -> None:
        self.chance = chance
        count = max(2, -(-tasks // TASKS_A_DOCUMENT))
        self.places = _places(count)
        low = [place for place in self.places if place.level == "city"]
        high = [place for place in self.places if place.level != "city"]
        self.here = [high[n // 5 % len(high)] if n % 5 == 0 else low[n % len(low)] for n in range(count)]
        self.days = [date(2005, 1, 1) + timedelta(days=n % 7000) for n in range(count)]
        self.documents = [f"测{HEADS[place.level]}发〔{2000 + n // 500}〕{n % 500 + 1}号" for n, place in enumerate(self.here)]
        self.stubs = [f"测引发〔1999〕{n + 1}号" for n in range(max(1, count // 10))]
        self.own = (np.arange(tasks) // TASKS_A_DOCUMENT).tolist()
        self.tasks = [f"{self.documents[d]}#{d % 7}/({i % TASKS_A_DOCUMENT})" for i, d in enumerate(self.own)]

    def tables(self) -> GraphTables:
        nodes = {
            "Document": self._documents(), "Task": self._tasks(), "Department": self._departments(),
            "Domain": _rows("Domain", {"id": DOMAINS, "name": DOMAINS}),
            "Place": _rows("Place", {
                "id": [place.code for place in self.places], "name": [place.name for place in self.places],
                "full_name": [place.full_name for place in self.places], "level": [place.level for place in self.places],
            }),
        }  # fmt: skip
        holders, nodes["Indicator"] = self._indicators()
        nodes["Report"], reports = self._reports(nodes["Indicator"])
        edges: dict[EdgeKey, Columns] = {
            ("RESPONSIBLE_FOR", "Department", "Task"): self._responsibilities(),
            ("REPORTS_ON", "Report", "Indicator"): reports,
            ("COMPARABLE_TO", "Indicator", "Indicator"): _comparable(nodes["Indicator"]),
            ("SAME_DOMAIN_AS", "Task", "Task"): self._near(),
            ("CITES", "Document", "Document"): self._citations(),
            **self._joins(holders, nodes["Indicator"]["id"].to_pylist()),
        }
        return canonical(GraphTables(nodes, {key: _linked(key, columns) for key, columns in edges.items()}))

    def _documents(self) -> pa.Table:
        count, stubs = len(self.documents), len(self.stubs)
        loaded = _rows("Document", {
            "id": self.documents, "title": [f"关于做好第{n}项民生工作的意见" for n in range(count)], "doc_number": self.documents,
            "issuer": [f"{place.name}人民政府" for place in self.here], "kind": [KINDS[n % 4] for n in range(count)],
            "level": [place.level for place in self.here], "issued_on": self.days,
            "source": [f"{n}.txt" for n in range(count)], "sha256": [f"{n:064x}" for n in range(count)], "loaded": [True] * count,
        })  # fmt: skip
        missing = _rows("Document", {
            "id": self.stubs, "title": [f"关于第{n}件旧事的通知" for n in range(stubs)], "doc_number": self.stubs,
            "loaded": [False] * stubs,
        })  # fmt: skip
        return pa.concat_tables([loaded, missing])

    def _tasks(self) -> pa.Table:
        count, chance = len(self.tasks), self.chance
        verbs = chance.integers(len(VERBS), size=(count, 5)).tolist()
        things = chance.integers(len(THINGS), size=(count, 5)).tolist()
        titles = [VERBS[v[0]] + THINGS[t[0]] for v, t in zip(verbs, things, strict=True)]
        phrases = np.array(["".join(chance.choice(list(SIGNS), 7)) for _ in range(max(200, count // 20))])
        said = phrases[np.minimum(chance.zipf(1.3, size=(count, 4)) - 1, len(phrases) - 1)].tolist()
        texts = [
            f"{title}。" + ",".join(
                f"{VERBS[v]}{THINGS[t]}{phrase}{(n * 31 + v) % 977}处" for v, t, phrase in zip(vs[1:], ts[1:], words, strict=True)
            ) + ENDS[n % 4]
            for n, (title, vs, ts, words) in enumerate(zip(titles, verbs, things, said, strict=True))
        ]
        return _rows("Task", {
            "id": self.tasks, "number": [str(n % TASKS_A_DOCUMENT + 1) for n in range(count)], "title": titles, "text": texts,
            "section": ["重点任务" if n % 10 else "保障措施" for n in range(count)],
            "path": [name.partition("#")[2] for name in self.tasks],
            "ordinal": np.arange(count) % TASKS_A_DOCUMENT + 1, "kind": ["task" if n % 10 else "safeguard" for n in range(count)],
            "deadline": [f"{2016 + n % 15}年12月" if n % 7 == 0 else None for n in range(count)],
            "char_start": np.arange(count) * 100, "char_end": np.arange(count) * 100 + 90,
        })  # fmt: skip

    def _indicators(self) -> tuple[list[str], pa.Table]:
        """The task or document that holds each, and their table."""
        held = [(name, INDICATORS[n % 5]) for n, name in enumerate(self.tasks)]
        held += [(name, 1) for name in self.documents[::50]]
        holders = [name for name, times in held for _ in range(times)]
        ids = [f"{name}@{k + 1}" if "#" in name else f"{name}#@{k + 1}" for name, times in held for k in range(times)]
        count = len(ids)
        measures = [f"新增{THINGS[n % 8]}数{n % 997}" for n in self.chance.integers(8000, size=count).tolist()]
        numbers = np.arange(count)
        return holders, _rows("Indicator", {
            "id": ids, "name": measures, "metric": measures, "comparator": [COMPARATORS[n % 6] for n in range(count)],
            "value": (numbers % 9973).astype(float), "value_high": [None] * count, "unit": [UNITS[n % 5] for n in range(count)],
            "year": [None if n % 12 == 0 else 2012 + n % 19 for n in range(count)],
            "period": ["annual" if n % 12 == 0 else None for n in range(count)],
            "kind": [("baseline", "actual")[n % 2] if n % 9 == 0 else "target" for n in range(count)],
            "quote": [f"新增{n}个" for n in range(count)], "char_start": numbers, "char_end": numbers + 5,
        })  # fmt: skip

    def _reports(self, indicators: pa.Table) -> tuple[pa.Table, Columns]:
        on = indicators["id"].to_pylist()[::20]
        ids = [f"{name}!{n:x}" for n, name in enumerate(on)]
        table = _rows("Report", {
            "id": ids, "value": [float(n * 7 % 9973) for n in range(len(on))], "unit": ["个"] * len(on),
            "reported_on": [date(2019, 1, 1) + timedelta(days=n % 2000) for n in range(len(on))], "source": ["年报"] * len(on),
        })  # fmt: skip
        return table, {"source": ids, "target": on}

    def _departments(self) -> pa.Table:
        rows: list[tuple[str, str, Place, str | None, str]] = [
            (f"{place.code}/{line}", OFFICES[place.level][0] + line + OFFICES[place.level][1], place, line, "department")
            for place in self.places
            for line in LINES
        ]
        rows += [(f"{place.code}/{ALL_COUNTIES}", ALL_COUNTIES, place, None, "collective") for place in self.places]
        names = [name for _, name, *_ in rows]
        full = [f"{place.full_name}{name[1:] if line else name}" for _, name, place, line, _ in rows]
        return _rows("Department", {
            "id": [row[0] for row in rows], "name": names, "full_name": full, "aliases": [[name] for name in names],
            "full_names": [[name] for name in full], "line": [row[3] for row in rows], "level": [row[2].level for row in rows],
            "kind": [row[4] for row in rows],
        })  # fmt: skip

    def _responsibilities(self) -> Columns:
        """Three a task: of 20 tasks 2 have nobody, 3 a sole body, 9 a lead with support, 4 by-duty lists, 2 a collective."""
        rows = []
        first = self.chance.integers(len(LINES), size=len(self.tasks)).tolist()
        for n, (task, owner) in enumerate(zip(self.tasks, self.own, strict=True)):
            place, turn = self.here[owner], n % 20
            many = _bodies(turn, n // 20)
            for p in range(many):
                line = LINES[(first[n] + 5 * p) % len(LINES)]
                role = "responsible" if many == 1 else "by_duty" if 14 <= turn < 18 else "support" if p else "lead"
                basis = "prose" if n % 33 == 0 else "plain" if many == 1 else "explicit"
                name = OFFICES[place.level][0] + line + OFFICES[place.level][1]
                if turn >= 18 and p == 2:
                    line = name = ALL_COUNTIES
                rows.append((f"{place.code}/{line}", task, role, p + 1, many == 1, basis, name, f"责任单位:{name}", n, n + 9))
        return _columns(EDGE_SCHEMAS["RESPONSIBLE_FOR", "Department", "Task"], rows)

    def _citations(self) -> Columns:
        """A document rests on the one before it, on one that many cite, and every other one on a document that is missing."""
        count = len(self.documents)
        popular = np.minimum(self.chance.zipf(1.6, size=count) - 1, count - 1).tolist()
        pairs = [(n, self.documents[n - 1]) for n in range(1, count)]
        pairs += [(n, self.documents[often]) for n, often in enumerate(popular) if often != n]
        pairs += [(n, self.stubs[n // 2 % len(self.stubs)]) for n in range(0, count, 2)]
        rows = [
            (self.documents[n], cited, RELATIONS[n % 3], "关于某事的意见", cited, "policy", f"根据{cited}", k, k + 9)
            for k, (n, cited) in enumerate(pairs)
        ]
        return _columns(EDGE_SCHEMAS["CITES", "Document", "Document"], rows)

    def _near(self) -> Columns:
        """Two links a task: with the next document (another level now and then) and with one far away."""
        count = len(self.tasks)
        found = {
            _sorted(self.tasks[n], self.tasks[other])
            for step in (TASKS_A_DOCUMENT, 37 * TASKS_A_DOCUMENT + len(DOMAINS))
            for n in range(count)
            if self.own[other := (n + step) % count] != self.own[n]
        }
        numbers = range(len(found))
        domains, scores = [DOMAINS[n % len(DOMAINS)] for n in numbers], [0.1 + n * 7919 % 8000 / 10000 for n in numbers]
        return {**_pairs(sorted(found)), "domain": domains, "score": scores}

    def _joins(self, holders: list[str], indicators: list[str]) -> dict[EdgeKey, Columns]:
        """Edges that follow from what belongs where."""
        inside = [(holder, name) for holder, name in zip(holders, indicators, strict=True) if "#" in holder]
        outside = [(holder, name) for holder, name in zip(holders, indicators, strict=True) if "#" not in holder]
        count, seats = len(self.tasks), [f"{place.code}/财政" for place in self.here]
        bodies = [f"{place.code}/{line}" for place in self.places for line in (*LINES, ALL_COUNTIES)]
        seconds = self.tasks[::4]
        signed = [OFFICES[place.level][0] + "财政" + OFFICES[place.level][1] for place in self.here]
        within = [(place.code, place.parent) for place in self.places if place.parent is not None]
        return {
            ("HAS_TASK", "Document", "Task"): {"source": [self.documents[d] for d in self.own], "target": self.tasks},
            ("HAS_INDICATOR", "Task", "Indicator"): _pairs(inside),
            ("HAS_INDICATOR", "Document", "Indicator"): _pairs(outside),
            ("IN_DOMAIN", "Task", "Domain"): {
                "source": self.tasks + seconds,
                "target": [DOMAINS[n % len(DOMAINS)] for n in (*range(count), *range(1, 4 * len(seconds), 4))],
                "rank": [1] * count + [2] * len(seconds), "score": [0.9] * count + [0.4] * len(seconds),
            },
            ("APPLIES_TO", "Document", "Place"): {"source": self.documents, "target": [place.code for place in self.here]},
            ("ISSUED_BY", "Document", "Department"): {
                "source": self.documents, "target": seats, "name": signed, "quote": signed,
            },
            ("LOCATED_IN", "Department", "Place"): {"source": bodies, "target": [name.partition("/")[0] for name in bodies]},
            ("WITHIN", "Place", "Place"): _pairs(within),
        }  # fmt: skip


def _places(documents: int) -> list[Place]:
    """The state, and as many provinces with cities as so many documents need."""
    known = divisions().by_code.values()
    cities = [place for place in known if place.level == "city" and place.until is None][: max(2, documents // 4)]
    above = {city.parent for city in cities}
    return [NATIONAL, *(place for place in known if place.code in above and place is not NATIONAL), *cities]


def _bodies(turn: int, round_: int) -> int:
    """How many bodies a task has, by its place among twenty."""
    if turn < 5:
        return 0 if turn < 2 else 1
    if turn < 14:
        return 3 + round_ % 2
    return 4 + round_ % 3 if turn < 18 else 3


def _comparable(indicators: pa.Table) -> Columns:
    """Each indicator of two in five with the next of the same measure in another document."""
    metrics, ids = indicators["metric"].to_pylist(), indicators["id"].to_pylist()
    order = sorted(range(len(ids)), key=lambda n: (metrics[n], ids[n]))
    pairs = {
        _sorted(ids[one], ids[two])
        for k, (one, two) in enumerate(pairwise(order))
        if k % 5 < 2 and metrics[one] == metrics[two] and ids[one].partition("#")[0] != ids[two].partition("#")[0]
    }
    return {**_pairs(sorted(pairs)), "score": [0.9] * len(pairs)}


def _sorted(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


def _pairs(pairs: Sequence[tuple[str, str]]) -> Columns:
    return {"source": [one for one, _ in pairs], "target": [two for _, two in pairs]}


def _columns(shape: pa.Schema, rows: Sequence[tuple[object, ...]]) -> Columns:
    return dict(zip(shape.names, zip(*rows, strict=True), strict=True))


def _rows(label: str, columns: Columns) -> pa.Table:
    return _table(NODE_SCHEMAS[label], columns)


def _linked(key: EdgeKey, columns: Columns) -> pa.Table:
    return _table(EDGE_SCHEMAS[key], columns)


def _table(shape: pa.Schema, columns: Columns) -> pa.Table:
    count = len(next(iter(columns.values())))  # type: ignore[arg-type]
    arrays = [
        pa.array(columns[field.name], field.type) if field.name in columns else pa.nulls(count, field.type) for field in shape
    ]
    return pa.table(arrays, schema=shape)


if __name__ == "__main__":
    open_store(Path(sys.argv[2]), create=True).load(graph(int(sys.argv[1])))
