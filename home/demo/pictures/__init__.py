"""The illustrations of the sample content, drawn when they are loaded."""

from .catalogue import PICTURES, Picture

__all__ = ["PICTURES", "Picture"]
