"""A content file -> the folder beside it to which its documents go, each content file to its own.

Python's own library, and little of it: an unchanged build loads this.
"""

import os

_CONTENT, _OUTPUT = "content", "output"
_SUFFIXES = (".yaml", ".yml")


def default_output(content: str) -> str:
    """Return ``output`` for ``content.yaml``, ``output-es`` for ``content.es.yaml`` or ``es.yaml``.

    `content` is a real path, and so is what is returned.
    """
    folder, name = os.path.split(content)
    stem, suffix = os.path.splitext(name)
    if suffix.lower() not in _SUFFIXES:
        stem = name
    if stem.lower() == _CONTENT:
        return os.path.join(folder, _OUTPUT)
    if stem.lower().startswith(f"{_CONTENT}."):
        stem = stem[len(_CONTENT) + 1 :]
    return os.path.join(folder, f"{_OUTPUT}-{stem}")


def owner_of_output(output: str) -> str:
    """Return the content file whose documents go to a folder by default, or nothing."""
    folder, name = os.path.split(output)
    if not name.startswith(_OUTPUT):
        return ""
    try:
        with os.scandir(folder) as found:
            names = sorted(entry.name for entry in found if entry.is_file())
    except OSError:
        return ""
    contents = (os.path.join(folder, n) for n in names if n.lower().endswith(_SUFFIXES))
    return next((each for each in contents if default_output(each) == output), "")
