"""Both palettes can be read: 4.5:1 for words, 3:1 for the edges of controls, in both schemes."""

from __future__ import annotations

import pytest

from advisor.gui.qt import QApplication, QPalette
from advisor.gui.scheme import DARK, LIGHT, Scheme
from advisor.gui.theme import THEME, Mode, contrast
from advisor.report.drawing import Tone

SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SCHEMES
@pytest.mark.parametrize("back", ["window", "sidebar", "surface", "raised", "selection"])
@pytest.mark.parametrize("ink", ["text", "muted"])
def test_words_read_on_every_background(scheme: Scheme, back: str, ink: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, back)) >= 4.5


@SCHEMES
@pytest.mark.parametrize("back", ["window", "surface", "selection"])
@pytest.mark.parametrize("ink", ["accent", "warning"])
def test_links_and_warnings_read_on_every_background(scheme: Scheme, back: str, ink: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, back)) >= 4.5


@SCHEMES
def test_words_read_on_the_accent(scheme: Scheme) -> None:
    assert contrast(scheme.on_accent, scheme.accent) >= 4.5
    assert contrast(scheme.on_accent, scheme.accent_hover) >= 4.5


@SCHEMES
@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.RULE])
def test_every_meaning_reads_on_surface_and_wash(scheme: Scheme, tone: Tone) -> None:
    shade = scheme.shades[tone]
    assert contrast(shade.ink, scheme.surface) >= 4.5
    assert contrast(shade.ink, shade.wash) >= 4.5
    assert contrast(shade.on_solid, shade.solid) >= 4.5


@SCHEMES
@pytest.mark.parametrize("tone", [Tone.DEAD, Tone.ENDS, Tone.SERVED, Tone.YOURS, Tone.UNKNOWN])
def test_bars_stand_out_from_the_surface(scheme: Scheme, tone: Tone) -> None:
    assert contrast(scheme.shades[tone].solid, scheme.surface) >= 3.0


@SCHEMES
def test_the_edges_of_fields_and_boxes_are_seen(scheme: Scheme) -> None:
    assert contrast(scheme.strong_border, scheme.surface) >= 3.0
    assert contrast(scheme.strong_border, scheme.window) >= 3.0


@SCHEMES
def test_the_focus_is_seen(scheme: Scheme) -> None:
    assert contrast(scheme.focus, scheme.surface) >= 3.0
    assert contrast(scheme.focus, scheme.window) >= 3.0


@pytest.mark.parametrize(("mode", "scheme"), [(Mode.LIGHT, LIGHT), (Mode.DARK, DARK)])
def test_the_chosen_palette_is_worn(qapp: QApplication, mode: Mode, scheme: Scheme) -> None:
    THEME.apply(qapp, mode)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == scheme.window
    assert THEME.scheme is scheme


def test_without_a_word_from_the_system_the_palette_is_light(qapp: QApplication) -> None:
    THEME.apply(qapp, Mode.SYSTEM)
    assert THEME.scheme is LIGHT


def test_changing_the_palette_again_and_again_keeps_the_size_of_type(qapp: QApplication) -> None:
    THEME.apply(qapp, Mode.LIGHT)
    before = THEME.font().pointSizeF()
    for mode in (Mode.DARK, Mode.LIGHT, Mode.DARK):
        THEME.apply(qapp, mode)
    assert THEME.font().pointSizeF() == before
