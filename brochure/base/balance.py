"""How benefits and risks stand to each other in a finished document: the figures alone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Balance:
    """How benefits and risks stand to each other in one document, as it is printed.

    `first_benefit` and `first_risk` are the share of all words that come before each in the order
    in which a reader meets them, `risk_share` the share of words that tell of risks.
    `pages_between` counts from the page of the first benefit to that of the nearest risk, 0 where
    they lie open together; of a folded sheet it counts what is seen at once, not pages.
    `benefit_pt` and `risk_pt` are the sizes of most of their words.
    """

    first_benefit: float
    first_risk: float
    risk_share: float
    benefit_share: float
    pages_between: int
    benefit_pt: float
    risk_pt: float
