"""Every reason for which a file is not taken or not published, in plain words and with what helps."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.errors import Invalid
from frankpledge.exchange.documents.faults import Fault, Refused

PRINT_IT = gettext_lazy("Print it to a new PDF, look through that, and send it instead.")
SAVE_AS_PDF = gettext_lazy("In Word, save it as a PDF and send that instead.")
WORDS: Mapping[Fault, Promise] = {
    Fault.NO_FILE: gettext_lazy("Choose a file"),
    Fault.EMPTY: gettext_lazy("The file is empty. Choose another."),
    Fault.TOO_LARGE: gettext_lazy(
        "The file is larger than %(most)s megabytes. Send a smaller one, or split it."
    ),
    Fault.PATH_IN_NAME: gettext_lazy(
        "The file’s name has signs in it that lead to a folder. Give it a plain name."
    ),
    Fault.BROKEN_OFF: gettext_lazy("The file did not arrive whole. Send it again."),
    Fault.NO_SIZE: gettext_lazy("The file came without saying how large it is, so it is not taken."),
    Fault.BUSY: gettext_lazy("Other files are being looked into. Send it again in a minute."),
    Fault.NOT_A_DOCUMENT: gettext_lazy("The file is neither a PDF nor a Word document (.docx)."),
    Fault.OLD_OR_LOCKED: gettext_lazy(
        "This is an old Word document (.doc), or one locked with a password. Save it as .docx without one."
    ),
    Fault.WRONG_EXTENSION: gettext_lazy(
        "The file’s name does not end as its content does: it is a %(where)s file."
    ),
    Fault.POLYGLOT: gettext_lazy(
        "There is something before, between or after the document in this file: it may be two in one."
    ),
    Fault.ENCRYPTED: gettext_lazy(
        "The file is locked with a password. Take the password off and send it again."
    ),
    Fault.DAMAGED: gettext_lazy(
        "The file is damaged and cannot be read. Save it again from where it was made."
    ),
    Fault.TOO_MUCH: gettext_lazy("The file took too much time or memory to read."),
    Fault.SCRIPT: gettext_lazy("There is a script in the file."),
    Fault.ACTION: gettext_lazy(
        "The file would start a program, open another file or send something when opened."
    ),
    Fault.EMBEDDED: gettext_lazy("Another file is attached inside this one. Send each file by itself."),
    Fault.XFA: gettext_lazy("The file is a form of a kind that runs programs (XFA)."),
    Fault.BOMB: gettext_lazy("The file would unpack to far more than it is."),
    Fault.BAD_PATHS: gettext_lazy("Parts of the file have names that lead out of it."),
    Fault.NOT_WORD: gettext_lazy("The file is packed like a Word document, but is none."),
    Fault.MACRO: gettext_lazy("There are macros in the file. Save it as .docx, which has none."),
    Fault.ACTIVE_PART: gettext_lazy("There are parts in the file that run programs."),
    Fault.NESTED: gettext_lazy("Another file is put inside this one. Send each file by itself."),
    Fault.UNKNOWN_PART: gettext_lazy(
        "There is a part in the file that belongs to no Word document: %(where)s."
    ),
    Fault.ENTITIES: gettext_lazy("The file declares things to be fetched or repeated when it is read."),
    Fault.ELSEWHERE: gettext_lazy("The file would fetch something from elsewhere when it is opened."),
    Fault.SECRET: gettext_lazy(
        "The file is marked SECRET or higher. It must not be here: tell your information security officer."
    ),
    Fault.VIRUS: gettext_lazy("The virus scanner found something in the file: %(where)s."),
    Fault.NO_SCANNER: gettext_lazy(
        "The virus scanner does not answer, so no file is taken now. Try again later."
    ),
    Fault.OVERLAID: gettext_lazy(
        "Page %(where)s has marks laid over it. What they cover is still in the file and can be read."
    ),
    Fault.HIDDEN_LAYER: gettext_lazy("The file has layers that are not shown, and can be."),
    Fault.HIDDEN_TEXT: gettext_lazy(
        "There is text in the file that is not shown, and can be read: see “%(where)s”."
    ),
    Fault.FORM: gettext_lazy(
        "The file has form fields or electronic signatures, which tell of who filled them in."
    ),
    Fault.TRACKED_CHANGES: gettext_lazy(
        "There are tracked changes in the file, near “%(where)s”. In Word, accept or reject all of them."
    ),
    Fault.NOT_CLEAN: gettext_lazy("What tells of who made it could not be taken out of the file."),
}
WITH_PRINTING = frozenset(
    {
        *(Fault.SCRIPT, Fault.ACTION, Fault.XFA, Fault.TOO_MUCH, Fault.OVERLAID, Fault.HIDDEN_LAYER),
        *(Fault.HIDDEN_TEXT, Fault.FORM, Fault.NOT_CLEAN, Fault.POLYGLOT),
    }
)
WITH_SAVING = frozenset({Fault.ACTIVE_PART, Fault.ENTITIES, Fault.ELSEWHERE, Fault.UNKNOWN_PART, Fault.BOMB})


def said(refused: Refused) -> str:
    """What was wrong, and what to do."""
    words = str(WORDS[refused.fault]) % {"where": refused.where, "most": settings.DOCUMENT_MEGABYTES}
    if refused.fault in WITH_PRINTING:
        return f"{words} {PRINT_IT}"
    return f"{words} {SAVE_AS_PDF}" if refused.fault in WITH_SAVING else words


def invalid(refused: Refused, field: str = "file") -> Invalid:
    """The refusal, beside the field."""
    return Invalid(said(refused), {field: said(refused)})


def later() -> str:
    """For a document whose marking was found on a later page, after it was taken."""
    return _("It is marked SECRET or higher inside. Its text and its file were removed.")
