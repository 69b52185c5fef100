"""What a file really is, and whether it may come in: plain functions on open files, without Django.

Each takes a seekable binary file and raises `Refused` with a code; `messages` turns codes into words.
"""

from .errors import Refused

__all__ = ["Refused"]
