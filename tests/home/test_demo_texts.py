"""The sample content reads as real Vietnamese, keeps its promises, and invents nothing."""

import gzip
import io
import re
import unicodedata
from collections import Counter

import pytest
from docx import Document
from PIL import Image

from home.demo import campaign_texts, markup, texts
from home.demo.forms import MOTTO, NATION, WARNING, make_form
from home.demo.loaders.guide import COMMON
from home.demo.pictures import PICTURES
from home.organisations import ORGANISATIONS
from news.models import NewsPage
from portal.text import parse_code
from procedures.schema import FIELD_NAMES, Procedure

NEWS = texts.news()
STANDING = texts.standing()
PROCEDURES = [Procedure.from_dict(data) for data in texts.sample_procedures()]
OFFICES = {row[0] for row in ORGANISATIONS}
#: the only address outside that sample texts may send people to
NATIONAL_PORTAL = "https://dichvucong.gov.vn"


def every_file():
    return sorted(path for path in texts.CONTENT.rglob("*.*") if path.is_file())


def whole_text():
    return "\n".join(path.read_text(encoding="utf-8") for path in every_file())


def by_slug(items):
    return [pytest.param(item, id=item.slug) for item in items]


def test_there_are_thirty_news_items_of_every_kind_and_topic():
    assert len(NEWS) == 30
    assert {item.kind for item in NEWS} == set(NewsPage.Kind.values)
    topics = Counter(topic for item in NEWS for topic in item.topics)
    assert set(topics) == set(texts.TOPICS)
    assert min(topics.values()) >= 2


def test_titles_addresses_and_days_are_unique():
    for values in (
        [item.title for item in [*NEWS, *STANDING]],
        [item.slug for item in [*NEWS, *STANDING]],
        [item.days_ago for item in NEWS],
    ):
        assert len(set(values)) == len(values)


@pytest.mark.parametrize("item", by_slug(NEWS))
def test_a_news_item_has_the_length_and_the_facts_of_one(item):
    assert 200 <= len(markup.plain(item.body).split()) <= 600
    assert 80 <= len(item.summary) <= 300
    assert item.summary[-1] in ".?!"
    assert 15 <= len(item.title) <= 100
    assert item.organisation in OFFICES
    assert item.picture in PICTURES
    assert item.days_ago > 0
    assert 2 <= len(item.tags) <= 5
    assert set(item.places) <= {commune.code for commune in texts.communes()}


@pytest.mark.parametrize("item", by_slug(STANDING))
def test_a_standing_page_has_summary_and_office(item):
    assert 80 <= len(item.summary) <= 300
    assert item.organisation in OFFICES
    assert len(markup.plain(item.body).split()) >= 200


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in every_file()])
def test_files_are_written_in_composed_unicode(path):
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search("[\u00a0\u200b\ufeff\u00d0\u0189]", text)


def test_there_is_no_telephone_number_or_mail_address():
    text = re.sub(r"\d{2}/\d{2}/\d{4}", "", whole_text())
    assert not re.findall(r"[\w.+-]+@[\w-]+\.\w+", text)
    assert not re.findall(r"(?<![\d.])(?:\+84|0)\d(?:[ .]?\d){7,9}(?!\d)", text)


def test_no_person_is_named_under_a_title():
    capital = "A-ZĐÀ-ỸƠƯ"
    names = rf"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Đđ]ồng chí|[Gg]iám đốc)\s+[{capital}][a-zà-ỹđ]+\s+[{capital}]"
    assert not re.findall(names, whole_text())


def test_links_lead_to_pages_that_are_made():
    issues = campaign_texts.issues()
    articles = [article for issue in issues for article in issue.articles]
    performances = campaign_texts.performances()
    known = (
        {f"tin:{item.slug}" for item in NEWS}
        | {f"trang:{item.slug}" for item in STANDING}
        | {f"thu-tuc:{item.code}" for item in [*texts.coded_procedures(), *PROCEDURES]}
        | {f"van-ban:{item.number}" for item in campaign_texts.legal_documents()}
        | {f"tap-chi:{item.slug}" for item in articles}
        | {f"ap-phich:{item.slug}" for item in campaign_texts.posters()}
        | {f"tiet-muc:{item.slug}" for item in performances}
        | {"muc:/thu-tuc/", "muc:/tin-tuc/", "muc:/van-ban/", NATIONAL_PORTAL}
    )
    bodies = [*NEWS, *STANDING, *articles, *performances, *campaign_texts.drafts()]
    used = {target for item in bodies for target in markup.targets(item.body)}
    assert used <= known
    assert {target.split(":")[0] for target in used} >= {"van-ban", "tap-chi", "ap-phich", "tiet-muc"}
    assert {f"thu-tuc:{code}" for code in COMMON} <= known


