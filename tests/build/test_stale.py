"""What in an output folder is not of today's content: named with the reason, and pruned."""

import json
import os
import shutil
from pathlib import Path

import pikepdf
import pytest

from brochure.base.errors import BrochureError
from brochure.base.gate import Gate
from brochure.base.storage import lock_folder
from brochure.base.store import Store
from brochure.base.store_layout import STORE
from brochure.build.build import Request, build_documents, list_jobs
from brochure.build.job import Built
from brochure.build.provenance import Provenance
from brochure.build.stale import Stale, files_of, find_stale, prune_files
from brochure.build.writing import Writer
from brochure.content.load import load_content
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("in_this_process")
PHONE = "(555) 010-0199"
STILL = f"still has the phone number {PHONE}"
GUIDE, TRIFOLD = "guide", "trifold"


def build(
    project: Path, *only: str, soft_proof: bool = False, keep_html: bool = False
) -> tuple[tuple[Built, ...], dict[str, str]]:
    """Build some documents; return them, and why each file is stale, by its name in output/."""
    loaded = load_content(project / "content.yaml")
    assert loaded.content, loaded.findings
    request = Request(project, project / "output", only, soft_proof=soft_proof, keep_html=keep_html)
    known = Provenance()
    built = tuple(build_documents(loaded, request, provenance=known))
    return built, {
        file.relative_to(request.output).as_posix(): one.why
        for one in look(project)
        for file in one.files
    }


def look(project: Path) -> tuple[Stale, ...]:
    loaded = load_content(project / "content.yaml")
    assert loaded.content, loaded.findings
    with Gate() as gate:
        return find_stale(loaded.content, Request(project, project / "output"), Provenance(), gate)


def prune(project: Path) -> tuple[list[str], dict[str, str]]:
    """Remove what is stale; return the names of what is gone, and why the rest is not."""
    output = project / "output"
    pruned = prune_files(output, files_of(look(project)))
    kept = {file.relative_to(output).as_posix(): why for file, why in pruned.kept}
    return sorted(f.relative_to(output).as_posix() for f in pruned.removed), kept


def edit(project: Path, old: str, new: str) -> None:
    text = (project / "content.yaml").read_text(encoding="utf-8")
    assert old in text
    (project / "content.yaml").write_text(text.replace(old, new), encoding="utf-8")


def drop_guide(project: Path) -> None:
    text = (project / "content.yaml").read_text(encoding="utf-8")
    (project / "content.yaml").write_text(text[: text.index("  guide:\n")], encoding="utf-8")


PRESS = [f"press/trifold{ending}" for ending in ("-DRAFT-ticket.json", "-DRAFT-ticket.pdf", ".pdf")]


def test_a_document_that_was_not_built_again_is_named_with_the_number_it_still_has(
    small: Path,
) -> None:
    assert build(small, GUIDE, TRIFOLD)[1] == {}
    edit(small, PHONE, "(555) 010-0142")
    assert build(small, GUIDE)[1] == dict.fromkeys(("office/trifold.pdf", *PRESS), STILL)
    assert build(small, TRIFOLD)[1] == {}
    edit(small, '"1.0"', '"1.1"')
    earlier = "is of an earlier content, version 1.0"
    assert build(small, TRIFOLD)[1] == {"screen/guide.pdf": earlier}
    assert prune(small) == (["screen/guide.pdf"], {})
    assert (small / "output/press/trifold.pdf").is_file() and not look(small)


def test_a_document_that_was_refused_is_named_and_its_last_file_goes_only_if_asked_for(
    small: Path,
) -> None:
    build(small, TRIFOLD)
    before = (small / "output/press/trifold.pdf").read_bytes()
    edit(small, PHONE, "(555) 010-0142")
    (small / "styles").mkdir()
    (small / "styles/trifold.css").write_text("broken {", encoding="utf-8")
    built, stale = build(small, TRIFOLD)
    assert not any(one.written for one in built)
    assert stale == dict.fromkeys(("office/trifold.pdf", *PRESS), STILL)
    assert (small / "output/press/trifold.pdf").read_bytes() == before
    assert prune(small) == (["office/trifold.pdf", *PRESS], {})


