"""A case as a spreadsheet that works it out again: inputs on one sheet, and formulas from there on.

The sheets follow a line from left to right: what was entered, the factors of each year, amounts in prices of
the base year, present values, and the answer. A line has the same row on each, a year the same column.
"""

import io
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook

from frankpledge.engine.additionality import Shares
from frankpledge.engine.appraisal import Kind, Line, View
from frankpledge.engine.appraisal.ledgers import Indicators
from frankpledge.engine.discounting import factors
from frankpledge.exchange.benefit_cases.case import Made
from frankpledge.exchange.benefit_cases.sheet import Looks, Sheet, at, column_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANSWER, INPUTS, FACTORS, PRICES, REAL, VALUES, SOURCES = (
    "Answer", "Inputs", "Factors", "Prices", "Real", "Present values", "Sources",
)  # fmt: skip
# The settings on the sheet of inputs.
BASE, SEEN_FROM, FORWARD, GROWTH = (f"{INPUTS}!$B${row}" for row in (1, 2, 3, 4))
HEADER, FIRST = 6, 7
COLUMNS = (
    "Line", "Kind", "Party number", "Party", "Paid to number", "Paid to", "Sunk (1 is yes)", "Prices of",
    "Deadweight", "Leakage", "Displacement", "Substitution",
)  # fmt: skip
KIND, PARTY, PAID, SUNK, PRICE, SHARES_FROM = 1, 2, 4, 6, 7, 8
YEARS = len(COLUMNS)
# Before the years, on the sheets that are worked out.
NAME, ADDITIONAL, PRICE_FACTOR, COUNTED, SUM = range(5)
RATES_FROM = 2


def file_of(made: Made, notes: Iterable[Sequence[str]]) -> bytes:
    """The workbook; `notes` are rows of words for the last sheet: sources, and what is left out."""
    stream = io.BytesIO()
    # Nothing typed by a person is read as a formula, a number or an address.
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = Looks.of(book)
    drawn = _Drawn(
        made, {name: Sheet(book.add_worksheet(name), looks) for name in (
            ANSWER, INPUTS, FACTORS, PRICES, REAL, VALUES, SOURCES)}
    )  # fmt: skip
    drawn.inputs()
    drawn.factors()
    drawn.prices()
    drawn.lines()
    drawn.answer()
    for row, words in enumerate(notes):
        drawn.sheets[SOURCES].words(row, words)
    for sheet in drawn.sheets.values():
        sheet.sheet.set_column(0, 0, 44)
        sheet.sheet.set_column(1, YEARS + drawn.length, 16)
    book.close()
    return stream.getvalue()


