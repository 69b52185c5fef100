"""Short hashes by which an import knows later whether an editor changed what it brought."""

import hashlib
import json
from typing import Any


def fingerprint(value: Any) -> str:
    """Return a short hash of a JSON value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=9).hexdigest()
