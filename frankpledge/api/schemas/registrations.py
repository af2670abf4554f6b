"""A registration, as a program sends it and is told of it."""

import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from frankpledge.register.models import LegalBasis, RegistrationState, Status


class LeadIn(Schema):
    """Which party leads or hosts it."""

    organisation: str = Field(max_length=100)
    role: Literal["lead", "host"] = "lead"


class RegistrationIn(Schema):
    """The ten answers. What is left out of the last seven is *not known*.

    Parties are organisations as their addresses have them; the key's own must be among them. A force stands
    for the pair: its chief officer and its policing body. Dates are yyyy, yyyy-mm or yyyy-mm-dd.
    """

    title: str = Field(max_length=200)
    why: str = Field(max_length=1000, description="One sentence, in the parties' own words")
    parties: list[str] = Field(max_length=150, description="norfolk, suffolk, pcc-essex")
    parties_not_on_register: list[str] = Field(default_factory=list, max_length=20)
    functions: list[str] = Field(default_factory=list, max_length=20, description="dogs, forensics")
    lead: LeadIn | None = None
    legal_basis: LegalBasis | None = None
    agreed_on: str = Field("", max_length=10)
    started_on: str = Field("", max_length=10)
    status: Status | None = None
    status_as_of: str = Field("", max_length=10)
    ends_on: str = Field("", max_length=10)
    published_at: str = Field("", max_length=600, description="The address where it is published")
    not_published_because: str = Field("", max_length=1000)


class RegistrationOut(Schema):
    """What became of it: on the register, or waiting for an owner of one of the parties."""

    reference: str
    state: RegistrationState
    organisation: str
    collaboration: str = Field(description="The record's reference, once it is registered")
    sent_at: datetime.datetime | None
    decided_at: datetime.datetime | None
    decision_reason: str
