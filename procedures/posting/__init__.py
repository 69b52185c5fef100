"""Posting sets (niêm yết): what a place posts of its procedures, on paper and on a screen for touching.

`contents` says what of a set the public sees, `sheet` what is printed of a record, `making` makes the papers by the
task worker, `freshness` tells which papers are out of date and why, `kiosk` the pages of the screen.
"""