class _Drawn:
    """The sheets while they are filled in."""

    def __init__(self, made: Made, sheets: dict[str, Sheet]) -> None:
        self.made, self.sheets = made, sheets
        self.case, self.result = made.engine_case, made.result
        self.years = range(self.case.first_year, self.case.first_year + self.case.length)
        self.length = len(self.years)
        self.parties = {name: place for place, name in enumerate(self.case.parties, start=1)}
        self.last = FIRST + len(self.case.lines) - 1
        self.schedule = made.packs.schedule(self.case.discount)
        last = self.length - 1 - self.case.offset
        self.discount = factors(self.schedule, last_year=last, timing=self.case.discount.timing).tolist()

    def inputs(self) -> None:
        """Everything that was entered."""
        sheet = self.sheets[INPUTS]
        growth = self.case.inflation.growth
        settings = (
            ("Prices of", self.case.prices_of),
            ("Seen from", self.result.seen_from),
            ("Only what can still be decided (1 is yes)", int(self.case.view is View.FORWARD)),
            ("Rise of prices a year after the last known", 0.0 if growth is None else growth),
        )
        for row, (name, value) in enumerate(settings):
            sheet.word(row, 0, name)
            sheet.number(row, 1, value)
        sheet.words(HEADER, COLUMNS, strong=True)
        self._years(sheet, HEADER)
        for row, line in enumerate(self.case.lines, start=FIRST):
            self._input(sheet, row, line)
        sheet.sheet.freeze_panes(FIRST, 1)

    def _input(self, sheet: Sheet, row: int, line: Line) -> None:
        shares = line.additionality or Shares()
        sheet.words(row, (line.name, line.kind.value))
        sheet.number(row, PARTY, self.parties[line.party])
        sheet.word(row, PARTY + 1, line.party)
        sheet.number(row, PAID, self.parties.get(line.to_party, 0))
        sheet.word(row, PAID + 1, line.to_party)
        sheet.number(row, SUNK, int(line.sunk))
        sheet.number(row, PRICE, self.case.prices_of if line.price_year is None else line.price_year)
        each = (shares.deadweight, shares.leakage, shares.displacement, shares.substitution)
        for place, share in enumerate(each):
            sheet.number(row, SHARES_FROM + place, share)
        for place in range(self.length):
            within = 0 <= place - line.starts < len(line.amounts)
            sheet.number(row, YEARS + place, line.amounts[place - line.starts] if within else 0.0)

    def _years(self, sheet: Sheet, row: int) -> None:
        for place, year in enumerate(self.years):
            sheet.number(row, YEARS + place, year)

    def factors(self) -> None:
        """The rate and the factor of each year; the schedule's rates stand below."""
        sheet = self.sheets[FACTORS]
        sheet.words(0, ("Year",), strong=True)
        self._years(sheet, 0)
        for row, name in ((1, "Rate"), (2, "Factor")):
            sheet.word(row, 0, name)
        bands = self.schedule.bands
        sheet.words(HEADER, ("Rate from this many years on", "Rate"), strong=True)
        for row, band in enumerate(bands, start=FIRST):
            sheet.number(row, 0, band.first_year)
            sheet.number(row, 1, band.rate)
        ends = FIRST + len(bands) - 1
        starts, rates = column_of(0, FIRST, ends), column_of(1, FIRST, ends)
        known = self.schedule.rates(max(self.length - 1, 0)).tolist()
        for place, year in enumerate(self.years):
            column, ahead = YEARS + place, year - self.result.seen_from
            this = at(0, column)
            rate = f"=IF({this}<{SEEN_FROM},0,LOOKUP({this}-{SEEN_FROM},{starts},{rates}))"
            sheet.formula(1, column, rate, known[ahead] if ahead >= 0 else 0, sheet.looks.factor)
            before = at(2, column - 1) if place else "0"
            factor = f"=IF({this}<{SEEN_FROM},0,IF({this}={SEEN_FROM},1,{before}/(1+{at(1, column)})))"
            sheet.formula(2, column, factor, self.discount[ahead] if ahead >= 0 else 0, sheet.looks.factor)

    def prices(self) -> None:
        """The index of prices by financial year, where lines are in the money of several years."""
        sheet, index = self.sheets[PRICES], self.made.index
        sheet.words(0, ("Financial year (its first)", "Index"), strong=True)
        if index is None:
            sheet.word(1, 0, "All lines are in prices of one year: no index is used.")
            return
        last = max(index.index)
        # Years that no line asks for are left out; those after the last known follow from it.
        wanted = sorted({*index.index, *(year for year in self._priced() if year > last)})
        for row, year in enumerate(wanted, start=1):
            sheet.number(row, 0, year)
            if year <= last:
                sheet.number(row, 1, index.at(year))
            else:
                ended = at(wanted.index(last) + 1, 1, fixed="cr")
                grown = f"={ended}*(1+{GROWTH})^({at(row, 0)}-{at(wanted.index(last) + 1, 0, fixed='cr')})"
                sheet.formula(row, 1, grown, index.at(year), sheet.looks.factor)
        self._index = (column_of(0, 1, len(wanted)), column_of(1, 1, len(wanted)))

    def _priced(self) -> set[int]:
        asked = {line.price_year for line in self.case.lines if line.price_year is not None}
        return asked | {self.case.prices_of}

    def lines(self) -> None:
        """Amounts in prices of the base year, then what they are worth now."""
        real, values = self.sheets[REAL], self.sheets[VALUES]
        for sheet in (real, values):
            sheet.words(HEADER, ("Line",), strong=True)
            self._years(sheet, HEADER)
        real.words(HEADER, ("Additional", "Price factor", "Counted"), column=1, strong=True)
        values.word(HEADER, SUM, "Together", strong=True)
        for row, line in enumerate(self.case.lines, start=FIRST):
            self._line(row, line)

    def _line(self, row: int, line: Line) -> None:
        real, values = self.sheets[REAL], self.sheets[VALUES]
        found = self.result.lines[row - FIRST]
        bound = line.sunk and self.case.view is View.FORWARD
        real.word(row, NAME, line.name)
        values.word(row, NAME, line.name)
        kept = "*".join(f"(1-{INPUTS}!{at(row, SHARES_FROM + place, fixed='c')})" for place in range(4))
        real.formula(row, ADDITIONAL, f"={kept}", found.additional, real.looks.factor)
        real.formula(row, PRICE_FACTOR, self._price_formula(row), self._price(line), real.looks.factor)
        sunk = f"=IF({FORWARD}*{INPUTS}!{at(row, SUNK, fixed='c')}=1,0,1)"
        real.formula(row, COUNTED, sunk, 0 if bound else 1)
        times = "*".join(at(row, column, fixed="c") for column in (ADDITIONAL, PRICE_FACTOR, COUNTED))
        for place in range(self.length):
            column, ahead = YEARS + place, place - self.case.offset
            amount = self._amount(line, place) * found.additional * self._price(line) * (not bound)
            real.formula(row, column, f"={INPUTS}!{at(row, column)}*{times}", amount)
            factor = self.discount[ahead] if ahead >= 0 else 0.0
            worth = f"={REAL}!{at(row, column)}*{FACTORS}!{at(2, column, fixed='r')}"
            values.formula(row, column, worth, amount * factor)
        span = f"{at(row, YEARS)}:{at(row, YEARS + self.length - 1)}"
        values.formula(row, SUM, f"=SUM({span})", found.present_value)

    def _amount(self, line: Line, place: int) -> float:
        within = 0 <= place - line.starts < len(line.amounts)
        return line.amounts[place - line.starts] if within else 0.0

    def _price(self, line: Line) -> float:
        base, index = self.case.prices_of, self.made.index
        year = base if line.price_year is None else line.price_year
        return 1.0 if year == base or index is None else index.factor(from_year=year, to_year=base)

    def _price_formula(self, row: int) -> str:
        if self.made.index is None:
            return "=1"
        held, index = (f"{PRICES}!{each}" for each in self._index)
        year = f"{INPUTS}!{at(row, PRICE, fixed='c')}"
        both = (f"INDEX({index},MATCH({of},{held},0))" for of in (BASE, year))
        return f"=IF({year}={BASE},1,{'/'.join(both)})"

    def answer(self) -> None:
        """The headline, then each party beside all together."""
        sheet = self.sheets[ANSWER]
        sheet.word(0, 0, self.case.title, strong=True)
        sheet.word(1, 0, "Worth of it, all parties together, in pounds")
        sheet.formula(1, 1, f"=ROUND({at(11, 1)},2)", self.made.npsv_pence / 100)
        sheet.words(3, ("", "All together", *self.parties), strong=True)
        for row, (name, kind) in enumerate(ROWS, start=4):
            sheet.word(row, 0, name)
            for party, place in self.parties.items():
                whose = self.result.party(party)
                sheet.formula(row, 1 + place, self._sum(kind, place), _value(whose, kind))
            self._whole(sheet, row, kind)
        for row, name in ((11, "Net present value"), (12, "Benefit-cost ratio")):
            sheet.word(row, 0, name, strong=True)
        for place, whose in enumerate((self.result.whole, *self.result.parties)):
            self._results(sheet, 1 + place, whose)
        ends = at(11, 1 + len(self.parties))
        sheet.word(13, 0, "The parties’ values less the whole: must be nought")
        sheet.formula(13, 1, f"=ROUND(SUM({at(11, 2)}:{ends})-{at(11, 1)},6)", 0)

    def _whole(self, sheet: Sheet, row: int, kind: str) -> None:
        """What parties pay one another is nothing in the whole."""
        if kind in {PAYS, GETS}:
            sheet.number(row, 1, 0)
            return
        span = f"{at(row, 2)}:{at(row, 1 + len(self.parties))}"
        sheet.formula(row, 1, f"=SUM({span})", _value(self.result.whole, kind))

    def _sum(self, kind: str, place: int) -> str:
        worth = f"'{VALUES}'!{column_of(SUM, FIRST, self.last)}"
        whose = f"{INPUTS}!{column_of(PAID if kind == GETS else PARTY, FIRST, self.last)}"
        kinds = f"{INPUTS}!{column_of(KIND, FIRST, self.last)}"
        word = Kind.TRANSFER.value if kind in {PAYS, GETS} else kind
        return f'=SUMIFS({worth},{whose},{place},{kinds},"{word}")'

    def _results(self, sheet: Sheet, column: int, whose: Indicators) -> None:
        costs, savings, benefits, drawbacks, paid, received = (at(row, column) for row in range(4, 10))
        worth = f"={savings}+{benefits}+{received}-{costs}-{drawbacks}-{paid}"
        sheet.formula(11, column, worth, whose.npsv)
        cost = f"({costs}+{paid})"
        ratio = whose.ledger.bcr.value
        made = f'=IF({cost}>0,({at(11, column)}+{cost})/{cost},"none")'
        sheet.formula(12, column, made, "none" if ratio is None else ratio)


PAYS, GETS = "pays", "gets"
ROWS = (
    ("Costs", Kind.COST.value),
    ("Savings", Kind.SAVING.value),
    ("Benefits", Kind.BENEFIT.value),
    ("Drawbacks", Kind.DISBENEFIT.value),
    ("Paid to other parties", PAYS),
    ("Received from them", GETS),
)
_PLACES = {
    Kind.COST.value: "public_costs",
    Kind.SAVING.value: "savings",
    Kind.BENEFIT.value: "benefits",
    Kind.DISBENEFIT.value: "disbenefits",
    PAYS: "paid",
    GETS: "received",
}


def _value(whose: Indicators, kind: str) -> float:
    return float(getattr(whose.ledger, _PLACES[kind]))
