"""The running Rolebook as a wheel, so that a handbook contains what builds it.

A wheel is an archive of a package's files and of what installers need to know about it; see
https://packaging.python.org/en/latest/specifications/binary-distribution-format/. The standard
library has all that is needed: builders such as `build` and `hatchling` start from a source tree,
and an installed package has none.
"""

from __future__ import annotations

import base64
import hashlib
import io
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..input.files import File, OperatorError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import Distribution

_NAME = "rolebook"
_TAG = "py3-none-any"
_KIND = f"Wheel-Version: 1.0\nGenerator: {_NAME}\nRoot-Is-Purelib: true\nTag: {_TAG}\n"
_OF_INSTALLERS = ("INSTALLER", "RECORD", "REQUESTED", "WHEEL", "direct_url.json")
"""Files that say how this copy was installed; the wheel has its own."""
_MOMENT = (2020, 2, 2, 0, 0, 0)
"""The date of all files in the archive, so that it is always the same: that of hatchling."""
_RIGHTS = 0o100644 << 16
"""A regular file that its owner can write and others can read."""


def own_wheel() -> File:
    """Return the wheel of the running package, with the name that pip expects.

    Raises:
        OperatorError: The package is running without being installed.
    """
    try:
        installed = distribution(_NAME)
    except PackageNotFoundError as error:
        raise OperatorError(
            "Rolebook is running without being installed, so it cannot be copied to a handbook; "
            "run 'pip install .' in the folder of Rolebook"
        ) from error
    about = f"{_NAME}-{installed.version}.dist-info"
    files = sorted([*_package(), *_facts(installed, about)], key=lambda file: file.path)
    name = f"{_NAME}-{installed.version}-{_TAG}.whl"
    return File(name, _archive([*files, _record(files, about)]))


def _package() -> Iterator[File]:
    top = Path(__file__).parents[1]
    for path in top.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield File(path.relative_to(top.parent).as_posix(), path.read_bytes())


def _facts(installed: Distribution, about: str) -> Iterator[File]:
    yield File(f"{about}/WHEEL", _KIND.encode())
    for path in installed.files or ():
        if path.parts[0] == about and path.parts[1] not in _OF_INSTALLERS:
            yield File(path.as_posix(), Path(str(path.locate())).read_bytes())


def _record(files: Iterable[File], about: str) -> File:
    """Return the list of all files with their hashes; the list itself has none."""
    lines = [f'"{file.path}",sha256={_hash(file.content)},{len(file.content)}\n' for file in files]
    return File(f"{about}/RECORD", "".join([*lines, f"{about}/RECORD,,\n"]).encode())


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def _archive(files: Iterable[File]) -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        for file in files:
            entry = ZipInfo(file.path, _MOMENT)
            entry.external_attr = _RIGHTS
            archive.writestr(entry, file.content, ZIP_DEFLATED)
    return content.getvalue()
