"""Content paths as they are written: ``sections[3].blocks[1].text``."""

import json
import re
from functools import lru_cache

from brochure.base.finding import ContentPath

_BARE_KEY = re.compile(r"[^.\[\]\"\s]+")
_STEP = re.compile(
    r'\.?(?:\[(?P<index>[0-9]+)\]|\[(?P<quoted>"(?:[^"\\]|\\.)*")\]|(?P<key>[^.\[]+))'
)


@lru_cache(maxsize=10_000)  # each edition, and each check, names the same places
def format_path(path: ContentPath) -> str:
    """Return ``sections[3].text``; a key with a dot, bracket or space in it becomes ``["a.b"]``."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f"[{step}]"
        elif _BARE_KEY.fullmatch(step):
            out += f".{step}" if out else step
        else:
            out += f"[{json.dumps(step, ensure_ascii=False)}]"
    return out


def split_path(path: str) -> ContentPath:
    """Return the steps of a dotted path, up to where it stops being one. Undoes `format_path`."""
    steps: list[str | int] = []
    at = 0
    while match := _STEP.match(path, at):
        index, quoted, key = match.group("index", "quoted", "key")
        steps.append(int(index) if index else str(json.loads(quoted)) if quoted else key)
        at = match.end()
    return tuple(steps)
