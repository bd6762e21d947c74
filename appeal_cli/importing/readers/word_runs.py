"""The words of one paragraph of a Word document, with what stands among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.package import Element
from appeal_cli.files.office.word_parts import MC, M
from appeal_cli.files.office.wordml import find, find_all, value, w
from appeal_cli.importing.document import ENDNOTE, Line, PageBreak, Picture, Run, plain
from appeal_cli.importing.readers.symbols import symbol
from appeal_cli.importing.readers.word_drawings import Drawings
from appeal_cli.importing.readers.word_fields import Field, field_of
from appeal_cli.importing.readers.word_file import WordFile, words_within

Piece = Run | Picture | PageBreak


_INSIDE = frozenset(
    qn(f"w:{name}")
    for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo")
)
_GONE = {qn("w:del"): "words that a tracked change deleted", qn("w:moveFrom"): ""}
_LETTERS = {
    qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad",
}  # fmt: skip
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_DRAWN = frozenset((qn("w:drawing"), qn("w:pict"), qn("w:object"), f"{MC}AlternateContent"))


@dataclass
class _Open:
    """A field that has begun: its instruction, and whether its shown words have begun."""

    instruction: str = ""
    is_shown: bool = False
    told: bool = False


@dataclass
class Runs:
    """Reads paragraphs, one after the other: a field may go on from one into the next."""

    word: WordFile
    fields: list[_Open] = field(default_factory=list)
    notes: dict[str, Element | None] = field(default_factory=dict)
    ended: _Open = field(default_factory=_Open)
    paragraph: Element = field(default_factory=lambda: w("p"))

    def pieces(self, paragraph: Element) -> list[Piece]:
        """The runs, pictures and page breaks of the paragraph in their order."""
        self.paragraph = paragraph
        return list(self._within(paragraph, Run("")))

    def _within(self, parent: Element, look: Run) -> Iterator[Piece]:
        for element in parent:
            tag = element.tag
            if tag == qn("w:r"):
                yield from self._run(element, look)
            elif tag == qn("w:hyperlink"):
                yield from self._within(element, replace(look, link=self._target(element)))
            elif tag == qn("w:fldSimple"):
                yield from self._simple(element, look)
            elif tag in _INSIDE:
                yield from self._within(element, look)
            elif tag in _GONE:
                if _GONE[tag]:
                    self.word.leave(_GONE[tag], words_within(element))
            elif tag == f"{MC}AlternateContent":
                for choice in list(element)[:1]:
                    yield from self._within(choice, look)
            elif isinstance(tag, str) and tag.startswith(M):
                self.word.leave("formulas", "".join(map(str, element.itertext())))
            elif isinstance(tag, str) and tag != qn("w:pPr") and words_within(element):
                self.word.leave(f"`{tag.rpartition('}')[2]}`", words_within(element))

    def _target(self, link: Element) -> str:
        relation = self.word.related.get(link.get(qn("r:id"), ""))
        anchor = link.get(qn("w:anchor"))
        if relation is None or not relation.is_outside:
            if anchor and words_within(link):
                self.word.change("links within the letter, which became words", words_within(link))
            return ""
        return f"{relation.target}#{anchor}" if anchor else relation.target

    # Fields

    def _simple(self, element: Element, look: Run) -> Iterator[Piece]:
        instruction = element.get(qn("w:instr"), "")
        inner = [each for each in self._within(element, look) if isinstance(each, Run)]
        yield from self._of_field(field_of(instruction), instruction, tuple(inner), look)

    def _of_field(self, found: Field, instruction: str, shown: Line, look: Run) -> Iterator[Run]:
        words = plain(shown)
        if found.note:
            self._note_field(found, words or instruction)
        if found.merge:
            yield replace(shown[0] if shown else look, text=words or " ", field=found.merge)
        elif found.is_shown:
            for run in shown:
                yield replace(run, link=found.link) if found.link else run

    def _note_field(self, found: Field, words: str) -> None:
        note = self.word.change if found.is_shown else self.word.leave
        note(found.note, words)

    def _character(self, mark: Element) -> None:
        kind = mark.get(qn("w:fldCharType"))
        if kind == "begin":
            self.fields.append(_Open())
        elif kind == "separate" and self.fields:
            self.fields[-1].is_shown = True
        elif kind == "end" and self.fields:
            self.ended = self.fields.pop()

    def _in_field(self, run: Run) -> Iterator[Run]:
        """The run, as the fields that it stands in let it be."""
        for each in self.fields:
            if not each.is_shown:
                return
        for each in reversed(self.fields):
            found = field_of(each.instruction)
            if found.note and not each.told:
                self._note_field(found, run.text)
            if found.merge and each.told:  # one placeholder, however many runs show it
                return
            each.told = True
            if not found.is_shown:
                return
            if found.merge:
                run = replace(run, field=found.merge)
            elif found.link:
                run = replace(run, link=found.link)
        yield run

    # Runs

    def _run(self, element: Element, look: Run) -> Iterator[Piece]:
        if self._is_left_out(element):
            for mark in find_all(element, "w:fldChar"):
                self._character(mark)
            return
        look = self._look(element, look)
        text = ""
        for child in (*element, None):
            piece = self._letters(child) if child is not None else None
            if piece is not None:
                text += piece
                continue
            if text:
                yield from self._shown(replace(look, text=text), element)
                text = ""
            if child is not None:
                yield from self._other(child, look)

    def _shown(self, run: Run, element: Element) -> Iterator[Run]:
        """The words as the fields around let them be, whose look is noted."""
        look = self.word.look.of(element, self.paragraph)
        role = "headings" if self.word.styles.heading(self.paragraph) else self.word.role
        for each in self._in_field(run):
            self.word.looks.see(each.text, self.word.place, look, role)
            yield each

    def _is_left_out(self, element: Element) -> bool:
        """Whether Word does not print the run, or the writer struck it out; which is noted."""
        what = ""
        if self._is(element, "w:vanish") or self._is(element, "w:webHidden"):
            what = "hidden text"
        elif self._is(element, "w:strike") or self._is(element, "w:dstrike"):
            what = "words struck out"
        if not what:
            return False
        if words := words_within(element):
            self.word.leave(what, words)
        return True

    def _is(self, run: Element, name: str) -> bool:
        return self.word.styles.is_on(run, self.paragraph, name)

    def _look(self, run: Element, look: Run) -> Run:
        def said(name: str) -> str:
            return self.word.styles.run_value(run, self.paragraph, name)

        style = (value(run, "w:rPr/w:rStyle") or "").casefold()
        above = said("w:vertAlign")
        is_link = bool(look.link) or style == "hyperlink" or self._is_in_link()
        return replace(
            look,
            strong=self._is(run, "w:b") or style == "strong",
            emphasis=self._is(run, "w:i") or style == "emphasis",
            raised=above == "superscript",
            lowered=above == "subscript",
            underlined=said("w:u") not in ("", "none") and not is_link,
        )

    def _is_in_link(self) -> bool:
        return any(field_of(each.instruction).link for each in self.fields)

    def _letters(self, child: Element) -> str | None:
        """The letters that the element is, or None where it is something else."""
        tag = child.tag
        if tag == qn("w:t"):
            return child.text or ""
        if tag == qn("w:br") and child.get(qn("w:type")) not in ("page", "column"):
            return "\n"
        if tag == qn("w:sym"):
            code, font = child.get(qn("w:char"), ""), child.get(qn("w:font"), "")
            found = symbol(code, font)
            if not found:
                self.word.leave("a letter of a font of symbols", f"{font} {code}")
            return found
        return _LETTERS.get(tag) if isinstance(tag, str) else None

    def _other(self, child: Element, look: Run) -> Iterator[Piece]:
        tag = child.tag
        if tag == qn("w:fldChar"):
            self._character(child)
            if child.get(qn("w:fldCharType")) == "end":
                yield from self._shown_nothing(look)
        elif tag == qn("w:instrText") and self.fields:
            self.fields[-1].instruction += child.text or ""
        elif tag == qn("w:br"):
            yield PageBreak(self.word.place)
        elif tag in _NOTES:
            yield from self._note(_NOTES[str(tag)], child.get(qn("w:id"), ""), look)
        elif tag in _DRAWN:
            yield from Drawings(self.word).pictures(child)
        elif tag == qn("w:ruby"):
            base = find(child, "w:rubyBase")
            for run in find_all(base, "w:r") if base is not None else ():
                yield from self._run(run, look)

    def _shown_nothing(self, look: Run) -> Iterator[Run]:
        """A merge field that ended without showing anything is a placeholder all the same."""
        ended = self.ended
        found = field_of(ended.instruction)
        if found.merge and not ended.told:
            yield replace(look, text=" ", field=found.merge)

    def _note(self, kind: str, name: str, look: Run) -> Iterator[Run]:
        if kind not in self.notes:
            self.notes[kind] = self.word.xml_of(kind)
        root = self.notes[kind]
        every = root if root is not None else ()
        note = next((each for each in every if each.get(qn("w:id")) == name), None)
        if note is None:
            self.word.leave(f"{kind} that are not in the file", name)
            return
        inner = Runs(self.word.of_part(self.word.related_part(kind), "notes"))
        lines = []
        for paragraph in note.iter(qn("w:p")):
            pieces = inner.pieces(paragraph)
            lines.append(tuple(each for each in pieces if isinstance(each, Run)))
            for picture in (each for each in pieces if isinstance(each, Picture)):
                self.word.leave("a picture in a note", picture.alt)
        if kind == "endnotes":
            self.word.change(ENDNOTE, " ".join(map(plain, lines)))
        yield Run("", note=tuple(lines))
