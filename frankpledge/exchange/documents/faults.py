"""Why a file is not taken, or not published: codes that travel between processes. `reasons` has the words."""

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a file."""

    # Of the sending
    NO_FILE = "no_file"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    PATH_IN_NAME = "path_in_name"
    BROKEN_OFF = "broken_off"
    NO_SIZE = "no_size"
    BUSY = "busy"
    # Of what it is
    NOT_A_DOCUMENT = "not_a_document"
    OLD_OR_LOCKED = "old_or_locked"
    WRONG_EXTENSION = "wrong_extension"
    POLYGLOT = "polyglot"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_MUCH = "too_much"
    # Of what is in it
    SCRIPT = "script"
    ACTION = "action"
    EMBEDDED = "embedded"
    XFA = "xfa"
    BOMB = "bomb"
    BAD_PATHS = "bad_paths"
    NOT_WORD = "not_word"
    MACRO = "macro"
    ACTIVE_PART = "active_part"
    NESTED = "nested"
    UNKNOWN_PART = "unknown_part"
    ENTITIES = "entities"
    ELSEWHERE = "elsewhere"
    SECRET = "secret"  # noqa: S105 - a protective marking
    VIRUS = "virus"
    NO_SCANNER = "no_scanner"
    # What keeps it from being published
    OVERLAID = "overlaid"
    HIDDEN_LAYER = "hidden_layer"
    HIDDEN_TEXT = "hidden_text"
    FORM = "form"
    TRACKED_CHANGES = "tracked_changes"
    NOT_CLEAN = "not_clean"


class Refused(Exception):
    """The file is not taken. `where` says in which place of it, if that helps: a page, a part, a name."""

    def __init__(self, fault: Fault, where: str = "") -> None:
        super().__init__(fault, where)
        self.fault, self.where = fault, where
