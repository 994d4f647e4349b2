"""The message around e-mailed documents, as content holds it: whole, and telling nothing."""

from pathlib import Path

import pytest

from brochure.content.checks.email_privacy import (
    attachment_name,
    check_email,
    fill_in,
    screen_editions,
)
from brochure.content.load import LoadedContent, load_content
from brochure.content.text.mail_address import mask_address, parse_address
from tests.conftest import ROOT
from tests.content.places import lines_at, replaced


def damaged(folder: Path, old: str, new: str) -> LoadedContent:
    """Load the default content with one change in its `email:` section."""
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    head, mark, section = text.partition("\nemail:\n")
    assert section.count(old) >= 1, old
    (folder / "content.yaml").write_text(
        f"{head}{mark}{section.replace(old, new, 1)}", encoding="utf-8"
    )
    return load_content(folder / "content.yaml")


@pytest.mark.parametrize(
    ("old", "new", "path", "what"),
    [
        ("from {clinic}", "on Esketamine", "email.subject", 'holds "ketamin"'),
        ("from {clinic}", "on S.p.r.a-vato®", "email.subject", 'holds "spravato"'),
        ("from {clinic}", "on depréssion", "email.subject", 'holds "depress"'),
        ("from {clinic}", "for {name}", "email.subject", 'holds "{name}"'),
        ("from {clinic}", "x" * 80, "email.subject", "has 92 letters; 78 are shown"),
        ("from {clinic}", "{", "email.subject", 'holds "{"'),
        ("Information from {clinic}", '"two\\nlines"', "email.subject", "line break"),
        ("Hello,", "Welcome to ketamine care,", "email.greeting", 'holds "ketamin"'),
        ("Hello {name},", "Hello,", "email.greeting_by_name", "names nobody"),
        ("call 911", "call 911 (PTSD)", "email.body[2]", 'holds "ptsd"'),
        ("guide: Guide", "guide: SPRAVATO guide", "email.file_names.guide", 'holds "spravato"'),
        ("guide: Guide", "guide: ../Guide", "email.file_names.guide", "is not a name"),
        ("guide: Guide", "guide: Guide.", "email.file_names.guide", "is not a name"),
        ("guide: Guide", "guide: -Guide", "email.file_names.guide", "is not a name"),
        ("guide: Guide", f"guide: {'x' * 41}", "email.file_names.guide", "is not a name"),
        ("guide: Guide", "guide: Safety sheet 1", "email.file_names", "would both be sent as"),
        ("guide: Guide", "gide: Guide", "email.file_names.gide", "did you mean 'guide'?"),
        (
            *("guide: Guide", "guide: Safety sheet 2 High contrast", "email.file_names"),
            "guide and safety-sheet-spravato, high-contrast, would both be sent as",
        ),
        (
            *("readable: Readable font", "readable: grayscale", "email.file_names"),
            "guide, readable, and guide, grayscale, would both be sent as",
        ),
        ("grayscale: Gray", "gray: Gray", "email.look_names.gray", "did you mean 'grayscale'?"),
        ("grayscale: Gray", "standard: Gray", "email.look_names.standard", "there is no look to"),
        ("High contrast", "Ketamine", "email.look_names.high-contrast", 'holds "ketamin"'),
        ("[guide]", "[trifold]", "email.attach[0]", "made for paper only"),
        ("[guide]", "[guide]\n  reply_to: a b@c.de", "email.reply_to", "signs before the @"),
    ],
)
def test_what_would_tell_or_mislead_is_a_finding(
    project: Path, old: str, new: str, path: str, what: str
) -> None:
    findings = damaged(project, old, new).findings
    assert [f.place.path for f in findings] == [path]
    assert what in findings[0].what
    assert findings[0].place.line > 60 and findings[0].remedy


def test_what_a_sheet_is_about_is_private_unasked(project: Path) -> None:
    """The ids of sheets name drugs and treatments, so nobody has to list them."""
    loaded = damaged(project, "private_words: [ketamin, spravato,", "private_words: [")
    assert loaded.findings == ()
    text = (project / "content.yaml").read_text(encoding="utf-8")
    (project / "content.yaml").write_text(text.replace("Information from", "SPRAVATO from"))
    (finding,) = load_content(project / "content.yaml").findings
    assert finding.id == "email.tells"


def test_content_without_a_message_is_good(project: Path) -> None:
    text = replaced((lines_at("email"), ""))
    (project / "content.yaml").write_text(text, encoding="utf-8")
    loaded = load_content(project / "content.yaml")
    assert loaded.findings == () and loaded.content and loaded.content.email is None


