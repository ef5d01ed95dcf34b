"""What the packs answer on the five real documents, worked out by hand from their texts (names, numbers and figures only)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policygraph.graph.builder import build_tables
from policygraph.graph.store import Store, open_store
from policygraph.loaders import PolicyDocument, load_documents
from policygraph.queries.runner import run_pack

FUYANG = "阜政发〔2017〕50号"


@pytest.fixture(scope="module")
def graph(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("golden") / "seeds.kgl", create=True)
    store.load(
        build_tables(document for document in load_documents([str(seeds)]) if isinstance(document, PolicyDocument))
    )
    yield store
    store.close()


def rows(graph: Store, name: str, **params: Any) -> list[dict[str, Any]]:
    return run_pack(
        graph, name, {"limit": 1000, **params} if name not in ("domain-gaps", "document-changes") else params
    ).dicts()


def test_lead_load(graph: Store) -> None:
    fuyang = {row["department"]: (row["leads"], row["supports"]) for row in rows(graph, "lead-load", place="阜阳市")}
    assert fuyang["市人力资源社会保障局"] == (2, 2)
    assert fuyang["市发展改革委"] == (0, 5)
    assert sum(leads for leads, _ in fuyang.values()) == 9
    jilin = [(row["department"], row["leads"]) for row in rows(graph, "lead-load", place="吉林省")]
    assert jilin[:2] == [("省教育厅", 9), ("省人力资源和社会保障厅", 7)]
    assert dict(jilin)["省卫生健康委"] == 5 and sum(leads for _, leads in jilin) == 46  # one task is led by two
    siping = {row["department"]: row["responsible"] for row in rows(graph, "lead-load", place="四平市")}
    assert (siping["市人社局"], siping["市民政局"], siping["市教育局"]) == (11, 5, 5)
    dazhou = {row["department"]: row["responsible"] for row in rows(graph, "lead-load", place="达州市")}
    assert (dazhou["市发展改革委"], dazhou["市财政局"], dazhou["市教育局"]) == (34, 31, 10)


def test_lead_load_by_domain(graph: Store) -> None:
    jilin = rows(graph, "lead-load-by-domain", place="吉林省", domain="教育")
    assert [(row["department"], row["leads"]) for row in jilin] == [("省教育厅", 8)]


def test_department_portfolio(graph: Store) -> None:
    found = rows(graph, "department-portfolio", department="市水务局", place="阜阳市")
    assert [(row["number"], row["role"]) for row in found] == [("(十)", "lead"), ("(十一)", "support")]


def test_citations(graph: Store) -> None:
    found = rows(graph, "citation-chain", document=FUYANG)
    assert [(row["cites_number"], row["relation"], row["loaded"]) for row in found] == [
        ("皖政〔2017〕58号", "based_on", False)
    ]
    assert {row["doc_number"] for row in rows(graph, "cited-not-loaded", numbered=True)} == {
        "皖政〔2017〕58号",
        "达市府办发〔2017〕34号",
    }


def test_unassigned_tasks(graph: Store) -> None:
    fuyang = [row["number"] for row in rows(graph, "unassigned-tasks", place="阜阳市")]
    assert fuyang == ["(十三)", "(十四)", "(十五)", "(十六)", "(十七)", "(十八)"]
    assert rows(graph, "unassigned-tasks", place="吉林省") == rows(graph, "unassigned-tasks", place="达州市") == []
    assert len(rows(graph, "unassigned-tasks", place="盐城市", safeguards=False)) == 0


def test_diffused_responsibility(graph: Store) -> None:
    first = rows(graph, "diffused-responsibility")[0]
    assert (first["place"], first["bodies"], first["departments"][:3]) == (
        "江苏省盐城市",
        12,
        ["市民政局", "市司法局", "市残联"],
    )
    assert {row["place"] for row in rows(graph, "diffused-responsibility")} == {"江苏省盐城市"}


def test_sole_responsibility(graph: Store) -> None:
    assert len(rows(graph, "sole-responsibility", place="吉林省")) == 11
    assert rows(graph, "sole-responsibility", place="阜阳市") == []
    assert sum(row["department"] == "市人社局" for row in rows(graph, "sole-responsibility", place="四平市")) == 9


def test_collective_bodies(graph: Store) -> None:
    found = rows(graph, "collective-bodies", place="吉林省")
    assert sum(row["department"] == "各市(州)、县(市)人民政府" for row in found) == 15


def test_comparable_indicators(graph: Store) -> None:
    pair = rows(graph, "comparable-indicators", words="养老床位")[0]
    assert {
        (pair["place"], pair["value"], pair["year"]),
        (pair["other_place"], pair["other_value"], pair["other_year"]),
    } == {
        ("吉林省四平市", 36, 2020),
        ("安徽省阜阳市", 45, 2021),
    }


def test_annual_commitments(graph: Store) -> None:
    fuyang = {(row["value"], row["unit"]) for row in rows(graph, "annual-commitments", place="阜阳市")}
    assert fuyang == {(2800, "个"), (1300, "名"), (1300, "个"), (3550, "人"), (100000, "人次"), (50000, "人次")}


def test_task_deadlines(graph: Store) -> None:
    found = {row["number"]: row["deadline"] for row in rows(graph, "task-deadlines", document=FUYANG)}
    assert len(found) == 9 and "2020年" in found["(十二)"] and found["(四)"] == "持续推进"


def test_document_overview(graph: Store) -> None:
    found = {
        row["place"]: (row["tasks"], row["responsibilities"], row["citations"])
        for row in rows(graph, "document-overview")
    }
    assert (found["吉林省"], found["四川省达州市"], found["安徽省阜阳市"]) == ((45, 146, 4), (34, 180, 8), (15, 49, 1))
    assert rows(graph, "document-overview", place="达州市")[0]["issuer"] is None


def test_place_overview(graph: Store) -> None:
    found = {row["place"]: (row["tasks"], row["with_lead"], row["unassigned"]) for row in rows(graph, "place-overview")}
    assert (found["吉林省"], found["安徽省阜阳市"], found["四川省达州市"]) == ((45, 45, 0), (15, 9, 6), (34, 0, 0))


def test_role_basis(graph: Store) -> None:
    found = {(row["role"], row["basis"]): row["responsibilities"] for row in rows(graph, "role-basis", document=FUYANG)}
    assert found == {("lead", "explicit"): 9, ("support", "explicit"): 40}


def test_search_tasks(graph: Store) -> None:
    assert {row["place"] for row in rows(graph, "search-tasks", words="学前教育 幼儿园")} >= {"吉林省", "安徽省阜阳市"}
