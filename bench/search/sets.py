"""Queries whose right answers are known, made from the real records: the same ones for the same seed."""

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from portal.search.models import IndexedItem
from portal.text import fold
from portal.text.tokens import analyse

from . import typing_mistakes

HERE = Path(__file__).parent
SIZE = 60

ASKED = """{} cần giấy tờ gì?|Thành phần hồ sơ {}|Trình tự thực hiện {} như thế nào?|Hồ sơ {} gồm những gì|
Cơ quan nào có thẩm quyền {}?|Thời hạn giải quyết thủ tục {} là bao lâu?|{} mất bao nhiêu tiền?|Lệ phí {}|
Đối tượng thực hiện {} là ai|Căn cứ pháp lý của thủ tục {}|Tôi muốn {} thì làm thế nào?|Điều kiện để {}|
Cách thức thực hiện {}|Kết quả của thủ tục {} là gì?|Cho hỏi {} nộp hồ sơ ở đâu|Thủ tục {}|{}"""
TEMPLATES = [line for line in ASKED.replace("\n", "").split("|") if line]

#: abbreviations that offices and people use; what they stand for, as titles write it
ABBREVIATIONS = {
    "GCN": "giấy chứng nhận",
    "QSDĐ": "quyền sử dụng đất",
    "UBND": "ủy ban nhân dân",
    "HĐND": "hội đồng nhân dân",
    "ĐKKD": "đăng ký kinh doanh",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "TNCN": "thu nhập cá nhân",
    "TNDN": "thu nhập doanh nghiệp",
    "GTGT": "giá trị gia tăng",
    "HTX": "hợp tác xã",
    "DN": "doanh nghiệp",
    "TNHH": "trách nhiệm hữu hạn",
    "BVTV": "bảo vệ thực vật",
    "ATTP": "an toàn thực phẩm",
    "BVMT": "bảo vệ môi trường",
    "GPXD": "giấy phép xây dựng",
    "NHNN": "ngân hàng nhà nước",
    "TCTD": "tổ chức tín dụng",
    "XNK": "xuất nhập khẩu",
    "NK": "nhập khẩu",
    "XK": "xuất khẩu",
    "CCHN": "chứng chỉ hành nghề",
    "KDBĐS": "kinh doanh bất động sản",
    "BĐS": "bất động sản",
    "NOXH": "nhà ở xã hội",
    "GPKD": "giấy phép kinh doanh",
    "ĐTNN": "đầu tư nước ngoài",
    "NTTS": "nuôi trồng thủy sản",
    "KTTV": "khí tượng thủy văn",
    "TNMT": "tài nguyên môi trường",
    "MST": "mã số thuế",
    "HĐĐT": "hóa đơn điện tử",
    "VPĐD": "văn phòng đại diện",
    "CN": "chi nhánh",
    "GP": "giấy phép",
    "ĐK": "đăng ký",
    "XD": "xây dựng",
    "TTHQ": "thủ tục hải quan",
    "PCCC": "phòng cháy chữa cháy",
    "GĐ": "gia đình",
    "CSDL": "cơ sở dữ liệu",
}


@dataclass(frozen=True)
class Asked:
    """One query and the codes or numbers of what answers it; `word` where each title must hold it as typed."""

    query: str
    right: frozenset[str] = frozenset()
    word: str = ""


@dataclass(frozen=True)
class Record:
    """A procedure or a legal document of the corpus."""

    title: str
    code: str
    number: str


def records(kind: str) -> list[Record]:
    """Return what is indexed of a kind, always in the same order."""
    rows = IndexedItem.objects.filter(type=kind, live=True).order_by("code", "number", "title")
    return [Record(*row) for row in rows.values_list("title", "code", "number")]


