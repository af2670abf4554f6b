"""What the words of a search mean, once the register has told which names and words it knows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.db import connection

from frankpledge.register.search.entries import FORCES, quoted
from frankpledge.register.search.language import LONGEST_NAME, Piece, Reading, side_by_side


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for: one body, all members of a group, or any force of a region."""

    key: str
    label: str
    kind: str
    slugs: tuple[str, ...]
    is_ambiguous: bool
    note: str

    @property
    def meaning(self) -> str:
        """How a reader's choice of it is written in an address."""
        return f"{self.key}:{self.kind}:{self.label}"

    def marks(self, signs: str) -> str:
        """The condition that these bodies are parties: stated (`=`), or also assumed (`=~`)."""
        of_each = [_any(_literal(sign + slug) for sign in signs) for slug in self.slugs]
        return _any(of_each) if self.kind == "region" else _all(of_each)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the index knows it. `common_stem` is its stem if very many records have it."""

    stemmed: str
    plain: str
    occurs: bool
    common_stem: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of a reading and of the values chosen: asked in one statement.

    `spellings` are the words of the register that share a stem with a word of the reading.
    """

    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    words: Mapping[str, Word] = field(default_factory=dict)
    spellings: frozenset[str] = frozenset()
    functions: Mapping[str, str] = field(default_factory=dict)
    forces: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition on the text. `name` is what a run of words was taken to stand for.

    `common_stem` is the stem of a single word that very many records have.
    """

    words: tuple[str, ...]
    literal: str
    is_left_out: bool
    name: Name | None = None
    common_stem: str = ""

    @property
    def written(self) -> str:
        """The words as they could be searched for again."""
        words = " ".join(self.words)
        return words if self.name or len(self.words) == 1 else f'"{words}"'

    def condition(self, signs: str) -> str:
        """The condition in PostgreSQL's language for text search."""
        if self.is_left_out:
            signs = "="
        alternatives = [self.name.marks(signs)] if self.name else []
        said = _any([*alternatives, *([self.literal] if self.literal else [])])
        return f"!{said}" if said and self.is_left_out else said


@dataclass(frozen=True, slots=True)
class Question:
    """A name that may mean several things, or something else altogether."""

    key: str
    choices: tuple[Name, ...]


@dataclass(frozen=True)
class Understood:
    """A reading as a question to the index.

    `passed_over` are words too common to search for, `not_found` those that no record has.
    """

    clauses: tuple[Clause, ...] = ()
    questions: tuple[Question, ...] = ()
    passed_over: tuple[str, ...] = ()
    not_found: tuple[str, ...] = ()
    spellings: frozenset[str] = frozenset()

    @cached_property
    def stated(self) -> str:
        """The whole condition, with bodies that are parties by a source's word."""
        return _all(clause.condition("=") for clause in self.clauses)

    @cached_property
    def stated_or_assumed(self) -> str:
        """The whole condition, with bodies that are assumed to be parties too."""
        return _all(clause.condition("=~") for clause in self.clauses)

    @property
    def common(self) -> tuple[tuple[str, bool], ...]:
        """The stems asked for and whether each is left out, when all are ones that very many records have."""
        stems = tuple((clause.common_stem, clause.is_left_out) for clause in self.clauses)
        return stems if all(stem for stem, _ in stems) else ()

    @property
    def names(self) -> tuple[Name, ...]:
        """The names that were taken to stand for bodies."""
        return tuple(clause.name for clause in self.clauses if clause.name)

    @property
    def involves_bodies(self) -> bool:
        """Whether it matters who is a party."""
        return any(clause.name and not clause.is_left_out for clause in self.clauses)


def look_up(reading: Reading, functions: Sequence[str], forces: Sequence[str]) -> Known:
    """What the register knows of these words and values, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            _LOOK_UP,
            {
                "keys": reading.possible_names,
                "words": reading.words,
                "functions": list(functions),
                "forces": list(forces),
            },
        )
        names, words, spellings, known_functions, known_forces = (
            json.loads(column) if isinstance(column, str) else column or [] for column in cursor.fetchone()
        )
    held = [Name(key, label, kind, tuple(slugs), sure, note) for key, label, kind, slugs, sure, note in names]
    return Known(
        names={key: tuple(group) for key, group in groupby(held, key=lambda name: name.key)},
        words={word: Word(*found) for word, *found in words},
        spellings=frozenset(spellings),
        functions=dict(known_functions),
        forces=dict(known_forces),
    )


def understand(reading: Reading, known: Known, meanings: Iterable[str] = ()) -> Understood:
    """Puts the reading together. `meanings` are the reader's answers to earlier questions."""
    maker = _Maker(known, frozenset(meanings))
    for pieces in side_by_side(reading.pieces):
        maker.take(pieces)
    return Understood(
        clauses=tuple(maker.clauses),
        questions=tuple(maker.questions.values()),
        passed_over=tuple(dict.fromkeys(maker.passed_over)),
        not_found=tuple(dict.fromkeys(maker.not_found)),
        spellings=known.spellings,
    )


