"""What changed in a document -> the words that tell it, for the sheet and for the command line."""

from collections import Counter
from collections.abc import Iterator, Sequence

from brochure.approval.compare import DocumentChanges, FileChange
from brochure.approval.page_pairs import PagePair
from brochure.approval.snapshot import CODE, LINK, Said
from brochure.approval.word_changes import PassageChange
from brochure.base.finding import pluralize
from brochure.build.staff_words import staff_words

_FLOW = "flow"  # a panel whose name says nothing of where it is
_MOST_PAGES = 12  # that are named


def words_of_change(path: str, **values: object) -> str:
    """Return words of the change sheet, filled in."""
    return staff_words(f"changes.{path}").format(**values)


def tell_verdict(changes: DocumentChanges) -> str:
    """Return in one or two sentences what became of a document."""
    if changes.is_new or changes.is_gone:
        kind = "new" if changes.is_new else "gone"
        return words_of_change(f"verdict.{kind}", version=changes.version_before)
    if changes.passages:
        return _count_passages(changes)
    if changes.is_same:
        return words_of_change("verdict.same")
    return _tell_same_words(changes)


def _count_passages(changes: DocumentChanges) -> str:
    number, safety = len(changes.passages), len(changes.safety)
    if number == 1:
        return words_of_change(f"verdict.one.{'safety' if safety else 'other'}")
    share = {0: words_of_change("verdict.none"), number: words_of_change("verdict.all")}
    return words_of_change("verdict.several", number=number, safety=share.get(safety, safety))


def _tell_same_words(changes: DocumentChanges) -> str:
    states = {one.state for one in changes.files if one.state != "same"}
    known = [state for state in ("moved", "reflow", "restyled") if state in states]
    if changes.particulars:
        each = (words_of_change(f"particulars.names.{one.name}") for one in changes.particulars)
        names = words_of_change("particulars.and").join(each)
        return words_of_change("verdict.particulars", names=names)
    if not states:
        return words_of_change("verdict.same_words")
    return words_of_change(f"verdict.{known[0] if {*known} == states else 'files'}")


def tell_particulars(changes: DocumentChanges) -> tuple[str, ...]:
    """Return a sentence for title, number, version and month of issue, as far as they changed."""
    nothing = words_of_change("particulars.nothing")
    return tuple(
        words_of_change(
            f"particulars.{one.name}", before=one.before or nothing, after=one.after or nothing
        )
        for one in changes.particulars
    )


def name_kind(change: PassageChange) -> str:
    """Return under which name of ``changes.kinds`` a change is told."""
    return "moved_and_reworded" if change.kind == "moved" and change.reworded else change.kind


def name_panel(panel: str) -> str:
    """Return the name of a panel as people say it: ``Inside left``."""
    if panel == _FLOW:
        return words_of_change("panels.flow")
    plain = panel.replace("-", " ")
    return plain[:1].upper() + plain[1:]


def tell_notes(change: PassageChange) -> Iterator[str]:
    """Give what is to be known of a change beside its words: where, and what kind of words."""
    said = change.said
    if said.under and said.under != said.text:
        yield words_of_change("under", heading=said.under)
    if said.heard:
        yield words_of_change("heard")
    if said.address:
        yield _tell_address(said)
    if change.kind == "moved" and change.before:
        old = change.before
        elsewhere = old.panel != said.panel
        within = words_of_change("moved_within")
        yield words_of_change("moved_from", panel=name_panel(old.panel)) if elsewhere else within


def _tell_address(said: Said) -> str:
    if said.path == CODE:
        return words_of_change("code")
    return words_of_change("link", words=said.path.removeprefix(f"{LINK}: "))


def tell_files(changes: DocumentChanges, pictured: bool = True) -> tuple[str, ...]:
    """Return a sentence or two for each file; one for all where none was compared.

    If `pictured`, also where to look for the pictures of its pages.
    """
    if not changes.files:
        compared = changes.is_new or changes.is_gone
        return () if compared else (words_of_change("pages.not_compared"),)
    return tuple(_tell_file(one, pictured) for one in changes.files)


def _tell_file(one: FileChange, pictured: bool) -> str:
    file, pages = name_file(one.name), name_pages(one.pairs)
    looks = words_of_change(f"pages.looks.{'one' if len(one.pairs) == 1 else 'several'}")
    told = [words_of_change(f"pages.{one.state}", file=file, pages=pages, look=looks)]
    if one.pages_before != one.pages_after:
        before, after = (pluralize(n, "page") for n in (one.pages_before, one.pages_after))
        told.append(words_of_change("pages.count", before=before, after=after))
    if one.pictured_by and pictured:
        told.append(words_of_change("pages.pictured_by", file=name_file(one.pictured_by)))
    return " ".join(told)


def name_file(name: str) -> str:
    """Return ``Screen, grayscale`` for ``screen/grayscale``."""
    channel, _, look = name.partition("/")
    called = words_of_change(f"pages.channels.{channel}")
    return words_of_change("pages.look", channel=called, look=look) if look else called


def name_pages(pairs: Sequence[PagePair]) -> str:
    """Return ``page 3``, ``pages 1, 2, 5``; of many the first, and how many more."""
    numbers = [str(pair.after or pair.before) for pair in pairs]
    word = words_of_change("pages.page" if len(numbers) == 1 else "pages.pages")
    more = f" … ({len(numbers)})" if len(numbers) > _MOST_PAGES else ""
    return f"{word} {', '.join(numbers[:_MOST_PAGES])}{more}"


def count_kinds(changes: Sequence[PassageChange]) -> str:
    """Return ``2 reworded, 1 added``."""
    counts = Counter(map(name_kind, changes))
    return ", ".join(
        words_of_change(f"told.kinds.{kind}", count=count) for kind, count in counts.items()
    )
