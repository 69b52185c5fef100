"""Which files a page uses is known however the page comes to be saved, and never from a draft."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, get_page_models

from news.models import NewsIndexPage
from portal.files.models import FileUse
from portal.files.publishing import images_of
from portal.files.uses import MODELS
from tests.factories.files import make_document, make_image
from tests.factories.pages import NewsPageFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(media_folder):
    build_site()
    return NewsIndexPage.objects.get()


def used(page, *, draft=False):
    """The files, as objects, that the page is known to use."""
    rows = FileUse.objects.filter(page_id=page.pk, draft=draft)
    return {MODELS[row.kind].objects.get(pk=row.file_id) for row in rows}


def body(*blocks):
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def test_fields_blocks_and_rich_text_are_looked_through(index):
    lead, inside, embedded = make_image("a"), make_image("b"), make_image("c")
    form, linked = make_document("d"), make_document("e")
    text = (
        f'<embed embedtype="image" id="{embedded.pk}" alt="x" format="fullwidth"/>'
        f'<p><a linktype="document" id="{linked.pk}">x</a></p>'
    )
    blocks = (
        ("picture", {"image": {"image": inside.pk, "alt_text": "x", "decorative": False}, "caption": ""}),
        ("file", {"document": form.pk, "title": ""}),
        ("paragraph", text),
    )
    page = NewsPageFactory(parent=index, picture=lead, body=body(*blocks))
    assert used(page) == {lead, inside, embedded, form, linked}
    assert set(images_of(page)) == {lead, inside, embedded}


def test_a_draft_of_a_live_page_leaves_what_the_public_sees(index):
    old, new = make_image("cũ"), make_image("mới")
    page = NewsPageFactory(parent=index, picture=old)
    page.picture = new
    page.save_revision()
    assert used(page) == {old}
    assert used(page, draft=True) == {new}
    page.refresh_from_db()
    page.save(update_fields=["show_in_menus"])
    assert used(page) == {old}


def test_publication_changes_what_the_public_sees(index):
    old, new = make_image("cũ"), make_image("mới")
    page = NewsPageFactory(parent=index, picture=old)
    page.picture = new
    page.save_revision().publish()
    assert used(page) == {new}


def test_a_draft_newer_than_what_is_published_stays_a_draft(index):
    first, second = make_image("một"), make_image("hai")
    page = NewsPageFactory(parent=index, picture=None)
    page.picture = first
    revision = page.save_revision()
    page.picture = second
    page.save_revision()
    revision.publish()
    assert used(page) == {first}
    assert used(page, draft=True) == {second}


def test_a_publication_in_the_future_shows_nothing_yet(index):
    image = make_image()
    page = NewsPageFactory(parent=index)
    page.save_revision().publish()
    page.refresh_from_db()
    page.picture = image
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    assert used(page) == set()
    page.go_live_at = None
    page.save_revision(clean=False).publish()
    assert used(page) == {image}


def test_one_field_saved_by_a_script_counts_without_the_draft_beside_it(index):
    shown, drafted = make_image("hiện"), make_document("nháp")
    page = NewsPageFactory(parent=index)
    page.picture = shown
    page.body = body(("file", {"document": drafted.pk, "title": ""}))
    page.save(update_fields=["picture"])
    assert used(page) == {shown}


def test_copies_and_aliases_use_what_their_original_uses(index):
    image = make_image()
    page = NewsPageFactory(parent=index, picture=image)
    copy = page.copy(update_attrs={"slug": "ban-sao"}, keep_live=True)
    alias = page.create_alias(parent=index, update_slug="bi-danh")
    assert used(copy) == used(alias) == {image}
    other = make_image("khác")
    page.picture = other
    page.save_revision().publish()
    assert used(Page.objects.get(pk=alias.pk)) == {other}
    assert used(copy) == {image}


def test_nothing_is_left_of_a_deleted_page(index):
    page = NewsPageFactory(parent=index, picture=make_image())
    page.save_revision()
    assert FileUse.objects.count() == 2
    page.delete()
    assert not FileUse.objects.exists()


def test_saving_again_writes_nothing(index, django_assert_max_num_queries):
    page = NewsPageFactory(parent=index, picture=make_image())
    keys = set(FileUse.objects.values_list("pk", flat=True))
    page.save()
    assert set(FileUse.objects.values_list("pk", flat=True)) == keys


def test_all_can_be_written_down_anew(index):
    shown, drafted = make_image("hiện"), make_image("nháp")
    page = NewsPageFactory(parent=index, picture=shown)
    page.picture = drafted
    page.save_revision()
    FileUse.objects.all().delete()
    call_command("record_file_uses", verbosity=0)
    assert used(page) == {shown}
    assert used(page, draft=True) == {drafted}


def test_every_page_type_keeps_its_files_where_they_are_found():
    """A many-to-many relation to files would be overlooked by Wagtail's references, and so here."""
    for model in get_page_models():
        for field in model._meta.many_to_many:
            assert field.related_model not in MODELS.values(), field
