"""Which rows of the input each part of the output is made of: the blocks of the local engine, by their places."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from framing.batch.blocks import Item, cut
from framing.batch.table import RowMaker, merged
from framing.records import Article, Failure
from framing.sources import ReadOptions, read_source
from framing.sources.equal_ids import warn_of_equal_ids
from framing.sources.files import Source
from framing.sources.stretches import Stretch

_NAME_DIGITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The rows of the input that part `number` (from 0) is made of; `chars` is how long their texts are together."""

    number: int
    stretches: tuple[Stretch, ...]
    chars: int

    @property
    def inputs(self) -> int:
        """How many rows of the input it has."""
        return sum(stretch.count for stretch in self.stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All blocks in the order of the input, and what the further columns of the input hold."""

    sources: tuple[Source | Failure, ...]
    blocks: tuple[Block, ...]
    kinds: dict[str, str]

    @property
    def inputs(self) -> int:
        """How many rows the input has."""
        return sum(block.inputs for block in self.blocks)

    def name(self, number: int) -> str:
        """The file name of a part; sorted by name, the parts are in the order of the input."""
        digits = max(_NAME_DIGITS, len(str(len(self.blocks) - 1)))
        return f"part-{number:0{digits}d}.parquet"


def make_plan(sources: Sequence[Source | Failure], options: ReadOptions, maker: RowMaker) -> Plan:
    """Read all of the input once, and cut it where the local engine cuts it.

    An empty input has one empty block, so that the output has its columns. Memory holds a block, and a few numbers for
    each block.
    """
    places: deque[tuple[int, int]] = deque()
    items = warn_of_equal_ids(_read(sources, options, places))
    blocks: list[Block] = []
    kinds: dict[str, str] = {}
    for number, block in enumerate(cut(items, options.unit)):
        stretches = tuple(_stretches([places.popleft() for _ in block]))
        blocks.append(Block(number=number, stretches=stretches, chars=chars(block)))
        kinds = merged([kinds, *(maker.kinds(item.extra) for item in block)])
    found = tuple(blocks) or (Block(number=0, stretches=(), chars=0),)
    return Plan(sources=tuple(sources), blocks=found, kinds=kinds)


def chars(items: Sequence[Item]) -> int:
    """How many characters the texts of a block have together."""
    return sum(len(item.text) for item in items if isinstance(item, Article))


def _read(sources: Sequence[Source | Failure], options: ReadOptions, places: deque[tuple[int, int]]) -> Iterator[Item]:
    """Every row, whose source and number are put into `places`."""
    for index, source in enumerate(sources):
        items = [source] if isinstance(source, Failure) else read_source(source, options)
        for row, item in enumerate(items):
            places.append((index, row))
            yield item


def _stretches(places: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    for source, group in groupby(places, key=lambda place: place[0]):
        rows = [row for _, row in group]
        yield Stretch(source, rows[0], len(rows))
