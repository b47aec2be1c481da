"""Blocks become a tree of provisions with the numbers that a reader sees.

A provision's parent is the numbered provision or the part or schedule around it, or the unnumbered paragraph whose
list it belongs to. An unnumbered heading is a leaf: it groups what follows it, and is nobody's parent.
"""

from __future__ import annotations

from dataclasses import replace

from ontology import labels
from ontology.model import Provision
from ontology.places import Problem
from ontology.source import Block, Source

from . import conditions, evidence, handbook, headings, homes, outline, placing, run_in
from .credible import Choice, Hints
from .given import given_tree
from .numbering import Label, is_bullet, strip_bullet
from .profile import Profile


def build_tree(source: Source, profile: Profile) -> tuple[tuple[Provision, ...], tuple[Problem, ...]]:
    """The provisions of a source in reading order, and LAP302 for every number that its document has twice.

    Blocks of a table of contents are left out. Paths are unique; every parent names a path that exists. Where the
    file itself gives the structure (`source.structured`), nothing is guessed.
    """
    if source.structured:
        return given_tree(source)
    shown = (b for b in source.blocks if b.kind != "contents" and (b.text.strip() or b.number))
    blocks = [evidence.named(b, profile) for b in shown]
    tree = _Tree(blocks, profile)
    for i, block in enumerate(tree.blocks):
        tree.take(i, block)
    tree.nodes.settle(tree.paragraph_home())
    return tree.nodes.provisions(), tuple(tree.nodes.problems)


