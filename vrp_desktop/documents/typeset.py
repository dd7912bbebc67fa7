"""Text broken into lines: which words stand on a line, in which fonts, and how wide they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vrp_desktop.documents.fonts import BOLD, CODE, TEXT, Run, clean, fonts, reads_as_drawn, runs
from vrp_desktop.documents.style import Look
from vrp_desktop.documents.vocabulary import Text, plain

_BREAK_AFTER = "-/–—_@.,;:"
_SHORT_WORD = 6
_ENOUGH_WORDS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and its width."""

    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Word:
    """An unbreakable stretch; `spaced` where a space stands before it."""

    text: str
    font: str
    width: float
    spaced: bool


@dataclass(slots=True)
class Typesetter:
    """Breaks text into lines; remembers the widths of words while one document is being made, and no longer."""

    _widths: dict[tuple[str, str], float] = field(default_factory=dict)

    def lines(self, text: Text, look: Look, width: float) -> list[Line]:
        """The lines of a text no wider than `width`; always at least one."""
        whole = self._whole(text, look, width)
        if whole is not None:
            return [whole]
        lines: list[Line] = []
        paragraphs = self._words(text, look)
        for index, words in enumerate(paragraphs, 1):
            lines.extend(self._fill(words, look, width, index == len(paragraphs)))
        return lines

    def width(self, text: Text, look: Look) -> float:
        """The width of a text on one line; of the longest where it has several."""
        if isinstance(text, str) and "\n" not in text:
            return self._measure(clean(text), _font(look)) * look.size
        return max(sum(w.width + self._gap(w) for w in words) for words in self._words(text, look)) * look.size

    def longest_word(self, text: str, look: Look) -> float:
        """The width of the widest word."""
        font = _font(look)
        return max((self._measure(word, font) for word in clean(text).split()), default=0) * look.size

    def _whole(self, text: Text, look: Look, width: float) -> Line | None:
        """The common case: plain text that fits on one line."""
        if not isinstance(text, str):
            return None
        shown = clean(text)
        font = _font(look)
        if "\n" in shown:
            return None
        wide = self._measure(shown, font) * look.size
        return Line(tuple(runs(shown, font)), wide) if wide <= width else None

    def _words(self, text: Text, look: Look) -> list[list[_Word]]:
        """The words of each paragraph of a text."""
        paragraphs: list[list[_Word]] = [[]]
        spaced = False
        for part in (text,) if isinstance(text, str) else text:
            strong = not isinstance(part, str)
            font = BOLD if strong and not look.code else _font(look)
            for number, paragraph in enumerate(clean(plain((part,))).split("\n")):
                if number:
                    paragraphs.append([])
                    spaced = False
                for index, word in enumerate(paragraph.split(" ")):
                    spaced = spaced or index > 0
                    if word:
                        known = bool(paragraphs[-1])
                        paragraphs[-1].append(_Word(word, font, self._measure(word, font), spaced and known))
                        spaced = False
        return paragraphs

    def _fill(self, words: list[_Word], look: Look, width: float, ends_text: bool) -> list[Line]:
        """The lines of one paragraph; a line that breaks at a space keeps it, so that the words can be read apart."""
        filled = self._rows(words, width / look.size + 1e-6)
        self._mend_last(filled)
        breaks = [row[0].spaced if row else True for row in filled[1:]] + [not ends_text]
        return [self._line(row, look, breaks_at_space) for row, breaks_at_space in zip(filled, breaks, strict=True)]

    def _rows(self, words: list[_Word], room: float) -> list[list[_Word]]:
        rows: list[list[_Word]] = [[]]
        used = 0.0
        for chunk in self._chunks(words, room):
            needed = sum(word.width for word in chunk)
            gap = self._gap(chunk[0]) if rows[-1] else 0
            if rows[-1] and used + gap + needed > room:
                rows.append([])
                used = gap = 0.0
            used += gap + needed
            rows[-1].extend(chunk)
        return rows

    def _mend_last(self, rows: list[list[_Word]]) -> None:
        """A last line of one short word takes another from the line above."""
        if len(rows) < 2 or len(rows[-1]) > 1 or len(rows[-2]) < _ENOUGH_WORDS:
            return
        if len(rows[-1][0].text) <= _SHORT_WORD and rows[-1][0].spaced and rows[-2][-1].spaced:
            rows[-1].insert(0, rows[-2].pop())

    def _chunks(self, words: Sequence[_Word], room: float) -> list[list[_Word]]:
        """Words that no space parts stay together, unless they are wider than any line."""
        chunks: list[list[_Word]] = []
        for word in words:
            if chunks and not word.spaced:
                chunks[-1].append(word)
            else:
                chunks.append([word])
        parted: list[list[_Word]] = []
        for chunk in chunks:
            fits = sum(word.width for word in chunk) <= room
            parted.extend([chunk] if fits else [[piece] for word in chunk for piece in self._break(word, room)])
        return parted

    def _break(self, word: _Word, room: float) -> list[_Word]:
        """A word too long for any line, in pieces: after a hyphen, slash or dot if there is one, else anywhere."""
        pieces: list[_Word] = []
        rest, spaced = word.text, word.spaced
        while rest:
            fits, used = 0, 0.0
            while fits < len(rest) and (fits == 0 or used + self._measure(rest[fits], word.font) <= room):
                used += self._measure(rest[fits], word.font)
                fits += 1
            if fits < len(rest):
                fits = next((end for end in range(fits, max(fits // 3, 1), -1) if rest[end - 1] in _BREAK_AFTER), fits)
            width = sum(self._measure(char, word.font) for char in rest[:fits])
            pieces.append(_Word(rest[:fits], word.font, width, spaced))
            rest, spaced = rest[fits:], False
        return pieces

    def _line(self, words: Sequence[_Word], look: Look, keeps_space: bool) -> Line:
        parts: list[tuple[str, str]] = []
        width = 0.0
        for index, word in enumerate(words):
            space = " " if index and word.spaced else ""
            width += word.width + (self._gap(word) if space else 0)
            if parts and parts[-1][0] == word.font:
                parts[-1] = (word.font, parts[-1][1] + space + word.text)
            else:
                parts.append((word.font, space + word.text))
        if keeps_space and parts:
            parts[-1] = (parts[-1][0], parts[-1][1] + " ")
        return Line(tuple(run for font, text in parts for run in runs(text, font)), width * look.size)

    def _gap(self, word: _Word) -> float:
        return self._measure(" ", word.font) if word.spaced else 0

    def _measure(self, text: str, font: str) -> float:
        """The width of a text at size 1."""
        known = self._widths.get((font, text))
        if known is None:
            known = sum(fonts()[run.font].stringWidth(run.text, 1) for run in runs(text, font)) if text else 0.0
            self._widths[font, text] = known
        return known


def said(text: Text) -> str:
    """What a reader must be told because the page shows other characters; nothing where the page says it itself."""
    words = plain(text)
    return "" if words.isascii() or reads_as_drawn(clean(words)) else words


def _font(look: Look) -> str:
    if look.code:
        return CODE
    return BOLD if look.bold else TEXT
