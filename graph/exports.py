"""The graph for other tools. The same graph gives the same bytes, whichever engine it comes from.

GraphML, GEXF and JSON-LD are one file; CSV, Parquet and the files for `neo4j-admin database import` are a folder of one file a table.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from ..errors import PolicyGraphError, UsageError
from .export_admin import admin_headers, readme
from .export_jsonld import write_jsonld
from .export_xml import write_gexf, write_graphml
from .tables import EDGE_KEYS, LABELS, GraphTables, canonical

FORMATS = ("graphml", "gexf", "csv", "parquet", "jsonld", "neo4j-admin")
FILES: dict[str, Callable[[GraphTables, TextIO], None]] = {
    "graphml": write_graphml, "gexf": write_gexf, "jsonld": write_jsonld,
}  # fmt: skip


def export(tables: GraphTables, path: Path, format_name: str | None = None) -> list[Path]:
    """Write the graph and return the files written. `format_name` is told by the ending of `path` where it is None.

    Raises UsageError (no such format, or none can be told), PolicyGraphError (the place cannot be written).
    """
    chosen = format_name or path.suffix.removeprefix(".").lower()
    if chosen not in FORMATS:
        raise UsageError(f"cannot tell the format of {path}: name one with --format ({', '.join(FORMATS)})")
    tables = canonical(tables)
    try:
        if chosen in FILES:
            target = path / f"policies.{chosen}" if path.is_dir() else path
            with _replacing(target) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as stream:
                FILES[chosen](tables, stream)
            return [target]
        path.mkdir(parents=True, exist_ok=True)
        return {"csv": _csv, "parquet": _parquet, "neo4j-admin": _admin}[chosen](tables, path)
    except OSError as error:
        raise PolicyGraphError(f"{path} cannot be written: {error.strerror or error}") from error


def table_files(tables: GraphTables) -> Iterator[tuple[str, pa.Table]]:
    """The name (without ending) and the table of each node and edge file: `Task`, `HAS_TASK-Document-Task`."""
    for label in LABELS:
        yield label, tables.node(label)
    for key in EDGE_KEYS:
        yield "-".join(key), tables.edge(key)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A temporary file that takes the place of `path` once it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _parquet(tables: GraphTables, folder: Path) -> list[Path]:
    written = []
    for name, table in table_files(tables):
        with _replacing(folder / f"{name}.parquet") as temporary:
            pq.write_table(table, temporary, compression="zstd")
        written.append(folder / f"{name}.parquet")
    return written


def _csv(tables: GraphTables, folder: Path) -> list[Path]:
    """UTF-8 with a byte order mark, so that spreadsheets read Chinese; lists as JSON; nothing for null, "" for an empty text."""
    return [
        _write_csv(folder / f"{name}.csv", _lists_as(_json_list, table), ",".join(table.schema.names), mark="\ufeff")
        for name, table in table_files(tables)
    ]


def _admin(tables: GraphTables, folder: Path) -> list[Path]:
    headers = admin_headers()
    written = [
        _write_csv(folder / f"{name}.csv", _lists_as(_unit_separated, table), headers[name], mark="")
        for name, table in table_files(tables)
    ]
    note = folder / "README.txt"
    with _replacing(note) as temporary:
        temporary.write_text(readme(), encoding="utf-8", newline="\n")
    return [*written, note]


def _write_csv(path: Path, table: pa.Table, header: str, *, mark: str) -> Path:
    options = pa_csv.WriteOptions(include_header=False, quoting_style="needed")
    with _replacing(path) as temporary, temporary.open("wb") as stream:
        stream.write(f"{mark}{header}\n".encode())
        pa_csv.write_csv(table, stream, options)
    return path


def _lists_as(write: Callable[[list[str]], str], table: pa.Table) -> pa.Table:
    for index, column in enumerate(table.schema):
        if pa.types.is_list(column.type):
            values = [None if value is None else write(value) for value in table[column.name].to_pylist()]
            table = table.set_column(index, column.name, pa.array(values, pa.string()))
    return table


def _json_list(values: list[str]) -> str:
    import json

    return json.dumps(values, ensure_ascii=False)


def _unit_separated(values: list[str]) -> str:
    return "\x1f".join(values)
