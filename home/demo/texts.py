"""Reads the sample content that stands as text files in `content/`."""

import csv
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.text import normalise

CONTENT = Path(__file__).parent / "content"

#: topics of news in the order of the menu: address and name
TOPICS = {
    "thu-tuc-hanh-chinh": "Thủ tục hành chính",
    "dich-vu-cong": "Dịch vụ công trực tuyến",
    "cai-cach-the-che": "Cải cách thể chế",
    "chuyen-doi-so": "Chuyển đổi số",
    "tuyen-truyen-luu-dong": "Tuyên truyền lưu động",
    "van-hoa-le-hoi": "Văn hóa – lễ hội",
    "the-thao": "Thể thao",
    "du-lich": "Du lịch",
}

_FRONT = re.compile(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)", re.DOTALL)


@dataclass(frozen=True)
class NewsText:
    """A news item; `organisation` signs it, `days_ago` counts from the day of loading."""

    slug: str
    title: str
    kind: str
    topics: list[str]
    tags: list[str]
    summary: str
    organisation: str
    days_ago: int
    picture: str
    places: list[str]
    body: str


@dataclass(frozen=True)
class StandingText:
    """A standing page below the home page."""

    slug: str
    title: str
    summary: str
    organisation: str
    in_menu: bool
    body: str


@dataclass(frozen=True)
class CodedProcedure:
    """A real procedure of which only code, name and field are known."""

    code: str
    name: str
    field: str


@dataclass(frozen=True)
class Commune:
    """A commune or ward of today; `code` has five digits."""

    code: str
    name: str


def news() -> list[NewsText]:
    """Return the news items, by their place in the folder."""
    items = []
    for path in sorted((CONTENT / "news").glob("*.md")):
        front, body = read_text(path)
        front.setdefault("places", [])
        items.append(NewsText(**front, slug=slug_of(path), body=body))
    return items


def standing() -> list[StandingText]:
    """Return the standing pages in the order of the menu."""
    items = []
    for path in sorted((CONTENT / "pages").glob("*.md")):
        front, body = read_text(path)
        front.setdefault("in_menu", False)
        items.append(StandingText(**front, slug=slug_of(path), body=body))
    return items


def coded_procedures() -> list[CodedProcedure]:
    """Return the procedures of culture, sports and tourism that are known by code and name."""
    return [CodedProcedure(**row) for row in table("culture-procedures.tsv")]


def communes() -> list[Commune]:
    """Return the 56 communes and wards since 1 July 2025."""
    return [Commune(**row) for row in table("communes.tsv")]


def sample_procedures() -> list[dict[str, Any]]:
    """Return the fictitious procedures as dictionaries of the canonical schema."""
    paths = sorted((CONTENT / "procedures").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def form_texts() -> dict[str, dict[str, Any]]:
    """Return what the forms of the fictitious procedures say, by the name of the file to make."""
    paths = sorted((CONTENT / "forms").glob("*.toml"))
    return {f"{path.stem}.docx": tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}


def slug_of(path: Path) -> str:
    """Return the address: the name of the file without the number that orders it."""
    return path.stem.split("-", 1)[1]


def read_text(path: Path) -> tuple[dict[str, Any], str]:
    """Return what stands in front of a text, and the text."""
    parts = _FRONT.fullmatch(normalise(path.read_text(encoding="utf-8")))
    if parts is None:
        raise ValueError(f"{path.name} does not begin with +++ and TOML")
    return tomllib.loads(parts[1]), parts[2].strip()


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table by its columns."""
    with (CONTENT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
