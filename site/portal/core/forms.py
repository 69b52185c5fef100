"""Forms of the editors' side that pages of any room may use."""

from wagtail.admin.forms import WagtailAdminPageForm


class PublicationForm(WagtailAdminPageForm):
    """Refuses to submit or publish a page that says what it lacks (`missing_for_publication`); drafts are saved."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation:
            for name, sentence in self.instance.missing_for_publication().items():
                self.add_error(name if name in self.fields else None, sentence)
