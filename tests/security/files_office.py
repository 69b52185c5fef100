"""A portal with the same files in every state of the page that uses them, for the matrix of who may fetch what."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from media_assets.models import PerformancePage
from portal.editorial.roles import LEGAL, table
from portal.editorial.sync import sync_roles
from portal.files.pictures import get_picture
from portal.files.publishing import ensure_renditions
from tests.editorial.newsroom import Newsroom, person
from tests.factories.files import docx_bytes, image_file, make_document, make_image, make_media
from tests.factories.performances import PerformanceIndexPageFactory, PerformancePageFactory

CANARY = "phuongtimdo"
PASSWORD = "mat-khau-cua-trang"
#: who has no account; who has one without a group; who knows the password of the restricted pages
ANONYMOUS, STRANGER, INITIATE = "anonymous", "stranger", "initiate"
#: the group that the restrictions by group let in
CLUB = LEGAL

STATES = (
    "live",
    "draft only",
    "unpublished",
    "expired",
    "password",
    "login",
    "groups",
    "below a password",
    "private collection",
    "used by nobody",
    "draft of a live page",
    "deleted page",
    "also live elsewhere",
)


@dataclass
class Held:
    """One set of files: an image, a document and a recording, and the page that uses them in `state`."""

    state: str
    image: Any
    document: Any
    media: Any

    def addresses(self) -> dict[str, str]:
        """Every address of each file that a page or the editors' side would give, by what lies there."""
        renditions = {f"rendition {one.filter_spec}": one.file.url for one in self.image.renditions.all()}
        return renditions | {
            "image": self.image.file.url,
            "document": self.document.url,
            "video": self.media.file.url,
            "thumbnail": self.media.thumbnail.url,
            "captions": self.media.captions.url,
        }


class FilesOffice(Newsroom):
    """The newsroom with its performances; every file in a collection that no group has a row for."""

    def __init__(self) -> None:
        super().__init__()
        self.index = PerformanceIndexPageFactory(parent=Page.objects.get(pk=self.home.pk))
        sync_roles(table)
        self.people[STRANGER] = person(STRANGER)
        root = Collection.get_first_root_node()
        self.secret = root.add_child(name="Kho riêng")
        self.closed = Collection.objects.get(pk=root.pk).add_child(name="Kho đóng")
        closing = CollectionViewRestriction.objects.create(
            collection=self.closed, restriction_type=CollectionViewRestriction.GROUPS
        )
        closing.groups.add(Group.objects.get(name=CLUB))
        self.held = [self.hold(state, number) for number, state in enumerate(STATES)]

    def hold(self, state: str, number: int) -> Held:
        collection = self.closed if state == "private collection" else self.secret
        own = {"collection": collection, "uploaded_by_user": self["goc"]}
        title = f"{CANARY}{chr(ord('a') + number)}"  # of one length: long names of renditions are cut
        files = Held(
            state,
            make_image(title, file=image_file(f"{title}.png", size=(20 + number, 20)), **own),
            make_document(title, f"{title}.docx", docx_bytes(title), **own),
            make_media(title, f"{title}.mp4", **own),
        )
        ensure_renditions(files.image, [get_picture("card")])
        if state != "used by nobody":
            self.use(files, f"trang-{number}")
        return files

    def use(self, files: Held, slug: str) -> None:
        """Let a page use the files, and bring it into the state."""
        fields = {"poster_frame": files.image, "script_file": files.document, "video": files.media}
        parent = Page.objects.get(pk=self.index.pk).specific
        state = files.state
        if state == "below a password":
            parent = self.page(parent, f"{slug}-tren")
            self.restrict(parent, "password")
        if state == "draft only":
            page = PerformancePage(title=slug, slug=slug, live=False, owner=self["goc"], **fields)
            parent.add_child(instance=page)
            page.save_revision()
            return
        if state == "draft of a live page":
            page = self.page(parent, slug)
            for name, value in fields.items():
                setattr(page, name, value)
            page.save_revision(clean=False)
            return
        page = self.page(parent, slug, **fields)
        if state == "unpublished":
            page.unpublish()
        elif state == "expired":
            Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
        elif state in ("password", "login", "groups"):
            self.restrict(page, state)
        elif state == "deleted page":
            page.delete()
        elif state == "also live elsewhere":
            self.restrict(page, "password")
            self.page(Page.objects.get(pk=self.index.pk).specific, f"{slug}-khac", **fields)

    def page(self, parent: Any, slug: str, **fields: Any) -> Any:
        return PerformancePageFactory(parent=parent, title=slug, slug=slug, owner=self["goc"], **fields)

    def restrict(self, page: Any, kind: str) -> None:
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password=PASSWORD)
        if kind == "groups":
            restriction.groups.add(Group.objects.get(name=CLUB))

    def visitor(self, name: str) -> Client:
        """The browser of a person, of nobody, or of somebody who has given the pages' password."""
        if name not in (ANONYMOUS, INITIATE):
            return self.as_(name)
        client = Client()
        if name == INITIATE:
            key = PageViewRestriction.passed_view_restrictions_session_key
            session = client.session
            session[key] = list(PageViewRestriction.objects.values_list("pk", flat=True))
            session.save()
        return client
