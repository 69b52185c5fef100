"""Who sees and changes what, by every address of the editors' side (faults 20 and 21).

The addresses come from the URLconf, what is allowed from the table of roles: neither is written here.
"""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Task, Workflow
from wagtail.snippets.models import get_snippet_models

from portal.editorial.roles import ACCOUNTS, ADMINISTRATORS, ALL_FILES, CENTRE, OFFICE, TROUPE, table

from .admin_addresses import admin_addresses
from .office import CANARY, Portal, file_state, page_state, record_state

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BELOW = [name for name, group in ACCOUNTS.items() if group != ADMINISTRATORS]
PUBLIC = {
    "wagtailadmin_sprite",
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog",
}
#: leaves the session or shows an error on purpose
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}
#: what a form would say to go through with it
FORM = {
    "title": "Đã đổi",
    "slug": "da-doi",
    "new_title": "Bản sao",
    "new_slug": "ban-sao",
    "publish_copies": "on",
    "action-publish": "1",
    "action-submit": "1",
    "restriction_type": "login",
    "reason": "Một lý do đủ dài",
    "comment": "được",
    "include_descendants": "on",
    "is_superuser": "on",
    "username": "ke-la",
    "email": "ke-la@example.org",
    "first_name": "Kẻ",
    "last_name": "Lạ",
    "password1": "mat-khau-rat-dai-42",
    "password2": "mat-khau-rat-dai-42",
    "name": "Tên đã đổi",
    "mark_as_active": "False",
}


@pytest.fixture
def portal():
    return Portal()


def words(response):
    text = response.content.decode(errors="replace") if not response.streaming else ""
    return text + response.get("Location", "")


def attempts(client, address, values, extra):
    """Yield the answers to a GET and a POST of an address, and to a POST as the editor's scripts send it."""
    path = address.fill(values)
    if path is None or address.name in LEFT_OUT:
        return
    data = FORM | {name: str(value) for name, value in extra.items()}
    for method, headers in (("get", {}), ("post", {}), ("post", {"x-requested-with": "XMLHttpRequest"})):
        query = {"id": extra.get("id", "")} if method == "get" else data
        yield f"{method} {path}", getattr(client, method)(path, query, headers=headers)


@pytest.mark.parametrize("account", BELOW)
def test_pages_of_sections_that_the_table_closes(portal, account):
    """No draft is seen and nothing is changed in a section where the group has no row."""
    client, group = portal.as_(account), ACCOUNTS[account]
    client.raise_request_exception = False
    closed = [key for key in portal.drafts if not table.page_actions(group, key)]
    assert group != TROUPE or "news" in closed
    faults = []
    for key in closed:
        page = portal.drafts[key]
        values = portal.page_arguments(page)
        extra = {"id": page.pk, "new_parent_page": page.get_parent().pk, "q": CANARY + key}
        before = page_state()
        for address in admin_addresses():
            if not address.arguments or not uses_pages(address):
                continue
            for what, response in attempts(client, address, values, extra):
                if CANARY + key in words(response).replace(f"q={CANARY}{key}", ""):
                    faults.append(f"{account} sees {key}: {what}")
                if page_state() != before:
                    faults.append(f"{account} changes {key}: {what}")
                    before = page_state()
                if response.status_code >= 500:
                    faults.append(f"{account} gets {response.status_code}: {what}")
    assert not faults, "\n".join(faults)


def uses_pages(address):
    return address.name.startswith(
        (
            "wagtailadmin_pages",
            "wagtailadmin_explore",
            "wagtailadmin_choose_page",
            "wagtailadmin_api:pages",
            "editorial",
        )
    )


@pytest.mark.parametrize("account", BELOW)
def test_lists_searches_and_choosers_show_no_closed_section(portal, account):
    """Addresses without an object: lists, reports, choosers, search, the API."""
    client, group = portal.as_(account), ACCOUNTS[account]
    closed = [key for key in portal.drafts if not table.page_actions(group, key)]
    faults = []
    for address in admin_addresses():
        if address.arguments or address.name in LEFT_OUT:
            continue
        drafts = [portal.drafts[key].pk for key in closed]
        for query in ({}, {"q": CANARY}, {"search": CANARY}, {"q": f"Trang {CANARY}"}, {"id": drafts}):
            text = words(client.get(address.template, query))
            faults += [
                f"{account} sees {key}: {address.template} {query}" for key in closed if CANARY + key in text
            ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("account", BELOW)
@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_bulk_actions_on_closed_sections(portal, account, action):
    client, group = portal.as_(account), ACCOUNTS[account]
    for key, page in portal.drafts.items():
        if table.page_actions(group, key):
            continue
        before = page_state()
        url = f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}"
        answers = [client.get(url), client.post(url, FORM | {"chooser": portal.home.pk})]
        assert not any(CANARY + key in words(answer) for answer in answers)
        assert page_state() == before


@pytest.mark.parametrize("kind", ["image", "document"])
def test_bulk_actions_name_no_files_of_others(portal, kind):
    for file in getattr(portal, f"{kind}s").values():
        url = f"/admin/bulk/{file._meta.app_label}/{file._meta.model_name}/delete/?id={file.pk}"
        before = file_state()
        answers = [portal.as_("donvi").get(url), portal.as_("donvi").post(url)]
        assert not any(file.title in words(answer) for answer in answers)
        assert file_state() == before


