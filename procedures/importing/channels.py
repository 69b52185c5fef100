"""The table of ways to submit, whose cells stand in page text without separators.

A row is: way to submit, time limit, one fee with a note in brackets, description. The grammar of the page is
strict where a row begins: the way to submit stands directly against the next cell, while in a description it
is followed by a space or a comma. Only note and description can run into each other.
"""

import re
from dataclasses import replace

from portal.core.importing.notices import Notice

from ..schema import Fee, SubmissionChannel, TimeLimit
from .amounts import CURRENCY, OTHER_CURRENCY, SMALL, free_is_doubtful, money_fee, read_money, read_time
from .furniture import CHANNELS_HEAD, NOTHING

METHODS = {"Trực tiếp": "direct", "Trực tuyến": "online", "Dịch vụ bưu chính": "post"}
METHOD_WORDS = {method: words for words, method in METHODS.items()}

_METHOD = f"(?:{'|'.join(METHODS)})"
_AMOUNT = f"\\d[\\d.,]* (?:{CURRENCY}|{OTHER_CURRENCY})"
_FREE = "Miễn phí"
_FEE = f"(?:{_FREE}|{NOTHING}|{_AMOUNT})"
_UNIT = "(?:Phút|Giờ làm việc|Giờ|Ngày làm việc|Ngày|Tuần|Tháng|Năm)"
# The cell of the time limit, in the order of certainty.
_LIMIT = f"(?P<limit>\\d+(?:[.,]\\d+)? {_UNIT})"
_GLUED = f"(?P<glued>{_AMOUNT})"
_BARE = f"(?P<bare>\\d+)(?={_FREE}|{NOTHING})"
_NONE = f"(?P<none>{NOTHING})"
_WORDS = f"(?P<words>[^\\W\\d_a-zà-ỹ](?:(?!{_METHOD})[^\\n]){{0,200}}?)(?={_FEE})"
_ROW = re.compile(f"(?P<method>{_METHOD})(?:{_LIMIT}|{_GLUED}|{_BARE}|{_NONE}|{_WORDS})(?P<fee>{_FEE})?")

# "(1)", "(a)", "(iv)" open a list in the description; they are no note.
_ENUMERATOR = re.compile(r"\d{1,2}|[a-zđ]|[ivx]{1,4}")
# After the bracket of a note a description begins; a conjunction or a mark means that the note goes on.
_NOTE_GOES_ON = re.compile(r"[ ]?(?:và|hoặc)\b|[,;.)]")


def parse_channels(text: str) -> tuple[list[SubmissionChannel], str, list[Notice]]:
    """Return the rows of the table, the words before the first row, and what is not certain."""
    body = text.strip().removeprefix(CHANNELS_HEAD)
    rows = list(_ROW.finditer(body))
    if not rows:
        rest = "" if body.strip() == NOTHING else body.strip()
        return [], rest, [Notice("channels", "channels_not_split")] if rest else []
    before = body[: rows[0].start()].strip()
    notices = [Notice("channels", "channels_not_split")] if before else []
    channels = []
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        channel, found = _read_row(row, body[row.end() : following.start() if following else len(body)])
        channels.append(channel)
        notices += found
    return channels, before, notices


def _read_row(row: re.Match[str], rest: str) -> tuple[SubmissionChannel, list[Notice]]:
    limit, notices = _time_limit(row)
    fees, description = [], rest
    printed = row["glued"] or row["fee"] or NOTHING
    if printed != NOTHING:
        note, description, certain = _split_note(rest)
        fee, found = _fee(printed, note, bool(row["glued"]))
        fees.append(fee)
        notices += found
        if not certain:
            notices.append(Notice("channels", "note_not_split", _start(rest)))
    return SubmissionChannel(METHODS[row["method"]], "", limit, fees, description.strip()), notices


def _time_limit(row: re.Match[str]) -> tuple[TimeLimit, list[Notice]]:
    if row["limit"]:
        return read_time(row["limit"]), []
    if row["bare"]:
        return TimeLimit(text=row["bare"]), [Notice("channels", "channel_without_unit", row["bare"])]
    if row["words"]:
        words = row["words"].strip()
        return TimeLimit(text=words), [Notice("channels", "channel_time_in_words", words)]
    return TimeLimit(), []