class _Maker:
    """Turns pieces into clauses, the longest name first."""

    def __init__(self, known: Known, meanings: frozenset[str]) -> None:
        self.known = known
        self.meanings = meanings
        self.clauses: list[Clause] = []
        self.questions: dict[str, Question] = {}
        self.passed_over: list[str] = []
        self.not_found: list[str] = []

    def take(self, pieces: Sequence[Piece]) -> None:
        """Takes in pieces that stand side by side and are all quoted, all left out, or neither."""
        numbered = [(word, number) for number, piece in enumerate(pieces) for word in piece.words]
        start = 0
        while start < len(numbered):
            length = 0 if pieces[0].is_quoted else self._name_length([word for word, _ in numbered[start:]])
            is_name = length > 0
            if not is_name:
                number = numbered[start][1]
                length = sum(1 for _, other in numbered[start:] if other == number)
                length = (
                    self._words_before_a_name(numbered, start, length) if not pieces[0].is_quoted else length
                )
            run = tuple(word for word, _ in numbered[start : start + length])
            self._add(run, is_name=is_name, is_left_out=pieces[0].is_left_out)
            start += length

    def _name_length(self, run: Sequence[str]) -> int:
        for length in range(min(LONGEST_NAME, len(run)), 0, -1):
            if " ".join(run[:length]) in self.known.names:
                return length
        return 0

    def _words_before_a_name(self, numbered: Sequence[tuple[str, int]], start: int, length: int) -> int:
        for ahead in range(1, length):
            if self._name_length([word for word, _ in numbered[start + ahead :]]):
                return ahead
        return length

    def _add(self, run: tuple[str, ...], *, is_name: bool, is_left_out: bool) -> None:
        name = self._meant(" ".join(run)) if is_name else None
        literal = self._phrase(run, insists=is_name)
        if name or literal:
            common = "" if is_name or len(run) > 1 else self.known.words[run[0]].common_stem
            self.clauses.append(Clause(run, literal, is_left_out, name, common))
        else:
            self.passed_over.extend(run)
        if not is_name and not is_left_out:
            self.not_found.extend(word for word in run if self._is_unheard_of(word))

    def _meant(self, key: str) -> Name | None:
        """What a name means; None when that must be asked, and the question is kept."""
        choices = self.known.names[key]
        for name in choices:
            if name.meaning in self.meanings:
                return name
        if len(choices) == 1 and not choices[0].is_ambiguous:
            return choices[0]
        self.questions[key] = Question(key, choices)
        return None

    def _is_unheard_of(self, word: str) -> bool:
        found = self.known.words[word]
        return bool(found.stemmed) and not found.occurs

    def _phrase(self, run: Sequence[str], *, insists: bool) -> str:
        """The words one after another: by their stems, or as they are where none has a stem."""
        said, gap = "", 1
        for word in run:
            stem = self.known.words[word].stemmed
            if stem:
                said, gap = (f"{said} <{gap}> {stem}" if said else stem), 1
            else:
                gap += 1
        if not said and (insists or len(run) > 1):
            said = " <-> ".join(self.known.words[word].plain for word in run if self.known.words[word].plain)
        return f"({said})" if " " in said else said


def _literal(lexeme: str) -> str:
    doubled = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def _joined(conditions: Iterable[str], sign: str) -> str:
    held = [condition for condition in conditions if condition]
    return f"({sign.join(held)})" if len(held) > 1 else "".join(held)


def _all(conditions: Iterable[str]) -> str:
    return _joined(conditions, " & ")


def _any(conditions: Iterable[str]) -> str:
    return _joined(conditions, " | ")


_LOOK_UP = f"""
WITH asked AS MATERIALIZED (
    SELECT word, number, phraseto_tsquery('english', word)::text AS stemmed,
        phraseto_tsquery('simple', word)::text AS plain,
        coalesce((ts_lexize('english_stem', word))[1], word) AS stem
    FROM unnest(%(words)s::text[]) WITH ORDINALITY AS given (word, number)
),
spelling AS MATERIALIZED (
    SELECT word, stem FROM register_searchword WHERE stem IN (SELECT stem FROM asked)
)
SELECT
    (SELECT json_agg(json_build_array(key, label, kind, slugs, is_ambiguous, note) ORDER BY key, kind, label)
        FROM register_searchname WHERE key = ANY(%(keys)s)),
    (SELECT json_agg(json_build_array(word, stemmed, plain,
            EXISTS (SELECT FROM spelling WHERE spelling.stem = asked.stem),
            CASE WHEN EXISTS (SELECT FROM register_searchwordbits AS common WHERE common.stem = asked.stem)
                THEN asked.stem ELSE '' END) ORDER BY number) FROM asked),
    (SELECT json_agg(word) FROM spelling),
    (SELECT json_object_agg(slug, name) FROM register_function WHERE slug = ANY(%(functions)s)),
    (SELECT json_object_agg(slug, name) FROM people_organisation
        WHERE slug = ANY(%(forces)s) AND kind IN ({quoted(*FORCES)}))
"""
