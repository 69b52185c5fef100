"""Posting sets: what the public sees of them, when their paper is out of date, who makes it."""

import re
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from portal.editorial.roles import ACCOUNTS, ADMINISTRATORS, OFFICE, table
from portal.editorial.sync import sync_roles
from portal.organisations.models import Organisation
from procedures.models import PostingEntry, PostingPaper, PostingSet, ProcedureField
from procedures.models.posting import PATIENCE
from procedures.posting import making
from procedures.posting.freshness import print_of, states_of
from procedures.posting.making import ask_for_paper, make_paper
from tests.factories.pages import build_site
from tests.procedures.living import TODAY, TOMORROW, date, decide, draft, fresh, on, publish, published
from tests.procedures.paper_words import bare, body_text
from tests.procedures.samples import full_record

pytestmark = pytest.mark.django_db

DRUM, GONG = "9.900111", "9.900112"


@pytest.fixture(autouse=True)
def site(django_capture_on_commit_callbacks):
    build_site()
    with on(TODAY):
        yield


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Make papers while the test waits."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def posting_set(*pages, **values):
    one = PostingSet(**{"name": "Thủ tục ở quầy", "slug": "quay", "is_public": True} | values)
    one.full_clean()
    one.save()
    for place, page in enumerate(pages):
        PostingEntry.objects.create(posting_set=one, procedure=page, sort_order=place)
    return one


@pytest.fixture
def drum():
    return published(DRUM, name="Thủ tục mượn trống", conditions="Biết đánh trống.")


@pytest.fixture
def gong():
    return published(GONG, name="Thủ tục mượn chiêng")


@pytest.fixture
def quay(drum, gong):
    return posting_set(drum, gong)


def make(at_once, one, size="a4"):
    with at_once():
        paper = ask_for_paper(one, size)
    paper.refresh_from_db()
    assert paper.status == "ready", paper.problem
    return paper


def kinds(one):
    (state,) = states_of([PostingSet.objects.get(pk=one.pk)])[one.pk]
    return [(reason.kind, reason.code, reason.since) for reason in state.reasons]


def words_of_paper(paper):
    with paper.file.open() as file:
        return body_text(file.read(), paper.size)


# Making


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_the_worker_makes_a_paper_and_notes_what_is_on_it(at_once, quay, size):
    paper = make(at_once, quay, size)
    assert (paper.done, paper.total) == (2, 2)
    assert paper.sheets >= 4
    assert paper.file_size == paper.file.size
    assert [row["code"] for row in paper.printed] == [DRUM, GONG]
    text = words_of_paper(paper)
    assert bare("Biết đánh trống.") in text
    assert bare(f"http://localhost/thu-tuc/{DRUM}/") in text
    assert kinds(quay) == []


