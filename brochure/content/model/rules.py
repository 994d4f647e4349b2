"""The model of rules.yaml: what the words of one clinic's documents are held to.

Everything that is specific to a treatment stands there: its drugs, its risks, words that promise
too much, words that need explaining. The program knows none of them.

Phrases are compared as whole words, whatever their case; `*` at the end of a word stands for any
ending (``depress*``).
"""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from brochure.content.model.wording import Part, Shorthand, Slug


def _is_phrase(value: str) -> str:
    """Refuse what would find anything, or nothing: stars but at the end of a word, no letters."""
    words = value.split()
    if not any(sign.isalnum() for sign in value):
        raise ValueError("has no letter | Write the words that are looked for.")
    if any("*" in word.removesuffix("*") or word == "*" for word in words):
        raise ValueError(
            f'"{value}" has a star that is not at the end of a word'
            " | Write one star, at the end: depress*."
        )
    return value


Phrase = Annotated[
    str, Field(max_length=200), AfterValidator(str.strip), AfterValidator(_is_phrase)
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]
# Of whose words something is asked: of all documents, or of those named, by edition or by sheet.
Documents = Annotated[tuple[Slug, ...], Field(min_length=1)]


class Drug(Part):
    """A drug or treatment of which several stand in the same content, and must not be mixed up.

    `names` are what it is called, `own_words` what may be said of it alone, `own_facts` facts that
    are true of it alone, as those in `risks` are. `sheets` are its own; each states the facts in
    `risks`. `status` names statements, one of which stands with what is said of its benefits. Other
    drugs may be named on its sheets in the sections of `crossed_in`.
    """

    id: Slug
    names: Phrases
    own_words: tuple[Phrase, ...] = ()
    own_facts: tuple[Slug, ...] = ()
    sheets: tuple[Slug, ...] = ()
    risks: tuple[Slug, ...] = ()
    status: tuple[Slug, ...] = ()
    crossed_in: tuple[Slug, ...] = ()


class Topic(Part):
    """One thing that a box must say, and the phrases by any of which it does."""

    name: str
    any_of: Phrases


class BoxedTopics(Part):
    """A warning in a box: its topics stand whole, in one box, under a heading that says so."""

    id: Slug
    heading: Phrases
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    documents: Documents
    source: str


class WordRule(Part):
    """Phrases that a reader should not meet, why, and what to write instead.

    A phrase is let pass where it stands inside one of `unless`, as “cure” in “not a cure”; one of
    `unless` that holds no phrase itself lets pass what stands in its clause. So are the parts of
    content with the ids in `allowed_in`.
    """

    id: Slug
    kind: Literal["banned", "promise", "stigma", "idiom", "ageing"]
    phrases: Phrases
    unless: tuple[Phrase, ...] = ()
    allowed_in: tuple[Slug, ...] = ()
    why: Text
    instead: Text
    source: str = ""


class HedgeRule(Part):
    """Words of how something works, which are said with one of the `hedges` in their sentence."""

    phrases: Phrases
    hedges: Phrases
    why: Text
    source: str = ""


class HardWord(Shorthand):
    """A word that is explained where a document first says it, or not said.

    Beside what stands in brackets after it, each phrase of `means` explains it, in the same
    sentence or the next.
    """

    shorthand: ClassVar[str] = "word"

    word: Phrase
    means: tuple[Phrase, ...] = ()


class Required(Part):
    """Something that documents must say: a statement or fact by its id, phrases, or topics.

    Where there is a statement or a fact, one of the phrases `any_of` stands where it is said, else
    anywhere in the document. Of `topics` each is said, such as each risk of a list.
    """

    id: Slug
    name: str
    documents: Documents
    any_of: tuple[Phrase, ...] = ()
    topics: tuple[Topic, ...] = ()
    fact: Slug | None = None
    statement: Slug | None = None
    why: Text
    source: str = ""

    @model_validator(mode="after")
    def _asks_for_something(self) -> "Required":
        if not (self.any_of or self.topics or self.fact or self.statement):
            raise ValueError(
                "asks for nothing"
                " | Write what must be said: `statement:`, `fact:`, `any_of:` or `topics:`."
            )
        return self


class UrgentHelp(Part):
    """A number that helps at once, and what every document says beside it.

    Beside the number stands the fact, whole, or each of the phrases that it `says`. A sentence that
    names the number and an entry of the fact has all of them.
    """

    number: Phrase
    name: str
    fact: Slug | None = None
    says: tuple[Phrase, ...] = ()

    @model_validator(mode="after")
    def _asks_for_something(self) -> "UrgentHelp":
        if self.fact is None and not self.says:
            raise ValueError("asks for nothing | Write what stands beside it: `fact:` or `says:`.")
        return self


class MainMessage(Part):
    """What a document says first: each point within its first words."""

    documents: Documents
    within_words: int = Field(default=150, ge=20, le=1000)
    points: Annotated[tuple[Topic, ...], Field(min_length=1)]


class TeachBack(Part):
    """Questions to the reader, and where on the same page the answer to each stands."""

    section: Slug
    answers: Annotated[tuple[Topic, ...], Field(min_length=1)]


class Rules(Part):
    """Everything in rules.yaml."""

    drugs: tuple[Drug, ...] = ()
    boxed: tuple[BoxedTopics, ...] = ()
    words: tuple[WordRule, ...] = ()
    mechanism: tuple[HedgeRule, ...] = ()
    hard_words: tuple[HardWord, ...] = ()
    everyday_words: tuple[Phrase, ...] = ()
    required: tuple[Required, ...] = ()
    urgent_help: tuple[UrgentHelp, ...] = ()
    main_message: tuple[MainMessage, ...] = ()
    teach_back: tuple[TeachBack, ...] = ()
