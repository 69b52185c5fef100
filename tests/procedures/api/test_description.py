"""The API keeps to its own description, whatever it is asked."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings

from tests.factories.pages import build_site
from tests.procedures.living import TODAY, date, decide, on, publish, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def api():
    """The description as it is served, of a catalogue with a procedure of each kind."""
    build_site()
    with on(TODAY):
        published("9.900101", online_level="full")
        changed = published("9.900102", effective_from=date(2026, 2, 1))
        publish(changed, effective_from=date(2026, 7, 1))
        publish(changed, effective_from=date(2027, 1, 1))
        decide("abolished", published("9.900103"), TODAY)
        yield schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", ["/api/procedures/", "/api/procedures/{code}/", "/api/search/"])
def test_no_server_error_and_no_undocumented_answer(api, path, mode):
    operation = api[path]["GET"]

    @settings(
        max_examples=150,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate()

    ask()


def test_the_description_names_all_addresses_and_no_other(api):
    assert [operation.ok().path for operation in api.get_all_operations()] == [
        "/api/procedures/",
        "/api/procedures/{code}/",
        "/api/search/",
    ]
