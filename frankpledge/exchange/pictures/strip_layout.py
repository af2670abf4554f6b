"""Where everything in a picture of strips stands: rows of marks, from the top down, in pixels and years."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from frankpledge.dates import Answer, PartialDate
from frankpledge.exchange.pictures import timeline
from frankpledge.exchange.pictures.looks import ASSUMED, KNOWN, NOT_KNOWN, Look
from frankpledge.exchange.pictures.timeline import ONE_DAY, Stretch
from frankpledge.people.models import Basis

STRIP_STEP = 38
GROUP_STEP = 30
LABEL_AT = 9
GROUP_LABEL_AT = 17
BAR_AT = 18
BAR_HEIGHT = 14

Mark = dict[str, Any]


@dataclass
class Layout:
    """The marks of one picture. `before` and `after` are the ends that go on, not known how far."""

    first: datetime.date
    last: datetime.date
    words: Mapping[str, str]
    height: int = 0
    headings: list[Mark] = field(default_factory=list)
    labels: list[Mark] = field(default_factory=list)
    bars: list[Mark] = field(default_factory=list)
    before: list[Mark] = field(default_factory=list)
    after: list[Mark] = field(default_factory=list)
    events: list[Mark] = field(default_factory=list)

    @classmethod
    def of(cls, marks: Mapping[str, Any]) -> Self:
        """Lays out what `strips` noted down."""
        first, last = timeline.years(marks)
        layout = cls(first, last, marks["words"])
        if marks["whole"]:
            layout._add_strip(layout.words["whole"], timeline.of_whole(marks["whole"], first, last))
            layout._add_events(marks["events"])
        group = ""
        for strip in marks["strips"]:
            if strip["group"] != group:
                group = strip["group"]
                layout._add_heading(group)
            layout._add_party(strip)
        return layout

    def _add_heading(self, text: str) -> None:
        self.headings.append({"text": text, "y": self.height + GROUP_LABEL_AT})
        self.height += GROUP_STEP

    def _add_party(self, strip: Mapping[str, Any]) -> None:
        stretches = timeline.of_party(strip, self.first, self.last)
        if strip["basis"] == Basis.ASSUMED:
            self._add_strip(self.words["assumed_label"] % {"name": strip["label"]}, stretches, ASSUMED)
        else:
            self._add_strip(strip["label"], stretches)

    def _add_strip(self, text: str, stretches: Sequence[Stretch], all_look: Look | None = None) -> None:
        self.labels.append({"text": text, "y": self.height + LABEL_AT})
        top = self.height + BAR_AT
        for each in stretches:
            look = all_look or (KNOWN if each.answer is Answer.YES else NOT_KNOWN)
            span = {"from": as_year(each.begins), "to": as_year(each.ends)}
            self.bars.append({**span, "top": top, "bottom": top + BAR_HEIGHT, "word": self.words[look.word]})
        self._add_open_ends(stretches)
        self.height += STRIP_STEP

    def _add_open_ends(self, stretches: Sequence[Stretch]) -> None:
        unknown = [each for each in stretches if each.answer is Answer.NOT_KNOWN]
        middle = {"y": self._middle_of_bar()}
        self.before += [middle for each in unknown if each.begins == self.first]
        self.after += [middle for each in unknown if each.ends > self.last]

    def _add_events(self, dates: Iterable[str]) -> None:
        """On the strip that was added last, each in the middle of the time that its date can mean."""
        middle = self._middle_of_bar() - STRIP_STEP
        for date in map(PartialDate.parse, dates):
            at = (as_year(date.earliest) + as_year(date.latest + ONE_DAY)) / 2
            self.events.append({"at": at, "y": middle, "word": self.words["event"]})

    def _middle_of_bar(self) -> float:
        return self.height + BAR_AT + BAR_HEIGHT / 2


def as_year(day: datetime.date) -> float:
    """A day as a number on an axis of years."""
    start = datetime.date(day.year, 1, 1)
    length = (datetime.date(day.year + 1, 1, 1) - start).days
    return round(day.year + (day - start).days / length, 4)
