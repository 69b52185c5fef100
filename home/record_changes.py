"""What follows at once when a record changes: its page takes the new name and is found by the new words."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from modelsearch.index import insert_or_update_object
from wagtail.models import Page

from portal.core.chrome import forget_chrome
from portal.organisations.models import Organisation, Post

from .models import OrganisationPage


def connect() -> None:
    """Watch the records of organisations and of their posts."""
    post_save.connect(on_organisation, sender=Organisation, dispatch_uid="organisation_pages")
    for signal in (post_save, post_delete):
        signal.connect(on_post, sender=Post, dispatch_uid="organisation_pages")


def on_organisation(
    sender: type[Organisation], instance: Organisation, raw: bool = False, **kwargs: Any
) -> None:
    """Rename the page of a record, and index again what shows it."""
    if raw:
        return
    renamed = Page.objects.filter(
        pk__in=OrganisationPage.objects.filter(record=instance).values("pk")
    ).exclude(title=instance.name)
    if renamed.update(title=instance.name, draft_title=instance.name):
        forget_chrome(sender)
    index_pages_of(instance)


def on_post(sender: type[Post], instance: Post, raw: bool = False, **kwargs: Any) -> None:
    """Index the page that shows a post: that of its organisation, and of the Department for its leadership."""
    if not raw:
        index_pages_of(instance.organisation)


def index_pages_of(organisation: Organisation) -> None:
    """Index the pages whose text the record is part of."""
    shown_on = [organisation.pk, organisation.parent_id]
    for page in OrganisationPage.objects.filter(record__in=shown_on).select_related("record"):
        insert_or_update_object(page)
