"""Codes by which the one who asked finds the answer again: nobody else can guess them."""

import re
import secrets

#: neither 0 and O, 1 and I and L, nor vowels: no words come out, and they are read aloud without mistakes
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
#: 28 to the power of 12: some 2 × 10^17
LENGTH = 12


def new_code() -> str:
    """Return a code that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def parse_code(text: str) -> str:
    """Return the code that `text` is, with or without gaps and in small letters; "" when it is none."""
    code = re.sub(r"[\s\-]", "", text[:64]).upper()
    return code if re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", code) else ""


def grouped(code: str) -> str:
    """Return `code` as people copy it: "BCDF-GHJK-2345"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
