"""Words by which people ask, without accents.

They say what about a thing is wanted, not which thing: a question keeps them at a tenth of their
weight (`search.md`: never dropped, since "Thủ tục" and "Hồ sơ" stand in titles too). Only phrases, no
single words that may be the thing itself: "cấp", "cấp lại" and "cấp đổi" are three procedures.
"""

from portal.text import search_syllable

_PHRASES = """
can giay to gi, can nhung giay to gi, can giay to nao, can nhung gi, can chuan bi gi, can chuan bi nhung gi,
can lam gi, can phai lam gi, phai lam gi, phai lam sao, phai lam the nao, lam sao de, lam sao, lam the nao de,
lam the nao, lam nhu the nao, the nao, nhu the nao, ra sao, la gi, la nhung gi, gom nhung gi, gom gi,
bao gom nhung gi, bao gom gi, gom co nhung gi, gom nhung loai giay to gi, gom nhung giay to gi, gom cac giay to gi,
nhung giay to gi, giay to gi, loai giay to gi, nhung loai giay to nao, giay to nao, nhung gi, nhung nao,
o dau, tai dau, nop o dau, nop ho so o dau, den dau, cho nao, bao lau, trong bao lau, mat bao lau, bao gio, khi nao,
bao nhieu, bao nhieu tien, het bao nhieu tien, mat bao nhieu tien, bao nhieu ngay, mat phi, co mat phi khong,
trinh tu thuc hien, trinh tu, cach thuc thuc hien, cach thuc, thanh phan ho so, thanh phan, so luong ho so,
ho so gom, ho so can, ho so de nghi, ho so dang ky, ho so thuc hien, ho so thu tuc, ho so, bo ho so,
thoi han giai quyet, thoi gian giai quyet, thoi han, thoi gian, doi tuong thuc hien, doi tuong nao, doi tuong,
nhung doi tuong nao, la nhung doi tuong nao, co quan thuc hien, co quan co tham quyen, co quan nao,
co quan giai quyet, co tham quyen, tham quyen, don vi nao, ai co tham quyen, ket qua thuc hien, ket qua,
can cu phap ly, co so phap ly, phap ly, van ban nao quy dinh, quy dinh ve, quy dinh nhu the nao, duoc quy dinh,
quy dinh, yeu cau dieu kien, yeu cau, dieu kien gi, can dieu kien gi, dieu kien nao, phi le phi, le phi, muc phi,
thu tuc hanh chinh, thu tuc, cac thu tuc, thuc hien thu tuc, thuc hien, giai quyet, trinh tu thu tuc,
can dang ky gi, xin giay to gi, can dieu kien, co can, co phai, co duoc, duoc khong, co duoc khong, can phai, phai xin,
nhu the nao, bang cach nao, the nao la, cho ai, voi ai, bao voi ai, bao ai, hoi ai, xin ai, gap ai, tim ai, can gi,
giay to chi, lam chi, can chi, o mo, lam rang, sao vay, sao day, vay sao, lam sao vay, ra lam sao, the nao vay,
phai lam gi, thi lam gi, thi phai lam, thi lam the nao, lam don, nop don, nop gi, nop nhung gi, khai bao ra sao,
toi muon, toi can, gia dinh toi, nha toi, con toi, vo toi, chong toi, bo toi, me toi, ba toi, ma toi, em toi, ong toi,
em muon, minh muon, cho toi hoi, cho em hoi, cho hoi, xin hoi, xin cho biet, cho biet,
hay cho biet, vui long, tim hieu, thong tin ve, doi voi, nhung, gi, nao,
mau don, to khai, bieu mau, tai mau
"""

# Words of talking that offices hardly write, so that they would weigh as much as a rare term. With their accents,
# since other words have the same letters (vay: loan, ma: code); those before the bar are safe without.
_TALK = """
tôi muốn mình em sao với thì nữa luôn xong đem vậy hông vừa rồi ai
| của phải hong đang sẽ mà là nên vẫn cũng chỉ đã cái chiếc này kia đó ấy ạ à ơi nhé nhỉ hả hở đi nếu khi lúc vài mấy
xin hỏi cần để ko hok dc dùm giùm giúp giờ bị hơn được nay chúng bọn tụi sắp lỡ ngay nhiều hẳn rất vì do
"""

QUESTION_PHRASES: frozenset[tuple[str, ...]] = frozenset(
    tuple(search_syllable(word)[0] for word in phrase.split())
    for phrase in _PHRASES.replace("\n", " ").split(",")
    if phrase.strip()
)
LONGEST = max(map(len, QUESTION_PHRASES))
_SAFE, _ALL = _TALK.split("|")[0].split(), _TALK.replace("|", " ").split()
TALK_WITHOUT_ACCENTS: frozenset[str] = frozenset(search_syllable(word)[0] for word in _SAFE)
TALK: frozenset[str] = frozenset(search_syllable(word)[1] for word in _ALL)
#: their letters, and those of the phrases: never taken for slips
TALK_LETTERS: frozenset[str] = frozenset(search_syllable(word)[0] for word in _ALL).union(*QUESTION_PHRASES)
# "…được không?": at the end it asks, before that it denies.
_AT_THE_END = frozenset({"khong", "hong", "ko", "hok", "a", "sao", "vay"})


def question_words(syllables: tuple[str, ...], exact: tuple[str, ...] | None = None) -> list[bool]:
    """Return for each folded syllable whether it only asks or talks; the longest phrase wins.

    `exact` are the same syllables with their accents; where they were typed without, only safe words count.
    """
    asked = [False] * len(syllables)
    at = 0
    while at < len(syllables):
        for length in range(min(LONGEST, len(syllables) - at), 0, -1):
            if syllables[at : at + length] in QUESTION_PHRASES:
                asked[at : at + length] = [True] * length
                at += length
                break
        else:
            at += 1
    accented = exact is not None and exact != syllables
    for place, syllable in enumerate(syllables):
        said = exact[place] in TALK if accented and exact else syllable in TALK_WITHOUT_ACCENTS
        asked[place] = asked[place] or said
    if len(syllables) > 2 and syllables[-1] in _AT_THE_END:
        asked[-1] = True
    return asked
