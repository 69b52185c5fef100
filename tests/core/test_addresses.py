"""Where a link of a menu may lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.addresses import is_address


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/thu-tuc/?linh-vuc=the-thao#noi-dung",
        "https://dichvucong.gov.vn/p/home.html?a=1&b=2",
        "http://localhost:8000/",
        "https://xn--bo-hoa-dta.vn/",
        "mailto:vanphong@example.vn",
        "mailto:a@example.vn?subject=G%C3%B3p%20%C3%BD",
        "tel:+842063852203",
        "tel:0206.3852.203",
    ],
)
def test_web_mail_telephone_and_own_paths_are_addresses(address):
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "thu-tuc",
        "//example.com/",
        "/\\example.com",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        " https://example.com",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.com/",
        "https://",
        "https:///thu-tuc/",
        "https://[::1",
        "mailto:",
        "mailto:vanphong",
        "tel:goi-cho-toi",
        'https://example.com/"onclick="x',
        "/thu-tuc/\u202egnp",
        "/a\x00b",
    ],
)
def test_nothing_else_is(address):
    assert not is_address(address)


@given(st.text())
def test_no_text_breaks_the_check_or_smuggles_a_scheme(text):
    if is_address(text):
        assert text.startswith(("/", "mailto:", "tel:")) or text.lower().startswith(("http://", "https://"))
        assert not text.startswith(("//", "/\\"))