def test_a_figure_that_changed_makes_what_shows_it_stale(small: Path) -> None:
    build(small, GUIDE, TRIFOLD)
    figure = small / "figures/tooth.svg"
    figure.write_text(figure.read_text().replace("<svg", "<svg  ", 1))
    names = {name for name, why in build(small, GUIDE)[1].items() if "tooth.svg" in why}
    assert names == {"office/trifold.pdf", *PRESS}


def test_an_edition_that_was_dropped_goes_with_all_that_shows_it(small: Path) -> None:
    build(small, GUIDE, soft_proof=True, keep_html=True)
    drop_guide(small)
    stale = {file.name: one.why for one in look(small) for file in one.files}
    assert {"guide.pdf", "guide.html", "page-01.png"} <= stale.keys()
    assert set(stale.values()) == {"is of no document that content has now"}
    prune(small)
    left = [file for file in (small / "output").rglob("*") if "guide" in file.name]
    assert not [file for file in left if file.is_file()]


def test_what_somebody_changed_or_put_there_stays_and_is_told(small: Path, tmp_path: Path) -> None:
    """A sheet that was filled in, a link, a second name, a letter, a copy under another name."""
    build(small, GUIDE)
    output = small / "output"
    guide, copy, letter = (output / f"screen/{n}.pdf" for n in ("guide", "copy", "letter"))
    shutil.copy(guide, copy)
    with pikepdf.new() as other:
        other.add_blank_page()
        other.save(letter)
    with pikepdf.open(guide, allow_overwriting_input=True) as sheet:
        sheet.docinfo["/Subject"] = "seen on Monday"
        sheet.save()
    outside = tmp_path / "outside.pdf"
    shutil.copy(copy, outside)
    (output / "screen/linked.pdf").symlink_to(outside)
    drop_guide(small)
    held = {f: f.read_bytes() for f in (guide, copy, letter, outside)}
    removed, kept = prune(small)
    assert removed == [] and {f: f.read_bytes() for f in held} == held
    assert kept == {
        "screen/guide.pdf": "somebody changed it after it was written, or filled it in",
        "screen/copy.pdf": "no record tells that this program wrote it just so",
    }


def test_nothing_is_removed_behind_a_folder_that_became_a_link(small: Path, tmp_path: Path) -> None:
    build(small, GUIDE)
    drop_guide(small)
    files = files_of(look(small))
    outside = tmp_path / "outside"
    (small / "output/screen").rename(outside)
    (small / "output/screen").symlink_to(outside)
    pruned = prune_files(small / "output", files)
    assert pruned.removed == () and "is a link" in pruned.kept[0][1]
    assert (outside / "guide.pdf").is_file() and not look(small)


def test_documents_of_a_program_that_kept_no_such_record_are_known(small: Path) -> None:
    """Those of another version are stale; of the others it cannot be told, until they are built."""
    build(small, GUIDE)
    record = small / "output/.brochure-written"
    lines = record.read_text().splitlines(keepends=True)
    record.write_text("".join(line for line in lines if not line.startswith(("about", "from"))))
    assert [one.why for one in look(small)] == [
        "is by an earlier program, and whether it is of today's content cannot be told"
    ]
    edit(small, '"1.0"', '"1.1"')
    assert [one.why for one in look(small)] == ["is version 1.0, and today's content is 1.1"]
    record.unlink()
    assert [one.why for one in look(small)] == ["is version 1.0, and today's content is 1.1"]
    assert build(small, GUIDE)[1] == {}


def test_what_is_kept_about_a_file_survives_damage_of_it(small: Path) -> None:
    build(small, GUIDE)
    record = small / "output/.brochure-written"
    for told in ("[]", "{", '{"content": 1, "says": [], "reads": 2}', "[" * 9999, "null"):
        lines = record.read_text().splitlines()
        lines = [f"{x.split(chr(9))[0]}\t{told}" if x.startswith("about") else x for x in lines]
        record.write_text("\n".join(lines) + "\n")
        assert len(look(small)) == 1


def test_two_content_files_do_not_share_a_folder(small: Path) -> None:
    build(small, GUIDE)
    before = (small / "output/screen/guide.pdf").read_bytes()
    other = small / "content.es.yaml"
    shutil.copy(small / "content.yaml", other)
    loaded = load_content(other)
    with pytest.raises(BrochureError, match=r"for the documents of content\.yaml") as refused:
        next(iter(build_documents(loaded, Request(small, small / "output", (GUIDE,)))))
    assert refused.value.exit_code == 2 and "output-es" in refused.value.hint
    assert (small / "output/screen/guide.pdf").read_bytes() == before
    assert next(iter(build_documents(loaded, Request(small, small / "output-es", (GUIDE,)))))
    with pytest.raises(BrochureError, match=r"for the documents of content\.es\.yaml"):
        next(
            iter(
                build_documents(
                    load_content(small / "content.yaml"),
                    Request(small, small / "output-es", (GUIDE,)),
                )
            )
        )


