"""How whole a record is: what the law asks for, what people need, and the columns that agree with it."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings as settings_of_django
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from wagtail.test.utils.form_data import nested_form_data, streamfield

from portal.editorial.roles import ACCOUNTS
from procedures.completeness import REQUIREMENTS, completeness
from procedures.completeness_words import WORDS, read_parts
from procedures.deadlines import months_later
from procedures.importing.readers import read_row
from procedures.importing.service import Options, import_rows
from procedures.models import ProcedurePage, ProceduresIndexPage
from procedures.schema import FIELD_NAMES, Procedure
from tests.factories.pages import build_site
from tests.procedures.samples import full_record, simple_record
from tests.procedures.wild_records import record

KEYS = [one.key for one in REQUIREMENTS]


def keys(record, **options):
    return [one.key for one in completeness(record, **options).missing]


def test_weights_come_to_a_hundred_and_all_have_words():
    assert sum(one.weight for one in REQUIREMENTS) == 100
    assert set(WORDS) == set(KEYS)
    assert all(one.field in FIELD_NAMES for one in REQUIREMENTS)


def test_a_full_record_lacks_only_the_file_of_its_form():
    assert keys(full_record()) == ["forms"]


def test_an_empty_record_scores_what_cannot_apply_to_it():
    assert completeness(Procedure()).score == 8  # no forms to upload, no online service to explain or to link
    assert len(completeness(Procedure()).mandatory) == 8


def test_text_that_was_not_split_counts_as_given():
    bare = replace(full_record(), channels=[], dossier=[], results=[], legal_bases=[], dossier_sets="")
    assert not {"channels", "dossier", "dossier_sets", "time_limits", "fees", "results"} & set(keys(bare))


def test_a_service_that_is_partly_online_says_why_and_where():
    partial = replace(full_record(), online_level="partial", partial_reason="", submission_url="")
    assert {"partial_reason", "submission_url"} <= set(keys(partial))
    assert not {"partial_reason", "submission_url"} & set(keys(replace(partial, online_level="none")))


def test_a_review_that_is_due_counts_as_none():
    assert "reviewed_on" not in keys(full_record())
    assert "reviewed_on" in keys(full_record(), review_is_due=True)


wild = record("9.900190").map(Procedure.from_dict)


@given(wild)
def test_the_score_is_what_the_missing_parts_leave(wild_record):
    whole = completeness(wild_record)
    assert 0 <= whole.score <= 100
    assert whole.score == 100 - sum(one.weight for one in whole.missing)


@pytest.fixture
def index():
    build_site()
    return ProceduresIndexPage.objects.get()


@given(wild)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.django_db
def test_the_columns_agree_with_the_function(index, wild_record):
    page = ProcedurePage(live=False)
    page.apply_record(wild_record)
    page.full_name = page.full_name or "Thủ tục không tên"
    page.minimal_clean()
    whole = completeness(page.record(), page.review_is_due)
    assert page.completeness_score == whole.score
    assert read_parts(page.missing_parts) == list(whole.missing)


@pytest.mark.django_db
def test_a_bare_record_is_kept_as_a_draft_and_refused_for_publication(index, client):
    client.force_login(get_user_model().objects.create_superuser("quantri", password="x"))
    address = reverse("wagtailadmin_pages:add", args=("procedures", "procedurepage", index.pk))
    empty = {name: streamfield([]) for name in ("steps", "channels", "dossier", "results", "legal_bases")}
    form = nested_form_data(empty | {"full_name": "Thủ tục mượn chiêng", "code": "9900191"})
    refused = client.post(address, form | {"action-publish": "x"})
    assert refused.status_code == 200
    assert "Ghi đối tượng thực hiện." in refused.content.decode()
    assert not ProcedurePage.objects.exists()
    assert client.post(address, form).status_code == 302
    page = ProcedurePage.objects.get()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Mức độ đầy đủ: 18/100" in html
    assert "Viết trình tự thực hiện theo từng bước." in html


@pytest.mark.django_db
def test_an_import_publishes_what_is_official_and_tells_what_it_lacks(index):
    rows = [read_row(1, simple_record().to_dict()), read_row(2, full_record().to_dict())]
    report = import_rows(index, rows, Options(publish=True))
    assert [outcome.outcome for outcome in report.outcomes] == ["created", "created"]
    assert ProcedurePage.objects.live().count() == 2
    told = [" ".join(outcome.messages) for outcome in report.outcomes]
    assert "còn thiếu phần luật định: trình tự thực hiện" in told[0].lower() or "phần luật định" in told[0]
    assert "phần luật định" not in told[1]


@pytest.mark.django_db
def test_a_review_that_falls_due_is_noted_at_night(index):
    import_rows(index, [read_row(1, full_record().to_dict())], Options(publish=True))
    page = ProcedurePage.objects.get()
    score = page.completeness_score
    past = months_later(timezone.localdate(), -settings_of_django.PORTAL_PROCEDURE_REVIEW_MONTHS)
    ProcedurePage.objects.update(reviewed_on=past)
    call_command("note_due_reviews")
    page.refresh_from_db()
    assert page.completeness_score == score - 2
    assert "|reviewed_on|" in page.missing_parts


@pytest.mark.django_db
@pytest.mark.parametrize("account", sorted(ACCOUNTS))
@pytest.mark.parametrize("name", ["procedure_completeness", "procedure_reviews", "feedback_rating_report"])
def test_the_office_the_lawyers_and_the_leaders_read_the_reports(index, client, account, name):
    call_command("sync_roles")
    user = get_user_model().objects.create_user(account, password="x")
    user.groups.add(Group.objects.get(name=ACCOUNTS[account]))
    client.force_login(user)
    allowed = account in ("quantri", "vanphong", "phapche", "lanhdao")
    assert client.get(reverse(name)).status_code == (200 if allowed else 302)
    assert client.get(reverse(name), {"export": "csv"}).status_code == (200 if allowed else 302)


@pytest.mark.django_db
def test_reports_narrow_and_ask_little(index, client, django_assert_max_num_queries):
    halves = [full_record(f"9.9001{n:02}") for n in range(60)]
    for record_ in halves[::2]:
        record_.conditions = ""
    rows = [read_row(n, record_.to_dict()) for n, record_ in enumerate(halves)]
    import_rows(index, rows, Options(publish=True))
    client.force_login(get_user_model().objects.create_superuser("quantri", password="x"))
    address = reverse("procedure_completeness")
    client.get(address)
    with django_assert_max_num_queries(30):
        assert client.get(address).context["object_list"]
    assert len(client.get(address, {"lacks": "conditions"}).context["object_list"]) == 30
    assert len(client.get(address, {"unlawful": "true"}).context["object_list"]) == 0
    ProcedurePage.objects.filter(code="9.900101").update(reviewed_on=date(2020, 2, 29))
    overdue = client.get(reverse("procedure_reviews"), {"overdue": "true"}).context["object_list"]
    assert [page.code for page in overdue] == ["9.900101"]
