"""The words of the house (design.md section 5): what people read never holds a word that labels a child."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, Source, parse, sources

# What is banned, and the word to use instead.
BANNED = {
    r"\bheard\b": "discussed",
    r"^listed$": "on the agenda",
    r"\badopt(?:s|ing)?\b|^adopted$": "offer support",
    r"\bNFA\b": "no support needed from the panel",
    r"\bdissent\w*": "disagreement",
    r"\bnominals?\b": "child or young person",
    r"^suspects?$|\bthe suspects?\b": "named as suspect",
    r"\boffenders?\b": "child or young person",
    r"\bperpetrators?\b": "child or young person",
    r"\bdisengag\w*": "no longer taking part",
    r"\bconsent\w*": "agreement to support",
    r"\bsubjects?\b": "child or young person",
}
# Set phrases that hold a banned word and label nobody: taken out before looking. Each with its reason.
ALLOWED = {
    r"young offender institutions?": "the proper name in law of an establishment",
    r"integrated offender management": "the proper name of a police programme",
    r"data subjects?": "the word of data protection law",
    r"subject access": "the word of data protection law",
    r"subject to": "a preposition",
    r"(?:school|document|e-?mail) subjects?": "what a document or message is about",
}
# Keys of our data files whose text is for the program: codes, and the words that partners' own columns use.
NOT_SHOWN = {
    "code",
    "codes",
    "header",
    "headers",
    "synonym",
    "synonyms",
    "alias",
    "aliases",
    "pattern",
    "patterns",
    "sql",
}
# A sentence on the WORK floor: it begins like one, has three words, and is no SQL.
_SENTENCE = re.compile(r"^[A-Z“‘][^\s]*\s+\S+\s+\S+")
_SQL = re.compile(r"^(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|WITH|PRAGMA)\b")


def banned_in(text: str) -> list[str]:
    """The banned words of a text, with the words to use instead."""
    for phrase in ALLOWED:
        text = re.sub(phrase, "", text, flags=re.IGNORECASE)
    text = text.strip()
    found = [(re.search(word, text, re.IGNORECASE), better) for word, better in BANNED.items()]
    return [f"“{match.group()}” (say: {better})" for match, better in found if match]


def literals(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Each string of a source but the docstrings; also the fixed parts of f-strings."""
    for node in _outside_docstrings(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, node.value


def _outside_docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    # A string that stands alone as a statement is a docstring or a note under an attribute.
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            yield node
            yield from _outside_docstrings(node)


def shown_texts(value: object, key: str = "") -> Iterator[str]:
    """Each text of a data file that people may see."""
    if isinstance(value, str):
        if key not in NOT_SHOWN:
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from shown_texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from shown_texts(inner, key)


def is_sentence(text: str) -> bool:
    """Whether a string on the WORK floor is meant for people."""
    return bool(_SENTENCE.match(text)) and not _SQL.match(text)


def test_no_banned_word_in_what_the_screen_says():
    found = [f"{s.at(node)} {word}" for s in sources("ui") for node, text in literals(s) for word in banned_in(text)]

    assert not found


def test_no_banned_word_in_the_sentences_of_the_work_floor():
    sentences = [(s, node, text) for s in sources("vrp_desktop") for node, text in literals(s) if is_sentence(text)]

    assert not [f"{s.at(node)} {word}" for s, node, text in sentences for word in banned_in(text)]


@pytest.mark.parametrize("folder", ["reference", "returns", "help", "theme", "practice", "samples", "imports", "."])
def test_no_banned_word_in_the_data_that_ships(folder):
    place = ROOT / "resources" / folder
    files = sorted(place.glob("*.toml") if folder == "." else place.rglob("*.toml"))
    found = [
        f"{path.relative_to(ROOT)}: {word} in “{text}”"
        for path in files
        for text in shown_texts(tomllib.loads(path.read_text(encoding="utf-8")))
        for word in banned_in(text)
    ]

    assert not found


def test_no_banned_word_in_the_help():
    pages: list[Path] = [
        path for kind in ("*.md", "*.html", "*.txt") for path in (ROOT / "resources" / "help").rglob(kind)
    ]
    found = [
        f"{path.relative_to(ROOT)}: {word}" for path in pages for word in banned_in(path.read_text(encoding="utf-8"))
    ]

    assert not found


@pytest.mark.parametrize(
    "text",
    [
        "Cases heard",
        "Listed",
        "Adopt",
        "NFA",
        "Dissent recorded",
        "Suspect nominal",
        "The offender",
        "Disengaged",
        "Consent given",
    ],
)
def test_the_rule_sees_each_banned_word(text):
    assert banned_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Discussed",
        "The lines listed here differ.",
        "Adopted child",
        "Named as suspect",
        "Youth Offending Team",
        "Investigation complete; no suspect identified",
        "Subject to the agreement",
        "Agreement to support",
    ],
)
def test_the_rule_leaves_good_words_alone(text):
    assert not banned_in(text)


def test_docstrings_are_not_screen_text():
    source = parse('"""Never say consent."""\ntitle = "Agreement"\n"""Or consent."""\n')

    assert [text for _, text in literals(source)] == ["Agreement"]
