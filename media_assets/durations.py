"""How long a recording is, for people and for machines."""

from django.utils.translation import ngettext


def whole_seconds(seconds: float | None) -> int:
    """Return `seconds` as a whole number, at least 1 for what is a recording at all; 0 for none."""
    return max(round(seconds), 1) if seconds and seconds > 0 else 0


def in_words(seconds: float | None) -> str:
    """Return a duration as people say it: "1 hour 2 minutes", "3 minutes 20 seconds"; "" for none.

    From an hour on the seconds say nothing and are left out.
    """
    total = whole_seconds(seconds)
    hours, minutes, rest = total // 3600, total // 60 % 60, total % 60
    parts = []
    if hours:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if minutes:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    if rest and not hours:
        parts.append(ngettext("%(count)d second", "%(count)d seconds", rest) % {"count": rest})
    return " ".join(parts)


def iso_8601(seconds: float | None) -> str:
    """Return a duration as ISO 8601 writes it: "PT3M20S"; "" for none."""
    total = whole_seconds(seconds)
    hours, minutes, rest = total // 3600, total // 60 % 60, total % 60
    parts = (f"{hours}H" if hours else "", f"{minutes}M" if minutes else "", f"{rest}S" if rest else "")
    return f"PT{''.join(parts)}" if total else ""
