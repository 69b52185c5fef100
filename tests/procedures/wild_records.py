"""Records with anything in them that the schema allows."""

from hypothesis import strategies as st

from procedures.schema import FEE_KINDS, METHODS, ONLINE_LEVELS, STATES, UNITS

#: what programs that read tables are known to stumble over
ODD = [
    *("", " ", "\n", "\t", " hai đầu ", "dòng\nhai", "\r", "a\r\nb", "\x0b\x00\x1f", "\ufffe", "😀" * 3),
    *("=1+1", "+84", "-1", "@a", "'", "'=", "''", "\t=", " =", "＝1", "=cmd|' /C calc'!A0", "#N/A", "#REF!"),
    *(
        "_x000D_",
        "_x0041_",
        "_x005F_",
        "_x005F_x0041_",
        "x005F_",
        "_x",
        "&amp;",
        "<b>",
        "]]>",
        '"',
        '""',
        ",",
    ),
    *("[", "[]", '["a"]', "[1]", "{}", "a;b", "a; b", ";", "true", "Có", "0", "1.0", "1e5", "2026-01-01"),
    *("…[phần tiếp số 1]", "phần…[phần tiếp số 12]", "Ví dụ", "(1)", "1.003838", "null", "01/07/2026"),
]
texts = st.one_of(st.sampled_from(ODD), st.text(max_size=12), st.text("ăâđêôơư ẻ\n-+=;,'\"[]", max_size=12))
days = st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat()))
counts = st.one_of(st.none(), st.integers(0, 3), st.integers(0, 10**18))
numbers = st.one_of(counts, st.floats(0, 10**9), st.sampled_from([0.1, 1.5, 1e300, 5e-324]))


def choice(values: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(("", *values))


def lists(part: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(part, max_size=3)


time_limits = st.fixed_dictionaries({"number": numbers, "unit": choice(UNITS), "text": texts})
fees = st.fixed_dictionaries(
    {"kind": choice(FEE_KINDS), "amount": counts, "free": st.booleans(), "text": texts, "note": texts}
)
channels = st.fixed_dictionaries(
    {
        "method": choice(METHODS),
        "method_text": texts,
        "time_limit": time_limits,
        "fees": lists(fees),
        "description": texts,
    }
)
forms = st.fixed_dictionaries({"file_name": texts, "document": st.none()})
papers = st.fixed_dictionaries(
    {"name": texts, "forms": lists(forms), "originals": counts, "copies": counts, "note": texts}
)
groups = st.fixed_dictionaries({"name": texts, "items": lists(papers), "text": texts})
bases = st.fixed_dictionaries(
    {"number": texts, "title": texts, "issued_on": days, "issuer": texts, "note": texts}
)


def record(code: str) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries(
        {
            "code": st.just(code),
            "name": texts.map(lambda text: f"Tên {text}"),
            "decision_number": texts,
            **dict.fromkeys(("announced_on", "effective_from", "effective_to", "reviewed_on"), days),
            "state": choice(STATES),
            "kind": texts,
            "field": texts,
            "levels": lists(texts),
            "audiences": lists(texts),
            "implementing_agency": texts,
            "competent_agency": texts,
            "receiving_address": texts,
            "delegated_agency": texts,
            "coordinating_agency": texts,
            "steps": lists(st.fixed_dictionaries({"label": texts, "text": texts})),
            "channels": lists(channels),
            "channels_text": texts,
            "dossier": lists(groups),
            "dossier_text": texts,
            "dossier_sets": texts,
            "results": lists(st.fixed_dictionaries({"text": texts, "code": texts})),
            "results_text": texts,
            "legal_bases": lists(bases),
            "legal_bases_text": texts,
            "conditions": texts,
            "related": lists(texts),
            "related_text": texts,
            "keywords": lists(texts),
            "description": texts,
            "online_level": choice(ONLINE_LEVELS),
            "partial_reason": texts,
            "submission_url": texts,
            "source_url": texts,
            "responsible": texts,
        }
    )


@st.composite
def catalogues(draw: st.DrawFn) -> list[dict]:
    """One to three records with codes of their own, in the order of these."""
    return [draw(record(f"9.90000{number}")) for number in range(draw(st.integers(1, 3)))]
