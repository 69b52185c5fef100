"""The sample law, magazine, posters and performances keep their promises, and invent nothing."""

import csv
import gzip
import io
import re
from datetime import date
from itertools import pairwise

import pytest
from PIL import Image

from home.demo import campaign_texts as texts
from home.demo import markup
from home.demo.films import FILMS
from home.demo.films.catalogue import KINDS
from home.demo.loaders.media import wordings
from home.demo.pictures import PICTURES
from home.demo.pictures.covers import COVERS
from home.demo.pictures.posters import DESIGNS, pdf
from home.demo.texts import communes
from home.organisations import ORGANISATIONS
from media_assets.models import PerformancePage, PosterPage
from portal.files.checks import documents, media, webvtt

DOCUMENTS = texts.legal_documents()
ISSUES = texts.issues()
ARTICLES = [article for issue in ISSUES for article in issue.articles]
POSTERS = texts.posters()
PERFORMANCES = texts.performances()
OFFICES = {row[0] for row in ORGANISATIONS}
#: named in the plan of 2022; the others are in the official codification
OF_THE_PLAN = {"2439/KH-UBND", "98/KH-SVHTTDL"}


def by_slug(items):
    return [pytest.param(item, id=item.slug) for item in items]


def plain_words(text):
    return re.sub(r"[^\w/]+", " ", text.replace("hoá", "hóa")).lower().split()


# Law


def test_there_are_sixty_documents_each_once():
    assert len(DOCUMENTS) == len({document.number for document in DOCUMENTS}) == 60
    assert {subject for document in DOCUMENTS for subject in document.subjects} == set(texts.SUBJECTS)


