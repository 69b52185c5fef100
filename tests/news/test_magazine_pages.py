"""The magazine as a reader meets it: list, issue, article, authors, feed, metadata."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from news.models import MagazineArticlePage, MagazineIssuePage
from tests.factories.files import make_document, make_image, pdf_bytes
from tests.factories.magazine import (
    AuthorFactory,
    MagazineIssuePageFactory,
    MagazineSectionFactory,
    approve,
    build_magazine,
    write,
)
from tests.factories.pages import OrganisationFactory

pytestmark = pytest.mark.django_db

TEXT = [("paragraph", "<p>Đoạn mở đầu [1] rồi đến đoạn sau [2], nhắc lại [1] và [9].</p>")]


@pytest.fixture
def magazine():
    return build_magazine()


def soup(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content.decode(), "html.parser")


def data_of(page):
    return json.loads(page.select_one('script[type="application/ld+json"]').string)


def titles(page, selector):
    return [link.get_text(strip=True) for link in page.select(selector)]


def restrict(page):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name=f"Nội bộ {page.pk}"))


def test_the_current_issue_stands_first_and_all_by_year(client, magazine):
    old = MagazineIssuePageFactory(parent=magazine, number=4, year=2025)
    new = MagazineIssuePageFactory(parent=magazine, number=2, year=2026)
    MagazineIssuePageFactory(parent=magazine, number=1, year=2026)
    for number in range(5):
        write(new, title=f"Bài {number}", position=number)
    page = soup(client, "/tap-chi/")
    assert titles(page, ".issue h3 a") == ["Số 2/2026"]
    assert titles(page, ".issue .rows a") == ["Bài 0", "Bài 1", "Bài 2"]
    assert titles(page, ".year h3") == ["Năm 2026", "Năm 2025"]
    assert titles(page, ".year h4 a") == ["Số 2/2026", "Số 1/2026", "Số 4/2025"]
    assert MagazineIssuePage.objects.current() == new
    assert old.day == date(2025, 4, 5)


def test_an_empty_magazine_says_what_to_do(client, magazine):
    assert soup(client, "/tap-chi/").select_one(".note a")["href"] == "/tin-tuc/"


def test_contents_go_by_section_and_place_and_lead_from_article_to_article(client, magazine):
    issue = MagazineIssuePageFactory(parent=magazine)
    reform = MagazineSectionFactory(name="Cải cách hành chính", sort_order=1)
    culture = MagazineSectionFactory(name="Văn hóa", sort_order=2)
    last = write(issue, title="Then và đàn tính", section=culture)
    second = write(issue, title="Một cửa ở xã", section=reform, position=2)
    first = write(issue, title="Thư tòa soạn", section=reform, position=1)
    page = soup(client, issue.url)
    assert [heading.get_text() for heading in page.select(".contents h2")] == [
        "Cải cách hành chính",
        "Văn hóa",
    ]
    assert titles(page, ".contents h3 a") == [first.title, second.title, last.title]
    neighbours = soup(client, second.url).select(".neighbours a")
    assert [link["href"] for link in neighbours] == [first.url, last.url]
    assert [link["rel"] for link in neighbours] == [["prev"], ["next"]]
    assert [link["href"] for link in soup(client, first.url).select(".neighbours a")] == [second.url]


def test_an_article_without_a_section_comes_last(magazine):
    issue = MagazineIssuePageFactory(parent=magazine)
    loose = write(issue)
    MagazineArticlePage.objects.filter(pk=loose.pk).update(section=None)
    write(issue, title="Có chuyên mục")
    contents = MagazineIssuePage.objects.get(pk=issue.pk).contents
    assert [part.name != "" for part in contents] == [True, False]
    assert contents[-1].articles == [loose]


def test_articles_of_one_place_stand_as_in_the_tree(magazine):
    issue = MagazineIssuePageFactory(parent=magazine)
    section = MagazineSectionFactory()
    one, two, three = (write(issue, section=section) for _ in range(3))
    three.move(one, pos="left")
    fresh = MagazineIssuePage.objects.get(pk=issue.pk)
    assert [article.pk for article in fresh.articles()] == [three.pk, one.pk, two.pk]


def test_issues_lead_to_those_before_and_after(client, magazine):
    one, two, three = (MagazineIssuePageFactory(parent=magazine, number=number) for number in (1, 2, 3))
    MagazineIssuePageFactory(parent=magazine, number=4, live=False)
    assert [link["href"] for link in soup(client, two.url).select(".neighbours a")] == [one.url, three.url]
    assert [link["href"] for link in soup(client, three.url).select(".neighbours a")] == [two.url]


def test_an_issue_shows_its_imprint_cover_and_pdf(client, magazine, media_folder):
    issue = MagazineIssuePageFactory(
        parent=magazine,
        licence="Giấy phép mẫu số 01/GP-XBBT",
        issn="1234-5679",
        editorial_line="Thông tin văn hóa cơ sở.",
        cover=make_image(size=(700, 990)),
        pdf=make_document(title="Số báo", name="so-1.pdf", content=pdf_bytes()),
    )
    issue.board.create(post="Chịu trách nhiệm xuất bản", holder="Giám đốc Sở")
    issue.save()
    page = soup(client, issue.url)
    text = page.get_text()
    for words in (
        "Giấy phép mẫu số 01/GP-XBBT",
        "1234-5679",
        "Thông tin văn hóa cơ sở.",
        "Giám đốc Sở",
        "PDF",
    ):
        assert words in text
    assert page.select_one(".cover img")["alt"] == f"Bìa {issue.title}"
    assert page.select_one(".download")["href"] == issue.pdf.url


def test_footnotes_are_linked_both_ways(client, magazine):
    article = write(
        MagazineIssuePageFactory(parent=magazine),
        body=TEXT,
        notes=("<p>Theo sách.</p>", "<p>Theo báo.</p>", "<p>Chung.</p>"),
    )
    page = soup(client, article.url)
    assert [mark["href"] for mark in page.select("sup.mark a")] == [
        "#chu-thich-1",
        "#chu-thich-2",
        "#chu-thich-1",
    ]
    notes = page.select(".footnotes li")
    assert [note["id"] for note in notes] == ["chu-thich-1", "chu-thich-2", "chu-thich-3"]
    back = [[link["href"] for link in note.select(".back-to-text a")] for note in notes]
    assert back == [["#dan-1", "#dan-1-2"], ["#dan-2"], []]
    for link in page.select("sup.mark a, .back-to-text a"):
        assert page.find(id=link["href"][1:]) is not None
    assert "[9]" in page.select_one("article").get_text()


def test_an_author_has_a_page_with_what_is_public(client, magazine):
    author = AuthorFactory(name="Nông Văn Mẫu", note="Viết về then.", organisation=OrganisationFactory())
    issue = MagazineIssuePageFactory(parent=magazine)
    write(issue, author, title="Bài đã ra")
    write(issue, author, title="Bài còn nháp", live=False)
    hidden = write(issue, author, title="Bài nội bộ")
    restrict(hidden)
    address = f"/tap-chi/tac-gia/{author.slug}/"
    page = soup(client, address)
    assert page.h1.get_text() == "Nông Văn Mẫu"
    assert titles(page, ".rows a") == ["Bài đã ra"]
    assert (
        f'href="{address}"'
        in client.get(MagazineArticlePage.objects.get(title="Bài đã ra").url).content.decode()
    )
    assert address in client.get("/sitemap.xml").content.decode()


def test_an_author_without_a_public_article_has_no_page(client, magazine):
    author = AuthorFactory()
    write(MagazineIssuePageFactory(parent=magazine), author, live=False)
    assert client.get(f"/tap-chi/tac-gia/{author.slug}/").status_code == 404
    assert client.get("/tap-chi/tac-gia/khong-co/").status_code == 404
    assert author.slug not in client.get("/sitemap.xml").content.decode()


def test_authors_stand_in_the_order_of_the_article(client, magazine):
    one, two = AuthorFactory(name="Tác giả Một"), AuthorFactory(name="Tác giả Hai")
    article = write(MagazineIssuePageFactory(parent=magazine), two)
    article.article_authors.create(author=one, sort_order=5)
    article.save()
    assert MagazineArticlePage.objects.get(pk=article.pk).byline == "Tác giả Hai, Tác giả Một"


def test_metadata_names_issue_magazine_and_authors(client, magazine):
    issue = MagazineIssuePageFactory(parent=magazine, number=3, year=2026, issn="1234-5679")
    office = OrganisationFactory(name="Trung tâm Văn hóa")
    article = write(issue, AuthorFactory(name="Bút Rừng"), title="Then", body=TEXT)
    article.article_authors.create(author=AuthorFactory(name=office.name, organisation=office))
    article.save()
    data = data_of(soup(client, issue.url))
    assert data["@type"] == "PublicationIssue"
    assert data["issueNumber"] == 3
    assert data["datePublished"] == "2026-03-05"
    assert data["isPartOf"]["@type"] == "Periodical"
    assert data["isPartOf"]["issn"] == "1234-5679"
    assert [part["headline"] for part in data["hasPart"]] == ["Then"]
    page = soup(client, article.url)
    data = data_of(page)
    assert data["@type"] == "Article"
    assert [(author["@type"], author["name"]) for author in data["author"]] == [
        ("Person", "Bút Rừng"),
        ("Organization", office.name),
    ]
    assert data["isPartOf"]["issueNumber"] == 3
    core = {meta["name"]: meta["content"] for meta in page.select('meta[name^="DC."]')}
    assert core["DC.creator"] == f"Bút Rừng, {office.name}"
    assert core["DC.relation"] == "Số 3/2026"
    assert all(core.values())


def test_search_knows_text_notes_authors_section_and_issue(magazine):
    article = write(
        MagazineIssuePageFactory(parent=magazine, number=3, year=2026),
        AuthorFactory(name="Bút Rừng", slug="but-rung"),
        body=TEXT,
        notes=("<p>Theo <b>Đại Việt sử ký</b>.</p>",),
        section=MagazineSectionFactory(name="Văn hóa", slug="van-hoa"),
    )
    assert "Đoạn mở đầu" in article.search_body()
    assert "Đại Việt sử ký" in article.search_body()
    assert {"Bút Rừng", "Văn hóa"} <= set(article.search_keywords())
    assert article.search_facets() == {"issue": ["3-2026"], "section": ["van-hoa"], "author": ["but-rung"]}
    assert article.search_type == "magazine"


def test_issues_stand_in_the_tree_of_the_site_and_articles_in_their_issue(client, magazine):
    issue = MagazineIssuePageFactory(parent=magazine)
    article = write(issue)
    tree = client.get("/so-do-trang/").content.decode()
    assert issue.url in tree
    assert article.url not in tree
    sitemap = client.get("/sitemap.xml").content.decode()
    assert issue.url in sitemap
    assert article.url in sitemap


def test_drafts_waiting_and_restricted_articles_are_nowhere(client, magazine):
    author = AuthorFactory()
    issue = MagazineIssuePageFactory(parent=magazine)
    shown = write(issue, author, title="Bài công khai")
    draft = write(issue, author, title="Bài bí mật nháp", live=False)
    hidden = write(issue, author, title="Bài bí mật nội bộ")
    restrict(hidden)
    coming = MagazineIssuePageFactory(parent=magazine, live=False, title="Số bí mật", slug="so-bi-mat")
    waiting = approve(write(coming, author, title="Bài bí mật chờ"))
    for address in (
        "/",
        "/tap-chi/",
        issue.url,
        shown.url,
        "/tap-chi/rss/",
        f"/tap-chi/tac-gia/{author.slug}/",
        "/sitemap.xml",
        "/so-do-trang/",
        "/tim-kiem/?q=bi+mat",
        "/api/search/?q=bi+mat",
        "/tim-kiem/goi-y/?q=bi+mat",
    ):
        text = client.get(address).content.decode()
        assert "Bài bí mật" not in text, address
        assert "Số bí mật" not in text, address
    for page in (draft, waiting, coming):
        assert client.get(page.url or "/x/").status_code == 404
    assert client.get(hidden.url).status_code in (302, 403)


def test_a_restricted_issue_hides_its_articles(client, magazine):
    author = AuthorFactory()
    issue = MagazineIssuePageFactory(parent=magazine)
    article = write(issue, author, title="Bài trong số nội bộ")
    restrict(issue)
    assert client.get(article.url).status_code in (302, 403)
    assert "Bài trong số nội bộ" not in client.get("/tap-chi/rss/").content.decode()
    assert client.get(f"/tap-chi/tac-gia/{author.slug}/").status_code == 404
    assert MagazineIssuePage.objects.current() is None


def test_sample_pages_say_so(client, magazine):
    author = AuthorFactory()
    issue = MagazineIssuePageFactory(parent=magazine, is_sample=True)
    article = write(issue, author, is_sample=True)
    for address in (issue.url, article.url):
        text = client.get(address).content.decode()
        assert "Dữ liệu mẫu" in text
        assert "noindex" in text
    page = client.get(f"/tap-chi/tac-gia/{author.slug}/").content.decode()
    assert "Dữ liệu mẫu" in page
    assert "noindex" in page
    assert author.slug not in client.get("/sitemap.xml").content.decode()


def test_missing_and_very_long_values_are_no_error(client, magazine):
    bare = MagazineIssuePageFactory(parent=magazine, number=1, issued_on=date(2026, 1, 1))
    MagazineIssuePage.objects.filter(pk=bare.pk).update(number=None, year=None, issued_on=None)
    article = write(bare, title="Dài " * 60 + "hết")
    MagazineArticlePage.objects.filter(pk=article.pk).update(section=None)
    author = AuthorFactory(name="Tên rất dài " * 12)
    long = write(bare, author, title="X" * 255, summary="Y" * 600, notes=("<p>" + "Z" * 3000 + "</p>",))
    author_address = f"/tap-chi/tac-gia/{author.slug}/"
    for address in (bare.url, article.url, long.url, "/tap-chi/", author_address, "/tap-chi/rss/"):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("query", ["page=9999999999", "page=abc", "page=-1", "page=%00"])
def test_a_wrong_query_is_no_error(client, magazine, query):
    author = AuthorFactory()
    write(MagazineIssuePageFactory(parent=magazine), author)
    for address in ("/tap-chi/", f"/tap-chi/tac-gia/{author.slug}/"):
        assert client.get(f"{address}?{query}").status_code == 200


def test_queries_stay_bounded_whatever_the_magazine_holds(client, magazine, django_assert_max_num_queries):
    author = AuthorFactory()
    for number in range(1, 61):
        issue = MagazineIssuePageFactory(parent=magazine, number=number)
    sections = [MagazineSectionFactory() for _ in range(4)]
    for number in range(200):
        article = write(
            issue, author, section=sections[number % 4], body=TEXT, notes=("<p>Một</p>", "<p>Hai</p>")
        )
    addresses = ("/tap-chi/", issue.url, article.url, "/tap-chi/rss/", f"/tap-chi/tac-gia/{author.slug}/")
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200, address
    with django_assert_max_num_queries(5):
        current = MagazineIssuePage.objects.current()
        assert len([(one.title, one.byline, one.url) for one in current.leading_articles()]) == 3


def test_a_public_page_writes_nothing(client, magazine):
    author = AuthorFactory()
    issue = MagazineIssuePageFactory(parent=magazine)
    article = write(issue, author, body=TEXT)
    with CaptureQueriesContext(connection) as queries:
        for address in (
            "/tap-chi/",
            issue.url,
            article.url,
            "/tap-chi/rss/",
            f"/tap-chi/tac-gia/{author.slug}/",
        ):
            client.get(address)
    assert [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}] == []
