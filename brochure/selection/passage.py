"""One piece of wording as an edition places it: what a reader must find in the finished file."""

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from brochure.base.breaks import MARKS, without_breaks
from brochure.base.ties import tie_last_words
from brochure.content.model.open_facts import OPEN_MARK

Role = Literal["body", "secondary", "fine"]


@dataclass(frozen=True)
class Passage:
    """Wording that an edition places once.

    `path` is its content path (``sections[3].blocks[1].plain``), or the path of the list that a
    numeral was counted from. `html` is what the template prints, `text` the same words as a
    reader sees them, white space folded. `role` chooses the type floor. `panel` is where the
    edition places it. `claim` is the kind of claim that it makes (`ClaimKind`), empty where content
    marks none; `claimed_at` is the path of what claims it: this wording, or the section around it.
    `page_of` names the heading whose page this tells: layout writes the number,
    and `text` is empty until then. `facts` names the facts that the words state. What
    `breaks_as_written` may end in a line of one word: the title of the document, in large type, and
    what stands in the columns of a table.
    """

    path: str
    html: Markup
    text: str
    role: Role = "body"
    panel: str = ""
    page_of: str = ""
    facts: tuple[str, ...] = ()
    claim: str = ""
    claimed_at: str = ""
    breaks_as_written: bool = False

    @property
    def written(self) -> tuple[str, ...]:
        """The words of `text`, with the marks where each may break."""
        words = tuple(self.text.split())
        if MARKS.isdisjoint(self.html):
            return words
        marked = tuple(self.html.striptags().split())
        same = words == tuple(without_breaks(word) for word in marked)
        return marked if same else words

    @property
    def is_open(self) -> bool:
        """Say whether a fact in it is not filled in: how long it will be, nobody knows."""
        return bool(OPEN_MARK.search(self.text))

    def __html__(self) -> str:
        """Print as an element that names its source, so that layout knows which line it shows.

        Its last words stay on one line, of a heading, which is set large, two; the title of an
        item of a list is none. Inside a link templates print `html` itself.
        """
        html = self.html
        if not self.breaks_as_written:
            owner, _, name = self.path.rpartition(".")[0].rpartition(".")
            heading = name == "title" and ".items[" not in owner
            html = tie_last_words(html, 0) if heading else tie_last_words(html)
        return f'<span data-src="{self.path}">{html}</span>'
