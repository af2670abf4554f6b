"""Who may make an agreement under section 22A of the Police Act 1996, and with which provisions.

Pure functions over legal persons, a day and the kinds of provision. They answer one of four: what is not
known is never told as met. The text in force was not read in full, so what they find is a warning to look
at, and blocks nobody.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.dates import Answer, PartialDate
from frankpledge.people.models import Capacity

# From when sections 22A to 23I replaced the earlier law, and when two policing bodies were last always
# needed. The amended words were in force by the end of January 2017; on which day of it is not known.
BEGINS = datetime.date(2012, 1, 16)
LAST_DAY_OF_TWO_BODIES = datetime.date(2016, 12, 31)
FIRST_DAY_OF_ANOTHER_PERSON = datetime.date(2017, 1, 31)


class Verdict(models.TextChoices):
    """What a check answers."""

    MET = "met", gettext_lazy("met")
    NOT_MET = "not_met", gettext_lazy("not met")
    NOT_APPLICABLE = "not_applicable", gettext_lazy("not applicable")
    CANNOT_TELL = "cannot_tell", gettext_lazy("cannot tell")


class Provision(models.TextChoices):
    """What an agreement may provide for; at least one."""

    FORCE = "force", gettext_lazy("Force: officers and staff of forces work together or for each other")
    BODY = "body", gettext_lazy("Policing body: one policing body supports another")
    BODY_AND_FORCE = (
        "body_and_force",
        gettext_lazy("Policing body and force: a policing body supports another body’s force"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A legal person that is, or is to be, a party. `existed` is on the day that is asked about."""

    slug: str
    name: str
    capacity: Capacity
    existed: Answer = Answer.YES


@dataclass(frozen=True, slots=True)
class Mix:
    """How many parties of each capacity."""

    chief_officers: int
    policing_bodies: int
    others: int

    @classmethod
    def of(cls, persons: Iterable[Person]) -> "Mix":
        """Counted, each person once."""
        held = [person.capacity for person in {person.slug: person for person in persons}.values()]
        return cls(*(held.count(capacity) for capacity in Capacity))


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, and what would help where it is not met."""

    rule: str
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The forces and the policing bodies that the provisions relate to."""

    forces: tuple[Person, ...] = ()
    bodies: tuple[Person, ...] = ()


def check(
    persons: Collection[Person],
    *,
    day: PartialDate | datetime.date | None,
    provisions: Collection[str],
    maintained_by: Mapping[str, Person],
    covered: Covered | None = None,
) -> tuple[Finding, ...]:
    """Every check, for the day on which the agreement is or was made.

    `maintained_by` says which body maintained each force on the day. Without `covered`, the
    provisions relate to the forces and bodies that are parties.
    """
    made = _whole(day)
    relates_to = covered or Covered(
        forces=tuple(each for each in persons if each.capacity == Capacity.CHIEF_OFFICER),
        bodies=tuple(each for each in persons if each.capacity == Capacity.POLICING_BODY),
    )
    return (
        party_mix(Mix.of(persons), made),
        kinds_of_provision(provisions, made),
        *limbs(persons, provisions, relates_to, maintained_by, made),
        powers_on_the_day(persons, made),
    )


