"""Looking for words in the manual: kana, width and case do not matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.manual import Block, Chapter, Heading, Manual, block_text, walk
from desktop.domain.text import fold


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of a chapter that holds all the words; ``heading`` is "" at its beginning."""

    chapter: Chapter
    heading: str

    @property
    def link(self) -> str:
        """Where it is, as links name places."""
        return f"{self.chapter.key}#{self.heading}" if self.heading else self.chapter.key


def find(manual: Manual, words: str) -> tuple[Hit, ...]:
    """Every part of the manual that holds each of the blank-separated words, in reading order."""
    wanted = tuple(fold(word) for word in words.split())
    if not any(wanted):
        return ()
    return tuple(
        Hit(chapter, heading)
        for chapter in manual.chapters()
        for heading, text in _parts(chapter)
        if all(word in text for word in wanted)
    )


def _parts(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """Each heading with the folded text under it, the chapter's title first."""
    heading, texts = "", [chapter.title]
    for block in chapter.blocks:
        if isinstance(block, Heading):
            yield heading, fold("\n".join(texts))
            heading, texts = block.text, []
        texts += _texts(block)
    yield heading, fold("\n".join(texts))


def _texts(block: Block) -> list[str]:
    return [block_text(inner) for inner in walk((block,))]