def make(seed: int) -> dict[str, list[Asked]]:
    """Return every set of queries by name."""
    procedures, laws = records("procedure"), records("legal")
    asked = questions(procedures, random.Random(seed))
    plain = [Asked(fold(one.query), one.right) for one in asked]
    rng = random.Random(seed + 1)
    return {
        "questions": asked,
        "questions, no accents": plain,
        "questions, a typo": [_changed(one, typing_mistakes.typo, rng) for one in asked],
        "no accents, a typo": [_changed(one, typing_mistakes.typo, rng) for one in plain],
        "questions, Telex residue": [_changed(one, typing_mistakes.telex, rng) for one in asked],
        "questions, VNI": [_changed(one, typing_mistakes.vni, rng) for one in asked],
        "title starts, no accents": title_starts(procedures, random.Random(seed)),
        "law numbers": law_numbers(laws, random.Random(seed)),
        "codes": codes(procedures, random.Random(seed)),
        "abbreviations": abbreviations(procedures, random.Random(seed)),
        "abbreviations, generated": initials(procedures, random.Random(seed)),
        "homographs": homographs([*procedures, *laws], random.Random(seed)),
        "hard": written("hard.tsv"),
        "colloquial": written("colloquial.tsv"),
        "hard, by another hand": written("hard_2.tsv"),
        "colloquial, by others": written("colloquial_2.tsv"),
        "stories": written("stories.tsv"),
    }


def _changed(one: Asked, change: typing_mistakes.Change, rng: random.Random) -> Asked:
    return Asked(change(one.query, rng), one.right)


def written(name: str) -> list[Asked]:
    """Return a set written by hand."""
    lines = [line.split("\t") for line in (HERE / name).read_text().splitlines() if line[:1] not in ("#", "")]
    return [Asked(query, frozenset(codes.split("|"))) for query, codes in lines]


def _subject(title: str) -> str:
    """Return what a question takes of a title: without the note in brackets at its end, at most 24 syllables."""
    title = re.sub(r"\s*\([^()]*\)\s*\.?$", "", title).strip(" .") or title
    title = re.sub(r"^Thủ tục\s+", "", title, flags=re.IGNORECASE)
    return " ".join(title.split()[:24])


def _same(procedures: list[Record]) -> dict[str, list[tuple[str, str]]]:
    """Return (folded title, code) by first folded word, to tell which titles a subject is the beginning of."""
    same = defaultdict(list)
    for one in procedures:
        folded = " ".join(analyse(_subject(one.title)).folded)
        same[folded[:12]].append((folded, one.code))
    return same


def questions(procedures: list[Record], rng: random.Random) -> list[Asked]:
    """Return titles asked in question forms; right is every title that goes on alike."""
    same = _same(procedures)
    found = []
    for one in rng.sample([one for one in procedures if len(one.title.split()) >= 5], SIZE):
        subject = _subject(one.title)
        folded = " ".join(analyse(subject).folded)
        right = frozenset(code for other, code in same[folded[:12]] if other.startswith(folded))
        template = rng.choice(TEMPLATES)
        lowered = subject if template.startswith("{") else subject[0].lower() + subject[1:]
        found.append(Asked(template.format(lowered), right))
    return found


def title_starts(procedures: list[Record], rng: random.Random) -> list[Asked]:
    """Return the first six words of titles without accents; right is every title that begins so."""
    beginnings = defaultdict(set)
    for one in procedures:
        beginnings[fold(" ".join(one.title.split()[:6]))].add(one.code)
    return [Asked(start, frozenset(beginnings[start])) for start in rng.sample(sorted(beginnings), SIZE)]


def law_numbers(laws: list[Record], rng: random.Random) -> list[Asked]:
    """Return law numbers in varied spellings."""
    full = [one for one in laws if re.fullmatch(r"\d+/\d{4}/[^/]+", one.number)]
    kinds = {"NĐ": "nghị định", "TT": "thông tư", "QĐ": "quyết định", "NQ": "nghị quyết"}
    found = []
    for one in rng.sample(full, SIZE):
        number, year, symbols = one.number.split("/")
        kind = kinds.get(symbols.split("-")[0], "")
        spellings = [
            one.number,
            one.number.lower(),
            fold(one.number),
            f"{number} / {year} / {symbols}",
            one.number.replace("-", "–"),
            fold(one.number).replace("/", "-"),
            f"{kind} số {one.number}".strip(),
            fold(f"{kind} {one.number}").strip(),
        ]
        right = frozenset(other.number for other in full if fold(other.number) == fold(one.number))
        found.append(Asked(rng.choice(spellings), right))
    return found