def test_file_names_say_clinic_document_and_version(loaded: LoadedContent) -> None:
    content = loaded.content
    assert content and content.email
    names = {edition: attachment_name(content, edition) for edition in screen_editions(content)}
    assert names["guide"] == "CAREolina-Guide-v1.0.pdf"
    draft = attachment_name(content, "guide", "readable", draft=True)
    assert draft == "DRAFT-CAREolina-Guide-Readable-font-v1.0.pdf"
    assert attachment_name(content, "guide", version="0.9") == "CAREolina-Guide-v0.9.pdf"
    unnamed = content.model_copy(
        update={"email": content.email.model_copy(update={"file_names": {}})}
    )
    assert attachment_name(unnamed, "guide") == "CAREolina-CW-GUIDE-v1.0.pdf"
    assert "trifold" not in names
    assert attachment_name(content, "guide", "readable") == "CAREolina-Guide-Readable-font-v1.0.pdf"
    assert attachment_name(unnamed, "guide", "grayscale") == (
        "CAREolina-CW-GUIDE-Grayscale-v1.0.pdf"
    )
    bare = content.model_copy(update={"email": content.email.model_copy(update={"look_names": {}})})
    assert attachment_name(bare, "guide", "readable") == "CAREolina-Guide-readable-v1.0.pdf"


def test_what_is_filled_in_is_not_filled_again(loaded: LoadedContent) -> None:
    assert loaded.content
    text = fill_in("Hello {name} of {clinic}", loaded.content, "{phone}")
    assert text == "Hello {phone} of CAREolina"


@pytest.mark.parametrize(
    "address",
    [
        "jane@example.org",
        "j.d+x_%-!#$&'*/?=^`{|}~@sub.example.co",
        "jürgen@exämple.org",
        "  jane@example.org ",
    ],
)
def test_good_addresses(address: str) -> None:
    assert parse_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        *("", "jane", "jane@", "@x.org", "jane@example", "a@b@c.org", "a b@c.org"),
        *("jane@-x.org", "jane@x-.org", "jane@x..org", ".j@x.org", "j.@x.org", "j..k@x.org"),
        *("jane@x.org\r\nBcc: all@x.org", "jane@x.org,joe@x.org", "Jane <jane@x.org>"),
        *("=?utf-8?q?j?=@x.org", '"a b"@x.org', "jane@[127.0.0.1]", "jane\u200b@x.org"),
        *("j" * 65 + "@x.org", "j@" + "x" * 64 + ".org", "j@" + ("x" * 60 + ".") * 5 + "org"),
        *("jane@x.org\0", "jane@x.org\u2028", "jane@x .org", "mailto:jane@x.org"),
    ],
)
def test_bad_addresses_are_refused_without_being_told(address: str) -> None:
    with pytest.raises(ValueError, match=r" \| Write one address") as raised:
        parse_address(address)
    assert not address or address not in str(raised.value).replace("name@example.org", "")


def test_masks_tell_one_letter() -> None:
    assert [mask_address(a) for a in ("jane@x.org", "", "\r\nBcc:", "émile@x.org")] == [
        *("j…@…", "…@…", "B…@…", "é…@…"),
    ]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("Ratgeber für Sie", "Ratgeber-für-Sie"),
        ("Ratgeber fu\u0308r Sie", "Ratgeber-für-Sie"),
        ("Guía", "Guía"),
        ("Руководство", "Руководство"),
        ("治疗指南 2", "治疗指南-2"),
        ("मार्गदर्शिका", "मार्गदर्शिका"),
        ("دليل", "دليل"),
    ],
)
def test_letters_are_letters_in_file_names(project: Path, written: str, named: str) -> None:
    content = damaged(project, "guide: Guide", f"guide: {written}").content
    assert content
    assert attachment_name(content, "guide") == f"CAREolina-{named}-v1.0.pdf"


def test_a_file_name_that_no_disk_takes_is_told(project: Path) -> None:
    loaded = damaged(project, "guide: Guide", f"guide: {'治' * 40}")
    assert loaded.content and loaded.source
    assert [f.id for f in check_email(loaded.content, loaded.source)] == []
    clinic = loaded.content.clinic.model_copy(update={"short_name": "治" * 40})
    longer = loaded.content.model_copy(update={"clinic": clinic})
    assert "email.long-name" in [f.id for f in check_email(longer, loaded.source)]
