"""What stands below a result: a passage of sentences with the words found marked."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from portal.search.passages import LENGTH, LOOKED_AT
from portal.search.snippets import Marker
from portal.search.understanding.reading import understand as read

from .test_understanding import rows

anything = st.text(alphabet=st.characters())


def snippet(query: str, text: str) -> str:
    return Marker(read(query)).snippet(text)


def shown(query: str, text: str) -> str:
    """The snippet without its marks."""
    return re.sub("<[^>]+>", "", snippet(query, text))


@given(anything, anything)
def test_marked_text_is_the_text_escaped(query, text):
    marked = Marker(read(query)).mark(text)
    assert html.unescape(re.sub("</?mark>", "", marked)) == html.unescape(html.escape(text))
    assert marked.count("<mark>") == marked.count("</mark>")


@given(anything, st.lists(st.text(st.sampled_from("aăcấp phép .;:?–-\t")), max_size=60).map("\n".join))
def test_a_snippet_of_any_text_is_short(query, text):
    for asked in (query, "cấp phép", "ă"):
        assert len(html.unescape(shown(asked, text))) <= LENGTH + 4


def test_it_is_the_passage_with_most_of_the_question():
    text = "Lễ hội ở xa. " + "Chuyện khác. " * 60 + "Đăng ký lễ hội tại xã, phường." + " Hết." * 80
    assert "<mark>Đăng ký lễ hội</mark> tại xã" in snippet("đăng ký lễ hội ở đâu", text)


def test_a_sentence_stands_before_keywords_and_names():
    text = "Du lịch\nThẻ hướng dẫn viên\nSở Du lịch\n- Người đề nghị cấp thẻ hướng dẫn viên nộp hồ sơ tại Sở.\nHết"
    assert shown("thẻ hướng dẫn viên", text) == "Người đề nghị cấp thẻ hướng dẫn viên nộp hồ sơ tại Sở."


def test_a_name_is_shown_where_no_sentence_has_the_words():
    text = "Di sản\nTrung tâm Kỳ Sầm\nHồ sơ nộp một bộ tại nơi tiếp nhận của tỉnh."
    assert snippet("kỳ sầm", text) == "Trung tâm <mark>Kỳ Sầm</mark>"


def test_the_first_sentences_stand_where_nothing_of_the_question_does():
    text = "Di sản\nHồ sơ nộp một bộ tại nơi tiếp nhận.\nKết quả có trong ba ngày làm việc.\nHết"
    told = "Hồ sơ nộp một bộ tại nơi tiếp nhận. Kết quả có trong ba ngày làm việc."
    assert shown("1.003838", text) == told
    assert (shown("lễ hội", "Di sản"), shown("lễ hội", "")) == ("", "")


def test_it_begins_and_ends_with_a_sentence_where_one_fits():
    first, wanted = "Mở đầu của một trang rất dài. ", "Ở đây có đền Kỳ Sầm của tỉnh. "
    text = first * 20 + wanted + "Câu sau nói thêm một điều nữa về nơi này. " * 20
    told = shown("den ky sam", text)
    assert told.startswith(wanted.strip())
    assert told.endswith("về nơi này.")


def test_a_long_sentence_is_cut_before_the_words_and_says_so():
    text = "mở đầu, " * 60 + "có đền Kỳ Sầm, " + "kết thúc, " * 60
    assert re.fullmatch(r"… .{30,50}có đền Kỳ Sầm, .+[^,] …", shown("đền kỳ sầm", text))


def test_what_is_found_only_far_down_is_shown_too():
    text = "Câu chuyện kể mãi không hết về một nơi.\n" * (LOOKED_AT // 30) + "Ở đây có đền Kỳ Sầm của tỉnh."
    assert snippet("ky sam", text) == "Ở đây có đền <mark>Kỳ Sầm</mark> của tỉnh."


def test_words_typed_with_accents_mark_no_other_word():
    assert Marker(read("cấp")).mark("cấp cặp cập") == "<mark>cấp</mark> cặp cập"
    assert Marker(read("cap")).mark("cấp cặp cập") == "<mark>cấp cặp cập</mark>"
    assert Marker(read("lý")).mark("lý lí ly") == "<mark>lý lí</mark> ly"


def test_of_half_typed_accents_the_rest_is_found_beside_other_words():
    marked = Marker(read("giáy phep bieu dien")).mark
    assert marked("Cấp giấy phép biểu diễn") == "Cấp giấy <mark>phép biểu diễn</mark>"
    assert marked("cho phép; biểu dương") == "cho phép; biểu dương"
    assert Marker(read("tổ chức lễ hoi")).mark("lễ hội, hỏi") == "<mark>lễ hội</mark>, hỏi"
    assert Marker(read("di tích lịch sử")).mark("lý lịch đi làm") == "lý <mark>lịch</mark> đi làm"
    # Accents of what only asks say nothing of the rest.
    assert Marker(read("thủ tục le hoi")).mark("phần lễ") == "phần <mark>lễ</mark>"


def test_a_word_alone_is_not_marked_beside_the_whole_phrase():
    marked = Marker(read("lễ hội")).mark("lễ hội và hội diễn")
    assert marked == "<mark>lễ hội</mark> và hội diễn"
    assert Marker(read("lễ hội")).mark("hội diễn") == "<mark>hội</mark> diễn"


def test_half_a_word_is_not_marked_beside_another_phrase():
    marked = Marker(read("giấy phép lao động")).mark
    assert marked("Giấy phép cho hoạt động vận tải") == "<mark>Giấy phép</mark> cho hoạt động vận tải"
    assert marked("giấy chứng nhận lao động") == "giấy chứng nhận <mark>lao động</mark>"
    assert marked("Hoạt động của hội") == "Hoạt <mark>động</mark> của hội"
    plain = Marker(read("giay phep lao dong")).mark("Giấy phép cho hoạt động vận tải")
    assert plain == "<mark>Giấy phép</mark> cho hoạt động vận tải"


def test_a_word_of_one_syllable_is_marked_beside_what_it_was_asked_with():
    assert Marker(read("đăng ký phim")).mark("Đăng ký phổ biến phim") == (
        "<mark>Đăng ký</mark> phổ biến <mark>phim</mark>"
    )
    assert Marker(read("quản lý karaoke")).mark("Quản lí các quán karaoke") == (
        "<mark>Quản lí</mark> các quán <mark>karaoke</mark>"
    )


def test_neighbours_of_a_meaning_are_those_of_the_words_it_stands_for():
    table = rows(("UBND", "ủy ban nhân dân", True))
    marked = Marker(read("quyết định UBND tỉnh", known=table)).mark
    assert marked("Quyết định của UBND") == "<mark>Quyết định</mark> của <mark>UBND</mark>"
    assert marked("ủy ban nhân dân các xã trong tỉnh") == (
        "<mark>ủy ban nhân dân</mark> các xã trong <mark>tỉnh</mark>"
    )


def test_a_passage_keeps_to_one_field():
    first, second = "Người làm hồ sơ nộp tại đền Kỳ Sầm.", "Cơ quan nào cũng nhận hồ sơ của đền Kỳ Sầm."
    marker = Marker(read("đền kỳ sầm"))
    text = f"{first}\n{second}"
    assert marker.passage(text).text == f"{first} {second}"
    assert marker.passage(text, [0, len(first) + 1]).text == first
