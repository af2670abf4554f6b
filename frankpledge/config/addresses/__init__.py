"""The addresses of what has many, by noun. `config.urls` has them all in their order."""

from frankpledge.config.addresses.agreements import ADDRESSES as AGREEMENTS
from frankpledge.config.addresses.benefits import ADDRESSES as BENEFITS
from frankpledge.config.addresses.changes import ADDRESSES as CHANGES
from frankpledge.config.addresses.confirmations import ADDRESSES as CONFIRMATIONS
from frankpledge.config.addresses.people import ADDRESSES as PEOPLE
from frankpledge.config.addresses.proposals import ADDRESSES as PROPOSALS
from frankpledge.config.addresses.purposes import ADDRESSES as PURPOSES

__all__ = ["AGREEMENTS", "BENEFITS", "CHANGES", "CONFIRMATIONS", "PEOPLE", "PROPOSALS", "PURPOSES"]
