"""Files onto the disk, whole or not at all: what somebody keeps is written here and nowhere else.

A single file is written beside its place and then takes it. A folder is filled beside its place and then trades places
with what was there. Whoever is stopped on the way, by an error, a full disk or `kill -9`, leaves what was there before.

A folder of ours lists what it holds in `.rolebook-files`. Nothing else in it is ever deleted: what others put there is
kept, and a folder that holds other things and no such list is refused.
"""

from .file import write_each, write_file
from .folder import replaced, write
from .listing import listed

__all__ = ["listed", "replaced", "write", "write_each", "write_file"]