def test_numbers_titles_and_dates_are_those_of_the_codification(shared_data):
    with gzip.open(shared_data / "legal-documents.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        real = {row[1]: row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for document in DOCUMENTS:
        if document.number in OF_THE_PLAN:
            continue
        kind, _number, title, issued, issuer, effective = real[document.number][:6]
        assert document.kind == kind
        assert plain_words(issuer) == plain_words(document.issuer)
        assert (document.issued, document.effective) == tuple(map(_day, (issued, effective)))
        missing = set(plain_words(document.title)) ^ set(plain_words(title))
        # A kind that the title repeats, and two slips of the pen.
        assert missing <= {"nghị", "định", "luật", "đinh", "bôt", "bổ"}, document.number


def _day(text):
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def test_amendments_are_those_that_the_title_names():
    for document in DOCUMENTS:
        if document.amends:
            amended = next(each for each in DOCUMENTS if each.number == document.amends)
            assert "ửa đổi" in document.title
            assert document.amends in document.title or f"{amended.kind} {amended.title}" in document.title


@pytest.mark.parametrize("draft", by_slug(texts.drafts()))
def test_drafts_say_that_they_are_fictitious(draft):
    assert "giả định" in draft.title
    assert "giả định" in draft.summary
    assert "không có giá trị pháp lý" in draft.body
    assert draft.organisation in OFFICES


# Magazine


def test_two_issues_of_six_articles():
    assert [len(issue.articles) for issue in ISSUES] == [6, 6]
    assert {article.section for article in ARTICLES} == set(texts.SECTIONS)
    assert {issue.cover for issue in ISSUES} == set(COVERS)
    assert len({article.slug for article in ARTICLES}) == len({article.title for article in ARTICLES}) == 12


@pytest.mark.parametrize("article", by_slug(ARTICLES))
def test_an_article_is_worth_reading_and_signed_by_nobody_real(article):
    assert 500 <= len(markup.plain(article.body).split()) <= 900
    assert 80 <= len(article.summary) <= 300
    assert article.picture in PICTURES
    for author in article.authors:
        assert author in OFFICES or author.endswith(texts.PEN_NAME)


@pytest.mark.parametrize("article", by_slug(ARTICLES))
def test_every_footnote_is_called_and_every_call_has_its_note(article):
    calls = {int(number) for number in re.findall(r"\[(\d)\](?!\()", article.body)}
    assert calls == set(range(1, len(article.notes) + 1))


@pytest.mark.parametrize("article", by_slug(ARTICLES))
def test_an_article_has_no_marks_that_nobody_reads(article):
    assert "*" not in markup.plain(article.body)


# Posters


def test_every_design_has_its_words():
    assert [poster.slug for poster in POSTERS] == list(DESIGNS)
    assert {poster.kind for poster in POSTERS} <= set(PosterPage.Kind.values)


@pytest.mark.parametrize("poster", by_slug(POSTERS))
def test_what_is_drawn_is_what_the_text_alternative_says(poster):
    design = DESIGNS[poster.slug]
    image, written = design.draw(poster.words, share=0.25)
    assert written == poster.words
    assert sorted(words for spoken in wordings(poster).values() for words in spoken) == sorted(written)
    assert set(poster.english) <= set(poster.words)
    assert abs(image.width / image.height - design.paper.width_mm / design.paper.height_mm) < 0.01
    assert poster.words[-1].startswith("Mẫu minh họa")
    assert 60 <= len(poster.picture_shows) <= 300
    assert poster.organisation in OFFICES
    assert {place["commune"] for place in poster.places} <= {commune.code for commune in communes()}


def test_a_design_is_drawn_at_its_print_size():
    design = DESIGNS["le-hoi-sach"]
    image, _written = design.draw(next(each.words for each in POSTERS if each.slug == "le-hoi-sach"))
    assert image.size == (2480, 3508)
    data = pdf(image, design.paper.dpi, "Hội vui, sân sạch")
    documents.inspect(io.BytesIO(data), "pdf")
    [width, height] = re.search(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)", data).groups()
    assert [round(float(points) / 72 * 25.4) for points in (width, height)] == [420, 594]


@pytest.mark.parametrize("poster", by_slug(POSTERS))
def test_no_word_leaves_the_design(poster, monkeypatch):
    """Every line lies within the margins of the picture."""
    design = DESIGNS[poster.slug]
    boxes = []

    def note(draw, position, text, *, font, anchor, **_kwargs):
        boxes.append(draw.textbbox(position, text, font=font, anchor=anchor))

    monkeypatch.setattr("PIL.ImageDraw.ImageDraw.text", note)
    image, _written = design.draw(poster.words, share=0.25)
    margin = image.width * 0.02
    assert boxes
    for left, top, right, bottom in boxes:
        assert left >= margin
        assert right <= image.width - margin
        assert top >= 0
        assert bottom <= image.height


@pytest.mark.parametrize("key", COVERS)
def test_a_cover_is_drawn_as_it_is_described(key):
    cover = COVERS[key]
    with Image.open(io.BytesIO(cover.png())) as image:
        assert image.size == (1200, 1697)
    assert cover.theme in cover.alt
    assert len(cover.alt) <= 250


# Performances


def test_every_kind_of_performance_is_there_once():
    assert [item.kind for item in PERFORMANCES] == ["tieu-pham", "ca", "mua", "kich-ngan"]
    assert set(KINDS) == {item.kind for item in PERFORMANCES} <= set(PerformancePage.Kind.values)
    assert {item.slug for item in PERFORMANCES} == set(FILMS)
    assert set(texts.programme().items) == set(FILMS)


@pytest.mark.parametrize("item", by_slug(PERFORMANCES))
def test_captions_keep_within_the_recording(item):
    webvtt.rebuild(texts.webvtt(item.captions).encode())
    times = [time for start, end, _words in item.captions for time in (start, end)]
    assert all(before < after for before, after in pairwise(times))
    assert times[-1] <= FILMS[item.slug].seconds
    for _start, _end, words in item.captions:
        if not words.startswith("("):
            assert words.strip("♪ ").split(": ")[-1] in item.transcript


def test_scripts_are_long_enough_to_be_played():
    lengths = {item.slug: len(markup.plain(item.body).split()) for item in PERFORMANCES}
    assert lengths["bo-ho-so-cua-ba"] >= 400
    assert min(lengths.values()) >= 130


def test_a_recording_is_what_a_player_expects():
    item = PERFORMANCES[-1]
    film = FILMS[item.slug]
    data = film.video(KINDS[item.kind], item.title)
    assert len(data) < 1_500_000
    assert data.index(b"moov") < data.index(b"mdat")  # plays before it is whole
    facts = media.inspect(io.BytesIO(data), "mp4")
    assert abs(facts.duration - film.seconds) < 0.5
    media.inspect(io.BytesIO(film.audio()), "m4a")
