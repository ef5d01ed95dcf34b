"""Dates as official documents write them: 2017年8月21日, 二〇一七年八月二十一日, 2017-08-24, 2017.8.24, 2017/08/24 15:57."""

from __future__ import annotations

import re
from datetime import date

from .markers import han_number

_HAN_YEAR = str.maketrans("〇零○OoＯ一二三四五六七八九", "000000123456789")
DATE = re.compile(
    r"(?P<y>\d{4})\s?[年.\-/]\s?(?P<m>\d{1,2})\s?[月.\-/]\s?(?P<d>\d{1,2})(?:\s?日|(?!\d))"
    r"|(?P<hy>[二一][〇零○OoＯ一二三四五六七八九]{3})\s?年\s?(?P<hm>[一二三四五六七八九十]{1,2}|\d{1,2})\s?月\s?(?P<hd>[一二三四五六七八九十]{1,3}|\d{1,2})\s?日"
)


def parse_date(text: str) -> str | None:
    """The first date in a text as YYYY-MM-DD; None where there is none or it names no real day."""
    found = DATE.search(text)
    return to_iso(found) if found else None


def to_iso(found: re.Match[str]) -> str | None:
    """A match of DATE as YYYY-MM-DD; None for a day that does not exist."""
    if found["y"]:
        parts = (int(found["y"]), int(found["m"]), int(found["d"]))
    else:
        parts = (int(found["hy"].translate(_HAN_YEAR)), han_number(found["hm"]), han_number(found["hd"]))
    try:
        return date(*parts).isoformat()
    except ValueError:
        return None
