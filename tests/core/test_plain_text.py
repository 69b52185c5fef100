"""The words of a body as search and descriptions take them."""

from portal.core.blocks import BodyBlock, plain_text


def test_the_words_of_a_heading_are_taken_and_its_level_is_not():
    body = BodyBlock().to_python([{"type": "heading", "value": {"text": "Nơi nộp hồ sơ", "level": "2"}}])
    assert plain_text(body) == "Nơi nộp hồ sơ"
