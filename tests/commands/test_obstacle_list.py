"""The list that a refused release prints: by person, in the order of content, each thing once."""

from brochure.approval.obstacles import AUTHOR_PERSON, CLINIC, EDITOR, Obstacle
from brochure.commands.obstacle_list import group_obstacles, obstacle_lines

EVERY = ("trifold", "guide", "booklet", "large-print")
ANSWER = "Answer it: brochure check --questions prints the sheet for it."
OBSTACLES = (
    *(Obstacle(CLINIC, n, "[Q8] A taxi?", ANSWER, "content.yaml:157") for n in EVERY),
    *(Obstacle(CLINIC, n, "[Q1] Which number?", ANSWER, "content.yaml:26") for n in EVERY[1:]),
    *(
        Obstacle(AUTHOR_PERSON, n, "“wrote” is not signed", f"brochure approve {n} --by …")
        for n in EVERY[:2]
    ),
    Obstacle(EDITOR, "guide", "a word is lost", "", "content.yaml:9"),
)


def test_it_is_one_list_by_person() -> None:
    lines = tuple(obstacle_lines(group_obstacles(OBSTACLES), EVERY))
    assert lines == (
        "What is to be done first (4 things), by person:",
        "",
        "Whoever edits the content",
        "  [ ] content.yaml:9: a word is lost",
        "      for guide",
        "",
        "The clinic, for the facts only it knows",
        f"  {ANSWER}",
        "  [ ] content.yaml:26: [Q1] Which number?",
        "      for all but trifold",
        "  [ ] content.yaml:157: [Q8] A taxi?",
        "      for all of them",
        "",
        "Whoever wrote it",
        "  brochure approve trifold guide --by …",
        "  [ ] “wrote” is not signed",
        "      for trifold, guide",
    )


def test_one_document_alone_is_named() -> None:
    (_, _, _, _, last) = obstacle_lines(group_obstacles(OBSTACLES[-1:]), ("guide",))
    assert last == "      for guide"
