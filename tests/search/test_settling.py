"""What waits beside an index is found like everything else, and settling changes no answer."""

import pytest
from django.core.management import call_command
from django.db import connection

from portal.search.engines.settling import settling
from portal.search.indexing import remove_all
from portal.search.service import search
from tests.engines.rows import write_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def emptied():
    """Leave nothing behind in tables that are no model's."""
    yield
    remove_all()


def waiting():
    """Return how many pages of tokens wait, and settle them; SQLite keeps none."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('portal_search_tokens_body')")
        return cursor.fetchone()[0]


def listed(query):
    return sum(search(query).counts.values())


def test_a_page_is_found_before_and_after_it_is_settled():
    write_row("Lễ hội đền Kỳ Sầm", "news", key="1")
    assert listed("đền kỳ sầm") == 1
    call_command("settle_index")
    assert waiting() in (0, None)
    assert listed("đền kỳ sầm") == 1


def test_what_is_written_alone_waits():
    call_command("settle_index")
    write_row("Lễ hội đền Kỳ Sầm", "news", key="1")
    assert waiting() != 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_are_written_while_they_are_settled(emptied):
    with settling():
        for number in range(60):
            write_row(f"Lễ hội đền Kỳ Sầm năm {number}", "news", key=str(number))
    assert listed("đền kỳ sầm") == 60
    assert waiting() in (0, None)
