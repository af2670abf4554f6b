"""How texts and queries are made comparable: one rule, in Python for queries and in SQL for the index.

Lower case, no accents, no apostrophes, `&` as `and`, and no sign that would make PostgreSQL's parser see an
address, a path, a tag or a hyphenated word where a reader sees words.
"""

import re
import unicodedata

MARKS_AND_APOSTROPHES = "[\u0300-\u036f'`\u00b4\u02bc\u2018\u2019]"
SEPARATORS = r"-/.@_<>+~\\:#=*"
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`text` made comparable.

    >>> fold("Heddlu D\u0175r & the force's South-West")
    'heddlu dwr  and  the forces south west'
    """
    plain = re.sub(MARKS_AND_APOSTROPHES, "", unicodedata.normalize("NFKD", text))
    return re.sub(f"[{SEPARATORS}]", " ", plain.replace("&", " and ")).lower()


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return WORD.findall(fold(text))


def key(text: str) -> str:
    """The folded words of `text` with one space between: what a name is looked up by."""
    return " ".join(words(text))


def fold_sql(expression: str) -> str:
    """SQL that folds a text as `fold` does. Text in ASCII is spared the normalising, the dearest part."""
    plain = f"CASE WHEN octet_length({expression}) = length({expression}) THEN {expression}"
    plain = f"{plain} ELSE normalize({expression}, NFKD) END"
    plain = f"regexp_replace({plain}, '{_quoted(MARKS_AND_APOSTROPHES)}', '', 'g')"
    joined = f"replace({plain}, '&', ' and ')"
    return f"lower(regexp_replace({joined}, '[{_quoted(SEPARATORS)}]', ' ', 'g'))"


def key_sql(expression: str) -> str:
    """SQL for what a name is looked up by, as `key` does."""
    return f"btrim(regexp_replace({fold_sql(expression)}, '[^[:alnum:]]+', ' ', 'g'))"


def _quoted(text: str) -> str:
    return text.replace("'", "''")
