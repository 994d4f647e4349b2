"""What is typed almost right leads to what was meant, before anything else is told."""

import shlex
from pathlib import Path

import pytest

from brochure.base.calls import name_program
from brochure.commands.cli import main
from brochure.commands.options import SHELLS, build_parser
from tests.build.test_build import edit


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            "biuld",
            "there is no command \"biuld\"; did you mean 'build'?\n  Fix: Known: new, build,",
        ),
        ("chek content.yaml", "there is no command \"chek\"; did you mean 'check'?"),
        ("build --onyl trifold", "there is no option --onyl; did you mean '--only'?"),
        ("build --chanel=press", "there is no option --chanel; did you mean '--channel'?"),
        ("completion fish", 'there is no choice for shell "fish"\n  Fix: Known: bash, zsh, tcsh.'),
    ],
)
def test_commands_and_options(call: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(call.split())
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("build trifold", "there is no file trifold; did you mean --only trifold?\n"),
        ("build Tri-fold", "there is no file Tri-fold; did you mean --only trifold?\n"),
        ("build press", "did you mean --channel press?\n  Fix: Write: ⟦program⟧ build --channel"),
        ("build grayscale", "did you mean --look grayscale?"),
        ("watch trifold", "Fix: Write: ⟦program⟧ watch --only trifold\n"),
        ("build nothing-like-it", "there is no file nothing-like-it\n"),
        ("build --only trifld", "there is no edition \"trifld\"; did you mean 'trifold'?\n"),
        ("build --only trifold content.yaml", "Write it before --only: ⟦program⟧ build content.y"),
        ("build --channel pres", "there is no channel \"pres\"; did you mean 'press'?\n"),
        ("build --look grayscle", "there is no look \"grayscle\"; did you mean 'grayscale'?\n"),
        ("build --look all contrast", 'there is no look "contrast"'),
    ],
)
@pytest.mark.parametrize("broken", [False, True])
def test_names(
    call: str,
    said: str,
    broken: bool,
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Also where something is wrong with content: nobody should mend that first."""
    monkeypatch.chdir(small)
    if broken:
        edit(small, "  tagline:", "  taglin:")
    assert main(call.split()) == 2
    told = capsys.readouterr()
    assert (
        said.replace("⟦program⟧", name_program()) in told.err
        and "taglin" not in told.err
        and told.out == ""
    )


def test_help_shows_every_command_with_a_line_and_examples(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    commands = ["new", "build", "watch", "check", "email", "schema", "doctor", "completion"]
    for command in commands:
        assert f"\n    {command}" in told
        with pytest.raises(SystemExit):
            main([command, "--help"])
        own = capsys.readouterr().out
        assert f"\nexamples:\n  {name_program()} {command}" in own, command
    assert f"examples:\n  {name_program()} new our-clinic" in told and "exit codes: 0 good" in told


def test_examples_can_be_called(capsys: pytest.CaptureFixture[str]) -> None:
    from brochure.commands.options import EXAMPLES

    for command, lines in EXAMPLES.items():
        for line in lines if command else ():
            call = shlex.split(line.partition(" > ")[0])
            assert build_parser().parse_args(call).command == command


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    told = capsys.readouterr().out
    for word in ("build", "doctor", "soft-proof", "even-if-past-review"):
        assert word in told