class _Tree:
    """Takes block after block; `outline` holds what is open, `nodes` what has been made."""

    def __init__(self, blocks: list[Block], profile: Profile) -> None:
        self.book = handbook.book(blocks)
        self.blocks = blocks = handbook.unrolled(blocks, self.book) if self.book else blocks
        self.labels = run_in.with_inner(blocks, [evidence.labels(b, self.book) for b in blocks])
        parts = ("section",) if evidence.runs_through(blocks, self.labels) else ()
        self.profile = profile = replace(profile, container_units=(*profile.container_units, *parts))
        self.following = evidence.following(self.labels)
        self.numbers = frozenset(label.core for several in self.labels for label in several)
        self.nodes = placing.Nodes()
        root = outline.Frame("root", -1, -1)
        self.outline = outline.Outline([root], decimals_nest=evidence.decimals_nest(blocks, self.labels))
        self.own_title = evidence.own_title(blocks, profile)
        self.containers = placing.count_containers(blocks, profile)
        self.run_in = run_in.habit(blocks, self.labels)
        self.depths: dict[str, int] = {}
        self.table: tuple[int | None, int] | None = None
        self.captioned: int | None = None

    def take(self, i: int, block: Block) -> None:
        """Place one block: a row, a note, a part, a numbered provision, a heading or a paragraph."""
        if block.kind == "row":
            new = self.table is None or self.table[0] != block.table
            return None if new and self.caption(i, block) else self.row(block)
        self.table = None
        if i == self.own_title:
            return self.nodes.pend(block)
        if block.kind == "note":
            self.nodes.settle(homes.section(self.outline.frames))
            self.nodes.unnumbered(homes.section(self.outline.frames), block, "note")
            return None
        if self.part(i, block) or self.caption(i, block):
            return None
        if self.label(i, block):
            return None
        return self.plain(i, block)

    # --- tables -----------------------------------------------------------------------------------------------

    def row(self, block: Block) -> None:
        """A row of a table; its first line is a heading where its cells are titles of columns."""
        if self.table is None or self.table[0] != block.table:
            home = self.paragraph_home() if self.nodes.pending else homes.of_rows(self.outline.frames, self.nodes)
            self.nodes.settle(home)
            self.table = (block.table, self.captioned if self.captioned is not None else home)
            self.captioned = None
            header = placing.column_titles(block)
        else:
            header = False
        if header or not self.nodes.numbered_row(self.table[1], block, self.numbers):
            self.nodes.unnumbered(self.table[1], block, "heading" if header else "row")

    def caption(self, i: int, block: Block) -> bool:
        """Make the provision of a table that a line right above its rows, or its first row, names: "Table 3: Rates"."""
        if block.number or i + 1 >= len(self.blocks) or self.blocks[i + 1].kind != "row":
            return False
        filled = [cell for cell in block.text.split("\t") if cell.strip()]
        found = headings.caption(filled[0]) if len(filled) == 1 else None
        if found is None:
            return False
        home = self.paragraph_home() if self.nodes.pending else homes.of_rows(self.outline.frames, self.nodes)
        self.nodes.settle(home)
        self.captioned = self.nodes.captioned(
            home, homes.prefix(self.outline.frames, self.nodes, len(self.outline.frames) - 1), found, block
        )
        return True

    # --- parts and schedules ----------------------------------------------------------------------------------

    def part(self, i: int, block: Block) -> bool:
        """Open a part or schedule if the block is the heading of one."""
        if block.number and not is_bullet(block.number):
            return False
        found = handbook.annex(block.text, self.book) or headings.container(
            block.text, self.profile, heading=block.kind == "heading"
        )
        if found is None or (strip_bullet(block.text)[0] and block.kind != "heading"):
            return False
        frames = self.outline.frames
        at = conditions.holder(frames, self.nodes, found, self.blocks[i + 1 :], self.labels[i + 1 :])
        within = f"{found.condition} " if found.condition else ""
        if at is None:
            conditions.leave(frames)
            at = self._place_of(found)
        elif not frames[at].closed:
            within = f"{self.nodes.path(frames[at].node)} "
        parent = frames[at]
        self.nodes.settle(parent.node)
        del frames[at + 1 :]
        node = self.nodes.container(parent.node, within or homes.prefix(frames, self.nodes, at), found, block)
        self.depths[found.unit] = len(frames)
        frame = outline.Frame("container", node, parent.node, closed=found.own_document, titled=True)
        frames.append(frame)
        return True

    def _place_of(self, found: headings.Container) -> int:
        """The index of the frame under which a part or schedule opens."""
        frames = self.outline.frames
        containers = [k for k, f in enumerate(frames) if f.kind in ("root", "container")]
        around = [k for k in containers if found.within and self.nodes.named(frames[k].node, found.within)]
        if around:
            return around[-1]
        if found.own_document:
            nested = self.containers[found.name] > 1 or "schedule" in found.title.lower().split(" ")[:3]
            outer = [k for k in containers if frames[k].closed and self.nodes.unit(frames[k].node) != found.unit]
            return outer[0] if outer and nested else 0
        same = [k for k in containers if k and self.nodes.unit(frames[k].node) == found.unit]
        if same:
            return same[-1] - 1
        depth = self.depths.get(found.unit, len(containers))
        inside = max(k for k in containers if frames[k].closed or k == 0)
        return max(min(containers[-1], depth - 1), inside)

    # --- numbered provisions ----------------------------------------------------------------------------------

    def label(self, i: int, block: Block) -> bool:
        """Place a block by its labels, if they are any."""
        found = self.labels[i]
        if not found:
            return False
        if self._cites(block, found):
            self.nodes.unnumbered(self.outline.frames[-1].node, block, "paragraph")
            return True
        given = bool(block.number) and not is_bullet(block.number)
        offset = 0 if given else found[-1].end + evidence.bullet_offset(block)
        rest = block.text[offset:].lstrip() if not given else block.text
        bullet = is_bullet(block.number) or (not given and evidence.bullet_offset(block) > 0)
        placed = False
        for k, label in enumerate(found):
            last = k == len(found) - 1
            over = "" if last or given else run_in.title(block.text, label, found[k + 1])
            titled = bool(over) or (last and (self._titled(block, label, rest) or self._runs_in(i, label, rest)))
            hints = Hints(
                level=block.level if block.kind != "heading" else 0,
                bullet=bullet and k == 0,
                titled=titled,
                rest=rest,
                following=self.following[i].get(label.form, "") if last or label.form == "decimal" else "",
                chained=not last,
                given=given,
                heading=block.kind == "heading" and titled,
            )
            if not last and self._open_already(label, found[k + 1]):
                placed = True
                continue
            choice = conditions.choose(self.outline, label, hints)
            if choice is None and not placed:
                return False
            if choice and titled and block.kind != "heading" and self._itemised(choice):
                hints = replace(hints, titled=False)
            if choice is None:
                choice = Choice(0.0, len(self.outline.frames) - 1, "start", outline.family_of(label, "number"))
            self._place(choice, label, hints, block, len(block.text) - len(rest) if last else over)
            placed = True
        return placed

    def _cites(self, block: Block, found: tuple[Label, ...]) -> bool:
        """Whether a line below the name of a schedule only says where it comes from: "SCHEDULE 1" / "Regulation 3"."""
        top = self.outline.frames[-1]
        return bool(found[0].unit) and top.closed and not block.text[found[-1].end :].strip()

    def _open_already(self, label: Label, inner: Label) -> bool:
        """Whether "12" of "12(3)" stands open; then everything inside it that is no row of brackets stays."""
        if not inner.glued:
            return False
        prefix = self.outline.prefix_of(label)
        last = labels.parts(label.core)[-1] if prefix else label.core
        for frame in reversed(self.outline.frames):
            if (
                frame.kind == "label"
                and frame.prefix == prefix
                and frame.core == last
                and frame.family[0] == label.form
            ):
                return True
        return False

    def _titled(self, block: Block, label: Label, rest: str) -> bool:
        if block.kind == "heading":
            return True
        if label.form in ("bracket", "close") or (label.form == "dot" and not label.core[0].isupper()):
            return False
        return headings.title_like(rest, words=24)

    def _itemised(self, choice: Choice) -> bool:
        """Whether a label heads an item of a list, whose text is no title: "The plan has:" / "4.2.1 Lists of sites"."""
        above = self.outline.frames[choice.at]
        headed = choice.prefix and above.kind == "label" and self.nodes.made[above.node].heading
        return above.kind == "label" and above.open and not above.titled and not headed

    def _runs_in(self, i: int, label: Label, rest: str) -> bool:
        """Whether a short title with a full stop heads the block behind it: "(b) Scope." / "This part applies…"."""
        listed = i > 0 and self.blocks[i - 1].text.rstrip().endswith((";", "; and", "; or", ", and", ", or"))
        if i + 1 >= len(self.blocks) or (listed and label.form == "bracket"):
            return False
        return run_in.heads(label, rest, self.blocks[i + 1], self.labels[i + 1], habit=self.run_in)

    def _place(self, choice: Choice, label: Label, hints: Hints, block: Block, text: int | str) -> None:
        """Make the provision of a label and open its level; `text` is where its text begins, or its title."""
        at = choice.at
        frames = self.outline.frames
        parent = frames[at].node
        self.nodes.settle(parent)
        below_part = frames[at].kind in ("root", "container")
        spot = placing.Spot(
            parent, homes.prefix(self.outline.frames, self.nodes, at), below_part, bool(choice.prefix), choice.running
        )
        node = self.nodes.numbered(spot, label, block, text, titled=hints.titled)
        self.outline.push(choice, label, hints, node)
        frame = frames[-1]
        own = self.nodes.text(node)
        frame.open = headings.leads_in(own) if own else False
        frame.titled = hints.titled
        if isinstance(text, int) and not own and not hints.titled:
            frame.open = True
        frame.depth = block.level if block.kind == "heading" else 0

    # --- unnumbered text --------------------------------------------------------------------------------------

    def plain(self, i: int, block: Block) -> None:
        """A heading or a paragraph without a number."""
        text = block.text.strip()
        if self._is_heading(i, block):
            if not self.nodes.take_title(block):
                self.nodes.pend(block)
            return
        if self.nodes.take_text(block, defining=placing.defines(text, block)):
            frame = self.outline.frames[-1]
            frame.open = headings.leads_in(text)
            return
        home = self.paragraph_home() if self.nodes.pending else homes.home(self.outline.frames, self.nodes, block)
        self.nodes.settle(home)
        node = self.nodes.unnumbered(home, block, "paragraph")
        frames = self.outline.frames
        for k, frame in enumerate(frames):
            if frame.kind == "text" and frame.parent == home:
                del frames[k:]
                break
        new = outline.Frame("text", node, home, level=block.level, bullet=is_bullet(block.number))
        new.open = headings.leads_in(text)
        frames.append(new)

    def _is_heading(self, i: int, block: Block) -> bool:
        if block.kind == "heading":
            return True
        if block.number or strip_bullet(block.text)[0] or i + 1 >= len(self.blocks):
            return False
        before = self.blocks[i - 1] if i else None
        return headings.stands_alone(block.text) and homes.room_for_heading(before, block, self.blocks[i + 1])

    def paragraph_home(self) -> int:
        """Where text under an unnumbered heading belongs: the innermost section that the heading does not end."""
        depth = self.nodes.pending_depth()
        for frame in reversed(self.outline.frames):
            if frame.kind == "root" or (frame.titled and not (depth and frame.depth and frame.depth >= depth)):
                return frame.node
        return -1
