"""The page that every page type of the portal is: it declares, the site acts."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction, Revision

from portal.organisations.models import Organisation
from portal.text import normalise, slugify_vi

from ..forms import PageCopyForm, PageForm
from ..metadata import first_words
from ..reserved import check_slug, is_reserved
from ..schedule import BY_SCHEDULE, faults_of, hold_back


class BasePage(Page):
    """A page owned by one organisation, with a summary.

    A page type overrides the hooks below; search, feeds, metadata and reports loop over page types
    and ask only these.
    """

    title: str
    draft_title: str
    slug: str
    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=600,
        help_text=_("One to three sentences, shown in lists, search results and shared links."),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible organisation"),
        help_text=_("The office or unit that answers for this page."),
    )
    is_sample = models.BooleanField(
        _("sample data"),
        default=False,
        help_text=_("Sample pages say so everywhere and are kept out of outside search engines."),
    )

    #: type of the page in `/api/search/`, one of `contract` types
    search_type: ClassVar[str] = "page"
    #: schema.org type of the page
    schema_type: ClassVar[str] = "WebPage"
    #: whether the tree of the site names each page of this type; not those that a list of their own holds
    in_site_tree: ClassVar[bool] = True
    #: foreign keys that its public page shows, fetched with it
    serve_related: ClassVar[tuple[str, ...]] = ("organisation",)

    base_form_class = PageForm
    copy_form_class = PageCopyForm

    search_fields = [
        *Page.search_fields,
        index.SearchField("search_title", boost=3),
        index.SearchField("summary", boost=1.5),
        index.SearchField("search_body"),
        index.FilterField("organisation"),
        index.FilterField("is_sample"),
    ]

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("Address and search engines"),
        ),
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("is_sample"), FieldPanel("show_in_menus")],
            heading=_("Responsibility"),
        ),
    ]

    class Meta:
        abstract = True

    # What a page type declares

    def search_title(self) -> str:
        """Return the name to find and show it by, however long."""
        return self.title

    def search_body(self) -> str:
        """Return the plain text of everything beyond title and summary."""
        return ""

    def search_sections(self) -> list[tuple[str, str]]:
        """Return the text of `search_body` in parts, each with the name that readers know it by, or with ""."""
        return [("", self.search_body())]

    def search_code(self) -> str:
        """Return the code of the procedure (`1.003838`), or nothing."""
        return ""

    def search_number(self) -> str:
        """Return the number of the legal document (`63/2010/NĐ-CP`), or nothing."""
        return ""

    def search_keys(self) -> list[str]:
        """Return further forms of its own number, by which it comes first ("Nghị quyết 30/2016")."""
        return []

    def search_keywords(self) -> list[str]:
        """Return further words to find it by (tags, topics)."""
        return []

    def search_facets(self) -> dict[str, list[str]]:
        """Return the values by which lists and results are narrowed, by facet."""
        return {}

    def search_date(self) -> date | None:
        """Return the day that the page is of, in the portal's time zone."""
        return timezone.localdate(self.first_published_at) if self.first_published_at else None

    def missing_for_publication(self) -> dict[str, str]:
        """Return what must be there before anybody is asked to approve it, beyond required fields: field → sentence.

        A draft may lack it; submitting, approving and publishing past the workflow are refused.
        """
        return {}

    def description(self) -> str:
        """Return what it is about in at most 300 characters; never empty."""
        return first_words(
            self.search_description or self.summary or self.search_body() or self.search_title(), 300
        )

    def creator(self) -> str:
        """Return who made it: an office, never a person."""
        return (
            str(self.organisation)
            if self.organisation
            else gettext("Department of Culture, Sports and Tourism")
        )

    def goes_live_with(self) -> Page | None:
        """Return the page that it waits for once it is approved; None where it goes live by itself."""
        return None

    def faults_at_its_minute(self, revision: Revision) -> list[str]:
        """Return what keeps a version that was approved for this minute from going live, as sentences."""
        return faults_of(revision.as_object())

    # What the site does with it

    def publish(
        self, revision: Revision, user: Any = None, *, log_action: str | bool = True, **kwargs: Any
    ) -> None:
        """Publish a version; when the scheduler asks, only one that is still complete."""
        if not self.is_held_back(revision, log_action):
            super().publish(revision, user=user, log_action=log_action, **kwargs)

    def is_held_back(self, revision: Revision, log_action: str | bool) -> bool:
        """Hold back what the scheduler asks for and what is no longer complete; tell whether it was."""
        faults = self.faults_at_its_minute(revision) if log_action == BY_SCHEDULE else []
        if faults:
            hold_back(self, revision, faults)
        return bool(faults)

    def dublin_core(self) -> dict[str, str]:
        """Return the Dublin Core elements that a State portal must give, none of them empty."""
        day = self.search_date() or timezone.localdate()
        return {
            "title": self.search_title(),
            "creator": self.creator(),
            "date": day.isoformat(),
            "description": self.description(),
            "publisher": gettext("Department of Culture, Sports and Tourism of Cao Bằng province"),
            "identifier": self.full_url or self.url_path,
            "language": "vi",
            "type": "Text",
        }

    def json_ld(self) -> dict[str, Any]:
        """Return the page as schema.org sees it; sample pages say so in their name."""
        name = self.search_title()
        return {
            "@context": "https://schema.org",
            "@type": self.schema_type,
            "name": gettext("[Sample data] %(name)s") % {"name": name} if self.is_sample else name,
            "description": self.description(),
            "url": self.full_url,
            "inLanguage": "vi",
            "datePublished": self.first_published_at and self.first_published_at.isoformat(),
            "dateModified": self.last_published_at and self.last_published_at.isoformat(),
            "publisher": {
                "@type": "GovernmentOrganization",
                "name": gettext("Department of Culture, Sports and Tourism of Cao Bằng province"),
            },
        }

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Return the restrictions on this page and those above it, in one query instead of Wagtail's two.

        An alias is as restricted as its source.
        """
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(
            Q(page__path__in=paths) | Q(page__aliases__path__in=paths)
        ).distinct()

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Tell outside search engines of the page, unless it is a sample."""
        return [] if self.is_sample else super().get_sitemap_urls(request)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Write text as Unicode NFC, and make the address from it without accents."""
        self.title = normalise(self.title)
        self.draft_title = normalise(self.draft_title)
        self.summary = normalise(self.summary)
        if not self.slug:
            self.slug = self._get_autogenerated_slug(slugify_vi(self.title, max_length=80) or "trang")
        super().full_clean(*args, **kwargs)

    def _check_slug_is_unique(self) -> None:
        """Refuse an address that the portal itself uses, whatever saves the page, drafts included."""
        check_slug(self.slug, self.get_parent())
        super()._check_slug_is_unique()

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
        """Number an address that is made from a title ("RSS") as if another page had it."""
        return not is_reserved(slug, parent_page) and Page._slug_is_available(slug, parent_page, page)