def _fee(printed: str, note: str, glued: bool) -> tuple[Fee, list[Notice]]:
    if printed == _FREE:
        if free_is_doubtful(note):
            return Fee(text=printed, note=note), [Notice("channels", "free_with_amount", _start(note))]
        return Fee(free=True, text=printed, note=note), []
    amount = read_money(printed)
    if glued:
        # The digits of a time limit without unit may stand in front: only a whole amount in groups of three
        # is read as one, and said; "120 VNĐ" isn't.
        certain = amount is not None and "," in printed
        kind = "amount_glued" if certain else "amount_not_read"
        return Fee(amount=amount if certain else None, text=printed, note=note), [
            Notice("channels", kind, printed)
        ]
    fee = money_fee(printed, note)
    if amount is None:
        return fee, [Notice("channels", "amount_not_read", printed)]
    return fee, [Notice("channels", "amount_small", printed)] if 0 < amount < SMALL else []


def _split_note(rest: str) -> tuple[str, str, bool]:
    """Return note and description of what follows the fee, and whether they were told apart for certain."""
    if not rest.startswith("("):
        return "", rest, True
    depth = 0
    for place, char in enumerate(rest):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            note, description = rest[1:place], rest[place + 1 :]
            if _ENUMERATOR.fullmatch(note.strip()):
                return "", rest, True
            if _NOTE_GOES_ON.match(description):
                return "", rest, False
            return note, description, True
    return "", rest, False


def _start(text: str) -> str:
    return text.strip() if len(text) <= 80 else text.strip()[:79] + "…"


def parse_channel_row(row: dict[str, str]) -> tuple[SubmissionChannel, list[Notice]]:
    """Return the way to submit that a row of the structured shape is."""
    words = row.get("hinh_thuc", "")
    method = METHODS.get(words, "other" if words else "")
    channel = SubmissionChannel(method, words if method == "other" else "")
    printed = "" if row.get("thoi_han_giai_quyet", "") == NOTHING else row.get("thoi_han_giai_quyet", "")
    channel.time_limit = read_time(printed)
    notices = []
    if printed and channel.time_limit.number is None:
        kind = "channel_without_unit" if printed.isdigit() else "channel_time_in_words"
        notices.append(Notice("channels", kind, printed))
    channel.fees, left, found = parse_fee_cell(row.get("phi_le_phi", ""))
    description = "" if row.get("mo_ta", "") == NOTHING else row.get("mo_ta", "")
    return replace(channel, description="\n".join(filter(None, [left, description]))), notices + found


_FEE_LINE = re.compile(r"(?P<kind>Phí|Lệ phí)\s*:(?P<rest>.*)", re.DOTALL)
_FEE_START = re.compile(r"\n(?=(?:Phí|Lệ phí)\s*:)")
_ATTACHMENT = re.compile(r"\n(?=File đính kèm:)")
_KINDS = {"Phí": "fee", "Lệ phí": "charge"}
KIND_WORDS = {kind: words for words, kind in _KINDS.items()}


def parse_fee_cell(cell: str) -> tuple[list[Fee], str, list[Notice]]:
    """Return the fees of a cell ("Phí : 3.000.000 Đồng (ghi chú)", one a line), what is none, and notices."""
    if cell.strip() in ("", NOTHING):
        return [], "", []
    body, *attached = _ATTACHMENT.split(cell, maxsplit=1)
    fees: list[Fee] = []
    notices: list[Notice] = []
    for line in _FEE_START.split(body):
        match = _FEE_LINE.fullmatch(line)
        kind = _KINDS[match["kind"]] if match else ""
        rest = (match["rest"] if match else line).strip()
        amount, note = _printed_and_note(rest)
        if amount == _FREE:
            fee, found = _fee(amount, note, False)
            fee.kind = kind
        else:
            fee = money_fee(amount, note, kind)
            found = [Notice("channels", "amount_not_read", rest)] if fee.amount is None else []
        fees.append(fee)
        notices += found
    return fees, "".join(attached), notices


def _printed_and_note(text: str) -> tuple[str, str]:
    """Return what stands before a note in brackets that ends the text, and the note."""
    if not text.endswith(")"):
        return text, ""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            return text[:place].strip(), text[place + 1 : -1]
    return text, ""
