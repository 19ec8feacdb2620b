"""How the text report is set: colour, width, and the few shapes its sections share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from advisor.core.assessment import Reason
from advisor.core.kinds import Level
from advisor.report.clean import plain
from advisor.report.digest import axis
from advisor.report.layout import Paint, wrap

WIDTH = 88
NARROWEST, WIDEST = 60, 120
"""Columns a report may be set in."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text report is set: colour, width in columns, and whether cleared places are listed."""

    paint: Paint = field(default_factory=Paint)
    width: int = WIDTH
    include_cleared: bool = False

    def heading(self, text: str, aside: str = "") -> str:
        """A section's heading, with something faint beside it."""
        return self.paint.strong(text.upper()) + (f"  {self.paint.faint(aside)}" if aside else "")

    def lines(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        """`text` wrapped to the width."""
        return wrap(text, self.width, first, rest)

    def faint(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        """The same in the colour of asides; nothing for no text."""
        return [self.paint.faint(line) for line in self.lines(text, first, rest)] if text else []

    def strong(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        """The same in bold."""
        return [self.paint.strong(line) for line in self.lines(text, first, rest)]

    def level(self, level: Level) -> str:
        """A level of risk in the colour of its meaning."""
        if level is Level.VERY_HIGH:
            return self.paint.bad(level.value)
        return self.paint.warn(level.value) if level is Level.HIGH else self.paint.strong(level.value)

    def reasons(self, reasons: Sequence[Reason], indent: str) -> list[str]:
        """Reasons with their points and what those are points of, each with its source below."""
        lines: list[str] = []
        for reason in reasons:
            share = "" if reason.points is None else f"{axis(reason)} {reason.points:+g}"
            lines += self.lines(plain(reason.text), f"{indent}{share:<15}" if share else indent)
            lines += self.faint(plain(reason.source or ""), f"{indent}{'':<15}")
        return lines
