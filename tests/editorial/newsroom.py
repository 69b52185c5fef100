"""A newsroom for tests: the site, the roles, one person or two in every group, and what they do by HTTP."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.test.utils.form_data import querydict_from_html

from news.models import NewsIndexPage, NewsPage
from portal.editorial.roles import ACCOUNTS, table
from portal.editorial.sync import sync_roles
from tests.factories.pages import build_site

XHR = {"x-requested-with": "XMLHttpRequest"}


def person(name, group=None, **kwargs):
    user = get_user_model().objects.create_user(
        name, f"{name}@example.org", "mat-khau", first_name=name.title(), last_name="Test", **kwargs
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


class Newsroom:
    """Everybody by account name: `room["trungtam"]`; `room.as_("vanphong")` is his browser."""

    def __init__(self):
        self.home = build_site()
        sync_roles(table)
        self.people = {name: person(name, group) for name, group in ACCOUNTS.items()}
        for name in ("vanphong", "lanhdao", "quantri"):
            self.people[f"{name}2"] = person(f"{name}2", ACCOUNTS[name])
        self.people["goc"] = person("goc", is_superuser=True)
        self.index = NewsIndexPage.objects.get()

    def __getitem__(self, name):
        return get_user_model().objects.get(pk=self.people[name].pk)

    def as_(self, name):
        client = Client()
        client.force_login(self[name])
        return client

    def draft(self, writer, title="Ngày hội đọc sách", **fields):
        page = NewsPage(title=title, summary="Tóm tắt", owner=self[writer], live=False, **fields)
        self.index.refresh_from_db()
        self.index.add_child(instance=page)
        page.save_revision(user=self[writer])
        return page

    def edit_form(self, name, page):
        response = self.as_(name).get(edit_url(page))
        assert response.status_code == 200, response
        data = querydict_from_html(response.content.decode(), form_id="page-edit-form")
        data["body-count"] = "0"  # the blocks of the text are drawn by script
        return data

    def post_edit(self, name, page, data=None, **fields):
        """Send the edit form as this person sees it, with changes; return the followed response."""
        data = (data if data is not None else self.edit_form(name, page)).copy()
        for field, value in fields.items():
            data[field.replace("__", "-")] = value
        return self.as_(name).post(edit_url(page), data, follow=True)

    def submit(self, name, page, **fields):
        return self.post_edit(name, page, action__submit="1", **fields)

    def decide(self, name, page, action="approve", comment="", state=None, **headers):
        state = state or waiting(page) or last_state(page)
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
        return self.as_(name).post(url, {"comment": comment}, follow=True, headers=headers or None)

    def submitted(self, writer="trungtam", **fields):
        """Return an item that its writer has submitted."""
        page = self.draft(writer, **fields)
        page.get_workflow().start(page, self[writer])
        return page

    def at_leaders(self, **fields):
        """Return an item of the Centre that the Office has passed."""
        page = self.submitted(**fields)
        self.decide("vanphong", page)
        return page


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def waiting(page):
    """Return the stage that waits for a decision."""
    return TaskState.objects.for_instance(page).filter(status="in_progress").first()


def last_state(page):
    return TaskState.objects.for_instance(page).order_by("pk").last()


def stage(page):
    """Return the group that the page waits for."""
    state = waiting(page)
    return state.task.specific.who() if state else None


def statuses(page):
    return [state.status for state in TaskState.objects.for_instance(page).order_by("pk")]


def workflow_status(page):
    return WorkflowState.objects.for_instance(page).order_by("pk").last().status


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def messages(response):
    return [str(message) for message in response.context["messages"]] if response.context else []


def latest_title(page):
    """Return the title of the newest version."""
    return Page.objects.get(pk=page.pk).latest_revision.content["title"]


def comment_on(field, text):
    """Return what the editor sends along for a new comment on a field."""
    comment = {"id": "", "contentpath": field, "text": text, "position": "", "deleted": "", "resolved": ""}
    counts = {"INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    return (
        {f"comments-0-{name}": value for name, value in comment.items()}
        | {f"comments-0-replies-{name}": value for name, value in counts.items()}
        | {"comments-0-replies-TOTAL_FORMS": "0", "comments-TOTAL_FORMS": "1"}
        | {f"comments-{name}": value for name, value in counts.items()}
    )
