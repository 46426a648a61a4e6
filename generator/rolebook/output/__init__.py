"""Files onto the disk, complete or not at all: all files that an owner keeps are written here.

A single file is written next to the old one and then replaces it. A folder is filled next to the
old one and then swapped with it. A run that is interrupted, by an error, a full disk or `kill -9`,
leaves what was there before.

A folder written by Rolebook lists its files in `.rolebook-files`. Nothing else in it is ever
deleted: other people's files are kept, and a folder with other files but no such list is refused.
"""

from .file import write_each, write_file
from .folder import replaced, write
from .listing import listed

__all__ = ["listed", "replaced", "write", "write_each", "write_file"]
