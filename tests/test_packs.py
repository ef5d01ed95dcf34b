"""The query packs: their heads, their words against the schema, and what they answer on a small graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asked import make_graph

from policygraph.errors import NotFoundError, PolicyGraphError, UsageError
from policygraph.graph import schema
from policygraph.graph.store import Store
from policygraph.queries.headings import HEADINGS
from policygraph.queries.packs import Pack, find_pack, load_packs, parse_pack
from policygraph.queries.runner import assignments, bind, guess, run_pack

PACKS = list(load_packs().values())
BY_NAME = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = make_graph(tmp_path_factory.mktemp("packs") / "graph.kgl")
    yield store
    store.close()


def rows(graph: Store, name: str, **params: Any) -> list[dict[str, Any]]:
    return run_pack(graph, name, params).dicts()


def test_there_are_at_least_24_packs() -> None:
    assert len(PACKS) >= 24


@BY_NAME
def test_head_is_whole(pack: Pack, root: Path) -> None:
    assert (root / "queries" / "packs" / f"{pack.name}.cypher").read_text(encoding="utf-8") == pack.text
    assert set(pack.columns) <= HEADINGS.keys()
    assert set(pack.table) <= set(pack.columns)
    assert set(pack.drawn) <= set(pack.columns)
    used = set(re.findall(r"\$(\w+)", pack.text.split("// draws", 1)[1]))
    assert used == {parameter.name for parameter in pack.parameters}
    for parameter in pack.parameters:
        assert parameter.zh and parameter.en and parameter.example is not None


@BY_NAME
def test_columns_are_those_of_the_head(pack: Pack, graph: Store) -> None:
    examples = {parameter.name: parameter.example for parameter in pack.parameters if parameter.required}
    assert run_pack(graph, pack, examples).columns == pack.columns
    everything = {parameter.name: parameter.example for parameter in pack.parameters}
    assert run_pack(graph, pack, everything).columns == pack.columns


@BY_NAME
def test_words_are_of_the_schema(pack: Pack) -> None:
    """Labels and relationship types are declared, and so is every property for the label or type of its variable."""
    body = "\n".join(line for line in pack.text.splitlines() if not line.startswith("//"))
    properties: dict[str, set[str]] = {}
    of_label = {node.label: {"id", *(p.name for p in node.properties)} for node in schema.NODES}
    of_type: dict[str, set[str]] = {}
    for edge in schema.EDGES:
        of_type.setdefault(edge.type, set()).update(p.name for p in edge.all_properties)
    for variable, label in re.findall(r"\((\w*):(\w+)", body):
        assert label in of_label, label
        properties.setdefault(variable, set()).update(of_label[label])
    for variable, types in re.findall(r"\[(\w*):([\w|]+)", body):
        for kind in types.split("|"):
            assert kind in of_type, kind
            properties.setdefault(variable, set()).update(of_type[kind])
    for variable, name in re.findall(r"\b(\w+)\.(\w+)\b", re.sub(r"'[^']*'|\d+\.\d+", "", body)):
        if variable in properties:
            assert name in properties[variable], f"{variable}.{name}"


def test_lead_load_counts_each_role(graph: Store) -> None:
    first = rows(graph, "lead-load")[0]
    assert (first["department"], first["place"], first["leads"], first["tasks"]) == ("市人社局", "安徽省阜阳市", 1, 1)
    assert first["quote"] == "责任单位:市人社局"
    assert [row["department"] for row in rows(graph, "lead-load", place="四平市")] == ["市人社局", "市教育局"]
    assert [row["department"] for row in rows(graph, "lead-load", domain="教育")] == ["市教育局"]
    assert rows(graph, "lead-load", year="2018") == []


def test_portfolio_of_a_line_in_one_place(graph: Store) -> None:
    found = rows(graph, "department-portfolio", department="教育", place="阜阳市")
    assert [(row["task"], row["role"], row["domain"]) for row in found] == [("办好公办幼儿园", "responsible", "教育")]


def test_citation_chain_goes_through_a_loaded_document(graph: Store) -> None:
    found = rows(graph, "citation-chain", document="四政办发[2017]115号")
    assert [(row["step"], row["cites_number"], row["loaded"]) for row in found] == [
        (1, "阜政发〔2017〕50号", True),
        (2, "皖政〔2017〕58号", False),
    ]
    assert rows(graph, "cited-not-loaded")[0]["doc_number"] == "皖政〔2017〕58号"
    assert [row["step"] for row in rows(graph, "cited-by", document="皖政〔2017〕58号")] == [1, 2]


def test_gaps_and_coverage(graph: Store) -> None:
    coverage = {(row["place"], row["domain"]): (row["tasks"], row["share"]) for row in rows(graph, "domain-coverage")}
    assert coverage["安徽省阜阳市", "就业创业"] == (1, 50.0)
    gaps = rows(graph, "domain-gaps", place_a="阜阳市", place_b="达州市")
    assert {(row["domain"], row["tasks_a"], row["tasks_b"], row["missing_in"]) for row in gaps} == {
        ("就业创业", 1, 0, "达州市"),
        ("教育", 1, 0, "达州市"),
    }


def test_nobody_owns_and_nobody_leads(graph: Store) -> None:
    assert [row["task"] for row in rows(graph, "unassigned-tasks")] == ["办好公办幼儿园"]
    crowded = rows(graph, "diffused-responsibility")
    assert [(row["task"], row["bodies"], row["departments"]) for row in crowded] == [
        ("扩大就业渠道", 2, ["市人社局", "市教育局"])
    ]


def test_targets_side_by_side_and_over(graph: Store) -> None:
    pair = rows(graph, "comparable-indicators", words="就业")[0]
    assert {
        (pair["place"], pair["value"], pair["year"]),
        (pair["other_place"], pair["other_value"], pair["other_year"]),
    } == {
        ("安徽省阜阳市", 41000, 2021),
        ("吉林省四平市", 20000, 2020),
    }
    assert [row["year"] for row in rows(graph, "overdue", on="2021-06-30")] == [2020]
    assert [row["year"] for row in rows(graph, "targets-by-year", from_year=2021)] == [2021]


def test_changes_between_two_documents(graph: Store) -> None:
    found = rows(graph, "document-changes", document_a="阜政发〔2017〕50号", document_b="四政办发〔2017〕115号")
    assert {(row["task"], row["change"], tuple(row["bodies_after"])) for row in found} == {
        ("扩大就业渠道", "bodies", ("市人社局", "市教育局")),
        ("办好公办幼儿园", "bodies", ()),
    }


def test_unknown_names_suggest_near_ones() -> None:
    with pytest.raises(NotFoundError, match="did you mean lead-load"):
        find_pack("leadload")
    with pytest.raises(NotFoundError, match="did you mean place"):
        bind(find_pack("lead-load"), {"plce": "x"})


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"limit": "many"}, "limit takes a whole number, not 'many'"),
        ({"prose": "perhaps"}, "prose takes true or false"),
        ({"limit": str(2**64)}, "limit takes a whole number"),
    ],
)
def test_mistyped_parameters_say_what_would_do(params: dict[str, str], why: str) -> None:
    with pytest.raises(UsageError, match=re.escape(why)):
        bind(find_pack("lead-load"), params)


def test_required_parameters_are_asked_for() -> None:
    with pytest.raises(UsageError, match="needs a value for department"):
        bind(find_pack("department-portfolio"), {})


def test_parameters_are_values_and_never_text(graph: Store) -> None:
    assert rows(graph, "search-tasks", words="' OR 1=1 //") == []
    assert guess("2020") == 2020 and guess('"2020"') == "2020" and guess("007") == "007" and guess("true") is True
    with pytest.raises(UsageError, match="key=value"):
        assignments(("place",))


def test_a_broken_head_is_refused() -> None:
    with pytest.raises(PolicyGraphError, match="lacks columns"):
        parse_pack("// name: x\nRETURN 1", "x.cypher")
