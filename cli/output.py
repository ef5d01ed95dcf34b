"""The output options that every listing command shares, and the four formats behind them."""

from __future__ import annotations

import csv
import functools
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import click

from ..errors import UsageError
from ..queries.headings import VALUES, heading
from ..queries.packs import ID_COLUMNS
from .click_words import option
from .language import current
from .messages import t

Format = Literal["table", "json", "csv", "markdown"]
FORMATS: tuple[Format, ...] = ("table", "json", "csv", "markdown")
BY_ENDING: dict[str, Format] = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "table",
}
CELL_LIMIT = 200
"""Characters of a cell in a terminal table, unless `--wide`."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where the rows of a command go, and how."""

    format: Format
    path: Path | None
    wide: bool

    def rows(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        *,
        title: str | None = None,
        truncated: bool = False,
        first: Sequence[str] | None = None,
    ) -> None:
        """Write rows; `title` heads a table, and `first` are the columns a table shows without `--wide`.

        Raises UsageError where the file's folder is missing.
        """
        if self.format == "table" and first and not self.wide and tuple(first) != tuple(columns):
            places = [columns.index(name) for name in first]
            rows = [[row[place] for place in places] for row in rows]
            columns = list(first)
        if self.path is None:
            if self.format == "table":
                print_table(columns, rows, title=title, wide=self.wide)
            else:
                write_out(render(self.format, columns, rows, wide=self.wide))
        else:
            write_file(self.path, render(self.format, columns, rows, title=title, wide=self.wide))
            click.echo(t("wrote-rows", path=self.path, n=len(rows)), err=True)
        if truncated:
            click.echo(t("truncated", n=len(rows)), err=True)

    def text(self, text: str) -> None:
        """Write a text that is already in its format."""
        if self.path is None:
            write_out(text)
        else:
            write_file(self.path, text)
            click.echo(t("wrote", path=self.path), err=True)


def output_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--format`, `-o` and `--wide`; it gets them as one `output: Output`."""

    @option("--format", "format_name", type=click.Choice(FORMATS), help="format")
    @option("-o", "--output", "output_path", type=click.Path(dir_okay=False, path_type=Path), help="output")
    @option("--wide", is_flag=True, help="wide")
    @functools.wraps(function)
    def wrapped(*args: Any, format_name: Format | None, output_path: Path | None, wide: bool, **kwargs: Any) -> Any:
        if format_name is None:
            format_name = _by_ending(output_path) if output_path else "table"
        return function(*args, output=Output(format_name, output_path, wide), **kwargs)

    return wrapped


def _by_ending(path: Path) -> Format:
    """The format that a file's ending tells; raises UsageError for one of another program (.xlsx, .html …)."""
    found = BY_ENDING.get(path.suffix.lower(), None if path.suffix else "table")
    if found is None:
        raise UsageError(f"cannot tell the format of {path}: name one with --format ({', '.join(FORMATS)})")
    return found


def render(
    format_name: Format,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    title: str | None = None,
    wide: bool = False,
) -> str:
    """Rows as text in one of the formats."""
    if format_name == "json":
        return to_json(columns, rows)
    if format_name == "csv":
        return to_csv(columns, rows)
    if format_name == "markdown":
        return to_markdown(columns, rows)
    return table_text(columns, rows, title=title, wide=wide)


def to_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A list with one object a row, an object a line."""
    lines = [json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str) for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Columns by their English names; a list is its parts joined by `; `."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_data_text(value) for value in row])
    return text.getvalue()


def to_markdown(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table for a report, with headings in the language of the run."""
    lang = current()
    lines = ["| " + " | ".join(_markdown(heading(column, lang)) for column in columns) + " |"]
    lines.append("|" + " --- |" * len(columns))
    for row in rows:
        cells = [_markdown(cell_text(column, value)) for column, value in zip(columns, row, strict=True)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _markdown(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\r", "").replace("\n", "<br>")


def _data_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(_data_text(part) for part in value if part is not None)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    return number_text(value) if isinstance(value, float) else str(value)


def number_text(value: float) -> str:
    """36.0 as 36, 2.35 as 2.35, 34000.0 as 34000."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def cell_text(column: str, value: Any) -> str:
    """A value for people: coded words in Chinese where that is the language, lists joined, plain numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, list | tuple):
        joiner = " → " if column == "chain" else "、" if current() == "zh" else ", "
        return joiner.join(cell_text(column, part) for part in value if part is not None)
    if isinstance(value, str):
        return VALUES.get(column, {}).get(value, value) if current() == "zh" else value
    return _data_text(value)


def shown(columns: Sequence[str], rows: Sequence[Sequence[Any]], wide: bool) -> tuple[list[str], list[list[str]]]:
    """The columns and cells of a terminal table: without ids, positions and columns that are empty all the way down."""
    keep = [
        place
        for place, column in enumerate(columns)
        if wide or (not column.endswith(ID_COLUMNS) and any(row[place] not in (None, "", []) for row in rows))
    ] or list(range(len(columns)))
    cells = [[_shortened(cell_text(columns[place], row[place]), wide) for place in keep] for row in rows]
    return [columns[place] for place in keep], cells


def _shortened(text: str, wide: bool) -> str:
    text = " ".join(text.split())
    return text if wide or len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str | None = None, wide: bool = False
) -> None:
    """A table on standard output, coloured only on a terminal."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    write_out(table_text(columns, rows, title=title, wide=wide, colour=colour, width=terminal_width()))


def terminal_width() -> int:
    """Columns of the terminal (COLUMNS where that is set); 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def table_text(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    title: str | None = None,
    wide: bool = False,
    colour: bool = False,
    width: int = 120,
) -> str:
    """A table at most `width` wide (a Chinese character takes two); cards, one a row, where the columns do not fit."""
    if not rows:
        return (f"{title}\n" if title else "") + t("none") + "\n"
    from .tables import cards, grid

    names, cells = shown(columns, rows, wide)
    headings = [heading(name, current()) for name in names]
    numeric = [_numeric(rows, columns.index(name)) for name in names]
    text = grid(headings, cells, numeric, title=title, width=width, colour=colour)
    return text if text is not None else cards(headings, cells, title=title, width=width, colour=colour)


def _numeric(rows: Sequence[Sequence[Any]], place: int) -> bool:
    values = [row[place] for row in rows if row[place] is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def write_out(text: str) -> None:
    """Write to standard output and flush, so that a closed pipe is noticed here."""
    sys.stdout.write(text)
    sys.stdout.flush()


def write_file(path: Path, text: str | bytes) -> None:
    """Write a file whole or not at all, in UTF-8. Raises UsageError where its folder is missing."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise UsageError(f"{path}: the folder {folder} does not exist; make it first")
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name a file")
    data = text.encode("utf-8") if isinstance(text, str) else text
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
