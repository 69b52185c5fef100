"""Pictures on public pages: made at publication, looked up in one query, never made while someone waits."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from PIL import Image as PillowImage
from wagtail.images.formats import get_image_format

from portal.files import pictures
from portal.files.messages import file_size
from portal.files.models import PortalImage, PortalRendition
from portal.files.pictures import (
    get_picture,
    picture_html,
    picture_url,
    prefetch_renditions,
    register_picture,
)
from portal.files.publishing import ensure_page_renditions, ensure_renditions, images_of
from tests.factories.files import make_document, make_image, publish, use

pytestmark = pytest.mark.django_db


def shown(template: str, **context):
    return Template("{% load portal_files %}" + template).render(Context(context))


def test_a_published_picture_comes_in_three_formats_and_several_widths(media_folder):
    image = make_image("Lễ hội", size=(1600, 900))
    assert ensure_renditions(image) > 10
    html = BeautifulSoup(shown('{% portal_picture image "full" class="x" %}', image=image), "html.parser")
    assert [source["type"] for source in html.select("source")] == ["image/avif", "image/webp"]
    assert "360w" in html.source["srcset"]
    assert "1280w" in html.source["srcset"]
    assert html.img["class"] == ["x"]
    assert html.img["alt"] == "Lễ hội"
    assert html.img["loading"] == "lazy"
    assert (html.img["width"], html.img["height"]) == ("1280", "720")
    assert html.img["src"].endswith(".jpg")


def test_nothing_is_made_and_nothing_is_written_while_a_page_is_shown(
    media_folder, django_assert_num_queries
):
    image = PortalImage.objects.get(pk=make_image().pk)
    with django_assert_num_queries(1):
        html = picture_html(image, "full") + picture_html(image, "card") + picture_url(image)
    assert html.count(image.file.url) == 3
    assert not PortalRendition.objects.exists()


def test_what_is_there_is_shown_when_the_rest_is_missing(media_folder):
    image = make_image(size=(900, 600))
    ensure_renditions(image, [get_picture("full")])
    image.renditions.filter(filter_spec__contains="avif").delete()
    html = BeautifulSoup(picture_html(image, "full"), "html.parser")
    assert [source["type"] for source in html.select("source")] == ["image/webp"]


def test_a_list_of_pictures_takes_one_query(media_folder, django_assert_num_queries):
    for number in range(3):
        ensure_renditions(make_image(f"{number}"), [get_picture("card")])
    images = list(PortalImage.objects.all())
    with django_assert_num_queries(1):
        prefetch_renditions([*images, None])
        for image in images:
            assert picture_html(image, "card").count("<source") == 2


def test_a_small_picture_is_never_blown_up(media_folder):
    image = make_image(size=(300, 200))
    ensure_renditions(image)
    widths = {rendition.width for rendition in image.renditions.all()}
    assert max(widths) <= 300


def test_a_cut_picture_has_its_shape(media_folder):
    image = make_image(size=(1600, 1600))
    ensure_renditions(image, [get_picture("card"), get_picture("share")])
    sizes = {(rendition.width, rendition.height) for rendition in image.renditions.all()}
    assert sizes == {(320, 180), (640, 360), (1200, 630)}
    for rendition in image.renditions.all():
        with rendition.file.open() as file, PillowImage.open(file) as picture:
            assert picture.size == (rendition.width, rendition.height)


def test_making_twice_makes_once(media_folder):
    image = make_image()
    assert ensure_renditions(image) > 0
    assert ensure_renditions(PortalImage.objects.get()) == 0


def test_an_image_whose_file_is_lost_breaks_nothing(media_folder):
    image = make_image()
    image.file.storage.delete(image.file.name)
    assert ensure_renditions(image) == 0
    assert "<img" in picture_html(image, "card")


def test_no_image_shows_nothing():
    assert shown('{% portal_picture None "card" %}') == ""


def test_the_text_for_the_blind_can_be_the_block_s_own(media_folder):
    image = make_image("Tên", description="Múa rồng ở Phục Hòa")
    assert 'alt="Múa rồng ở Phục Hòa"' in picture_html(image, "card")
    image.contextual_alt_text = "Đội múa rồng"
    assert 'alt="Đội múa rồng"' in picture_html(image, "card")
    image.decorative = True
    assert 'alt=""' in picture_html(image, "card")


def test_a_title_cannot_break_out_of_the_markup(media_folder):
    image = make_image('"><script>alert(1)</script>')
    assert "<script" not in picture_html(image, "card")


def test_a_picture_has_one_meaning(monkeypatch):
    monkeypatch.setattr(pictures, "_pictures", dict(pictures._pictures))
    first = register_picture("mine", (640, 320))
    assert register_picture("mine", (320, 640)) == first
    with pytest.raises(ValueError, match="registered already"):
        register_picture("mine", (100,))
    with pytest.raises(KeyError, match="there are"):
        get_picture("nobody's")


def test_a_picture_in_rich_text_makes_nothing_on_a_public_page(media_folder):
    image = make_image()
    html = get_image_format("fullwidth").image_to_html(image, "Mô tả")
    assert 'alt="Mô tả"' in html
    assert "richtext-image" in html
    assert not PortalRendition.objects.exists()


def test_a_page_s_pictures_are_made_and_those_of_its_draft_are_not(media_folder):
    image, drafted = make_image(), make_image()
    page = publish(image)
    use(drafted, page=page, draft=True)
    assert images_of(page) == [image]
    assert ensure_page_renditions(page) == image.renditions.count() > 0
    assert not drafted.renditions.exists()


def test_a_link_tells_kind_and_size(media_folder):
    assert shown("{{ document|kind_and_size }}", document=make_document()).startswith("DOCX, ")
    assert shown("{{ document|kind_and_size }}", document=None) == ""


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (34_816, "34 KB"),
        (1_258_291, "1,2 MB"),
        (1_048_576, "1 MB"),
        (150_000_000, "143 MB"),
        (1_023_000, "999 KB"),
        (2 * 1024**3, "2 GB"),
        (1_400 * 1024**2, "1,4 GB"),
    ],
)
def test_sizes_read_as_people_write_them(size, words):
    assert file_size(size) == words
