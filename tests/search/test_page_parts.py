"""Files and answered questions are found with the page that they belong to, and leave with their publicity."""

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.rich_text import RichText

from feedback.choices import QuestionState
from feedback.models import Question
from news.models import NewsIndexPage, NewsPage
from portal.files.models import DocumentText, PortalDocument
from portal.search.models import IndexedText
from portal.search.parts import FILE, Part, joined, place_at, segments
from portal.search.service import search
from tests.factories.files import docx_bytes, make_document
from tests.factories.pages import NewsPageFactory, build_site
from tests.search.test_search import make_procedure

SECRET = "khuynhthach"


@pytest.fixture
def home(db):
    return build_site()


def link_to(document):
    return [("paragraph", RichText(f'<p>Xem <a linktype="document" id="{document.pk}">tệp</a>.</p>'))]


def with_file(document, title="Tin có tệp", **fields):
    """A published news item that offers the document in its text."""
    page = NewsPageFactory(parent=NewsIndexPage.objects.get(), title=title, **fields)
    page = NewsPage.objects.get(pk=page.pk)
    page.body = link_to(document)
    page.save()
    return page


def read(document, text=f"Nội dung riêng {SECRET} của tệp"):
    """Give the document the text that the task would read."""
    DocumentText.objects.update_or_create(
        pk=document.pk, defaults={"text": text, "fingerprint": document.sha256}
    )
    document.save()


def found(query=SECRET):
    return [(result.title, result.hit_in) for result in search(query).results]


def test_a_hit_in_a_file_says_so(home):
    document = make_document("Mẫu số 01")
    with_file(document)
    assert found() == []
    read(document)
    assert found() == [("Tin có tệp", "Trong tệp “Mẫu số 01”")]
    assert f"<mark>{SECRET}</mark>" in search(SECRET).results[0].snippet


def test_what_the_page_says_itself_goes_before_its_file(home):
    document = make_document("Mẫu số 01")
    with_file(document, title="Lễ hội Lồng Tồng", summary="Lễ hội mở vào tháng giêng.")
    read(document, "Lễ hội Lồng Tồng và nhiều chữ khác")
    assert found("lễ hội Lồng Tồng") == [("Lễ hội Lồng Tồng", "")]


def test_a_file_that_was_read_before_is_found_as_soon_as_a_page_uses_it(home):
    document = make_document()
    read(document)
    assert found() == []
    page = with_file(document)
    assert len(found()) == 1
    page.body = []
    page.save()
    assert found() == []


def test_a_draft_brings_no_file_into_the_index(home):
    document = make_document()
    read(document)
    page = with_file(make_document("Mẫu khác"))
    page.body = link_to(document)
    page.save_revision()
    assert found() == []


def test_a_collection_that_becomes_private_takes_its_texts_out_at_once(home):
    collection = Collection.get_first_root_node().add_child(name="Nội bộ")
    document = make_document(collection=collection)
    with_file(document)
    read(document)
    assert len(found()) == 1
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert found() == []
    assert SECRET not in "".join(IndexedText.objects.values_list("body", flat=True))
    restriction.delete()
    assert len(found()) == 1


def test_a_file_that_moves_to_a_private_collection_leaves_the_index(home):
    collection = Collection.get_first_root_node().add_child(name="Nội bộ")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = make_document()
    with_file(document)
    read(document)
    document.collection = collection
    document.save()
    assert found() == []


def test_a_collection_that_moves_below_a_private_one_leaves_the_index(
    home, django_capture_on_commit_callbacks
):
    root = Collection.get_first_root_node()
    inner, outer = root.add_child(name="Trong"), root.add_child(name="Ngoài")
    document = make_document(collection=inner)
    with_file(document)
    read(document)
    CollectionViewRestriction.objects.create(
        collection=outer, restriction_type=CollectionViewRestriction.LOGIN
    )
    with django_capture_on_commit_callbacks(execute=True):
        inner = Collection.objects.get(pk=inner.pk)
        inner.save()
        inner.move(Collection.objects.get(pk=outer.pk), "sorted-child")
    assert found() == []


@pytest.mark.parametrize("ending", ["replaced", "deleted"])
def test_a_file_that_is_replaced_or_deleted_leaves_the_index_at_once(home, ending):
    document = make_document()
    with_file(document)
    read(document)
    if ending == "deleted":
        document.delete()
    else:
        document = PortalDocument.objects.get(pk=document.pk)
        document.file = ContentFile(docx_bytes("bản mới"), name="moi.docx")
        document.save()
    assert found() == []


def ask(page, state=QuestionState.RECEIVED, **fields):
    text = f"Nộp {SECRET} ở đâu?"
    question = Question(
        procedure=page, text=text, public_text=text, answer="Ở quầy số 3.", state=state, **fields
    )
    question.save()
    return question


def test_an_answer_is_found_on_its_procedure_while_it_is_published(home):
    page = make_procedure("Đăng ký tổ chức lễ hội", "1.003622")
    question = ask(page)
    assert found() == []
    question.state = QuestionState.PUBLISHED
    question.save()
    assert found() == [("Đăng ký tổ chức lễ hội", "Trong phần hỏi đáp")]
    question.state = QuestionState.DECLINED
    question.save()
    assert found() == []


def test_an_answer_moves_with_its_procedure_and_goes_when_deleted(home):
    one, other = make_procedure("Đăng ký lễ hội", "1.003622"), make_procedure("Thông báo lễ hội", "1.003635")
    question = ask(one, QuestionState.PUBLISHED)
    question.procedure = other
    question.save()
    assert [title for title, _ in found()] == ["Thông báo lễ hội"]
    question.delete()
    assert found() == []


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=4), st.integers(1, 120))
def test_a_body_falls_into_its_parts_again(own, texts, most):
    body, places = joined(own[:most], [Part(FILE, str(n), text) for n, text in enumerate(texts)], most)
    assert len(body) <= max(most, len(own[:most]))
    pieces = segments(body, places)
    assert "\n".join(text for text, _, _ in pieces) == body
    for begins, kind, name in places:
        assert place_at(places, begins)[1:] == [kind, name]
    assert place_at(places, 0) is None