def codes(procedures: list[Record], rng: random.Random) -> list[Asked]:
    """Return procedure codes in three spellings."""
    spellings = ("{}", "{bare}", "{}.000.00.00.H14")
    return [
        Asked(rng.choice(spellings).format(one.code, bare=one.code.replace(".", "")), frozenset({one.code}))
        for one in rng.sample([one for one in procedures if re.fullmatch(r"\d\.\d{6}", one.code)], SIZE)
    ]


def abbreviations(procedures: list[Record], rng: random.Random) -> list[Asked]:
    """Return titles with what offices abbreviate abbreviated, in capitals or not, with đ or d."""
    meant = {fold(phrase): short for short, phrase in ABBREVIATIONS.items()}
    found = []
    same = _same(procedures)
    for one in rng.sample(procedures, len(procedures)):
        subject = " ".join(_subject(one.title).split()[:16])
        short = _abbreviated(subject, meant)
        if short != subject:
            folded = " ".join(analyse(subject).folded)
            right = frozenset(code for other, code in same[folded[:12]] if other.startswith(folded))
            found.append(Asked(rng.choice([short, short, fold(short), short.lower()]), right))
        if len(found) == SIZE:
            break
    return found


def initials(procedures: list[Record], rng: random.Random) -> list[Asked]:
    """Return titles with one term of three or four words, common in titles, as its initials."""
    counts: Counter[str] = Counter()
    for one in procedures:
        words = _subject(one.title).lower().split()
        for size in (3, 4):
            for at in range(len(words) - size + 1):
                part = words[at : at + size]
                if all(word.isalpha() for word in part):
                    counts[" ".join(part)] += 1
    common = {phrase for phrase, count in counts.items() if count >= 12}
    same = _same(procedures)
    found = []
    for one in rng.sample(procedures, len(procedures)):
        subject = " ".join(_subject(one.title).split()[:14])
        inside = sorted(phrase for phrase in common if f" {phrase} " in f" {subject.lower()} ")
        if not inside:
            continue
        phrase = rng.choice(inside)
        short = "".join(word[0] for word in phrase.split()).upper()
        folded = " ".join(analyse(subject).folded)
        right = frozenset(code for other, code in same[folded[:12]] if other.startswith(folded))
        found.append(Asked(re.sub(re.escape(phrase), short, subject, count=1, flags=re.IGNORECASE), right))
        if len(found) == SIZE:
            break
    return found


def _abbreviated(text: str, meant: dict[str, str]) -> str:
    words = text.split()
    out: list[str] = []
    at = 0
    while at < len(words):
        for size in (6, 5, 4, 3, 2):
            phrase = " ".join(words[at : at + size])
            if len(words) - at >= size and (short := meant.get(fold(phrase))):
                out.append(short)
                at += size
                break
        else:
            out.append(words[at])
            at += 1
    return " ".join(out)


def homographs(everything: list[Record], rng: random.Random) -> list[Asked]:
    """Return one-syllable words that stand in ten titles and more, while others with the same letters do too."""
    holding: dict[str, Counter[str]] = defaultdict(Counter)
    for one in everything:
        analysis = analyse(one.title)
        for folded, exact in set(zip(analysis.folded, analysis.exact, strict=True)):
            holding[folded][exact] += 1
    words: dict[str, str] = {}
    for one in everything:
        for word in re.findall(r"[^\W\d_]+", one.title.lower()):
            analysis = analyse(word)
            if len(analysis.exact) == 1:
                words.setdefault(analysis.exact[0], word)
    usable = sorted(
        exact
        for forms in holding.values()
        for exact, count in forms.items()
        if count >= 10 and sum(forms.values()) - count >= 10 and exact in words
    )
    chosen = rng.sample(usable, min(SIZE, len(usable)))
    return [Asked(words[exact], word=exact) for exact in chosen]
