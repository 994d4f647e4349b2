"""What content says of the press -> findings: its printing condition, and the inks of the brand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from brochure.base.errors import BrochureError
from brochure.base.files.project import Assets
from brochure.base.finding import ContentPath, Finding, pluralize
from brochure.base.ink_profile import BODY_ROLE, complete_inks
from brochure.base.press_condition import (
    MOST_INK_PERCENT,
    PUBLISHED,
    find_condition,
    profile_bytes,
    read_profile,
)
from brochure.base.vetting import Vetting
from brochure.content.model.content import Content
from brochure.content.yaml.source import Source


def check_condition(source: Source, assets: Assets, vetting: Vetting) -> tuple[Finding, ...]:
    """Return what is wrong with the printing condition that content names.

    Looks at the value as it is written, so that a wrong value elsewhere does not hide it.
    """
    press = source.data.get("press")
    choice = press.get("condition") if isinstance(press, dict) else None
    try:
        if isinstance(choice, str) and choice and choice not in PUBLISHED:
            vetting.vet(read_profile, profile_bytes(choice, assets), choice)
    except BrochureError as error:
        where = ("press", "condition")
        what = f"{error.where}: {error.message}" if error.where else error.message
        return (source.finding("content.condition", where, what, error.hint),)
    return ()


def check_inks(content: Content, source: Source) -> Iterator[Finding]:
    """Find colours that hold too much ink, and those that a screen value does not tell apart.

    Body type that is not black is found, too: mixed from several inks, it gets coloured edges.
    """
    first: dict[str, tuple[str, tuple[int, ...]]] = {}
    for role, colour in content.brand.colours:
        if colour.press is None:
            continue
        where = ("brand", "colours", role, "press")
        if sum(colour.press) > MOST_INK_PERCENT:
            what = f"{role} takes {sum(colour.press)} % of ink, more than paper can: 300 %"
            yield source.finding("content.ink", where, what, "Ask the printer for a lighter mix.")
        if role == BODY_ROLE and (any(colour.press[:3]) or not colour.press[3]):
            what = f"{role} is the colour of body type, and not printed in black ink alone"
            remedy = "Write press: [0, 0, 0, 100]: mixed from several inks, small type blurs."
            yield source.finding("content.ink", where, what, remedy)
        other, press = first.setdefault(colour.screen.upper(), (role, colour.press))
        if press != colour.press:
            what = f"{role} and {other} are one colour on screens, but two at the press"
            remedy = "Give both the same `press` value, or one of them another `screen` value."
            yield source.finding("content.ink", where, what, remedy)


def check_proposed_inks(content: Content, source: Source, assets: Assets) -> Iterator[Finding]:
    """Tell once which inks content leaves out, and what is proposed for each.

    A printer's own profile is looked into where files are made, and nowhere else: which inks it
    proposes is not told here.
    """
    colours = content.brand.colours
    left_out = [role for role, colour in colours if colour.press is None]
    if not left_out:
        return
    inks: Mapping[str, Sequence[int]] = {}
    if content.press.condition in PUBLISHED:
        condition = find_condition(content.press.condition, assets)
        inks = complete_inks(colours.screen_values, colours.press_values, condition)
    paths: list[ContentPath] = [("brand", "colours", role) for role in left_out]
    places = [source.place(path, key=True) for path in paths]
    lines = tuple(
        f"{source.file}:{place.line}:{place.column}  {role}"
        + (f": press: {list(inks[role])}" if inks else "")
        for role, place in zip(left_out, places, strict=True)
    )
    what = f"the inks of {pluralize(len(left_out), 'colour')} are proposed by the press's profile"
    remedy = (
        "Ask your printer which percents suit your brand, then write them beside `screen:`, as"
        " press: [cyan, magenta, yellow, black]."
    )
    told = source.finding("content.press-proposed", paths[0], what, remedy, "warning", on_key=True)
    yield replace(told, detail=lines)
