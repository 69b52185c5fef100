"""Reads the sample law, magazine, posters, performances and organisations that stand as text in `content/`."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .texts import CONTENT, read_text, slug_of, table

#: subjects of law by the word for them in `legal-documents.tsv`
SUBJECTS = {
    "thu-tuc": "Kiểm soát thủ tục hành chính",
    "dich-vu-cong": "Dịch vụ công trực tuyến",
    "du-lieu": "Dữ liệu và an toàn thông tin",
    "thong-tin": "Thông tin và dân chủ ở cơ sở",
    "phan-anh": "Phản ánh, khiếu nại, tố cáo",
    "pho-bien": "Phổ biến, giáo dục pháp luật",
    "can-bo": "Cán bộ, công chức, viên chức",
    "van-hoa": "Văn hóa, nghệ thuật, quảng cáo",
    "thu-vien": "Thư viện và sách",
    "the-thao": "Thể dục, thể thao",
    "du-lich": "Du lịch",
}

#: sections of the magazine in their order
SECTIONS = ("Cải cách hành chính", "Văn hóa dân gian", "Du lịch", "Di sản", "Thư viện và sách")

#: how pen names of the sample magazine end
PEN_NAME = "(bút danh mẫu)"


@dataclass(frozen=True)
class LegalText:
    """A real document, of which only what its title page says is told."""

    number: str
    kind: str
    title: str
    issued: date
    issuer: str
    effective: date | None
    subjects: list[str]
    amends: str


@dataclass(frozen=True)
class DraftText:
    """A fictitious draft; its days count from the day of loading."""

    slug: str
    title: str
    organisation: str
    summary: str
    opened_days_ago: int
    deadline_in_days: int
    how_to_comment: str
    body: str


@dataclass(frozen=True)
class ArticleText:
    """An article; `authors` are identifiers of organisations, or pen names."""

    slug: str
    title: str
    section: str
    authors: list[str]
    summary: str
    picture: str
    notes: list[str]
    body: str


@dataclass(frozen=True)
class IssueText:
    """An issue of the magazine with its articles in reading order."""

    title: str
    slug: str
    number: int
    days_ago: int
    summary: str
    theme: str
    cover: str
    articles: list[ArticleText]


@dataclass(frozen=True)
class PosterText:
    """A design; `words` are all that is written on it, in order, `english` those that aren't Vietnamese."""

    slug: str
    title: str
    kind: str
    organisation: str
    campaign: str
    summary: str
    material: str
    days_ago: int
    picture_shows: str
    words: list[str]
    occasion: str = ""
    english: list[str] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class PerformanceText:
    """A number of the troupe; `captions` are (begin, end, words) in seconds of its short recording."""

    slug: str
    title: str
    kind: str
    organisation: str
    summary: str
    message: str
    authors: str
    days_ago: int
    performers: list[str]
    captions: list[list[Any]]
    transcript: str
    body: str
    audio: bool = False
    no_speech: bool = False


@dataclass(frozen=True)
class ProgrammeText:
    """An evening: which performances, when and where."""

    title: str
    slug: str
    organisation: str
    summary: str
    occasion: str
    days_ago: int
    items: list[str]
    notes: list[str]
    stagings: list[dict[str, Any]]
    body: str


def legal_documents() -> list[LegalText]:
    """Return the documents, by the table."""
    return [
        LegalText(
            number=row["number"],
            kind=row["kind"],
            title=row["title"],
            issued=date.fromisoformat(row["issued"]),
            issuer=row["issuer"],
            effective=date.fromisoformat(row["effective"]) if row["effective"] else None,
            subjects=row["subjects"].split(),
            amends=row["amends"],
        )
        for row in table("legal-documents.tsv")
    ]


def drafts() -> list[DraftText]:
    """Return the fictitious drafts."""
    paths = sorted((CONTENT / "drafts").glob("*.md"))
    return [DraftText(**front, body=body) for front, body in map(read_text, paths)]


def issues() -> list[IssueText]:
    """Return the issues of the magazine from the oldest on."""
    found = []
    for folder in sorted((CONTENT / "magazine").iterdir()):
        articles = []
        for path in sorted(folder.glob("*.md")):
            front, body = read_text(path)
            articles.append(ArticleText(**front, slug=slug_of(path), body=body))
        imprint = tomllib.loads((folder / "so.toml").read_text(encoding="utf-8"))
        found.append(IssueText(**imprint, articles=articles))
    return found


def posters() -> list[PosterText]:
    """Return the designs, by their place in the folder."""
    paths = sorted((CONTENT / "posters").glob("*.toml"))
    return [
        PosterText(**tomllib.loads(path.read_text(encoding="utf-8")), slug=slug_of(path)) for path in paths
    ]


def performances() -> list[PerformanceText]:
    """Return the performances, by their place in the folder."""
    found = []
    for path in sorted((CONTENT / "performances").glob("[0-9]*.md")):
        front, body = read_text(path)
        found.append(PerformanceText(**front, slug=slug_of(path), body=body))
    return found


def programme() -> ProgrammeText:
    """Return the programme that the performances are played in."""
    front, body = read_text(CONTENT / "performances" / "chuong-trinh.md")
    return ProgrammeText(**front, body=body)


def organisations() -> dict[str, Any]:
    """Return `post` (list of organisation, title, duties), and `duties` and `summary` by organisation."""
    text = (CONTENT / "organisations" / "posts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def webvtt(captions: list[list[Any]]) -> str:
    """Return captions (begin, end, words) as a WebVTT file."""
    cues = (f"{_clock(start)} --> {_clock(end)}\n{words}\n" for start, end, words in captions)
    return "WEBVTT\n\n" + "\n".join(cues)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
