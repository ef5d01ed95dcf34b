"""Reading a table of reported values: indicator (or metric), place, date, value, source; unit and document where known."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ..errors import MissingSourceError, UnsupportedSourceError
from ..graph.reports import Refused, Reported

COLUMNS: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator", "metric", "指标"),
    "place": ("place", "地方"),
    "date": ("date", "日期"),
    "value": ("value", "数值", "值"),
    "source": ("source", "来源"),
    "unit": ("unit", "单位"),
    "document": ("document", "文件", "文号"),
}
NEEDED = ("indicator", "date", "value", "source")


def read_reports(path: Path) -> tuple[list[Reported], list[Refused]]:
    """The rows of a CSV file, and those that are no report, by line.

    UTF-8 (with or without a mark) or GB 18030. Raises MissingSourceError, UnsupportedSourceError (a needed column is missing).
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingSourceError(str(path), "no such file; check the path") from error
    except OSError as error:
        raise UnsupportedSourceError(str(path), f"cannot be opened ({error.strerror})") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    names = {str(name).strip().lower(): name for name in reader.fieldnames or ()}
    columns = {key: names[word] for key, words in COLUMNS.items() for word in words if word in names}
    missing = [key for key in NEEDED if key not in columns]
    if missing:
        raise UnsupportedSourceError(str(path), f"the first line lacks the columns {', '.join(missing)}")
    reports: list[Reported] = []
    refused: list[Refused] = []
    try:
        for row in reader:
            found = _report(reader.line_num, {key: (row.get(name) or "").strip() for key, name in columns.items()})
            if isinstance(found, Reported):
                reports.append(found)
            else:
                refused.append(found)
    except csv.Error as error:
        refused.append(Refused(reader.line_num, f"no CSV from here on ({error})"))
    return reports, refused


def _report(line: int, row: Mapping[str, str]) -> Reported | Refused:
    for key in NEEDED:
        if not row[key]:
            return Refused(line, f"no {key}")
    day = _date(row["date"])
    if day is None:
        return Refused(line, f"{row['date']!r} is no date; write 2020-12-31")
    value = _value(row["value"])
    if value is None:
        return Refused(line, f"{row['value']!r} is no number")
    return Reported(
        line, row["indicator"], row.get("place") or None, day, value, row.get("unit") or None, row["source"],
        row.get("document") or None,
    )  # fmt: skip


def _date(text: str) -> date | None:
    """2020-12-31, 2020/12/31, 2020.12.31 or 2020年12月31日."""
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _value(text: str) -> float | None:
    """A plain number; thousands may be parted by commas, a percent sign may follow."""
    plain = text.removesuffix("%").removesuffix("%").strip()
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
