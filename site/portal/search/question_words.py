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
toi muon, toi can, em muon, minh muon, cho toi hoi, cho em hoi, cho hoi, xin hoi, xin cho biet, cho biet,
hay cho biet, vui long, tim hieu, thong tin ve, doi voi, nhung, gi, nao,
mau don, to khai, bieu mau, tai mau
"""

QUESTION_PHRASES: frozenset[tuple[str, ...]] = frozenset(
    tuple(search_syllable(word)[0] for word in phrase.split())
    for phrase in _PHRASES.replace("\n", " ").split(",")
    if phrase.strip()
)
LONGEST = max(map(len, QUESTION_PHRASES))


def question_words(syllables: tuple[str, ...]) -> list[bool]:
    """Return for each folded syllable whether it belongs to a phrase by which people ask; the longest phrase wins."""
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
    return asked
