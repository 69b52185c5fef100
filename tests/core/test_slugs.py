"""Addresses that are written while a title is typed."""

import re

import pytest
from django import forms
from wagtail.admin.forms.models import formfield_for_dbfield

from news.models import NewsIndexPage, NewsPage, Topic
from portal.core.slugs import formatters
from portal.text import slugify_vi


def typed(title: str) -> str:
    """Do what the browser does with a title: the patterns, then Wagtail's own small steps."""
    for pattern, plain in formatters():
        title = re.sub(pattern, plain.replace("$1", r"\1"), title)
    return re.sub(r"[-\s]+", "-", title.lower()).strip("-")


@pytest.mark.parametrize(
    "title",
    [
        "Đăng ký hội diễn ở Cao Bằng: được gì, ưu tiên gì?",
        "“Mở lớp Then” – đàn tính / hát lượn (2026)",
        "ĐƯỜNG VỀ THÁC BẢN GIỐC, MÙA NƯỚC ĐỔ",
        "Hòa nhạc, hoà nhạc, thủy, thuỷ",
        "Café 1.003622 - số 2 –",
        "Thông báo việc tổ chức lễ hội và hội diễn văn nghệ quần chúng của các xóm, tổ dân phố trong tỉnh",
    ],
)
def test_address_is_the_one_that_the_server_would_make(title: str) -> None:
    assert typed(title) == slugify_vi(title, max_length=80)


def test_address_of_a_decomposed_title() -> None:
    assert typed("Le\u0302\u0303 ho\u0323\u0302i") == "le-hoi"


@pytest.mark.parametrize("model", [NewsPage, NewsIndexPage])
def test_every_page_form_writes_it(model: type) -> None:
    field = model.get_edit_handler().get_form_class().base_fields["slug"]
    assert "data-w-slug-formatters-value" in field.widget.attrs


def test_form_of_a_topic_writes_it() -> None:
    field = formfield_for_dbfield(Topic._meta.get_field("slug"))
    assert isinstance(field, forms.SlugField)
    assert "data-w-slug-formatters-value" in field.widget.attrs
