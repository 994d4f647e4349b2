"""How to reach the clinic -> its details as they are written, and where each leads."""

from dataclasses import replace

from brochure.base.finding import ContentPath
from brochure.content.model.blocks.contact import Contact, ContactItem
from brochure.content.model.clinic import Clinic
from brochure.content.model.contact_details import ContactDetail, find_contact_detail
from brochure.content.model.open_facts import OpenFact, find_open_fact
from brochure.content.text import markdown
from brochure.content.yaml.paths import format_path
from brochure.selection.passage import Passage
from brochure.selection.selected import NOTHING_SHOWN, Inventory, SelectedPart
from brochure.selection.selector import PartSelector
from brochure.selection.stated_facts import Stated, mark_open, print_gap


def select_contact(selector: PartSelector, contact: Contact, path: ContentPath) -> SelectedPart:
    """Return a contact; what the clinic does not give is left out."""
    selected = selector.part(contact, path)
    clinic = selector.content.clinic
    items = tuple(
        _item(selector, item, (*path, "items", n))
        for n, item in enumerate(contact.items)
        if _is_given(item, clinic)
    )
    return replace(selected, parts={**selected.parts, "items": items})


def _is_given(item: ContactItem, clinic: Clinic) -> bool:
    if item.show == "text":
        return clinic.text is not None
    if item.show == "fax":
        return clinic.fax is not None
    return item.show != "email" or clinic.email is not None


def _item(selector: PartSelector, item: ContactItem, path: ContentPath) -> SelectedPart:
    known = find_contact_detail(selector.content, item.show)
    lines = _lines(selector, item, known)
    label = selector.say(item.label, (*path, "label")) if item.label else None
    button = item.button and bool(known.href)
    parts = {
        "show": item.show,
        "button": button,
        "label": label,
        "lines": lines,
        "href": known.href,
        "alt": item.alt,
    }
    coded = item.show == "qr"
    if coded:
        shows = Inventory(codes=(known.href,))
    elif known.href and (lines or button):
        words = [*([label.text] if button and label else []), *(line.text for line in lines)]
        shows = Inventory(links=((known.href, " ".join(words)),))
    else:
        shows = NOTHING_SHOWN
    alt = item.alt or "" if coded else ""
    alt_path = format_path((*path, "alt"))
    return SelectedPart("contact-item", parts, shows=shows, alt=alt, alt_path=alt_path)


def _lines(selector: PartSelector, item: ContactItem, known: ContactDetail) -> tuple[Passage, ...]:
    """Return a detail of the clinic line by line; addresses and names break nowhere."""
    if not item.value:
        return ()
    opened = find_open_fact(selector.content, item.show)
    if opened:
        return (_open_line(selector, opened),)
    lines = tuple(selector.literal(text, where) for text, where in known.lines)
    if item.show in ("phone", "text", "fax"):
        return lines
    return tuple(replace(line, html=markdown.keep_together(line.text)) for line in lines)


def _open_line(selector: PartSelector, opened: OpenFact) -> Passage:
    """Select a detail of the clinic that nobody has confirmed: marked, or a gap."""
    if opened.is_gap:
        words, html = print_gap(opened)
    else:
        words, html = opened.value, mark_open(markdown.keep_together(opened.value))
    return selector.stated(opened.path, Stated(html, words, (opened.id,)))