def test_nothing_is_made_within_the_request(quay, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    assert ask_for_paper(quay, "a4").status == "waiting"


def test_asking_twice_makes_one_and_only_one_worker_makes_it(quay):
    first = ask_for_paper(quay, "a4")
    assert ask_for_paper(quay, "a4") == first
    assert ask_for_paper(quay, "a3") != first
    PostingPaper.objects.filter(pk=first.pk).update(status="making")
    assert make_paper.func(first.pk) == "taken"


def test_a_paper_whose_worker_was_killed_is_given_up(quay):
    first = ask_for_paper(quay, "a4")
    PostingPaper.objects.filter(pk=first.pk).update(status="making", beat_at=timezone.now() - PATIENCE * 2)
    first.refresh_from_db()
    assert first.is_stuck
    assert ask_for_paper(quay, "a4") != first
    first.refresh_from_db()
    assert (first.status, bool(first.problem)) == ("failed", True)


def test_a_failure_is_told_and_leaves_no_file(at_once, quay, monkeypatch):
    def full(data):
        raise OSError("no space left on device")

    monkeypatch.setattr(making, "typeset", full)
    with at_once():
        paper = ask_for_paper(quay, "a4")
    paper.refresh_from_db()
    assert (paper.status, paper.problem) == ("failed", "Không lưu được tệp.")
    assert not paper.file


def test_a_set_without_public_procedures_has_no_paper(at_once):
    one = posting_set(draft(DRUM))
    with at_once():
        paper = ask_for_paper(one, "a4")
    paper.refresh_from_db()
    assert paper.status == "failed"


def test_the_file_goes_with_the_set(at_once, quay):
    paper = make(at_once, quay)
    assert paper.file.storage.exists(paper.file.name)
    with at_once():
        quay.delete()
    assert not paper.file.storage.exists(paper.file.name)


# Out of date


def test_paper_is_out_of_date_from_the_day_of_the_new_version(at_once, quay, drum):
    make(at_once, quay)
    with on(date(2026, 12, 3)):
        publish(drum, conditions="Biết đánh trống và chiêng.", effective_from=date(2026, 12, 1))
        assert kinds(quay) == [("changed", DRUM, date(2026, 12, 1))]


def test_a_correction_counts_from_its_publication(at_once, quay, drum):
    make(at_once, quay)
    with on(TOMORROW):
        publish(drum, conditions="Biết đánh trống cái.")
        assert kinds(quay) == [("changed", DRUM, TOMORROW)]


def test_a_version_to_come_doesnt_count_before_its_day(at_once, quay, drum):
    make(at_once, quay)
    publish(drum, conditions="Mai mới khác.", effective_from=date(2026, 12, 1))
    assert kinds(quay) == []


def test_what_no_paper_shows_doesnt_make_it_old(at_once, quay, drum):
    make(at_once, quay)
    with on(TOMORROW):
        publish(drum, keywords=["trống cái"], reviewed_on=TOMORROW, responsible="Phòng khác")
        assert kinds(quay) == []


def test_whatever_is_printed_makes_it_old():
    record = full_record()
    assert print_of(replace(record, name="Khác")) != print_of(record)
    assert print_of(replace(record, legal_bases=[])) != print_of(record)
    assert print_of(replace(record, decision_number="Khác")) != print_of(record)


def test_an_abolished_procedure_is_told_and_no_longer_printed(at_once, quay, drum):
    make(at_once, quay)
    decide("abolished", drum, TODAY)
    assert kinds(quay) == [("abolished", DRUM, TODAY)]
    again = make(at_once, quay)
    assert bare("mượn trống") not in words_of_paper(again)
    assert kinds(quay) == []


def test_changes_of_the_set_are_told(at_once, quay, drum, gong):
    make(at_once, quay)
    with on(TOMORROW):
        PostingEntry.objects.filter(procedure=drum).update(sort_order=9)
        quay.save()
        assert kinds(quay) == [("order", "", TOMORROW)]
        PostingEntry.objects.filter(procedure=drum).delete()
        PostingEntry.objects.create(posting_set=quay, procedure=published("9.900113"), sort_order=5)
        quay.place = "Quầy 7"
        quay.save()
        assert kinds(quay) == [
            ("removed", DRUM, TOMORROW),
            ("added", "9.900113", TOMORROW),
            ("cover", "", TOMORROW),
        ]


def test_what_is_out_of_date_is_asked_in_few_queries_for_all_sets(at_once, drum, gong):
    sets = [posting_set(drum, gong, slug=f"bo-{number}") for number in range(4)]
    for one in sets:
        make(at_once, one)
    with on(TOMORROW):
        publish(drum, conditions="Khác.")
        with CaptureQueriesContext(connection) as queries:
            states = states_of(sets)
    assert [len(state.reasons) for found in states.values() for state in found] == [1] * 4
    assert len(queries) <= 8


# The public site


def pages_of(one):
    return [
        reverse("posting_sets"),
        reverse("posting_set", args=[one.slug]),
        reverse("kiosk", args=[one.slug]),
        reverse("kiosk_contents", args=[one.slug]),
    ]


def test_a_set_shows_its_procedures_paper_and_kiosk(client, at_once, quay, drum):
    make(at_once, quay)
    html = client.get(quay.get_absolute_url()).content.decode()
    for words in (
        "Thủ tục mượn trống",
        DRUM,
        "Bản giấy khổ A4",
        "còn đúng với hôm nay",
        "/thu-tuc/kiosk/quay/",
    ):
        assert words in html
    assert "Bản giấy đã cũ" not in html
    answer = client.get("/thu-tuc/niem-yet/quay/a4.pdf")
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert client.get("/thu-tuc/niem-yet/quay/a3.pdf").status_code == 404
    with on(TOMORROW):
        publish(drum, conditions="Khác.")
        html = client.get(quay.get_absolute_url()).content.decode()
        assert "Bản giấy đã cũ" in html
        assert "Đã thay đổi từ ngày 24/11/2026: Thủ tục mượn trống" in re.sub(r"\s+", " ", html)
        assert "Làm bản giấy mới" not in html


def test_an_unpublished_set_is_nowhere(client, at_once, quay):
    make(at_once, quay)
    PostingSet.objects.update(is_public=False)
    assert "Thủ tục ở quầy" not in client.get("/thu-tuc/niem-yet/").content.decode()
    for address in [*pages_of(quay)[1:], "/thu-tuc/niem-yet/quay/a4.pdf", "/thu-tuc/kiosk/quay/sw.js"]:
        assert client.get(address).status_code == 404
    assert client.get(f"/thu-tuc/kiosk/quay/{DRUM}/").status_code == 404


def hide_draft(page):
    page.unpublish()


def hide_restricted(page):
    wall = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    wall.groups.add(Group.objects.create(name="Nội bộ"))


@pytest.mark.parametrize("hide", [hide_draft, hide_restricted])
def test_a_procedure_that_isnt_public_shows_nowhere_in_the_set(client, at_once, quay, drum, hide):
    make(at_once, quay)
    hide(drum)
    for address in pages_of(quay):
        text = client.get(address).content.decode()
        assert "mượn trống" not in text
        assert DRUM not in text
    answer = client.get(f"/thu-tuc/kiosk/quay/{DRUM}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/thu-tuc/kiosk/quay/")
    # The paper with it on is no longer given out; a new one is.
    assert client.get("/thu-tuc/niem-yet/quay/a4.pdf").status_code == 404
    assert bare("mượn trống") not in words_of_paper(make(at_once, quay))
    assert client.get("/thu-tuc/niem-yet/quay/a4.pdf").status_code == 200


def test_drafts_of_a_live_procedure_are_not_printed(at_once, quay, drum):
    text = fresh(drum).get_latest_revision_as_object()
    text.conditions = "Chưa công khai."
    text.save_revision()
    assert bare("Chưa công khai.") not in words_of_paper(make(at_once, quay))


@pytest.mark.parametrize("query", ["page=0", "page=x&q=%00", "q=" + "a" * 3000, "chu=%F0%9F%A5&linh-vuc='"])
def test_nothing_answers_500(client, quay, query):
    for address in [*pages_of(quay), f"/thu-tuc/kiosk/quay/{DRUM}/", "/thu-tuc/kiosk/quay/xx/"]:
        assert client.get(f"{address}?{query}").status_code in (200, 302)


def test_pages_of_a_large_set_ask_at_most_12_queries(client, at_once):
    field = ProcedureField.objects.named("Văn hóa")
    pages = [published(f"9.9{number:05}") for number in range(30)]
    for page in pages:
        page.procedure_field = field
        page.save()
    one = posting_set(*pages)
    make(at_once, one)
    publish(pages[0], conditions="Khác.")
    for address in [*pages_of(one), "/thu-tuc/kiosk/quay/9.900003/", "/thu-tuc/niem-yet/quay/a4.pdf"]:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) <= 12, (address, len(queries))


