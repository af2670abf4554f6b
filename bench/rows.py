"""Synthetic collaborations of the same shape as the real ones, from a seed.

What grows is the number of collaborations. Everything else follows the real register: the share of records
that every force is in, the spread of models, status and legal basis (drawn from the real rows), two to eight
parties who are mostly neighbours, one to three functions, and about as many events, claims and citations per
record. The words are Zipf-distributed; `COMMON_WORD` stands in three records of four, `RARE_WORD` in one of a
thousand.

Every body that is named is real, every collaboration is made up: these rows never leave the bench's database.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
COMMON_WORD = "police"
RARE_WORD = "quillmark"
COMMON_SHARE = 0.74
RARE_SHARE = 0.001
SYLLABLES = (
    "bar", "cor", "den", "el", "fen", "gar", "hol", "ith", "kel", "lam",
    "mor", "nor", "os", "pen", "ral", "sel", "tor", "ul", "ver", "wyn",
)  # fmt: skip
KINDS_OF_EVENT = ["started", "agreed", "inspected", "varied", "reviewed", "other"]


@dataclass(frozen=True, slots=True)
class PartyRow:
    organisation: str
    role: str
    joined_on: str | None
    left_on: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    sentence: str
    kind: str
    amount: int
    period_kind: str
    state: str
    said_on: str


@dataclass(frozen=True, slots=True)
class Row:
    """One made-up collaboration with everything that hangs on it."""

    number: int
    title: str
    summary: str
    notes: str
    like: dict[str, str] = field(repr=False)
    functions: tuple[str, ...]
    parties: tuple[PartyRow, ...]
    events: tuple[tuple[str, str, str], ...]
    claims: tuple[ClaimRow, ...]

    @property
    def reference(self) -> str:
        return f"C-{self.number:06d}"

    @property
    def slug(self) -> str:
        return f"bench-{self.number:06d}"


def real(name: str) -> list[dict[str, str]]:
    """The rows of one file of the real register."""
    with (DATA / "register" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def generate(count: int, *, seed: int = 1996) -> Iterator[Row]:
    """`count` rows, always the same for the same seed."""
    maker = _Maker(random.Random(seed))
    return (maker.row(number) for number in range(1, count + 1))


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.patterns = real("collaborations")
        forces = [row for row in real("organisations") if row["kind"] == "force"]
        self.forces = [row["slug"] for row in forces]
        self.neighbours = {
            row["slug"]: [other["slug"] for other in forces if other["region"] == row["region"]]
            for row in forces
        }
        self.functions = sorted({word for row in self.patterns for word in row["functions"].split(";")})
        self.words = [self._word() for _ in range(8000)]
        self.reach = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def _word(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))

    def _prose(self, length: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.reach, k=length))

    def row(self, number: int) -> Row:
        like = self.chance.choice(self.patterns)
        functions = tuple(sorted(self.chance.sample(self.functions, self.chance.choice([1, 1, 1, 2, 3]))))
        year = self.chance.randint(1995, 2025)
        marked = [COMMON_WORD] * (self.chance.random() < COMMON_SHARE) + [RARE_WORD] * (
            self.chance.random() < RARE_SHARE
        )
        return Row(
            number=number,
            title=f"{self._prose(3)} {functions[0].replace('_', ' ')} {number}".capitalize(),
            summary=f"{self._prose(14)} {' '.join(marked)}.".capitalize(),
            notes=f"{self._prose(40)}.".capitalize(),
            like=like,
            functions=functions,
            parties=self._parties(like, year),
            events=tuple(
                (f"{min(year + later, 2026)}", self.chance.choice(KINDS_OF_EVENT), f"{self._prose(9)}.")
                for later in range(self.chance.choice([0, 1, 1, 2, 3]))
            ),
            claims=tuple(self._claim(year) for _ in range(self.chance.choice([0, 0, 0, 1, 2, 8]))),
        )

    def _parties(self, like: dict[str, str], year: int) -> tuple[PartyRow, ...]:
        if like["parties_coverage"] == "assumed":
            return tuple(PartyRow(slug, "member", None, None, "assumed") for slug in self.forces)
        first = self.chance.choice(self.forces)
        near = [slug for slug in self.neighbours[first] if slug != first]
        far = [slug for slug in self.forces if slug != first]
        others: set[str] = set()
        for _ in range(self.chance.choice([1, 1, 2, 2, 3, 4, 7])):
            others.add(self.chance.choice(near if near and self.chance.random() < 0.7 else far))
        lead = "lead" if self.chance.random() < 0.3 else "member"
        joined = str(year) if self.chance.random() < 0.2 else None
        return (
            PartyRow(first, lead, joined, None, "stated"),
            *(PartyRow(slug, "member", joined, None, "stated") for slug in sorted(others)),
        )

    def _claim(self, year: int) -> ClaimRow:
        amount = self.chance.randint(1, 400) * 50_000
        kind = self.chance.choice(["saving", "saving", "cost", "contract_value"])
        return ClaimRow(
            sentence=f"A made-up {kind.replace('_', ' ')} of £{amount:,}: {self._prose(6)}.",
            kind=kind,
            amount=amount,
            period_kind=self.chance.choice(["per_year", "cumulative"]),
            state=self.chance.choice(["actual", "forecast", "target"]),
            said_on=str(year),
        )
