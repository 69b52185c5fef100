"""By which values lists and results of procedures are narrowed."""

from portal.text import fold, slugify_vi

from .choices import Level

_LEVELS = (
    ("bo", Level.MINISTRY),
    ("trung uong", Level.MINISTRY),
    ("tinh", Level.PROVINCE),
    ("huyen", Level.DISTRICT),
    ("xa", Level.COMMUNE),
    ("phuong", Level.COMMUNE),
    ("co quan khac", Level.OTHER),
)


def level_keys(levels: list[str]) -> list[str]:
    """Return the keys of `Level` that the words of a record mean: "Cấp Bộ" and "cấp bộ" are one."""
    found = []
    for level in levels:
        words = fold(level).removeprefix("cap ").strip()
        found += [key.value for word, key in _LEVELS if words == word]
    return list(dict.fromkeys(found))


def audience_keys(audiences: list[str]) -> list[str]:
    """Return the addresses of `audiences`: "Công dân Việt Nam" → "cong-dan-viet-nam"."""
    return list(dict.fromkeys(key for audience in audiences if (key := slugify_vi(audience, 80))))


def joined(keys: list[str]) -> str:
    """Return `keys` as one column that a filter can look into: "|bo|tinh|"."""
    return f"|{'|'.join(keys)}|" if keys else ""
