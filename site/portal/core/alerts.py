"""Which alerts stand on a page now: kept with the chrome, chosen by the clock when a page is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from .menus import public_urls
from .models import Alert

#: at most so many stand on a page
SHOWN = 2
#: at most so many are kept for the minutes to come
KEPT = 50

_DEGREES = {Alert.Kind.URGENT: 0, Alert.Kind.DOWNTIME: 1, Alert.Kind.NOTICE: 2}


@dataclass(frozen=True)
class Notice:
    """What the template shows of an alert, and when; `url` is empty where nothing more may be read."""

    kind: str
    text: str
    url: str
    home_only: bool
    shown_from: datetime
    shown_until: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None

    @property
    def label(self) -> str:
        """The degree in words: colour alone says nothing to many."""
        return str(Alert.Kind(self.kind).label)

    def is_shown(self, now: datetime, *, at_home: bool) -> bool:
        """Say whether it stands on a page that is made at `now`."""
        return (
            self.shown_from <= now
            and (self.shown_until is None or now < self.shown_until)
            and (at_home or not self.home_only)
        )


def read_notices() -> list[Notice]:
    """Return the alerts that are shown now or later, urgent ones first, then the newest; three queries."""
    alerts = list(
        Alert.objects.filter(Q(shown_until__isnull=True) | Q(shown_until__gt=timezone.now())).order_by(
            "shown_from", "-pk"
        )[:KEPT]
    )
    urls = public_urls(alert.page_id for alert in alerts if alert.page_id)
    notices = [
        Notice(
            kind=alert.kind,
            text=alert.text,
            url=urls.get(alert.page_id, "") if alert.page_id else alert.address,
            home_only=alert.home_only,
            shown_from=alert.shown_from,
            shown_until=alert.shown_until,
            starts_at=alert.starts_at,
            ends_at=alert.ends_at,
        )
        for alert in alerts
    ]
    notices.sort(key=lambda notice: notice.shown_from, reverse=True)
    notices.sort(key=lambda notice: _DEGREES[Alert.Kind(notice.kind)])
    return notices


def shown(notices: Iterable[Notice], now: datetime, *, at_home: bool) -> list[Notice]:
    """Return the first few of `notices` (in their order) that stand on a page made at `now`."""
    return [notice for notice in notices if notice.is_shown(now, at_home=at_home)][:SHOWN]
