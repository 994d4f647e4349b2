"""The shipped stylesheets: what one of them says of a sign, another still draws."""

import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

STYLES = {file.stem: file.read_text("utf-8") for file in sorted((ROOT / "styles").glob("*.css"))}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NAME = re.compile(r"::\w+|[\w-]+")
# What holds for a state of an element, or for a whole document: the sign is the same.
_WHERE = re.compile(
    r"(?<!:):[a-z-]+(?:\([^()]*\))?|\.(?:office|screen|press)\b|\.(?:motif|look|ground)-[a-z-]+"
)


def signs_in(css: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """Give each rule of a ``::before`` or ``::after``: selector, names in it, declarations."""
    for selectors, declared in _RULE.findall(_COMMENT.sub("", css)):
        for selector in (one.strip() for one in selectors.split(",") if "::" in one):
            yield selector, frozenset(_NAME.findall(_WHERE.sub("", selector))), declared


DRAWN = [names for css in STYLES.values() for _, names, says in signs_in(css) if "content:" in says]


@pytest.mark.parametrize("name", STYLES)
def test_a_sign_is_styled_only_where_it_is_drawn(name: str) -> None:
    """Else it is no longer what a reader sees: once the stop not to be missed was left unfilled."""
    signs = signs_in(STYLES[name])
    idle = [what for what, names, _ in signs if not any(drawn <= names for drawn in DRAWN)]
    assert idle == [], "no rule with `content:` draws these"