#: what the records behind a namespace are called in the table
RECORDS = {
    "wagtailusers_users": "auth.user",
    "wagtailusers_groups": "auth.group",
    "wagtailadmin_workflows": "wagtailcore.workflow",
    "wagtailsites": "wagtailcore.site",
    "wagtailredirects": "wagtailredirects.redirect",
    "wagtailsettings": "core.sitesettings",
    "wagtailadmin_collections": "wagtailcore.collection",
}
#: namespace of a snippet → its name in the table; names of rooms hold underscores too
SNIPPETS = {
    model.snippet_viewset.get_admin_url_namespace(): model._meta.label_lower for model in get_snippet_models()
}


def record_of(address):
    namespace = address.name.split(":")[0]
    if namespace.startswith("wagtailsnippets_"):
        return SNIPPETS[namespace]
    return RECORDS.get(namespace)


@pytest.mark.parametrize("account", [*BELOW, "quantri"])
def test_users_groups_workflows_and_settings(portal, account):
    """Every address about a kind of record refuses groups without a row for it."""
    client, group = portal.as_(account), ACCOUNTS[account]
    client.raise_request_exception = False
    allowed = {row.model for row in table.models if row.group == group}
    if group == ADMINISTRATORS:
        allowed.add("wagtailcore.collection")
    users = get_user_model().objects
    before, faults = record_state(users), []
    for address in admin_addresses():
        model = record_of(address)
        if model is None or model in allowed:
            continue
        for what, response in attempts(client, address, record_arguments(portal, address), {}):
            target = response.get("Location", "")
            # The settings lead on to the address with a number, which refuses.
            refused = response.status_code in (403, 404, 405) or target == "/admin/" or "/settings/" in target
            if not refused:
                faults.append(f"{account} gets {response.status_code} {response.get('Location', '')}: {what}")
        if record_state(users) != before:
            faults.append(f"{account} changes records: {address.template}")
            before = record_state(users)
    assert not faults, "\n".join(faults)


def record_arguments(portal, address):
    values = {
        "wagtailusers_users": portal["goc"].pk,
        "wagtailusers_groups": Group.objects.get(name=ADMINISTRATORS).pk,
        "wagtailadmin_workflows": Workflow.objects.first().pk,
        "wagtailredirects": portal.redirect.pk,
    }
    pk = values.get(address.name.split(":")[0], 1)
    if "task" in address.template:
        pk = Task.objects.first().pk
    return {
        "pk": pk,
        "redirect_id": pk,
        "page_pk": portal.index.pk,
        "workflow_pk": pk,
        "collection_id": 1,
        "task_id": pk,
        "app_label": "editorial",
        "model_name": "reviewtask" if "task" in address.template else "sitesettings",
        "app_name": "core",
    }


@pytest.mark.parametrize("account", [name for name in BELOW if ACCOUNTS[name] not in (OFFICE, CENTRE)])
def test_files_of_others(portal, account):
    """Images and documents of another unit's collection are neither shown nor changed."""
    client, group = portal.as_(account), ACCOUNTS[account]
    client.raise_request_exception = False
    rows = [row for row in table.files if row.group == group]
    sees_all = any(row.collection == ALL_FILES for row in rows)
    faults = []
    for owner in (CENTRE, OFFICE):
        image, document = portal.images[owner], portal.documents[owner]
        values = {
            "image_id": image.pk,
            "doc_id": document.pk,
            "document_id": document.pk,
            "filter_spec": "original",
        }
        before = file_state()
        for address in admin_addresses():
            if not address.name.startswith(("wagtailimages", "wagtaildocs", "wagtailadmin_api")):
                continue
            kind = image if "image" in address.template else document
            for what, response in attempts(
                client, address, values | {"pk": kind.pk}, {"id": kind.pk, "q": kind.title}
            ):
                text = words(response).replace(f"q={kind.title}", "").replace(f'value="{kind.title}"', "")
                if kind.title in text and not sees_all:
                    faults.append(f"{account} sees {kind.title}: {what}")
            if file_state() != before:
                faults.append(f"{account} changes {kind.title}: {address.template}")
                before = file_state()
    assert not faults, "\n".join(faults)


def test_nobody_who_is_not_logged_in_gets_past_the_door(portal):
    client, before, faults = Client(raise_request_exception=False), page_state(), []
    values = portal.page_arguments(portal.drafts["news"]) | {
        "image_id": 1,
        "document_id": 1,
        "app_name": "core",
    }
    for address in admin_addresses():
        if address.name in PUBLIC:
            continue
        for what, response in attempts(client, address, values, {"id": portal.drafts["news"].pk}):
            closed = response.status_code in (401, 403, 404) or "/admin/login/" in response.get(
                "Location", ""
            )
            if not closed:
                faults.append(f"{response.status_code}: {what}")
    assert not faults, "\n".join(faults)
    assert page_state() == before


@pytest.mark.parametrize("account", list(ACCOUNTS))
def test_what_the_table_opens_is_open(portal, account):
    client, group = portal.as_(account), ACCOUNTS[account]
    for key, page in portal.drafts.items():
        actions = table.page_actions(group, key)
        answer = client.get(f"/admin/pages/{page.pk}/edit/").status_code
        owner = page.owner_id == portal[account].pk and "add" in actions
        assert (answer == 200) == ("change" in actions or owner), (account, key)
    adds = client.get(f"/admin/pages/add/news/newspage/{portal.index.pk}/").status_code
    assert (adds == 200) == ("add" in table.page_actions(group, "news"))
    pictures = client.get("/admin/images/add/").status_code
    assert (pictures == 200) == any("add" in row.actions for row in table.files if row.group == group)
