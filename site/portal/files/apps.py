from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "portal.files"
    label = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        # These need the models, which are loaded by now.
        from django.db.models.signals import post_delete, post_save
        from wagtail.admin.views.account import AvatarSettingsPanel
        from wagtail.signals import page_published

        from . import publishing, texts, uncommitted, uses
        from .forms import PortalAvatarForm
        from .models import PortalDocument

        AvatarSettingsPanel.form_class = PortalAvatarForm
        request_finished.connect(uncommitted.settle_request, dispatch_uid="files-settle-request")
        page_published.connect(publishing.picture_page, dispatch_uid="files-picture-page")
        post_save.connect(uses.page_saved, dispatch_uid="files-record-page")
        post_save.connect(uses.part_saved, dispatch_uid="files-record-part")
        post_delete.connect(uses.part_deleted, dispatch_uid="files-forget-part")
        post_save.connect(texts.document_saved, sender=PortalDocument, dispatch_uid="files-read-text")
        post_delete.connect(texts.document_deleted, sender=PortalDocument, dispatch_uid="files-forget-text")
