"""The law in a paragraph, with how sure we are of each part: an analyst's reading, never advice."""

from typing import Any

from django.utils.translation import gettext as _

from frankpledge.exchange.papers import Paragraph, Run, Section, line
from frankpledge.register.queries.considerations import Pack

SECTION_23HA = "https://www.legislation.gov.uk/ukpga/2011/13/schedule/12/paragraph/10/enacted"
SECTION_22A = "https://www.legislation.gov.uk/ukpga/1996/16/section/22A/2017-03-31"
SECTION_22C = "https://publications.parliament.uk/pa/bills/lbill/2010-2011/0077/lbill_2010-20110077_en_11.htm"
AIR_SUPPORT = "air-support"
ONE_AGREEMENT = "https://www.legislation.gov.uk/uksi/2012/1690/introduction/made"


def section(pack: Pack) -> Section:
    """What was read, and in which text."""
    paragraphs = [Paragraph(line(_three(), " ", Run(_("The text that was read"), SECTION_23HA), "."))]
    paragraphs.append(Paragraph(line(_duties(), " ", Run(_("The Bill that was read"), SECTION_22C), ".")))
    paragraphs.append(Paragraph(line(_parties(), " ", Run(_("The text of that day"), SECTION_22A), ".")))
    if any(each.slug == AIR_SUPPORT for each in pack.functions):
        paragraphs.append(Paragraph(line(_air(), " ", Run(_("The order"), ONE_AGREEMENT), ".")))
    paragraphs.append(Paragraph(line(caution())))
    return Section(_("The law, and how sure we are of it"), "law", tuple(paragraphs))


def caution() -> str:
    """What every reading of the law ends with."""
    return _(
        "This is an analyst’s reading, not legal advice. Read the sections as they stand today, or"
        " ask a police lawyer, before you rely on it."
    )


def effect(*, policing_bodies: int, chief_officers: int, total: int) -> tuple[str, ...]:
    """What follows where two or more think the test met, as far as it was read; nothing for fewer."""
    if total < 2:
        return ()
    words = [_("Two or more of those told think that the test is met.")]
    if policing_bodies > 1:
        words.append(
            _(
                "Section 22C of the Police Act 1996: policing bodies that think so must give effect"
                " to the proposal so far as it relates to them. Read in a Bill of 2011, not in the"
                " section as it stands."
            )
        )
    if chief_officers > 1:
        words.append(
            _(
                "Section 22B asks the like of chief officers, as public decisions describe it. The"
                " section itself was not read, so take this as a sign to ask, not as what it says."
            )
        )
    if policing_bodies < 2 and chief_officers < 2:
        words.append(
            _(
                "What follows where a chief officer and a policing body think so, but no two of one"
                " kind, was not found in what was read."
            )
        )
    return (*words, caution())


def as_data() -> list[dict[str, Any]]:
    """Each provision with the text that was read."""
    return [
        {"provision": "Police Act 1996, section 23HA", "read_in": SECTION_23HA, "reading": _three()},
        {"provision": "Police Act 1996, sections 22B and 22C", "read_in": SECTION_22C, "reading": _duties()},
        {"provision": "Police Act 1996, section 22A", "read_in": SECTION_22A, "reading": _parties()},
    ]


def _three() -> str:
    return _(
        "Section 23HA of the Police Act 1996 names the three matters. It was read as it was enacted"
        " in 2011; it may have changed since."
    )


def _duties() -> str:
    return _(
        "Sections 22B and 22C ask chief officers and policing bodies to keep under consideration how"
        " they could collaborate, to tell those they would propose it to, and those to consider it."
        " Section 22C was read in a Bill of 2011, section 22B was not read: public decisions describe"
        " the two alike."
    )


def _parties() -> str:
    return _(
        "Section 22A says who may make an agreement: two or more policing bodies, with or without"
        " others; or a chief officer, a policing body and another person. It was read as it stood on"
        " 31 March 2017 and was changed in May 2017; that change was not read."
    )


def _air() -> str:
    return _(
        "An order of 2012 requires police air support to be provided in all police areas under one"
        " single agreement. It was read as it was made."
    )
