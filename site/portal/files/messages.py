"""Words for the reasons of `checks`: what is wrong with the file, and what to do about it."""

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .checks import Refused

MESSAGES = {
    "extension": _("Files of this kind (%(extension)s) are not accepted. Accepted are: %(allowed)s."),
    "no_extension": _("The file name has no extension. Accepted are: %(allowed)s."),
    "empty": _("The file is empty."),
    "too_large": _("The file is too big (%(size)s). At most %(limit)s is accepted."),
    "mismatch": _(
        "The name ends in .%(extension)s, but the content is something else (%(found)s). Open the file, save it "
        "as .%(extension)s and upload it again."
    ),
    "mismatch_unknown": _(
        "The name ends in .%(extension)s, but the content is not of that kind. Open the file, save it as "
        ".%(extension)s and upload it again."
    ),
    "broken": _(
        "The file is damaged or incomplete. Open it to see whether it is whole, save it anew and upload it again."
    ),
    "too_many_pixels": _(
        "The picture is too large: %(width)s × %(height)s pixels. At most %(limit)s million pixels are accepted "
        "for this kind. Make it smaller and upload it again."
    ),
    "too_many_frames": _("The picture has too many frames (%(frames)s). At most %(limit)s are accepted."),
    "bloated": _("The file unpacks to far more than its size, as harmful files do. It was not accepted."),
    "hidden": _(
        "Something else is hidden in the file (%(found)s). Open it, save it anew under another name and upload that."
    ),
    "script": _(
        "The PDF holds actions that run by themselves (%(found)s). Print it to a new PDF file and upload that."
    ),
    "attachment": _(
        "The PDF has other files inside it. Upload these as documents of their own, and the PDF without them."
    ),
    "encrypted": _(
        "The file is protected by a password, so it cannot be checked, and many people could not read it. Save it "
        "without a password and upload it again."
    ),
    "macros": _("The file holds macros. Save it as .%(extension)s without macros and upload it again."),
    "program": _(
        "The file holds a program or an embedded object. Remove it, save the file and upload it again."
    ),
    "remote": _(
        "The file fetches parts from other addresses when opened. Save it with all its parts inside it."
    ),
    "nested": _("The file holds other packed files. Upload these as documents of their own."),
    "not_text": _("The file is not plain text. Save it as text (UTF-8) and upload it again."),
    "markup": _("The file holds the code of a web page, not plain text. It was not accepted."),
    "broken_captions": _(
        "Line %(line)s: these are no captions in the WebVTT format. Each caption needs a line with its times "
        "(00:00:01.000 --> 00:00:04.000), the words beneath it and a blank line behind it."
    ),
    "captions_times": _(
        "Line %(line)s: the times of this caption can't be right. Write them as 00:00:01.000 --> 00:00:04.000, the "
        "end after the start, the captions in the order in which they appear."
    ),
    "captions_markup": _(
        "Line %(line)s: captions may hold text and the marks of WebVTT (<i>, <b>, <u>, <v>), no code of web pages. "
        "For the sign itself write &lt;"
    ),
}

UNITS = ("KB", "MB", "GB")


def explain(refused: Refused) -> ValidationError:
    """Return the error that a form shows for `refused`."""
    code, params = refused.code, dict(refused.params)
    if code == "extension" and not params["extension"]:
        code = "no_extension"
    if code == "mismatch" and not params.get("found"):
        code = "mismatch_unknown"
    for name in ("size", "limit"):
        if code == "too_large":
            params[name] = file_size(params[name])
    if "allowed" in params:
        params["allowed"] = ", ".join(params["allowed"])
    if "extension" in params and code == "extension":
        params["extension"] = f".{params['extension']}"
    return ValidationError(MESSAGES[code], code=code, params=params)


def file_size(size: int) -> str:
    """Return a size in bytes as people read it: "812 byte", "34 KB", "1,2 MB", "2 GB"."""
    if size < 1024:
        return ngettext("%(size)d byte", "%(size)d bytes", size) % {"size": size}
    power = 1
    while size >= 1000 * 1024**power and power < len(UNITS):
        power += 1
    size_in_unit = size / 1024**power
    decimals = 0 if power == 1 or size_in_unit >= 100 or size_in_unit == int(size_in_unit) else 1
    return f"{number_format(round(size_in_unit, decimals), decimals)} {UNITS[power - 1]}"