def fails(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that are not met."""
    return tuple(each for each in findings if each.verdict is Verdict.NOT_MET)


def party_mix(mix: Mix, made: PartialDate | datetime.date | None) -> Finding:
    """Whether these parties may make an agreement at all, by the law of the day on which it was made.

    >>> party_mix(Mix(1, 1, 1), PartialDate(2020)).verdict.value
    'met'
    >>> party_mix(Mix(1, 1, 1), PartialDate(2016, 2)).verdict.value
    'not_met'
    """
    day = _whole(made)
    if day is None:
        return Finding("R1", Verdict.CANNOT_TELL, _("The day it was made is not known."))
    if day.latest < BEGINS:
        return Finding("R1", Verdict.NOT_APPLICABLE, _("Not assessed: it was made under the earlier law."))
    verdicts = {_mix_allowed(mix, form) for form in _forms(day)}
    if len(verdicts) > 1 or day.earliest < BEGINS:
        return Finding("R1", Verdict.CANNOT_TELL, _("The law changed within the time when it was made."))
    if verdicts == {True}:
        return Finding("R1", Verdict.MET, _("These parties may make a section 22A agreement."))
    return Finding("R1", Verdict.NOT_MET, _missing_from(mix, _forms(day)))


def kinds_of_provision(provisions: Collection[str], made: PartialDate | datetime.date | None) -> Finding:
    """Whether it says what it provides for."""
    if _is_before(made):
        return _earlier("R2")
    if provisions:
        return Finding("R2", Verdict.MET, _("It says which kind of provision it contains."))
    return Finding("R2", Verdict.NOT_MET, _("Say which kind of provision this agreement contains."))


def limbs(
    persons: Collection[Person],
    provisions: Collection[str],
    covered: Covered,
    maintained_by: Mapping[str, Person],
    made: PartialDate | datetime.date | None,
) -> Iterator[Finding]:
    """Whether each kind of provision has all the parties that it needs."""
    held = {person.slug for person in persons}
    officers = [force for force in covered.forces if force.slug not in held]
    for_force = Provision.FORCE in provisions
    for_both = Provision.BODY_AND_FORCE in provisions
    yield _limb("R3", for_force, made, [_officer_missing(each) for each in officers])
    lacking, unknown = _maintainers(covered.forces, maintained_by, held)
    yield _limb("R4", for_force, made, lacking, unknown)
    bodies = [_body_missing(each) for each in covered.bodies if each.slug not in held]
    yield _limb("R5", Provision.BODY in provisions, made, bodies)
    yield _limb("R6", for_both, made, [*bodies, *(_officer_missing(e) for e in officers), *lacking], unknown)


def powers_on_the_day(persons: Collection[Person], made: PartialDate | datetime.date | None) -> Finding:
    """Whether each of them held the power to be a party on that day."""
    day = _whole(made)
    if _is_before(day):
        return _earlier("R7")
    gone = [person.name for person in persons if person.existed is Answer.NO]
    if gone:
        told = {"names": ", ".join(gone)}
        return Finding("R7", Verdict.NOT_MET, _("Did not exist on that day: %(names)s.") % told)
    if day is None or day.day is None:
        return Finding("R7", Verdict.CANNOT_TELL, _("The day it was made is not known exactly."))
    unsure = [person.name for person in persons if person.existed is Answer.NOT_KNOWN]
    if unsure:
        told = {"names": ", ".join(unsure)}
        return Finding("R7", Verdict.CANNOT_TELL, _("Not known whether it existed then: %(names)s.") % told)
    return Finding("R7", Verdict.MET, _("Each party existed on that day."))


def _forms(day: PartialDate) -> list[bool]:
    """Which forms of the rule the date may fall under: whether another person may stand in for a body."""
    return [
        *([False] if day.earliest < FIRST_DAY_OF_ANOTHER_PERSON else []),
        *([True] if day.latest > LAST_DAY_OF_TWO_BODIES else []),
    ]


def _mix_allowed(mix: Mix, another_person_counts: bool) -> bool:  # noqa: FBT001 - one of two forms of a rule
    with_another = mix.chief_officers >= 1 and mix.policing_bodies >= 1 and mix.others >= 1
    return mix.policing_bodies >= 2 or (another_person_counts and with_another)


def _missing_from(mix: Mix, forms: list[bool]) -> str:
    if True not in forms:
        return _("In those years it needed at least two policing bodies.")
    if mix.policing_bodies == 0:
        return _("No policing body is a party. Add two; or one, with a chief officer and another person.")
    if mix.chief_officers == 0:
        return _("One policing body alone is not enough. Add a second policing body.")
    return _("Add a second policing body, or another person beside the chief officer and the policing body.")


def _limb(
    rule: str,
    is_chosen: bool,  # noqa: FBT001 - whether the limb is asked at all
    made: PartialDate | datetime.date | None,
    missing: Collection[str],
    unknown: Collection[str] = (),
) -> Finding:
    if not is_chosen:
        return Finding(rule, Verdict.NOT_APPLICABLE, _("It contains no such provision."))
    if _is_before(made):
        return _earlier(rule)
    if missing:
        return Finding(rule, Verdict.NOT_MET, " ".join(missing))
    if unknown:
        return Finding(rule, Verdict.CANNOT_TELL, " ".join(unknown))
    return Finding(rule, Verdict.MET, _MET_BY[rule]())


_MET_BY = {
    "R3": lambda: _("The chief officer of each force is a party."),
    "R4": lambda: _("The policing body of each force is a party."),
    "R5": lambda: _("Each policing body that it relates to is a party."),
    "R6": lambda: _("Each policing body and each chief officer concerned is a party."),
}


def _maintainers(
    forces: Iterable[Person], maintained_by: Mapping[str, Person], held: Collection[str]
) -> tuple[list[str], list[str]]:
    """Whose policing body is missing, and whose is not known."""
    missing, unknown = [], []
    for force in forces:
        body = maintained_by.get(force.slug)
        told = {"force": force.name, "body": body.name if body else ""}
        if body is None:
            unknown.append(_("Not known on this register: which body maintained %(force)s then.") % told)
        elif body.slug not in held:
            missing.append(_("%(body)s must be a party because it maintains %(force)s.") % told)
    return missing, unknown


def _officer_missing(force: Person) -> str:
    told = {"force": force.name}
    return _("The chief officer of %(force)s must be a party because the agreement covers it.") % told


def _body_missing(body: Person) -> str:
    return _("%(body)s must be a party because the agreement covers it.") % {"body": body.name}


def _earlier(rule: str) -> Finding:
    return Finding(rule, Verdict.NOT_APPLICABLE, _("Not assessed: it was made under the earlier law."))


def _is_before(made: PartialDate | datetime.date | None) -> bool:
    day = _whole(made)
    return day is not None and day.latest < BEGINS


def _whole(day: PartialDate | datetime.date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if isinstance(day, datetime.date) else day
