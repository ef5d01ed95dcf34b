"""Headers and the command for `neo4j-admin database import`."""

from __future__ import annotations

from . import schema
from .tables import EDGE_KEYS, LABELS

_TYPES = {"string": "string", "int": "long", "float": "double", "bool": "boolean", "date": "date", "strings": "string[]"}


def admin_headers() -> dict[str, str]:
    """The typed header line of each file, by file name without ending."""
    headers = {}
    for node in schema.NODES:
        columns = [f"id:ID({node.label})", *(f"{p.name}:{_TYPES[p.type]}" for p in node.properties)]
        headers[node.label] = ",".join(columns)
    for edge in schema.EDGES:
        columns = [f":START_ID({edge.source})", f":END_ID({edge.target})"]
        columns += [f"{p.name}:{_TYPES[p.type]}" for p in edge.all_properties]
        headers["-".join((edge.type, edge.source, edge.target))] = ",".join(columns)
    return headers


def import_arguments() -> list[str]:
    """What follows `neo4j-admin database import full DATABASE`, with file names relative to the folder of the export."""
    nodes = [f"--nodes={label}=./{label}.csv" for label in LABELS]
    edges = [f"--relationships={key[0]}=./{'-'.join(key)}.csv" for key in EDGE_KEYS]
    return ["--overwrite-destination", "--multiline-fields=true", "--array-delimiter=U+001F", "--id-type=string", *nodes, *edges]


def readme() -> str:
    """What to do with the folder."""
    command = " \\\n    ".join(["neo4j-admin database import full neo4j", *import_arguments()])
    return f"""Files for `neo4j-admin database import` (Neo4j 5.26 and later), written by policygraph.

Stop the server, change into this folder and run the command. It replaces the database `neo4j` as a whole.

{command}

Then start the server and make the constraints and indexes, which an import leaves out, by building the documents into it once
more; that changes nothing else:

policygraph build SOURCES --to neo4j://localhost:7687

停止服务器,进入本目录执行上面的命令(会整体替换数据库 neo4j);启动服务器后再执行一次 policygraph build,以建立约束和索引。
"""