# The kiosk


def test_the_kiosk_is_narrowed_without_accents_and_without_scripts(client, quay):
    def names(query):
        html = client.get(f"/thu-tuc/kiosk/quay/?{query}").content.decode()
        rows = re.findall(r"<li data-words=.*?</li>", html, re.DOTALL)
        return [re.search(r'class="name">([^<]+)', row)[1] for row in rows if " hidden>" not in row]

    assert names("") == ["Thủ tục mượn trống", "Thủ tục mượn chiêng"]
    assert names("q=muon+TRONG") == ["Thủ tục mượn trống"]
    assert names("q=9900112") == ["Thủ tục mượn chiêng"]
    assert names("chu=Z") == []
    assert names("q=xyz") == []


def test_no_link_leads_out_of_the_kiosk(client, quay):
    for address in ("/thu-tuc/kiosk/quay/", f"/thu-tuc/kiosk/quay/{DRUM}/"):
        html = client.get(address).content.decode()
        links = re.findall(r'<(?:a|form|iframe|area)\b[^>]*?(?:href|action|src)="([^"]*)"', html)
        assert links
        assert all(link.startswith(("#", "?", "/thu-tuc/kiosk/quay/")) for link in links), links
        assert not re.search(r"<style|\sstyle=|<script>|\son\w+=", html)


def test_the_kiosk_keeps_all_its_pages_and_knows_when_they_changed(client, quay, drum):
    before = client.get("/thu-tuc/kiosk/quay/danh-muc.json").json()
    assert before["pages"] == [
        f"/thu-tuc/kiosk/quay/{DRUM}/",
        f"/thu-tuc/kiosk/quay/{GONG}/",
        "/thu-tuc/kiosk/quay/",
    ]
    assert "/static/portal/kiosk.css" in before["assets"]
    assert client.get("/thu-tuc/kiosk/quay/danh-muc.json").json()["version"] == before["version"]
    with on(TOMORROW):
        publish(drum, conditions="Khác.")
    assert client.get("/thu-tuc/kiosk/quay/danh-muc.json").json()["version"] != before["version"]
    worker = client.get("/thu-tuc/kiosk/quay/sw.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")


def test_the_kiosk_says_since_when_its_data_are(client, quay):
    assert "09:00 23/11/2026" in client.get(f"/thu-tuc/kiosk/quay/{GONG}/").content.decode()


