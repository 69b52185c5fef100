"""Every address of the editors' side, read from the URLconf and filled with real objects."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Address:
    """A pattern of the admin: `template` with `{name}` for its arguments."""

    name: str
    template: str
    arguments: tuple[str, ...]

    def fill(self, values):
        """Return the path with values, or nothing when one is missing."""
        if any(argument not in values for argument in self.arguments):
            return None
        return self.template.format(**values)


def admin_addresses():
    """Yield every address under /admin/ but the catch-all."""
    for address in _walk(get_resolver().url_patterns, "/", ()):
        if address.template.startswith("/admin/") and address.name:
            yield address


def _walk(patterns, prefix, namespaces):
    for pattern in patterns:
        template = prefix + _template(str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            arguments = tuple(dict.fromkeys(re.findall(r"\{(\w+)\}", template)))
            if pattern.name:
                yield Address(":".join((*namespaces, pattern.name)), template, arguments)
        else:
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, template, inner)


def _template(text):
    """Turn a route or a regular expression into a format string."""
    text = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", text) if "(?P" not in text else text
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", text)
    return text.replace("^", "").replace("$", "").replace("\\.", ".")
