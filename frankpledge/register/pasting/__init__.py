"""Answers read out of a pasted agreement or decision notice, each with the words that it came from.

Plain rules, always the same for the same text: nothing is proposed that no words of the text say.
"""

from frankpledge.register.pasting.quotes import Passage, Quote, Text
from frankpledge.register.pasting.reading import Found, read
from frankpledge.register.pasting.taking import Proposed, proposed
from frankpledge.register.pasting.vocabulary import Vocabulary, vocabulary

__all__ = [
    "Found",
    "Passage",
    "Proposed",
    "Quote",
    "Text",
    "Vocabulary",
    "proposed",
    "read",
    "vocabulary",
]
