"""Every catalogue is whole, and the editors' one wins over those of the packages."""

import json
import re
import unicodedata
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation
from wagtail.admin.views.i18n import js_catalog

ROOT = Path(__file__).resolve().parents[2]
ADMIN = ROOT / "site/portal/locale_admin/vi/LC_MESSAGES"
CATALOGUES = sorted(
    path
    for room in ROOT.iterdir()
    if room.is_dir() and not room.name.startswith(".") and room.name != "var"
    for path in room.glob("**/locale*/vi/LC_MESSAGES/*.po")
)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")

#: our words for the editors' work, and how other translations of Wagtail say them
GLOSSARY = {
    "Publish": "Đăng",
    "Unpublish": "Gỡ xuống",
    "Save draft": "Lưu bản nháp",
    "Submit for moderation": "Trình duyệt",
    "Approve": "Phê duyệt",
    "Reject": "Trả lại",
    "Request changes": "Yêu cầu sửa",
    "Workflow": "Quy trình duyệt",
    "Task": "Bước duyệt",
    "Snippets": "Mục dùng chung",
    "Collections": "Bộ sưu tập",
    "Documents": "Tài liệu",
    "Images": "Hình ảnh",
    "Media": "Video, âm thanh",
    "Comments": "Góp ý",
    "Reports": "Báo cáo",
    "Settings": "Cài đặt",
    "slug": "đường dẫn",
    "Tag": "Thẻ",
    "Privacy": "Quyền xem",
    "Alias": "Trang bí danh",
    "History": "Lịch sử",
    "Sign in": "Đăng nhập",
    "Password": "Mật khẩu",
}
OTHER_WORDS = re.compile(
    r"xuất bản|phê chuẩn|luồng công việc|bình luận|tác vụ duyệt|đường dẫn url|thiết lập lại"
    r"|xoá|khoá|huỷ|hoá|tuỳ",  # tone marks stand as in "xóa", "khóa", "hủy"
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(publish|unpublish|submit|save|draft|cancel|delete|edit|upload|choose|search|settings|image|document"
    r"|report|comment|workflow|approve|reject|page|add|move|copy|close|the|this|your|with|please)\b",
    re.IGNORECASE,
)
#: what must be named in English: settings of browsers and of Django
ENGLISH_NAMES = re.compile(r"<[^>]*>|https?://\S+|allow_\w+|\w+_\w+|%\(\w+\)")


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.fixture(params=CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def catalogue(request):
    return polib.pofile(str(request.param))


def test_nothing_is_left_untranslated(catalogue):
    left = [entry.msgid for entry in catalogue if entry.fuzzy or not all(translations(entry))]
    assert left == []


def test_one_form_serves_every_number(catalogue):
    assert catalogue.metadata["Plural-Forms"].startswith("nplurals=1;")
    assert [
        entry.msgid for entry in catalogue if entry.msgid_plural and set(entry.msgstr_plural) != {0}
    ] == []


def test_what_is_filled_in_and_marked_up_stays(catalogue):
    wrong = []
    for entry in catalogue:
        sources = [entry.msgid, entry.msgid_plural or entry.msgid]
        for text in translations(entry):
            if set(PLACEHOLDER.findall(text)) not in [set(PLACEHOLDER.findall(source)) for source in sources]:
                wrong.append(entry.msgid)
            if sorted(TAG.findall(text)) not in [sorted(TAG.findall(source)) for source in sources]:
                wrong.append(entry.msgid)
    assert wrong == []


def test_letters_are_composed(catalogue):
    assert [
        text for e in catalogue for text in translations(e) if text != unicodedata.normalize("NFC", text)
    ] == []


def test_nothing_remains_in_english(catalogue):
    english = [
        text for e in catalogue for text in translations(e) if ENGLISH.search(ENGLISH_NAMES.sub(" ", text))
    ]
    assert english == []


def test_the_compiled_catalogue_is_that_of_the_source(catalogue):
    def content(entries):
        return {(e.msgctxt, e.msgid): translations(e) for e in entries if e.msgid}

    compiled = Path(catalogue.fpath).with_suffix(".mo")
    assert compiled.is_file()
    assert content(polib.mofile(str(compiled))) == content(catalogue)


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_string_of_the_packages_for_editors_is_translated(domain):
    """Fails when a new version of Wagtail brings strings that we have not translated."""
    ours = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(ADMIN / f"{domain}.po"))}
    sources = [
        Path(app.path, f"locale/en/LC_MESSAGES/{domain}.po")
        for app in apps.get_app_configs()
        if app.name.split(".")[0] in {"wagtail", "wagtailmedia", "taggit"}
    ]
    missing = [
        entry.msgid
        for path in sources
        if path.exists()
        for entry in polib.pofile(str(path))
        if not entry.obsolete and (entry.msgctxt, entry.msgid) not in ours
    ]
    assert missing == []


def test_the_words_of_the_glossary():
    with translation.override("vi"):
        assert {english: translation.gettext(english) for english in GLOSSARY} == GLOSSARY


def test_no_other_words_for_the_same_thing():
    assert [
        text
        for domain in ("django", "djangojs")
        for entry in polib.pofile(str(ADMIN / f"{domain}.po"))
        for text in translations(entry)
        if OTHER_WORDS.search(text)
    ] == []


def test_the_scripts_of_the_editors_side_speak_vietnamese():
    with translation.override("vi"):
        script = js_catalog(RequestFactory().get("/admin/jsi18n/")).content.decode()
    served = json.loads(re.search(r"newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])
    for entry in polib.pofile(str(ADMIN / "djangojs.po")):
        assert served[entry.msgid] == (translations(entry) if entry.msgid_plural else entry.msgstr)


def test_no_room_has_a_translation_that_is_never_seen():
    """The editors' catalogue wins over those of the rooms: another word needs a message context."""
    ours = {(e.msgctxt, e.msgid): translations(e) for e in polib.pofile(str(ADMIN / "django.po"))}
    hidden = [
        (str(path.relative_to(ROOT)), entry.msgid, translations(entry))
        for path in CATALOGUES
        if path.name == "django.po" and path.parents[2] not in map(Path, settings.LOCALE_PATHS)
        for entry in polib.pofile(str(path))
        if translations(entry) != ours.get((entry.msgctxt, entry.msgid), translations(entry))
    ]
    assert hidden == []
