"""What a run leaves beside its output: its description, its working folder, and whether it may go on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from framing.batch.files import lock, replace_with, sync_folder
from framing.errors import UsageError

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RunState:
    """The content of OUT.run.json.

    `input` and `model` are hashes (`input` None for what cannot be read twice), `output` is the hash of the whole
    output once it is made, `input_after` that of the input with the output in it, where the output lies in a folder
    that is read.
    """

    version: str
    input: str | None
    model: str
    model_label: str
    options: Mapping[str, object]
    finished: bool = False
    rows: int | None = None
    errors: int | None = None
    output: str | None = None
    input_after: str | None = None
    format: int = FORMAT

    def refuse_other(self, now: RunState) -> None:
        """Raise UsageError, with the reason, unless the run that `now` describes is this one."""
        reasons = []
        if now.version != self.version:
            reasons.append(f"it was begun with framing {self.version}, this is {now.version}")
        if now.model != self.model:
            reasons.append(f"it was begun with another model: {self.model_label}, now {now.model_label}")
        for name in sorted({*self.options, *now.options}):
            old, new = self.options.get(name), now.options.get(name)
            if old != new:
                reasons.append(f"other options: {name} was {json.dumps(old)} and is now {json.dumps(new)}")
        if now.input not in (self.input, self.input_after):
            reasons.append("the input has changed since it was begun")
        if reasons:
            raise UsageError(f"this run cannot be resumed: {'; '.join(reasons)}. Undo that, or begin anew with --force")


class Place:
    """The output and what lies beside it: OUT.partial/ while the run lasts, OUT.run.json also afterwards.

    The output is a file, made of the blocks in OUT.partial/, or a folder: OUT.partial/parts/, until it is whole.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.partial = out.with_name(out.name + ".partial")
        self.parts = self.partial / "parts"
        self.record = out.with_name(out.name + ".run.json")

    @property
    def begun(self) -> bool:
        """Whether an unfinished run left blocks or parts."""
        return any(self.partial.glob("*.rows")) or any(self.parts.glob("*.parquet"))

    @property
    def made(self) -> bool:
        """Whether the output is there; an empty folder is none."""
        return any(self.out.iterdir()) if self.out.is_dir() else self.out.exists()

    def read(self) -> RunState | None:
        """The run's description, None where there is none. Raises UsageError where it cannot be understood."""
        try:
            text = self.record.read_text("utf-8")
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise UsageError(f"{self.record}: cannot be read: {error}; begin anew with --force") from error
        try:
            known = json.loads(text)
            if known.get("format") == FORMAT:
                return RunState(**{field.name: known[field.name] for field in fields(RunState)})
        except (ValueError, KeyError, AttributeError) as error:
            raise UsageError(f"{self.record}: damaged ({error}); begin anew with --force") from error
        raise UsageError(f"{self.record}: written by another version of framing; begin anew with --force")

    def write(self, state: RunState) -> None:
        """Write the run's description. Raises OSError."""
        text = json.dumps(asdict(state), ensure_ascii=False, indent=1) + "\n"
        replace_with(self.record, text.encode("utf-8", "backslashreplace"), scratch=self.partial / "run.tmp")

    def clear(self) -> None:
        """Remove whatever an earlier run left, the output last but one. Raises OSError."""
        for path in self.partial.glob("*.rows"):
            path.unlink()
        for folder in (self.parts, self.out):
            if folder.is_dir():
                shutil.rmtree(folder)
        self.out.unlink(missing_ok=True)
        self.record.unlink(missing_ok=True)
        sync_folder(self.out.parent)

    def close(self) -> None:
        """Remove the working folder; the rest of a folder that cannot be removed now goes with the next --resume."""
        with suppress(OSError):
            shutil.rmtree(self.partial)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the working folder, so that no second run writes there. Raises UsageError where one does."""
        self.partial.mkdir(exist_ok=True)
        with (self.partial / "lock").open("wb") as file:
            if not lock(file.fileno()):
                raise UsageError(f"{self.out}: another run is writing it now; wait for it, or give another -o")
            yield

    def leave(self) -> None:
        """Remove the working folder if it holds nothing worth keeping."""
        if not self.begun:
            self.close()
