"""Nobody gets at a file by putting its number into a page (fault 20): groups × kinds of file × places in a form."""

import json

import pytest
from django.apps import apps
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Collection, Page, get_page_models
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import querydict_from_html

from legal.models import LegalDocumentPage
from media_assets.models import PerformancePage
from portal.core.models import BasePage
from portal.editorial.roles import ACCOUNTS, ALL_FILES, table
from portal.files.choosing import NOT_YOURS, NOT_YOURS_INSIDE, OwnFilesForm
from portal.files.models import PortalDocument, PortalRendition
from portal.files.uses import MODELS, files_of
from tests.editorial.newsroom import XHR, edit_url
from tests.factories.files import make_document, make_image, make_media
from tests.factories.pages import StandingPageFactory

from .office import CANARY, Portal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

#: records that only an import writes; no editor fills them in
WITHOUT_FORM = {"procedures.FormsEntry", "files.DocumentText"}

OURS = [model for model in get_page_models() if issubclass(model, BasePage)]


class Desk(Portal):
    """The portal with a file of each kind in each collection, and a page with a place for each."""

    def __init__(self):
        super().__init__()
        self.collections = list(Collection.objects.filter(depth=2))
        self.files = {
            collection.name: {
                "image": make_image(f"{CANARY}anh", (8, 8), collection=collection),
                "document": make_document(f"{CANARY}tep", collection=collection),
                "media": make_media(f"{CANARY}ghi", collection=collection),
            }
            for collection in self.collections
        }
        self.text_page = StandingPageFactory(parent=self.home)
        self.text_page.save_revision()
        self.performance = PerformancePage(title="Tiết mục", slug="tiet-muc", live=False)
        Page.objects.get(slug="bieu-dien").specific.add_child(instance=self.performance)
        self.performance.save_revision(clean=False)
        self.law = LegalDocumentPage(full_title="Nghị quyết", slug="nghi-quyet", live=False)
        Page.objects.get(slug="van-ban").specific.add_child(instance=self.law)
        self.law.save_revision(clean=False)
        self.empty = {page.pk: self.sent(page) for page in (self.text_page, self.performance, self.law)}

    def sent(self, page):
        """Return what the editor's browser sends for a page that he opened and left as it was."""
        html = self.as_("goc").get(edit_url(page)).content.decode()
        data = querydict_from_html(html, form_id="page-edit-form")
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                data[f"{field.name}-count"] = "0"
        return data

    def form(self, name, page, **fields):
        data = self.empty[page.pk].copy()
        data.update(fields)
        page = type(page).objects.get(pk=page.pk)
        return (
            type(page)
            .get_edit_handler()
            .get_form_class()(
                data, instance=page, parent_page=page.get_parent().specific, for_user=self[name]
            )
        )


@pytest.fixture
def desk(db):
    return Desk()


def block(kind, value, **more):
    """Return what is sent for a text of one block."""
    fields = {"count": "1", "0-type": kind, "0-order": "0", "0-deleted": "", "0-id": ""}
    return {f"body-{key}": str(text) for key, text in (fields | value | more).items()}


def link_to(document):
    text = "xem tệp"
    entity = {"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": document.pk}}
    span = {"key": 0, "offset": 0, "length": len(text)}
    line = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "entityRanges": [span]}
    content = {"blocks": [line | {"inlineStyleRanges": []}], "entityMap": {"0": entity}}
    return json.dumps(content)


def row(document):
    fields = {"document": document.pk, "id": "", "ORDER": "1", "DELETE": "", "title": "Tệp"}
    return {f"files-0-{name}": str(value) for name, value in fields.items()} | {"files-TOTAL_FORMS": "1"}


#: place → the page, the field with the error, what is sent, from the files of a collection
PLACES = {
    "picture": lambda desk, own: (desk.performance, "poster_frame", {"poster_frame": own["image"].pk}),
    "document": lambda desk, own: (desk.performance, "script_file", {"script_file": own["document"].pk}),
    "video": lambda desk, own: (desk.performance, "video", {"video": own["media"].pk}),
    "picture in the text": lambda desk, own: (
        desk.text_page,
        "body",
        block("picture", {"0-value-image-image": own["image"].pk, "0-value-image-decorative": "on"}),
    ),
    "document in the text": lambda desk, own: (
        desk.text_page,
        "body",
        block("file", {"0-value-document": own["document"].pk}),
    ),
    "link in the text": lambda desk, own: (
        desk.text_page,
        "body",
        block("paragraph", {"0-value": link_to(own["document"])}),
    ),
    "inline row": lambda desk, own: (desk.law, "document", row(own["document"])),
}


def errors_of(form, field):
    forms = [form, *(row for formset in form.formsets.values() for row in formset.forms)]
    return [str(text) for part in forms for text in part.errors.get(field, [])]


def may(group, collection, kind):
    """Whether the table of roles lets a group choose from a collection; recordings need the right to change."""
    wanted = {"change"} if kind == "video" else {"choose", "change"}
    rows = (row for row in table.files if row.group == group and row.collection in (collection, ALL_FILES))
    return any(row.actions & wanted for row in rows)


