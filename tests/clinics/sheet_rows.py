"""What the safety sheets must say, row by row, after the fact check behind them."""

from dataclasses import dataclass

DRUGS = ("ketamine", "spravato")
SIZES = ("", "large-print-")
Phrases = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One row: the field that holds it, where its words may come from, and what they say.

    `both` stands on both sheets. `facts` are said once in content, and the field takes them from
    there; of those that only the clinic knows a draft shows a marked gap.
    """

    name: str
    field: str
    provenance: set[str]
    both: Phrases = ()
    ketamine: Phrases = ()
    spravato: Phrases = ()
    facts: tuple[str, ...] = ()
    ketamine_facts: tuple[str, ...] = ()
    spravato_facts: tuple[str, ...] = ()
    only: str = ""

    def phrases(self, drug: str) -> Phrases:
        return self.both + (self.ketamine if drug == "ketamine" else self.spravato)

    def facts_of(self, drug: str) -> tuple[str, ...]:
        own = self.ketamine_facts if drug == "ketamine" else self.spravato_facts
        return self.facts + own


ROWS = (
    Row(
        "clinic name, address, web",
        "sheet-clinic",
        {"seed"},
        both=(
            "CAREolina Wellness and Infusion Center",
            "1332 Westgate Center Drive",
            "Winston-Salem, NC 27103",
            "careolinawellness.com",
        ),
    ),
    Row(
        "the main message, first",
        "sheet-main-message",
        {"template"},
        both=(
            "This may help some people with depression.",
            "It has serious risks.",
            "You need a ride home.",
            "You may say no.",
        ),
    ),
    Row(
        "room for a patient label",
        "sheet-patient",
        {"template"},
        both=("Name", "Date of birth", "Chart no."),
    ),
    Row(
        "what it is; status",
        "status",
        {"seed", "label"},
        ketamine=(
            "Ketamine is an anesthetic",
            "Use for mental health, or this kind of pain care, is off-label",
            "not approved by the FDA (U.S. drug agency)",
            "This holds for depression, anxiety, and PTSD (stress after trauma)",
            "The FDA has not checked compounded ketamine (mixed by a pharmacy)",
        ),
        spravato=(
            "nasal spray for adults",
            "The FDA (U.S. drug agency) has approved it for: (1) depression that other drugs"
            " have not helped (treatment-resistant): alone since January 2025, or with an"
            " antidepressant by mouth",
            "(2) depressive symptoms and acute thoughts or acts of suicide: with one by mouth",
        ),
        spravato_facts=("spravato-alone-since",),
    ),
    Row(
        "what is done, how often, why; what benefit may be expected",
        "plan",
        {"seed", "label", "clinic"},
        both=("at our clinic",),
        ketamine=("The aim is to ease depression.", "It may help some people.", "Plan:"),
        ketamine_facts=("ketamine-plan",),
        spravato=(
            "You spray it into your nose",
            "Twice a week in month 1, weekly in month 2, then weekly or every two weeks",
            "It may ease depression.",
        ),
        spravato_facts=("spravato-plan",),
    ),
    Row(
        "what is known and not",
        "known",
        {"label"},
        both=(
            "Each person responds in their own way.",
            "It may not work for you.",
            "How it works is not fully",
        ),
        spravato=(
            "SPRAVATO® has not been shown to prevent suicide or reduce suicidal thoughts.",
            "It does not replace hospital care.",
        ),
    ),
    Row(
        "common effects",
        "sheet-common-effects",
        {"seed", "label"},
        both=(
            "Feeling detached or dreamlike",
            "feeling dizzy",
            "feeling sleepy or tired",
            "nausea",
            "higher blood pressure",
            "They usually pass the same day.",
        ),
        facts=("common-effects",),
    ),
    Row(
        "serious risks",
        "serious-risks",
        {"label"},
        ketamine=(
            "The FDA warns of:",
            "Deep sleepiness or passing out",  # sedation
            "Feeling detached or dreamlike",  # dissociation
            "New or worse mental health problems",
            "Misuse",
            "Higher blood pressure",
            "Slow breathing",
            "Bladder and urinary problems",
            "Its label adds:",
            "Liver harm with repeated use",
            "Confusion, or vivid or frightening dreams, as it wears off",  # emergence reactions
            "Mental health problems for days to weeks",
            "Misuse: it is a controlled drug (Schedule III)",
        ),
        ketamine_facts=("ketamine-fda-warns", "ketamine-label-warns"),
        spravato=(
            "Higher blood pressure, unclear thinking, and bladder problems.",
            "Not for anyone under 18.",
        ),
        spravato_facts=("spravato-also-warns", "spravato-age"),
    ),
    Row(
        "boxed warning",
        "boxed-warning",
        {"label"},
        spravato=(
            "Boxed warning",
            "The FDA’s strongest warning:",
            "Deep sleepiness or passing out (sedation)",
            "Feeling detached or dreamlike (dissociation)",
            "Slow or weak breathing (respiratory depression)",
            "Abuse and misuse",
            "Suicidal thoughts and behaviors in children and young adults: tell us right away",
        ),
        spravato_facts=("boxed-five",),
        only="spravato",
    ),
    Row(
        "do not take if",
        "do-not-take",
        {"label"},
        ketamine=("A rise in blood pressure would be dangerous", "allergic to ketamine"),
        ketamine_facts=("ketamine-not-if", "ketamine-not-if-more"),
        spravato=(
            "A weak, bulging, or tangled blood vessel anywhere: brain, chest, belly, arms, or legs",
            "Bleeding in the brain, ever",
            "An allergy to esketamine, ketamine, or any ingredient",
        ),
        spravato_facts=("spravato-not-if",),
    ),
    Row(
        "tell us first",
        "sheet-tell-us-first",
        {"seed", "label"},
        both=(
            "Tick what is true for you:",
            "Heart problems, stroke, or head injury",
            "High blood pressure",
            "Liver or bladder problems",
            "Psychosis (losing touch with what is real), now or ever",
            "Trouble with alcohol or drugs, now or ever",
            "Pregnancy, plans for it, or breastfeeding",
            "Any medicine, most of all for sleep, worry, pain, or focus, and MAOIs",
        ),
    ),
    Row(
        "pregnancy and breastfeeding",
        "pregnancy",
        {"label"},
        spravato=("You should not take it if you are pregnant or breastfeeding.",),
        only="spravato",
    ),
    Row(
        "before",
        "before",
        {"clinic", "label"},
        ketamine=("Food and drink:",),
        ketamine_facts=("ketamine-fasting",),
        spravato=(
            "Tick when done:",
            "No food for at least 2 hours",
            "No liquids for at least 30 minutes",
            "No nasal steroid or decongestant for at least 1 hour",
        ),
        spravato_facts=("spravato-food", "spravato-liquids", "spravato-nasal"),
    ),
    Row(
        "during",
        "sheet-during",
        {"seed", "label"},
        both=("We treat you on site, check your vital signs (pulse, blood pressure)",),
    ),
    Row(
        "how long we watch you",
        "watched",
        {"clinic", "label"},
        ketamine=("We watch you after each dose for",),
        ketamine_facts=("ketamine-watched",),
        spravato=(
            "For at least 2 hours after each dose, and until we say you may leave",
            "we watch breathing and oxygen",
        ),
        spravato_facts=("spravato-watched",),
    ),
    Row(
        "ride home",
        "sheet-ride",
        {"seed", "clinic"},
        both=(
            "You need a safe ride home",
            "An adult you know must take you home.",
            "Do not drive.",
            "My ride: name, phone",
        ),
        facts=("ride-by-taxi",),
    ),
    Row(
        "driving, machines",
        "driving",
        {"label"},
        both=("Do not drive or use machines",),
        ketamine=("for at least 24 hours, or longer if we tell you",),
        ketamine_facts=("ketamine-driving",),
        spravato=("until the next day, after restful sleep",),
        spravato_facts=("spravato-driving",),
    ),
    Row(
        "911, 988, the clinic and after hours",
        "sheet-urgent-help",
        {"public"},
        both=(
            "911",
            "Trouble breathing, chest pain, fainting or someone you cannot wake, a seizure,"
            " a sudden very bad headache, or a change in sight",
            "988",
            "Call or text any time",
            "Thoughts of suicide or self-harm. In danger now? Call 911.",
            "(336) 999-7116",
            "After hours:",
        ),
        facts=("emergency", "hours", "after-hours"),
    ),
    Row(
        "report side effects",
        "sheet-report",
        {"public"},
        both=("Report side effects to us or the FDA: 1-800-FDA-1088.",),
        facts=("fda-number",),
    ),
    Row(
        "alternatives, by name",
        "choices",
        {"template"},
        both=(
            "Other medicines, talk therapy, TMS or ECT",
            "or no treatment now",
            "Ask us for the good and bad of each.",
        ),
        ketamine=("SPRAVATO®, or no treatment",),
        spravato=("ketamine, or no treatment",),
    ),
    Row(
        "voluntary",
        "sheet-voluntary",
        {"template"},
        both=(
            "You may say no.",
            "You may stop at any time.",
            "After a dose, please stay until we say it is safe.",
        ),
    ),
    Row(
        "teach-back; my questions",
        "sheet-questions",
        {"template"},
        both=(
            "In your own words",
            "What is this treatment for?",
            "Who may take you home?",
            "When would you call 911?",
            "My questions:",
        ),
    ),
    Row(
        "what the signature means; signatures",
        "sheet-signatures",
        {"template"},
        both=(
            "Signing means: we talked about this sheet, my questions were answered,"
            " and I can still say no.",
            "It is not consent to treatment.",
            "Patient, or who decides for them (relation): name",
            "Clinician: name",
            "Interpreter (language): name",
            "Signature",
            "Date",
            "Time",
        ),
    ),
    Row(
        "where sources stand",
        "sources-line",
        {"template"},
        both=("Sources of our article:", "careolinawellness.com"),
    ),
    Row("copy given", "sheet-copy", {"template"}, both=("Copy given to patient",)),
    Row(
        "purpose",
        "purpose",
        {"template"},
        both=("This sheet does not replace",),
        ketamine=("your talk with us or your consent form",),
        spravato=("the Medication Guide, your talk with us, or your consent form",),
    ),
)
BY_CASE = [(row, drug) for row in ROWS for drug in DRUGS if row.only in ("", drug)]


def phrases_of(drug: str) -> Phrases:
    """Return all that a sheet of this drug must say."""
    return tuple(phrase for row, of in BY_CASE if of == drug for phrase in row.phrases(drug))