def test_the_default_folder_of_another_is_kept_free_though_nothing_is_in_it(small: Path) -> None:
    other = small / "content.es.yaml"
    shutil.copy(small / "content.yaml", other)
    request = Request(small, small / "output", (GUIDE,))
    with pytest.raises(BrochureError, match=r"for the documents of content\.yaml"):
        next(iter(build_documents(load_content(other), request)))


def test_a_content_file_that_was_renamed_has_no_claim(small: Path) -> None:
    build(small, GUIDE)
    (small / "content.yaml").rename(small / "words.yaml")
    loaded = load_content(small / "words.yaml")
    assert next(iter(build_documents(loaded, Request(small, small / "output", (GUIDE,))))).written


def test_a_name_with_a_line_break_reaches_nothing_in_the_record(small: Path) -> None:
    (small / "output").mkdir()
    (small / "output/theirs.pdf").write_bytes(b"theirs")
    odd = small / f"a\n{'0' * 64}  theirs.pdf\n.yaml"
    shutil.copy(small / "content.yaml", odd)
    (small / "content.yaml").unlink()
    assert next(iter(build_documents(load_content(odd), Request(small, small / "x", (GUIDE,)))))
    with lock_folder(small / "x") as owned:
        assert not owned.remembers(small / "x/theirs.pdf")
        assert json.loads(owned.origin).startswith(f"..{os.sep}a\n")


def test_pictures_of_watch_are_named_once_they_show_another_content(small: Path) -> None:
    """One of today stays unnamed, also where its document was never written."""
    loaded = load_content(small / "content.yaml")
    assert loaded.content
    request = Request(small, small / "output")
    jobs = list_jobs(loaded.content, request)
    with lock_folder(request.output) as owned, Gate() as gate:
        writer = Writer(owned, Store(request.output / STORE), gate, Provenance())
        for job in jobs:
            writer.show(job, b"a picture")
    assert look(small) == ()
    edit(small, PHONE, "(555) 010-0142")
    stale = look(small)
    assert {one.why for one in stale} == {"shows an earlier content"}
    assert all(one.file.suffix == ".png" for one in stale)
    drop_guide(small)
    gone = [one for one in look(small) if one.edition == "guide"]
    assert [one.file.name for one in gone] == ["guide.png"]
    prune(small)
    assert not [file for file in (small / "output/preview").rglob("*") if file.is_file()]


def test_pages_of_a_refused_document_are_named_once_they_show_another_content(small: Path) -> None:
    """As where it is not built again; those of today are told with their document."""
    (small / "styles").mkdir()
    style = (ROOT / "styles/guide.css").read_text(encoding="utf-8")
    pale = "\n.bullets li { color: #ddd !important }\n"
    (small / "styles/guide.css").write_text(style + pale, encoding="utf-8")
    built, stale = build(small, GUIDE)
    assert built[0].refused_pages and stale == {}
    edit(small, PHONE, "(555) 010-0142")
    _, stale = build(small, TRIFOLD)
    name = built[0].refused_pages[0].relative_to(small / "output").as_posix()
    assert stale[name] == "shows an earlier content"
    assert name in prune(small)[0]


def test_a_ticket_that_does_not_say_draft_in_its_name_is_named_and_goes(small: Path) -> None:
    """Earlier programs called the ticket of a draft as that of a release is called now."""
    build(small, TRIFOLD)
    folder = small / "output/press"
    with lock_folder(small / "output") as owned:
        for ending in ("json", "pdf"):
            held = (folder / f"trifold-DRAFT-ticket.{ending}").read_bytes()
            owned.write([(folder / f"trifold-ticket.{ending}", held)])
    (stale,) = look(small)
    old = ["press/trifold-ticket.json", "press/trifold-ticket.pdf"]
    assert "is a job ticket by an earlier program" in stale.why
    assert prune(small) == (old, {})
    assert (folder / "trifold-DRAFT-ticket.pdf").is_file() and not look(small)
