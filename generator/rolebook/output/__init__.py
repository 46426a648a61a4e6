"""Files onto the disk, whole or not at all: what somebody keeps is written here and nowhere else.

A single file is written beside the old one and then replaces it. A folder is filled beside the old
one and then swapped with it. A run that is stopped on the way, by an error, a full disk or `kill
-9`, leaves what was there before.

A folder of ours lists what it holds in `.rolebook-files`. Nothing else in it is ever deleted: what
others put there is kept, and a folder that holds other things but no such list is refused.
"""

from .file import write_each, write_file
from .folder import replaced, write
from .listing import listed

__all__ = ["listed", "replaced", "write", "write_each", "write_file"]
