"""Diary to files and back: bytes in, values out. Pure, except for reading the path it is given."""
