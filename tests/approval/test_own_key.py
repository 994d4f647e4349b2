"""Entries signed with one's own SSH key, by the real ssh-keygen, and checked."""

import subprocess
from pathlib import Path

import pytest

from brochure.approval.own_key import is_signature_good, sign_entry
from brochure.approval.record import add_entries, read_record
from brochure.approval.verifying import verify
from brochure.base.errors import BrochureError
from tests.approval.entries import signed
from tests.approval.workshop import AUTHOR, Workshop, write_project

ENTRY = signed("Ann Poe", "medical review")


def make_key(file: Path, passphrase: str = "", kind: str = "ed25519") -> Path:
    call = ("ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "ann@example.org", "-f", file)
    subprocess.run(call, check=True, stdin=subprocess.DEVNULL)
    return file


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return make_key(tmp_path / "my key")


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa"])
def test_a_signature_is_good_wherever_its_entry_comes_to_stand(tmp_path: Path, kind: str) -> None:
    entry = sign_entry(ENTRY, make_key(tmp_path / "key", kind=kind))
    assert entry.key == " ".join((tmp_path / "key.pub").read_text().split()[:2])
    assert is_signature_good(entry)
    assert is_signature_good(entry.model_copy(update={"number": 7, "before": "f" * 64}))


@pytest.mark.parametrize(
    "change",
    [
        *({"by": "Eve Day"}, {"role": "DO"}, {"meaning": "wrote"}, {"words": "other"}),
        *({"when": "2026-12-01T10:00:00+01:00"}, {"document": "trifold"}, {"version": "1.1"}),
        *({"pages": {"office": "other"}}, {"files": {"office/guide.pdf": "other"}}),
        *(
            {"signature": ""},
            {"signature": "no signature"},
            {"key": "ssh-ed25519 AAAA"},
            {"key": ""},
        ),
    ],
)
def test_it_is_of_nothing_else(key: Path, change: dict[str, object]) -> None:
    assert not is_signature_good(sign_entry(ENTRY, key).model_copy(update=change))


def test_it_is_of_no_other_key(tmp_path: Path, key: Path) -> None:
    other = sign_entry(ENTRY, make_key(tmp_path / "other"))
    entry = sign_entry(ENTRY, key)
    assert not is_signature_good(entry.model_copy(update={"key": other.key}))
    assert not is_signature_good(entry.model_copy(update={"signature": other.signature}))


def test_a_signature_that_is_not_of_its_key_is_told(tmp_path: Path, key: Path) -> None:
    content, entry = tmp_path / "content.yaml", sign_entry(ENTRY, key)
    forged = entry.model_copy(update={"by": "Eve Day"})
    add_entries(content, lambda _: [entry, forged])
    assert not read_record(content).faults
    _, faults = verify(content, tmp_path / "output")
    assert [one.what for one in faults] == ["line 2: the signature is not of the key of Eve Day"]


def test_a_key_that_is_none_is_told(tmp_path: Path, key: Path) -> None:
    public = key.with_name("my key.pub")
    public.rename(tmp_path / "elsewhere")
    with pytest.raises(BrochureError, match="cannot read the key") as refused:
        sign_entry(ENTRY, key)
    assert refused.value.exit_code == 3 and "my key.pub must lie beside it" in refused.value.hint
    public.write_text("ssh-ed25519 AAAA ann@example.org\n", encoding="utf-8")
    key.write_text("no key\n", encoding="utf-8")
    with pytest.raises(BrochureError, match="does not sign") as refused:
        sign_entry(ENTRY, key)
    assert refused.value.exit_code == 3 and "ssh-keygen -Y sign" in refused.value.hint


def test_without_openssh_it_says_what_to_install(
    key: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BrochureError, match="ssh-keygen is not on this machine") as refused:
        sign_entry(ENTRY, key)
    assert refused.value.exit_code == 3 and "--key" in refused.value.hint


def test_it_is_asked_for_on_the_command_line(tmp_path: Path, key: Path) -> None:
    shop = Workshop(write_project(tmp_path / "clinic"))
    shop.sign("guide", *AUTHOR, "--key", str(key))
    (entry,) = read_record(shop.content).entries
    assert entry.signature and is_signature_good(entry)
    assert shop.run("verify")[0] == 0
