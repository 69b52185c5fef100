"""Whether two versions of a page say the same. Plain Python on the JSON that Wagtail keeps of a revision."""

import json
import re
from typing import Any

#: kept in a revision by Wagtail, not written by an editor
BOOKKEEPING = frozenset(
    {
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "translation_key",
        "locale",
        "content_type",
        "owner",
        "draft_title",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "expired",
        "alias_of",
    }
)
#: comments stand beside the text
COMMENTS = "wagtail_admin_comments"

_BLOCK_KEY = re.compile(r'\sdata-block-key="[^"]*"')
_SPACE = re.compile(r"\s+")
_AT_EDGE = re.compile(r" ?(</?(?:p|ul|ol|li|h[1-6]|br)\b[^>]*>) ?")


def fingerprint(content: dict[str, Any]) -> str:
    """Return a text that is equal for versions that differ in comments and bookkeeping only.

    Schedules count: who moves the hour of publication has edited.
    """
    kept = {
        name: _plain(value) for name, value in content.items() if name not in BOOKKEEPING and name != COMMENTS
    }
    return json.dumps(kept, sort_keys=True, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Drop what the editing form adds or mends by itself: keys of blocks, white space, empty paragraphs.

    Text pasted out of Word loses the latter when the next person opens and saves it.
    """
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items() if key != "id"}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, str):
        if value[:1] in "[{":
            try:
                return _plain(json.loads(value))
            except ValueError:
                pass
        spaced = _SPACE.sub(" ", _BLOCK_KEY.sub("", value)).strip()
        return _AT_EDGE.sub(r"\1", spaced).replace("<p></p>", "")
    return value
