"""What is remembered of stylesheets: the same is said of the same text each time it is asked."""

from time import process_time

import pytest

from brochure.base.errors import BrochureError
from brochure.base.files.css import CssUrl, Variables, find_urls, vet_css
from tests.traced import most_seconds

STYLES = """@import "own.css";
:root { --a: 1pt 2pt; --b: var(--a) var(--a) }
p { margin: var(--b); background: url(one.svg) }"""


def test_addresses_have_their_places_each_time() -> None:
    for _ in range(2):
        assert find_urls(STYLES, "styles/a.css") == (
            CssUrl("own.css", 1, 9, imported=True),
            CssUrl("one.svg", 3, 35),
        )


@pytest.mark.parametrize(
    ("css", "place", "what"),
    [
        ("p { width: 1000000pt }", ":1:12", "larger than any page needs"),
        ("p{}\n@import 'own.txt';", ":2:9", "does not end in .css"),
        ("a," * 20_000 + "b{}", "", "more than 20,000 selectors"),
        ("@media print{" + "a{}" * 20_001 + "}", "", "more than 20,000 selectors"),
        ("a" + "(" * 60, ":1", "brackets stand in each other"),
    ],
)
def test_what_is_refused_is_refused_each_time_by_its_own_name(
    css: str, place: str, what: str
) -> None:
    for name in ("styles/one.css", "styles/one.css", "styles/two.css"):
        with pytest.raises(BrochureError, match=what) as refused:
            vet_css(css, name)
        assert refused.value.where == f"{name}{place}"


def test_values_of_one_document_do_not_count_in_another() -> None:
    doubling = "".join(f"--a{n}: var(--a{n - 1}) var(--a{n - 1});" for n in range(1, 9))
    for _ in range(2):
        document = Variables()
        document.add(f":root {{ --a0: 1; {doubling} }}", "styles/a.css")
        with pytest.raises(BrochureError, match=r"--b. grows without measure"):
            again = doubling.replace("--a", "--b").replace("--b0", "--a8")
            document.add(f":root {{ {again} }}", "styles/b.css")


def test_commas_in_values_are_no_selectors() -> None:
    vet_css(f"p{{font-family:{','.join('a' * 30_000)}}} @media print{{p{{}}}}", "styles/a.css")


@pytest.mark.parametrize(
    "css",
    [
        ":root{--a:1" + ";" * 90_000 + "}",
        "p{color:red" + ";a" * 60_000 + "}",
        "a:b{" * 49 + "c:d;" * 20_000 + "}" * 49,
        "(" * 49 + "a " * 60_000 + ")" * 49,
    ],
    ids=["semicolons", "words", "rules in rules", "brackets in brackets"],
)
def test_a_stylesheet_is_read_in_time_that_grows_as_it_does(css: str) -> None:
    """Each token is looked at once, not once more for each that stands before or around it."""
    begun = process_time()
    vet_css(css, "styles/a.css")
    Variables().add(css, "styles/a.css")
    assert process_time() - begun < most_seconds(5), "the first took an hour"
