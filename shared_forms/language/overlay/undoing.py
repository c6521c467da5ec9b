"""What an edit of an overlay did, so that it can be taken back and done again (元に戻す・やり直す)."""

from difflib import SequenceMatcher
from typing import ClassVar, Self

from common.errors import DomainError
from shared_forms.language.frozen import FrozenModel
from shared_forms.language.overlay.operations import Operation, Overlay


class EditDoesNotFit(DomainError):
    """The overlay is not the one that the edit began with or led to."""

    code = "edit_does_not_fit"

    def __init__(self) -> None:
        super().__init__("そのあとに別の変更があるので、元に戻せません。")


class Cut(FrozenModel):
    """From a place on, these operations gave way to those."""

    place: int
    gone: tuple[Operation, ...]
    new: tuple[Operation, ...]


class Edit(FrozenModel):
    """The difference between two overlays: whatever somebody did at once, in the order of the operations."""

    cuts: tuple[Cut, ...]

    @classmethod
    def between(cls, before: Overlay, after: Overlay) -> Self:
        """The edit that leads from one overlay to the other."""
        old, new = before.operations, after.operations
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return cls(
            cuts=tuple(
                Cut(place=start, gone=old[start:end], new=new[first:last])
                for tag, start, end, first, last in steps
                if tag != "equal"
            )
        )

    def inverse(self) -> Self:
        """The edit that takes this one back."""
        cuts, shift = [], 0
        for cut in self.cuts:
            cuts.append(Cut(place=cut.place + shift, gone=cut.new, new=cut.gone))
            shift += len(cut.new) - len(cut.gone)
        return self.model_copy(update={"cuts": tuple(cuts)})

    def apply(self, overlay: Overlay) -> Overlay:
        """The overlay after the edit; exactly the one it led to. Raises EditDoesNotFit."""
        operations = list(overlay.operations)
        for cut in reversed(self.cuts):
            end = cut.place + len(cut.gone)
            if tuple(operations[cut.place : end]) != cut.gone:
                raise EditDoesNotFit
            operations[cut.place : end] = cut.new
        return Overlay(operations=tuple(operations))


class Edits(FrozenModel):
    """What somebody did to an overlay, step by step: what can be taken back, and what was and can be done again; the last one last."""

    MOST: ClassVar[int] = 50

    past: tuple[Edit, ...] = ()
    future: tuple[Edit, ...] = ()

    def done(self, before: Overlay, after: Overlay) -> Self:
        """One edit more; what had been taken back cannot be done again after it."""
        past = (*self.past, Edit.between(before, after))
        return self.model_copy(update={"past": past[-self.MOST :], "future": ()})

    def undo(self, overlay: Overlay) -> tuple[Overlay, Self]:
        """The overlay before the last edit. Raises EditDoesNotFit when there is none."""
        if not self.past:
            raise EditDoesNotFit
        *past, last = self.past
        left = self.model_copy(update={"past": tuple(past), "future": (*self.future, last)})
        return last.inverse().apply(overlay), left

    def redo(self, overlay: Overlay) -> tuple[Overlay, Self]:
        """The overlay after the edit that was taken back last. Raises EditDoesNotFit when there is none."""
        if not self.future:
            raise EditDoesNotFit
        *future, last = self.future
        left = self.model_copy(update={"past": (*self.past, last), "future": tuple(future)})
        return last.apply(overlay), left
