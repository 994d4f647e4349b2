"""A filled-in template as the engine has parsed it: nothing in it may overwhelm or smuggle."""

from xml.etree.ElementTree import Element

from brochure.base.errors import BrochureError
from brochure.base.files.css import Variables, vet_css

MOST_CHARACTERS = 5_000_000
MOST_NESTED = 60  # WeasyPrint 70 lays out by recursion and breaks off near 150
MOST_SPANNED = 100  # HTML allows 1,000 columns; WeasyPrint 70 keeps a grid of all that is spanned
MOST_NUMBER = 10_000
_SPANS = ("colspan", "rowspan", "span")
_NUMBERS = ("start", "value", "size", "width", "height", "border", "rows", "cols", "maxlength")
_FOREIGN = ("{http://www.w3.org/2000/svg}", "{http://www.w3.org/1998/Math/MathML}")
_KEPT_OUT = (
    *("base", "object", "embed", "iframe", "script", "applet", "frame"),
    *("form", "button", "select", "textarea"),  # they would send what a patient writes
)


def vet_page(root: Element, variables: Variables, name: str) -> None:
    """Refuse a page by the tree that the engine made of it.

    `name` is the template's. Raises BrochureError, with what stands in the template as its place
    cannot be told from a filled-in page.
    """
    level, deep = [root], 0
    while level:
        deep += 1
        if deep > MOST_NESTED:
            what = f"more than {MOST_NESTED} elements stand in each other"
            raise BrochureError(what, name, "Close each element, or use fewer of them.")
        for element in level:
            _vet_element(element, name)
            _vet_css(element, variables, name)
        level = [child for element in level for child in element]


def _vet_element(element: Element, name: str) -> None:
    tag = str(element.tag)
    if tag.startswith(_FOREIGN):
        what = "a drawing stands in the template itself"
        hint = 'Save it in figures/ and write <img src="../figures/its-name.svg" alt="…">.'
        raise BrochureError(what, name, hint)
    if tag in _KEPT_OUT:
        raise BrochureError(f"<{tag}> may not stand in a template", name, "Delete it.")
    if tag == "input" and element.get("type", "").lower() != "checkbox":
        what = "an <input> other than a checkbox stands in the template"
        raise BrochureError(what, name, 'Delete it, or write type="checkbox".')
    if "attachment" in element.get("rel", "").lower().split():
        what = f'<{tag} rel="attachment"> would put a file into the document'
        raise BrochureError(what, name, "Delete it; send the file by itself.")
    for keys, most in ((_SPANS, MOST_SPANNED), (_NUMBERS, MOST_NUMBER)):
        for key in keys:
            number = element.get(key, "").strip().lstrip("-+")[:20]
            if number.isdecimal() and int(number) > most:
                what = f'{key}="{number}" is more than the {most:,} that are laid out'
                raise BrochureError(what, name, "Write a smaller number.")


def _vet_css(element: Element, variables: Variables, name: str) -> None:
    css = element.get("style", "")
    if element.tag == "style":
        css = "".join(element.itertext())
    if css:
        vet_css(css, name)
        variables.add(css, name)
