"""Graphs of any size, made up from a seed: 30 tasks a document, 3 bodies a task, as real documents have them.

    python bench/generate.py 200000 out.kgl      writes one for the embedded engine

Benchmarks and load tests import `graph`.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from policygraph.graph.store import open_store
from policygraph.graph.tables import EDGE_SCHEMAS, NODE_SCHEMAS, EdgeKey, GraphTables, canonical

TASKS_A_DOCUMENT = 30
LINES = ("教育", "财政", "民政", "人力资源和社会保障", "住房和城乡建设", "交通运输", "农业农村", "文化和旅游", "卫生健康", "生态环境")
DOMAINS = ("教育", "就业创业", "社会救助", "医疗卫生", "住房保障", "养老服务", "文化体育", "交通出行", "生态环境")
VERBS = ("扩大", "提高", "完善", "新建", "改造", "推进", "规范", "保障")
THINGS = ("普惠性幼儿园学位", "城乡低保标准", "公共就业服务", "村卫生室", "公共租赁住房", "居家养老服务", "农村公路", "饮用水水源地保护")
SIGNS = "民生教育就业医疗住房养老交通文化体育环境社会保障城乡居民服务设施建设改造提升标准覆盖供给能力质量安全监管培训补贴资金"
ENDS = ("按季度通报进展。", "资金由各级财政分担。", "年底前完成验收。", "纳入年度考核。")
ROLES = ("lead", "support", "support")

Columns = dict[str, object]


def graph(tasks: int, *, seed: int = 7) -> GraphTables:
    """A graph of so many tasks in canonical order; the same for the same numbers."""
    chance = np.random.default_rng(seed)
    count = max(2, -(-tasks // TASKS_A_DOCUMENT))
    numbers = [f"测政发〔{2000 + n // 500}〕{n % 500 + 1}号" for n in range(count)]
    own = np.arange(tasks) // TASKS_A_DOCUMENT
    ids = [f"{numbers[d]}#{d % 7}/({i % TASKS_A_DOCUMENT})" for i, d in enumerate(own.tolist())]
    places = [f"{code}00" for code in range(3401, 3401 + min(40, count))]
    nodes = {
        "Document": _documents(numbers), "Task": _tasks(ids, own, chance), "Indicator": _indicators(ids),
        "Department": _departments(places), "Domain": _rows(NODE_SCHEMAS["Domain"], {"id": DOMAINS, "name": DOMAINS}),
        "Place": _rows(NODE_SCHEMAS["Place"], {"id": places, "name": places, "full_name": places, "level": ["city"] * len(places)}),
    }  # fmt: skip
    edges: dict[EdgeKey, pa.Table] = {}

    def link(key: EdgeKey, columns: Columns) -> None:
        edges[key] = _rows(EDGE_SCHEMAS[key], columns)

    here = [places[n % len(places)] for n in range(count)]
    link(("RESPONSIBLE_FOR", "Department", "Task"), _responsibilities(ids, own, here, chance))
    link(("HAS_TASK", "Document", "Task"), {"source": [numbers[d] for d in own.tolist()], "target": ids})
    link(("HAS_INDICATOR", "Task", "Indicator"), {"source": ids[::2], "target": [f"{name}@1" for name in ids[::2]]})
    link(("IN_DOMAIN", "Task", "Domain"), {
        "source": ids, "target": [DOMAINS[n % len(DOMAINS)] for n in range(tasks)], "rank": [1] * tasks, "score": [0.9] * tasks,
    })  # fmt: skip
    link(("APPLIES_TO", "Document", "Place"), {"source": numbers, "target": here})
    link(("ISSUED_BY", "Document", "Department"), {
        "source": numbers, "target": [f"{place}/财政" for place in here], "name": ["市财政局"] * count, "quote": ["市财政局"] * count,
    })  # fmt: skip
    link(("CITES", "Document", "Document"), {
        "source": numbers[1:], "target": numbers[:-1], "relation": ["based_on"] * (count - 1),
        "cited_title": ["关于某事的意见"] * (count - 1), "cited_number": numbers[:-1], "quote": ["根据某意见"] * (count - 1),
    })  # fmt: skip
    bodies = nodes["Department"]["id"].to_pylist()
    link(("LOCATED_IN", "Department", "Place"), {"source": bodies, "target": [name.partition("/")[0] for name in bodies]})
    link(("SAME_DOMAIN_AS", "Task", "Task"), _near(ids, own))
    return canonical(GraphTables(nodes, edges))


def _rows(shape: pa.Schema, columns: Columns) -> pa.Table:
    count = len(next(iter(columns.values())))  # type: ignore[arg-type]
    arrays = [
        pa.array(columns[field.name], field.type) if field.name in columns else pa.nulls(count, field.type) for field in shape
    ]
    return pa.table(arrays, schema=shape)


def _documents(numbers: list[str]) -> pa.Table:
    count = len(numbers)
    days = [date(2005, 1, 1) + timedelta(days=n % 7000) for n in range(count)]
    return _rows(NODE_SCHEMAS["Document"], {
        "id": numbers, "title": [f"关于做好第{n}项民生工作的意见" for n in range(count)], "doc_number": numbers,
        "issuer": ["市人民政府"] * count, "kind": ["意见"] * count, "level": ["city"] * count, "issued_on": days,
        "source": [f"{n}.txt" for n in range(count)], "sha256": [f"{n:064x}" for n in range(count)], "loaded": [True] * count,
    })  # fmt: skip


def _tasks(ids: list[str], own: np.ndarray, chance: np.random.Generator) -> pa.Table:
    count = len(ids)
    verbs, things = chance.integers(len(VERBS), size=(count, 5)).tolist(), chance.integers(len(THINGS), size=(count, 5)).tolist()
    titles = [VERBS[v[0]] + THINGS[t[0]] for v, t in zip(verbs, things, strict=True)]
    phrases = np.array(["".join(chance.choice(list(SIGNS), 7)) for _ in range(max(200, count // 20))])
    said = phrases[np.minimum(chance.zipf(1.3, size=(count, 4)) - 1, len(phrases) - 1)].tolist()
    texts = [
        f"{title}。" + ",".join(
            f"{VERBS[v]}{THINGS[t]}{phrase}{(n * 31 + v) % 977}处" for v, t, phrase in zip(vs[1:], ts[1:], words, strict=True)
        ) + ENDS[n % 4]
        for n, (title, vs, ts, words) in enumerate(zip(titles, verbs, things, said, strict=True))
    ]
    return _rows(NODE_SCHEMAS["Task"], {
        "id": ids, "number": [str(n % TASKS_A_DOCUMENT) for n in range(count)], "title": titles, "text": texts,
        "section": ["重点任务"] * count, "path": [name.partition("#")[2] for name in ids],
        "ordinal": np.arange(count) % TASKS_A_DOCUMENT + 1, "kind": ["task"] * count,
        "char_start": np.arange(count) * 100, "char_end": np.arange(count) * 100 + 90,
    })  # fmt: skip


def _indicators(ids: list[str]) -> pa.Table:
    own = ids[::2]
    count = len(own)
    return _rows(NODE_SCHEMAS["Indicator"], {
        "id": [f"{name}@1" for name in own], "name": [f"新增{THINGS[n % 8]}数" for n in range(count)],
        "metric": [f"新增{THINGS[n % 8]}数" for n in range(count)], "comparator": ["="] * count,
        "value": np.arange(count, dtype=float), "unit": ["个"] * count, "year": [2020] * count, "kind": ["target"] * count,
        "quote": [f"新增{n}个" for n in range(count)], "char_start": np.arange(count), "char_end": np.arange(count) + 5,
    })  # fmt: skip


def _departments(places: list[str]) -> pa.Table:
    ids = [f"{place}/{line}" for place in places for line in LINES]
    names = [f"市{name.partition('/')[2]}局" for name in ids]
    return _rows(NODE_SCHEMAS["Department"], {
        "id": ids, "name": names, "full_name": names, "aliases": [[name] for name in names], "full_names": [[name] for name in names],
        "line": [name.partition("/")[2] for name in ids], "level": ["city"] * len(ids), "kind": ["department"] * len(ids),
    })  # fmt: skip


def _responsibilities(ids: list[str], own: np.ndarray, here: list[str], chance: np.random.Generator) -> Columns:
    first = chance.integers(len(LINES), size=len(ids))
    lines = [LINES[(f + 3 * p) % len(LINES)] for f in first.tolist() for p in range(3)]
    names = [f"市{line}局" for line in lines]
    count = len(lines)
    return {
        "source": [f"{here[d]}/{lines[3 * i + p]}" for i, d in enumerate(own.tolist()) for p in range(3)],
        "target": [name for name in ids for _ in range(3)], "role": list(ROLES) * len(ids), "position": [1, 2, 3] * len(ids),
        "sole": [False] * count, "basis": ["explicit"] * count, "name": names, "quote": [f"责任单位:{name}" for name in names],
        "char_start": np.arange(count), "char_end": np.arange(count) + 9,
    }  # fmt: skip


def _near(ids: list[str], own: np.ndarray) -> Columns:
    other = np.minimum(np.arange(len(ids)) + TASKS_A_DOCUMENT, len(ids) - 1)
    pairs = [
        tuple(sorted((ids[i], ids[j]))) for i, j in enumerate(other.tolist()) if own[i] != own[j]
    ]  # fmt: skip
    return {
        "source": [one for one, _ in pairs], "target": [two for _, two in pairs], "domain": ["教育"] * len(pairs),
        "score": [0.5] * len(pairs),
    }  # fmt: skip


if __name__ == "__main__":
    open_store(Path(sys.argv[2]), create=True).load(graph(int(sys.argv[1])))
