"""Exports: the files of each format, read back by the tools they are for."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pytest
from factory import Writer, citation, document, task

from policygraph.errors import PolicyGraphError, UsageError
from policygraph.graph.builder import build_tables
from policygraph.graph.export_admin import import_arguments
from policygraph.graph.exports import FORMATS, export
from policygraph.graph.nx import to_networkx
from policygraph.graph.store import open_store
from policygraph.graph.tables import EDGE_KEYS, LABELS, GraphTables

OWN = "阜政发〔2017〕50号"


@pytest.fixture(scope="module")
def tables() -> GraphTables:
    """A document with awkward text, and parallel citations."""
    writer = Writer()
    made = task(writer, ("二", "1"), '提高"两类"补贴 <标准> & 覆盖,\t人\x0b数', text="第一行\n第二行,'引号'\"和\"逗号;\r\n末行")
    cited = [citation(writer, "甲办法", "皖政〔2017〕58号"), citation(writer, "甲办法", "皖政〔2017〕58号", relation="mentions")]
    other = document("", "阜政发〔2018〕1号", source="b.txt", tasks=(), citations=(), issuer=None)
    return build_tables([document(writer=writer, tasks=[made], citations=cited), other, document(number="阜政发〔2018〕2号")])


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(tables: GraphTables, tmp_path: Path, name: str) -> None:
    one, again, other = tmp_path / f"a.{name}", tmp_path / f"b.{name}", tmp_path / f"c.{name}"
    store = open_store(tmp_path / "p.kgl", create=True)
    store.load(tables)
    written = [export(tables, one, name), export(tables, again, name), export(store.tables(), other, name)]

    contents = [[path.read_bytes() for path in paths] for paths in written]
    assert contents[0] == contents[1] == contents[2]
    assert all(contents[0])
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_graphml_and_gexf(tables: GraphTables, tmp_path: Path, name: str, read: object) -> None:
    [path] = export(tables, tmp_path / f"g.{name}")
    found = read(path)  # type: ignore[operator]
    wanted = to_networkx(tables)

    assert isinstance(found, nx.MultiDiGraph)
    assert set(found.nodes) == set(wanted.nodes)
    assert sorted(found.edges()) == sorted(wanted.edges())
    shown = found.nodes[f"Task:{OWN}#二/1"]
    assert shown["title"] == '提高"两类"补贴 <标准> & 覆盖,\t人\ufffd数'
    assert shown["text"] == "第一行\n第二行,'引号'\"和\"逗号;\r\n末行"
    assert found.nodes[f"Document:{OWN}"]["loaded"] is True
    assert found.nodes["Department:341200/财政"]["aliases"] == "市财政局"
    indicator = found.nodes["Indicator:阜政发〔2018〕2号#二/(一)@城镇新增就业人数@2021"]
    assert (indicator["value"], indicator["year"]) == (41000.0, 2021)
    relations = {data["relation"] for *_, data in found.edges(data=True) if data.get("cited_title") == "甲办法"}
    assert relations == {"based_on", "mentions"}


def test_csv_has_a_file_a_table_that_spreadsheets_can_read(tables: GraphTables, tmp_path: Path) -> None:
    written = export(tables, tmp_path / "csv", "csv")

    assert {path.stem for path in written} == {*LABELS, *("-".join(key) for key in EDGE_KEYS)}
    for path in written:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "csv" / "Task.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["title"] for row in rows] == [row["title"] for row in tables.node("Task").to_pylist()]
    assert rows[0]["text"] == "第一行\n第二行,'引号'\"和\"逗号;\r\n末行"
    with (tmp_path / "csv" / "Department.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {json.loads(row["aliases"])[0] for row in csv.DictReader(stream)} >= {"市财政局"}


def test_parquet_gives_the_tables_back(tables: GraphTables, tmp_path: Path) -> None:
    export(tables, tmp_path / "parquet", "parquet")

    for label in LABELS:
        assert pq.read_table(tmp_path / "parquet" / f"{label}.parquet").equals(tables.node(label))
    for key in EDGE_KEYS:
        assert pq.read_table(tmp_path / "parquet" / f"{'-'.join(key)}.parquet").equals(tables.edge(key))


def test_jsonld_names_nodes_links_and_statements(tables: GraphTables, tmp_path: Path) -> None:
    [path] = export(tables, tmp_path / "g.jsonld")
    found = json.loads(path.read_text(encoding="utf-8"))

    assert found["@context"]["@vocab"] == "urn:policygraph:schema:"
    assert found["@context"]["issued_on"] == {"@type": "xsd:date"}
    by_id = {node["@id"]: node for node in found["@graph"] if "@id" in node}
    assert len(by_id) == tables.node_count
    assert f"urn:policygraph:Task:{OWN}%23二/1" in by_id
    linked = {target for node in by_id.values() for key in EDGE_KEYS for target in node.get(key[0], ())}
    assert linked <= set(by_id)
    named = [node for node in by_id.values() if node.get("doc_number") == OWN]
    assert [node["CITES"] for node in named] == [["urn:policygraph:Document:皖政〔2017〕58号"]]
    statements = [item for item in found["@graph"] if item["@type"] == "rdf:Statement"]
    assert sum(item.get("relation") == "mentions" for item in statements) == 1


def test_files_for_neo4j_admin_have_typed_headers_and_a_command(tables: GraphTables, tmp_path: Path) -> None:
    written = export(tables, tmp_path / "admin", "neo4j-admin")
    headers = {path.stem: path.read_text(encoding="utf-8").split("\n", 1)[0] for path in written}

    assert headers["Domain"] == "id:ID(Domain),name:string"
    assert headers["IN_DOMAIN-Task-Domain"] == ":START_ID(Task),:END_ID(Domain),rank:long,score:double"
    assert "issued_on:date" in headers["Document"]
    assert "loaded:boolean" in headers["Document"]
    assert "aliases:string[]" in headers["Department"]
    text = (tmp_path / "admin" / "README.txt").read_text(encoding="utf-8")
    for argument in import_arguments():
        assert argument in text
        if "=" in argument and argument.endswith(".csv"):
            assert (tmp_path / "admin" / argument.rpartition("=")[2]).is_file()


def test_the_format_is_told_by_the_ending_or_asked_for(tables: GraphTables, tmp_path: Path) -> None:
    assert export(tables, tmp_path / "x.GEXF") == [tmp_path / "x.GEXF"]
    assert export(tables, tmp_path, "graphml") == [tmp_path / "policies.graphml"]
    with pytest.raises(UsageError, match="--format"):
        export(tables, tmp_path / "folder")
    with pytest.raises(UsageError, match="graphml, gexf, csv"):
        export(tables, tmp_path / "x", "xlsx")
    (tmp_path / "file").write_text("")
    with pytest.raises(PolicyGraphError, match="cannot be written"):
        export(tables, tmp_path / "file", "csv")