# The admin


@pytest.fixture
def people():
    sync_roles(table)
    users = get_user_model().objects
    found = {name: users.create_user(name, password="x") for name in ACCOUNTS}
    for name, group in ACCOUNTS.items():
        found[name].groups.add(Group.objects.get(name=group))
    return found


def browser(user):
    client = Client()
    client.force_login(user)
    return client


LISTING = "wagtailsnippets_procedures_postingset:list"


def test_only_office_and_administrators_have_posting_sets(people, at_once, quay):
    paper = make(at_once, quay)
    addresses = [
        reverse(LISTING),
        reverse("wagtailsnippets_procedures_postingset:edit", args=[quay.pk]),
        reverse("posting_papers", args=[quay.pk]),
        reverse("posting_paper_file", args=[paper.pk]),
    ]
    for name, group in ACCOUNTS.items():
        answers = {browser(people[name]).get(address).status_code for address in addresses}
        may = group in (OFFICE, ADMINISTRATORS)
        assert answers == ({200} if may else {302}), name
        asked = browser(people[name]).post(addresses[2], {"size": "a3"})
        assert PostingPaper.objects.filter(size="a3", made_by=people[name]).exists() == may, (name, asked)
        PostingPaper.objects.filter(size="a3").delete()
    for address in addresses:
        assert Client().get(address).status_code == 302


def form(**values):
    entries = values.pop("entries", [])
    empty = {"name": "Bộ mới", "entries": inline_formset(entries), "add_level": "", "slug": ""}
    return nested_form_data(empty | values)


def test_all_procedures_of_a_field_are_added_at_once(people, drum, gong):
    field = ProcedureField.objects.named("Nhạc cụ")
    drafted = draft("9.900119")
    for page in (drum, gong, drafted):
        page.procedure_field = field
        page.save()
    address = reverse("wagtailsnippets_procedures_postingset:add")
    data = form(entries=[{"procedure": str(gong.pk), "ORDER": "1"}], add_field=str(field.pk))
    assert browser(people["vanphong"]).post(address, data).status_code == 302
    one = PostingSet.objects.get()
    assert (one.slug, [entry.procedure_id for entry in one.entries.all()]) == ("bo-moi", [gong.pk, drum.pk])


def test_a_procedure_stands_once_in_a_set(people, drum):
    address = reverse("wagtailsnippets_procedures_postingset:add")
    twice = [{"procedure": str(drum.pk), "ORDER": "1"}, {"procedure": str(drum.pk), "ORDER": "2"}]
    answer = browser(people["vanphong"]).post(address, form(entries=twice))
    assert answer.status_code == 200
    assert not PostingSet.objects.exists()


def test_the_office_sees_what_is_out_of_date_in_list_page_and_on_its_first_page(people, at_once, quay, drum):
    make(at_once, quay)
    office = browser(people["vanphong"])
    assert "A4 còn đúng" in office.get(reverse(LISTING)).content.decode()
    assert "có bản giấy đã cũ" not in office.get("/admin/").content.decode()
    with on(TOMORROW):
        publish(drum, conditions="Khác.")
        office = browser(people["vanphong"])
        assert "A4 đã cũ từ 24/11/2026" in office.get(reverse(LISTING)).content.decode()
        assert "1 bộ niêm yết có bản giấy đã cũ" in office.get("/admin/").content.decode()
        assert "có bản giấy đã cũ" not in browser(people["trungtam"]).get("/admin/").content.decode()
        page = office.get(reverse("posting_papers", args=[quay.pk])).content.decode()
        assert "Bản giấy khổ A4 đã cũ" in page
        assert "Thủ tục mượn trống" in page
        assert "Làm bản giấy mới" in office.get(quay.get_absolute_url()).content.decode()


def test_what_is_wrong_with_a_set_is_said():
    with pytest.raises(ValidationError) as told:
        PostingSet(name="  ").full_clean()
    assert "name" in told.value.message_dict
    with pytest.raises(ValidationError) as told:
        PostingSet(name="Bộ", decided_on=TODAY).full_clean()
    assert "decision_number" in told.value.message_dict


def test_sets_of_one_name_have_addresses_of_their_own():
    first, second = PostingSet(name="Đăng ký ở xã"), PostingSet(name="Đăng ký ở xã")
    first.save()
    second.save()
    assert (first.slug, second.slug) == ("dang-ky-o-xa", "dang-ky-o-xa-2")


def test_the_place_is_its_words_or_its_office():
    office = Organisation(name="Văn phòng Sở")
    assert PostingSet(organisation=office).where == str(office)
    assert PostingSet(organisation=office, place="Quầy 1").where == "Quầy 1"
