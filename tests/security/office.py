"""A portal with secrets in every section, for the matrix of who sees and changes what."""

import hashlib
import io

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    Page,
    PageLogEntry,
    PageViewRestriction,
    Revision,
    Site,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
)

from home.models import StandingPage
from news.models import NewsPage
from portal.editorial.roles import CENTRE, OFFICE, table
from portal.editorial.sync import sync_roles
from procedures.models import ProceduresIndexPage
from tests.editorial.newsroom import Newsroom, waiting
from tests.factories.legal import build_draft_list, build_law_list
from tests.factories.performances import PerformanceIndexPageFactory
from tests.factories.posters import build_gallery

CANARY = "hoanganhvu"


class Portal(Newsroom):
    """The newsroom with one secret draft in each section and one secret file in two collections."""

    def __init__(self):
        super().__init__()
        law, comments = build_law_list(), build_draft_list()
        posters = build_gallery(self.home)
        performances = PerformanceIndexPageFactory(parent=posters.get_parent())
        sync_roles(table)
        procedures = ProceduresIndexPage.objects.get()
        self.drafts = {
            "news": self.submitted(title=f"Tin {CANARY}news", slug=f"{CANARY}news"),
            "procedures": self.secret(procedures, "procedures"),
            "standing": self.secret(self.home, "standing"),
            "legal": self.secret(law, "legal"),
            "drafts": self.secret(comments, "drafts"),
            "posters": self.secret(posters, "posters"),
            "performances": self.secret(performances, "performances"),
        }
        self.images = {name: self.image(name) for name in (CENTRE, OFFICE)}
        self.documents = {name: self.document(name) for name in (CENTRE, OFFICE)}
        self.redirect = Redirect.objects.create(old_path="/cu", redirect_page=self.home)

    def secret(self, parent, section):
        parent = Page.objects.get(pk=parent.pk)
        # A standing page stands for any page of a section without its own workflow.
        page = StandingPage(title=f"Trang {CANARY}{section}", slug=f"{CANARY}{section}", live=False)
        parent.add_child(instance=page)
        page.save_revision(user=self["quantri"])
        return page

    def image(self, group):
        collection = Collection.objects.get(name=group)
        stream = io.BytesIO()
        Image.new("RGB", (8, 8), "navy").save(stream, "PNG")
        title = f"{CANARY}image{collection.pk}"
        return get_image_model().objects.create(
            title=title, collection=collection, file=ContentFile(stream.getvalue(), f"{collection.pk}.png")
        )

    def document(self, group):
        collection = Collection.objects.get(name=group)
        title = f"{CANARY}document{collection.pk}"
        return get_document_model().objects.create(
            title=title, collection=collection, file=ContentFile(b"van ban", f"{collection.pk}.txt")
        )

    def page_arguments(self, page):
        """Return values for the arguments of every address that speaks of a page."""
        revision = page.get_latest_revision()
        state = waiting(page)
        any_state = WorkflowState.objects.for_instance(page).first()
        return {
            "page_id": page.pk,
            "parent_page_id": page.get_parent().pk,
            "page_to_move_id": page.pk,
            "destination_id": self.home.pk,
            "pk": page.pk,
            "revision_id": revision.pk,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "action_name": "publish",
            "task_state_id": state.pk if state else 0,
            "task_id": state.task_id if state else Task.objects.first().pk,
            "workflow_state_id": any_state.pk if any_state else 0,
            "content_type_app_name": page.content_type.app_label,
            "content_type_model_name": page.content_type.model,
            "app_label": page.content_type.app_label,
            "model_name": page.content_type.model,
        }


def page_state():
    """Return a value that differs after any change to pages, versions, workflows or their log."""
    rows = [
        list(model.objects.order_by("pk").values_list())
        for model in (Page, NewsPage, StandingPage, Revision, WorkflowState, TaskState, PageViewRestriction)
    ]
    return hashlib.sha256(repr(rows + [PageLogEntry.objects.count()]).encode()).hexdigest()


def record_state(users):
    """Return a value that differs after any change to accounts, groups, workflows, sites and redirects."""
    rows = [
        list(model.objects.order_by("pk").values_list())
        for model in (Group, Workflow, Task, Site, Redirect, Collection)
    ]
    members = list(Group.objects.order_by("pk").values_list("pk", "user__pk"))
    rights = list(Group.objects.order_by("pk").values_list("pk", "permissions__pk", "page_permissions__pk"))
    accounts = list(
        users.order_by("pk").values_list("pk", "username", "password", "is_superuser", "is_active")
    )
    return hashlib.sha256(repr([rows, members, rights, accounts]).encode()).hexdigest()


def file_state():
    """Return a value that differs after any change to images and documents."""
    rows = [
        list(model.objects.order_by("pk").values_list("pk", "title", "collection_id", "file"))
        for model in (get_image_model(), get_document_model())
    ]
    return repr(rows)