def test_cited_law_is_real(shared_data):
    with gzip.open(shared_data / "legal-documents.tsv.gz", "rt", encoding="utf-8") as file:
        real = {line.split("\t")[1] for line in file}
    pattern = r"\b\d+/\d{4}/[A-ZĐ]+(?:-[A-ZĐ]+)?\d*\b"
    cited = {number for item in [*NEWS, *STANDING] for number in re.findall(pattern, item.body)}
    assert cited
    assert cited <= real


def test_every_picture_is_used():
    assert {item.picture for item in NEWS} == set(PICTURES)


def test_fictitious_procedures_say_so_and_stand_outside_the_register():
    assert [record.code for record in PROCEDURES] == ["9.900001", "9.900002", "9.900003"]
    for record in PROCEDURES:
        assert record.name.endswith("(thủ tục mẫu)")
        assert "Thủ tục mẫu" in record.description
        assert all("giả định" in basis.title and "giả định" in basis.issuer for basis in record.legal_bases)
        assert all(fee.free or "giả định" in fee.note for channel in record.channels for fee in channel.fees)


def test_fictitious_procedures_fill_every_field_of_the_record():
    # `…_text` holds what an import could not split, `source_url` where it came from.
    expected = {name for name in FIELD_NAMES if not name.endswith("_text")} - {"source_url"}
    filled = {name for record in PROCEDURES for name in FIELD_NAMES if getattr(record, name)}
    assert filled == expected
    for record in PROCEDURES:
        empty = {name for name in expected if not getattr(record, name)}
        assert empty == (set() if record.online_level == "partial" else {"partial_reason"})
        assert len({(c.time_limit.number, c.time_limit.unit) for c in record.channels}) > 1
        assert len(record.dossier) > 1


def test_their_forms_are_made_and_all_are_used():
    named = {
        form.file_name
        for record in PROCEDURES
        for group in record.dossier
        for item in group.items
        for form in item.forms
    }
    assert named == set(texts.form_texts())


def test_coded_procedures_are_clean_names():
    rows = texts.coded_procedures()
    assert len(rows) == 19
    assert len({row.code for row in rows}) == 19
    for row in rows:
        assert parse_code(row.code) == row.code != "2.000040"
        assert row.field
        assert not re.search(r"\b(?:VN|GCN|HDV|KD|CLB)\b|\d+ ngày|toàn trình|một phần|Mức độ", row.name)


def test_communes_are_those_of_today(shared_data):
    rows = texts.communes()
    kinds = Counter(row.name.split()[0] for row in rows)
    assert kinds == {"Xã": 53, "Phường": 3}
    assert all(re.fullmatch(r"\d{5}", row.code) for row in rows)
    source = (shared_data / "cao-bang" / "communes-since-2025-07.json").read_text(encoding="utf-8")
    assert all(f'"code": {int(row.code)}' in source for row in rows)


@pytest.mark.parametrize("key", PICTURES)
def test_an_illustration_is_drawn_the_same_each_time(key):
    picture = PICTURES[key]
    data = picture.png()
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (1600, 900)
    assert len(data) < 150_000
    assert data == picture.png()
    assert 40 <= len(picture.alt) <= 250
    assert picture.alt.endswith(".")


@pytest.mark.parametrize("name", texts.form_texts())
def test_a_form_is_laid_out_as_offices_do(name):
    text = texts.form_texts()[name]
    data = make_form(text)
    assert 10_000 < len(data) < 60_000
    document = Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:3] == [NATION, MOTTO, text["title"]]
    assert text["signer"] in document.tables[-1].rows[0].cells[1].text
    assert WARNING in document.sections[0].footer.paragraphs[0].text
    for field in (field for part in text["part"] for field in part.get("fields", ())):
        assert f"{field}: \t" in lines
