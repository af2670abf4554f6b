"""What a method says each party pays."""

from dataclasses import dataclass

from frankpledge.engine import money
from frankpledge.engine.errors import Unknown
from frankpledge.engine.sharing.coalitions import Numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shares:
    """What each party pays by one method, in the game's unit; the amounts add up to the whole.

    `standard_errors` stand beside amounts that were sampled. `is_modelled` says that a cost they rest on came
    from a formula: then they are a benchmark and not a bill. `notes` say what a reader must know.
    """

    method: str
    parties: tuple[str, ...]
    amounts: Numbers
    is_modelled: bool = False
    standard_errors: Numbers | None = None
    notes: tuple[str, ...] = ()

    def of(self, party: str) -> float:
        """What one party pays. Raises Unknown."""
        if party not in self.parties:
            raise Unknown("party", repr(party), f"one of {', '.join(self.parties)}")
        return float(self.amounts[self.parties.index(party)])

    def in_pence(self) -> tuple[int, ...]:
        """The amounts, when they are pence, as whole pence that add up to the whole's."""
        return money.rounded_to_total(self.amounts.tolist())
