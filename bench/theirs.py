"""The same rows in SQLite, as a user of Datasette would keep them: tables, keys, full text.

Columns that are counted have no index of their own. With one each, Datasette answers a common word in about
half the time and a rare word in about ten times: SQLite then walks the index, not the few rows that match.
"""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.rows import Row

SCHEMA = """
CREATE TABLE collaborations (
    id INTEGER PRIMARY KEY, reference TEXT UNIQUE, slug TEXT, title TEXT, summary TEXT, functions TEXT,
    model TEXT, legal_basis TEXT, status TEXT, status_as_of TEXT, ending_kind TEXT, starts_on TEXT,
    start_kind TEXT, ends_on TEXT,
    confidence TEXT, parties_coverage TEXT, notes TEXT
);
CREATE TABLE parties (
    id INTEGER PRIMARY KEY, collaboration INTEGER REFERENCES collaborations(id), organisation TEXT, role TEXT,
    joined_on TEXT, left_on TEXT, basis TEXT
);
CREATE TABLE events (
    id INTEGER PRIMARY KEY, collaboration INTEGER REFERENCES collaborations(id), "on" TEXT, kind TEXT,
    what TEXT
);
CREATE TABLE claims (
    id INTEGER PRIMARY KEY, collaboration INTEGER REFERENCES collaborations(id), sentence TEXT, kind TEXT,
    amount INTEGER, period_kind TEXT, state TEXT, said_on TEXT
);
"""
AFTERWARDS = """
CREATE INDEX parties_collaboration ON parties(collaboration);
CREATE INDEX parties_organisation ON parties(organisation);
CREATE INDEX events_collaboration ON events(collaboration);
CREATE INDEX claims_collaboration ON claims(collaboration);
CREATE VIRTUAL TABLE collaborations_fts USING fts5(
    title, summary, notes, content='collaborations', content_rowid='id', tokenize='porter'
);
INSERT INTO collaborations_fts(rowid, title, summary, notes)
    SELECT id, title, summary, notes FROM collaborations;
ANALYZE;
"""
ORDER = ["low", "medium", "high"]


def fill(path: Path, rows: Iterable[Row]) -> None:
    """Writes a new database at `path`."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    for row in rows:
        _write(connection, row)
    connection.executescript(AFTERWARDS)
    connection.commit()
    connection.close()


def _write(connection: sqlite3.Connection, row: Row) -> None:
    like = row.like
    confidence = min(
        (like[f"{fact}_confidence"] for fact in ("existence", "parties", "dates", "status")), key=ORDER.index
    )
    connection.execute(
        "INSERT INTO collaborations VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            row.number, row.reference, row.slug, row.title, row.summary, json.dumps(row.functions),
            like["model"], like["legal_basis"], like["status"], like["status_as_of"], like["ending_kind"],
            None, like["start_kind"], like["end_date"], confidence, like["parties_coverage"], row.notes,
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO parties (collaboration, organisation, role, joined_on, left_on, basis)"
        " VALUES (?,?,?,?,?,?)",
        [
            (row.number, party.organisation, party.role, party.joined_on, party.left_on, party.basis)
            for party in row.parties
        ],
    )
    connection.executemany(
        'INSERT INTO events (collaboration, "on", kind, what) VALUES (?,?,?,?)',
        [(row.number, *event) for event in row.events],
    )
    connection.executemany(
        "INSERT INTO claims (collaboration, sentence, kind, amount, period_kind, state, said_on)"
        " VALUES (?,?,?,?,?,?,?)",
        [
            (
                row.number,
                claim.sentence,
                claim.kind,
                claim.amount,
                claim.period_kind,
                claim.state,
                claim.said_on,
            )
            for claim in row.claims
        ],
    )