@pytest.mark.slow
def test_a_page_takes_what_its_editor_may_choose_and_nothing_else(desk):
    faults, taken = [], set()
    for place, sent_for in PLACES.items():
        for collection, own in desk.files.items():
            for name, group in ACCOUNTS.items():
                page, field, fields = sent_for(desk, own)
                form = desk.form(name, page, **fields)
                form.is_valid()
                texts = {str(NOT_YOURS), str(NOT_YOURS_INSIDE)} & set(errors_of(form, field))
                if bool(texts) == may(group, collection, place):
                    faults.append(f"{name}: {place} of {collection}: {errors_of(form, field)}")
                if texts and any(
                    CANARY in str(part) for part in (form.as_p(), form[field] if field in form.fields else "")
                ):
                    faults.append(f"{name} reads the title: {place} of {collection}")
                taken.add((place, bool(texts)))
    assert not faults, "\n".join(faults[:40])
    assert taken == {(place, refused) for place in PLACES for refused in (True, False)}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_the_form_of_every_page_asks(model):
    assert issubclass(model.get_edit_handler().get_form_class(), OwnFilesForm)


def holds_files(model):
    return any(field.related_model in MODELS.values() for field in model._meta.fields)


def is_part(model):
    return any(isinstance(field, ParentalKey) for field in model._meta.fields)


def test_so_does_the_form_of_every_record_that_holds_files():
    """Rows of a page are asked with their page."""
    records = [
        model
        for model in apps.get_models()
        if holds_files(model)
        and model._meta.label not in WITHOUT_FORM
        and not issubclass(model, (Page, PortalRendition))
        and not is_part(model)
    ]
    for model in records:
        form = getattr(model, "base_form_class", None)
        assert form is not None, model
        assert issubclass(form, OwnFilesForm), model


def office_files(desk):
    return desk.files["Văn phòng Sở"]


def test_what_stands_on_the_page_stays_whoever_saves_it(desk):
    page = desk.performance
    page.video = office_files(desk)["media"]
    page.save_revision(clean=False)
    form = desk.form("vanhoa", page, video=page.video.pk, title="Tên khác")
    form.defer_required_fields()
    assert form.is_valid(), form.errors


def test_a_number_that_is_not_given_yet_is_no_way_in(desk):
    """Else the file that gets it tomorrow could be had by today's draft."""
    ahead = PortalDocument(pk=PortalDocument.objects.order_by("pk").last().pk + 1)
    form = desk.form("trungtam", desk.text_page, **block("paragraph", {"0-value": link_to(ahead)}))
    assert not form.is_valid()
    assert errors_of(form, "body") == [str(NOT_YOURS_INSIDE)]


def test_everything_else_that_was_written_comes_back(desk):
    mine, other = desk.files["Trung tâm Văn hóa và Thông tin du lịch"], office_files(desk)
    fields = block(
        "picture", {"0-value-image-image": other["image"].pk, "0-value-image-alt_text": "Hội xuân"}
    )
    fields |= {"body-count": "3", "body-0-value-caption": "Chú thích"}
    for number, document in ((1, mine["document"]), (2, other["document"])):
        fields |= {
            key.replace("-0-", f"-{number}-"): value
            for key, value in block("paragraph", {"0-value": link_to(document)}).items()
            if "-0-" in key
        } | {f"body-{number}-order": str(number)}
    form = desk.form("trungtam", desk.text_page, title="Tên mới", **fields)
    assert not form.is_valid()
    picture, kept, cut = form["body"].value()
    assert picture.value["image"] is None
    assert picture.value["caption"] == "Chú thích"
    assert isinstance(kept.value, RichText)
    assert f'id="{mine["document"].pk}"' in kept.value.source
    assert "linktype" not in cut.value.source
    assert "xem tệp" in cut.value.source
    assert form["title"].value() == "Tên mới"


def test_the_editor_reads_why_and_the_page_keeps_its_file(desk):
    page = desk.performance
    page.poster_frame = desk.files["Đoàn Nghệ thuật tỉnh"]["image"]
    page.save_revision(user=desk["doannghethuat"], clean=False)
    other = desk.files["Ban Giám đốc"]["image"]
    data = desk.empty[page.pk].copy()
    data["poster_frame"] = str(other.pk)
    response = desk.as_("vanhoa").post(edit_url(page), data, follow=True)
    assert "Bạn chưa được dùng tệp này" in response.content.decode()
    assert response.context["form"]["poster_frame"].value() == page.poster_frame.pk
    latest = PerformancePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert {key for _kind, key in files_of(latest)} == {page.poster_frame.pk}


def test_a_preview_shows_no_such_file_either(desk):
    page = desk.text_page
    data = desk.empty[page.pk] | {}
    data.update(block("file", {"0-value-document": office_files(desk)["document"].pk}))
    client = desk.as_("trungtam")
    client.post(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), data)
    preview = client.get(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]))
    assert CANARY not in preview.content.decode()


@pytest.mark.parametrize("name", ACCOUNTS)
def test_the_chooser_of_recordings_names_only_own_collections(desk, name):
    html = desk.as_(name).get(reverse("wagtailmedia:chooser"), headers=XHR).json()["html"]
    for collection in desk.collections:
        named = f">{collection.name}<" in html.replace("&nbsp;", "").replace("↳", "").replace("\n", "")
        assert collection.name not in html or may(ACCOUNTS[name], collection.name, "image"), collection.name
        assert named or collection.name in html or not may(ACCOUNTS[name], collection.name, "video")
