"""The catalog page on real rows: what is known is told with its source, what is not is called not checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from advisor.app.shelf import Shelf, shelf
from advisor.app.update import Outcome, Standing
from advisor.core.errors import CatalogError, UpdateKeyError, UpdateRefusedError
from advisor.gui.catalog_service import CatalogService
from advisor.gui.pages import catalog_detail
from advisor.gui.pages.catalog import CatalogPage
from advisor.gui.pages.catalog_compare import CompareDialog
from advisor.gui.pages.catalog_update import UpdateDialog
from advisor.gui.qt import QEvent, QLabel, QPushButton, Qt, QWidget
from advisor.gui.session import Session
from advisor.gui.widgets import Pill
from advisor.gui.window import MainWindow
from advisor.report.wording import licence_notice
from tests.app.test_shelf import OVERLAY
from tests.app.test_update import Publisher
from tests.gui.fake import TODAY, FakeService
from tests.report import example

LEFT = Qt.MouseButton.LeftButton
NEVER = date(9999, 1, 1)


class FakeCatalog(CatalogService):
    """The real rows; updates answer what a test says."""

    def __init__(self, rows: Shelf) -> None:
        self.rows: Shelf | None = rows
        self.now = Standing("2026.11.24", True, None, 0, None)
        self.answer: Outcome | Exception = Outcome(False, "2026.11.24", "It is the newest.")
        self.asked: list[tuple[str, Path | None]] = []
        self.file_answer: Path | None = None
        self.went_back = 0

    def read(self) -> Shelf:
        if self.rows is None:
            raise CatalogError("alternatives.json cannot be read.")
        return self.rows

    def standing(self) -> Standing:
        return self.now

    def update(self, source: str, key: Path | None) -> Outcome:
        self.asked.append((source, key))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def back(self) -> Outcome:
        self.went_back += 1
        self.now = replace(self.now, is_own=True)
        return Outcome(True, "2026.11.24", "The catalog of the program is in use: 2026.11.24.")

    def file(self, parent: QWidget, title: str) -> Path | None:
        return self.file_answer


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(data=tmp_path_factory.mktemp("home"))


@pytest.fixture
def catalog(rows: Shelf) -> FakeCatalog:
    return FakeCatalog(rows)


def made(qtbot: Any, service: CatalogService, today: date = TODAY) -> CatalogPage:
    page = CatalogPage(service, today)
    qtbot.addWidget(page)
    page.resize(1052, 716)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.shelf is not None)
    return page


@pytest.fixture
def page(qtbot: Any, catalog: FakeCatalog) -> Iterator[CatalogPage]:
    yield (shown := made(qtbot, catalog))
    shown.shut_down()


def texts(widget: QWidget) -> str:
    """All that can be read in a widget, pills and buttons with it."""
    QApplication.sendPostedEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what was shown before
    labels = [each.text() for each in widget.findChildren(QLabel) if not each.isHidden()]
    pills = [each.text() for each in widget.findChildren(Pill)]
    links = [each.accessibleName() for each in widget.findChildren(QPushButton)]
    return "\n".join((*labels, *pills, *links))


def choose(page: CatalogPage, part: str, identifier: str) -> str:
    """Choose a row; what the lower half says of it."""
    page.show_part(part)
    assert page.tables[part].select_where(identifier), identifier
    return texts(page.detail)


def listed(page: CatalogPage) -> list[Any]:
    return list(page.models[page.part].rows)


def set_choice(choice: Any, value: object) -> None:
    index = choice.findData(value)
    assert index >= 0, value
    choice.setCurrentIndex(index)


# --- browsing ---------------------------------------------------------------------------------------


def test_every_part_is_offered_with_the_number_of_its_rows(page: CatalogPage, rows: Shelf) -> None:
    told = {chip.label: chip.accessibleName() for chip in page.chips.values()}
    assert list(told) == [
        *("Alternatives", "Licences", "Hosted ids", "Llama models", "Derivatives", "Packages", "Outlook")
    ]
    assert told["Alternatives"] == f"Part of the catalog: Alternatives, {len(rows.alternatives)}"
    for word in page.parts:
        page.show_part(word)
        assert len(listed(page)) == page.models[word].total > 0


def test_the_head_says_how_old_the_facts_are_and_what_a_reading_is_not(
    page: CatalogPage, rows: Shelf
) -> None:
    stamp = rows.stamp
    assert page.told.text().startswith(f"Facts of {stamp.as_of}, catalog {stamp.version}; ")
    assert page.told.text().endswith(licence_notice(stamp.as_of))
    assert "Memory at q4 with 8,192 tokens." in page.told.text()
    assert not page.old.isVisible()


def test_facts_older_than_sixty_days_say_what_that_means(qtbot: Any, catalog: FakeCatalog) -> None:
    page = made(qtbot, catalog, date(2027, 6, 1))
    assert page.old.isVisible()
    assert page.old.text().startswith("Older than 60 days: since ")
    page.shut_down()


def test_an_alternative_is_told_with_everything_and_what_was_not_checked(page: CatalogPage) -> None:
    row = next(each for each in listed(page) if "languages" in each.not_checked and each.hosted_ids)
    told = choose(page, "alternatives", row.id)
    for word in (row.name, row.vendor, row.hf_repo, row.licence_class or "not checked"):
        assert word in told
    for section in ("The model", "How it is run", "Memory", "Licence", "Hosted as", "Sources"):
        assert section in told.splitlines()
    grey = [
        each for each in page.detail.findChildren(QLabel) if each.accessibleName().startswith("Languages")
    ]
    assert [(each.text(), each.property("role")) for each in grey if not each.isHidden()] == [
        ("not checked", "muted")
    ]


def test_hosted_ids_stand_with_host_and_the_day_they_were_read(page: CatalogPage, rows: Shelf) -> None:
    row = next(each for each in rows.alternatives if each.id == "gpt-oss-120b")
    told = choose(page, "alternatives", row.id)
    assert f"{', '.join(row.hosted_ids['groq'])}  (read {row.hosted_on})" in told
    assert rows.hosts["groq"] in told


def test_duties_stand_in_plain_words_with_section_and_source(page: CatalogPage, rows: Shelf) -> None:
    told = choose(page, "licences", "llama-3.3")
    assert "words to show, section 1.b.i" in told
    assert "Show “Built with Llama” prominently" in told
    assert "700,000,000 monthly active users" in told
    licence = rows.licence("llama-3.3")
    assert licence is not None
    for source in licence.sources:
        assert f"Open {source.ref} (read {source.read_on}) in" not in told  # the name is the source alone
        assert f"Open {source.ref} (read {source.read_on})" in told


def test_every_duty_of_every_licence_says_its_section_or_that_nobody_checked_it(
    page: CatalogPage, rows: Shelf
) -> None:
    for licence in rows.licences:
        told = choose(page, "licences", licence.id)
        for duty in licence.duties:
            place = f"section {duty.section}" if duty.section else "section not checked"
            assert place in told and duty.text in told, (licence.id, duty.id)


def test_a_source_is_opened_in_the_browser(
    qtbot: Any, page: CatalogPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(catalog_detail, "open_source", opened.append)
    choose(page, "licences", "llama-3.3")
    link = next(each for each in page.detail.findChildren(QPushButton) if each.property("role") == "link")
    qtbot.mouseClick(link, LEFT)
    assert len(opened) == 1 and opened[0].startswith("https://")


@pytest.mark.parametrize("part", ["lifecycle", "llama", "derivatives", "packages", "outlook"])
def test_every_row_of_the_other_parts_is_told_with_the_day_it_was_read(page: CatalogPage, part: str) -> None:
    page.show_part(part)
    for row in listed(page)[:20]:
        told = choose(page, part, row.id)
        sources = (row.source,) if part == "lifecycle" else row.sources
        for source in sources:
            assert f"{source.ref} (read {source.read_on})" in told, row.id


def test_an_id_that_is_over_on_an_unknown_day_says_so(page: CatalogPage, rows: Shelf) -> None:
    row = next(each for each in rows.lifecycle if each.status == "shutdown" and each.end_on is None)
    told = choose(page, "lifecycle", row.id)
    assert "day not known" in told
    column = next(each for each in page.models["lifecycle"].columns if each.title == "Ends")
    assert column.text(row) == "day not known"


def test_a_licence_class_is_a_word_on_the_colour_of_its_meaning(page: CatalogPage) -> None:
    column = next(each for each in page.models["alternatives"].columns if each.title == "Class")
    assert column.tone is not None
    seen = {column.text(row): column.tone(row) for row in listed(page)}
    assert {word: tone.value for word, tone in seen.items() if tone} == {
        "permissive": "served",
        "conditional": "ends",
        "non-commercial": "dead",
        "not checked": "unknown",
    }


# --- filters ----------------------------------------------------------------------------------------


def test_filters_narrow_each_other_and_the_count_says_how_many_are_left(
    page: CatalogPage, rows: Shelf
) -> None:
    set_choice(page.filters.licence, "permissive")
    set_choice(page.filters.task, "code")
    left = listed(page)
    assert left
    assert all(row.licence_class == "permissive" and "code" in row.tasks for row in left)
    assert page.count.text() == f"{len(left)} of {len(rows.alternatives)}"


def test_only_what_was_not_checked_can_be_asked_for(page: CatalogPage) -> None:
    set_choice(page.filters.licence, "not checked")
    assert listed(page)
    assert all(row.licence_class is None for row in listed(page))


def test_size_context_and_modality_are_asked_for(page: CatalogPage) -> None:
    page.filters.sizes.setCurrentIndex(page.filters.sizes.findText("4B to 10B"))
    set_choice(page.filters.context, 131_072)
    set_choice(page.filters.reads, "image")
    assert listed(page)
    for row in listed(page):
        assert 4 <= row.params_total_b <= 10 and row.context_tokens >= 131_072
        assert "image" in row.modalities_in


def test_memory_is_reckoned_at_the_chosen_quantisation_and_context(
    qtbot: Any, page: CatalogPage, rows: Shelf
) -> None:
    qtbot.keyClicks(page.filters.memory, "24")
    qtbot.waitUntil(lambda: len(listed(page)) < len(rows.alternatives))
    at_q4 = {row.id for row in listed(page)}
    set_choice(page.filters.quantisation, "bf16")
    at_bf16 = {row.id for row in listed(page)}
    assert at_bf16 < at_q4
    assert "Memory at bf16 with 8,192 tokens." in page.told.text()
    for row in listed(page):
        needed = rows.memory(row, "bf16").total_gib
        assert needed is not None and needed <= 24


def test_released_before_a_day(qtbot: Any, page: CatalogPage) -> None:
    qtbot.keyClicks(page.filters.before, "2025-01-01")
    qtbot.waitUntil(lambda: len(listed(page)) < page.models["alternatives"].total)
    assert all(row.released and row.released < date(2025, 1, 1) for row in listed(page))


def test_what_is_no_answer_is_said_beside_the_fields_and_filters_nothing(
    qtbot: Any, page: CatalogPage
) -> None:
    qtbot.keyClicks(page.filters.memory, "much")
    qtbot.keyClicks(page.filters.before, "soon")
    qtbot.waitUntil(page.filters.trouble.isVisible)
    assert page.filters.trouble.text() == (
        "much is no amount of memory; write GiB like 24. soon is no date; write one like 2026-04-08."
    )
    assert len(listed(page)) == page.models["alternatives"].total


def test_words_are_looked_for_in_names_vendors_licences_and_hosts(qtbot: Any, page: CatalogPage) -> None:
    qtbot.keyClicks(page.search, "mistral groq")
    qtbot.waitUntil(lambda: len(listed(page)) < page.models["alternatives"].total)
    for row in listed(page):
        assert "mistral" in f"{row.name} {row.vendor} {row.licence}".casefold()
        assert "groq" in row.hosted_ids


def test_a_filter_that_hides_everything_says_so_and_can_be_cleared(qtbot: Any, page: CatalogPage) -> None:
    qtbot.keyClicks(page.search, "no such model anywhere")
    qtbot.waitUntil(lambda: page.lists.currentWidget() is page.nothing)
    assert page.nothing.title() == "The filter hides everything"
    page.clear_filter()
    assert len(listed(page)) == page.models["alternatives"].total
    assert page.lists.currentWidget() is page.tables["alternatives"]


def test_the_chosen_row_stays_chosen_while_it_passes(page: CatalogPage) -> None:
    choose(page, "alternatives", "gpt-oss-120b")
    set_choice(page.filters.licence, "permissive")
    assert page.tables["alternatives"].current().id == "gpt-oss-120b"


# --- comparing --------------------------------------------------------------------------------------


def test_space_puts_a_model_into_the_comparison_and_takes_it_out(qtbot: Any, page: CatalogPage) -> None:
    choose(page, "alternatives", "gpt-oss-120b")
    table = page.tables["alternatives"]
    table.setFocus()
    page.activateWindow()
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert [row.id for row in page.marked()] == ["gpt-oss-120b"]
    assert page.detail.compare.text() == "Compare 1…"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert page.marked() == []
    assert not page.detail.compare.isEnabled()


def mark(page: CatalogPage, number: int) -> None:
    for row in listed(page)[:number]:
        page.tables["alternatives"].select_where(row.id)
        page.toggle_mark()


def test_four_are_compared_at_most(page: CatalogPage) -> None:
    mark(page, 5)
    assert len(page.marked()) == 4
    assert page.detail.mark.text() == "Four are compared at most"
    assert not page.detail.mark.isEnabled()


def test_the_comparison_has_the_same_facts_of_each_with_duties_and_the_fixed_sentence(
    qtbot: Any, page: CatalogPage, rows: Shelf
) -> None:
    choose(page, "alternatives", "gpt-oss-120b")
    page.toggle_mark()
    choose(page, "alternatives", "gpt-oss-20b")
    page.toggle_mark()
    with qtbot.waitSignal(page.dialog_wanted) as heard:
        qtbot.mouseClick(page.detail.compare, LEFT)
    dialog = heard.args[0]
    assert isinstance(dialog, CompareDialog)
    assert [model.id for model in dialog.models()] == [row.id for row in page.marked()]
    told = texts(dialog)
    for label in ("Parameters", "Context", "Calls tools", "Class", "Threshold", "Duties", "Released"):
        assert label in told.splitlines()
    licence = rows.licence("apache-2.0")
    assert licence is not None
    duties = next(
        each
        for each in dialog.findChildren(QLabel)
        if each.accessibleName().startswith("gpt-oss-120b, Duties: ")
    )
    assert [line[:3] for line in duties.text().splitlines()] == ["•  "] * len(licence.duties)
    assert f"{licence.duties[0].text} ({licence.duties[0].id}, section {licence.duties[0].section})" in told
    assert licence_notice(rows.stamp.as_of) in told
    dialog.reject()


def test_todays_models_stand_first_where_a_project_is_open(qtbot: Any, page: CatalogPage) -> None:
    base = example.assessment()
    one = replace(example.DEPENDENCY, id="d1", model="llama-3.3-70b-instruct")
    other = replace(example.DEPENDENCY, id="d2", title="another", model="llama-2-7b-chat")
    page.show_assessment(replace(base, dependencies=(one, other)))
    mark(page, 4)
    with qtbot.waitSignal(page.dialog_wanted) as heard:
        page.compare()
    dialog = heard.args[0]
    assert len(dialog.models()) == 5
    assert [dialog.which.itemText(index) for index in range(dialog.which.count())] == [
        model.name for model in page._models_today
    ]
    assert {model.id for model in page._models_today} == {"llama-3.3-70b-instruct", "llama-2-7b-chat"}
    dialog.which.setCurrentIndex(1)
    assert dialog.models()[0].id == page._models_today[1].id
    assert "today's model" in texts(dialog)
    dialog.reject()


# --- overlays and errors ----------------------------------------------------------------------------


def test_rows_of_an_overlay_say_where_they_are_from(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "overlays").mkdir()
    (tmp_path / "overlays" / "acme.toml").write_text(OVERLAY, encoding="utf-8")
    page = made(qtbot, FakeCatalog(shelf(data=tmp_path)))
    assert "with overlay acme.toml" in page.told.text()
    told = choose(page, "alternatives", "acme-34b")
    assert "from overlay acme.toml" in told.splitlines()
    name = page.models["alternatives"].columns[1].text(page.tables["alternatives"].current())
    assert name == "Acme 34B (from overlay acme.toml)"
    assert "refused by overlay acme.toml" in choose(page, "alternatives", "gpt-oss-20b")
    assert "refused by overlay acme.toml: Legal said no." in choose(page, "licences", "gemma-tou")
    page.shut_down()


def test_a_catalog_that_cannot_be_read_is_said_and_can_be_tried_again(
    qtbot: Any, catalog: FakeCatalog, rows: Shelf
) -> None:
    catalog.rows = None
    page = CatalogPage(catalog, TODAY)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.empty.title() == "The catalog cannot be read")
    assert "alternatives.json cannot be read." in page.empty.accessibleName()
    catalog.rows = rows
    page.reload()
    qtbot.waitUntil(lambda: page.shelf is rows)
    assert page.whole.currentWidget() is page.splitter
    assert page.filters.isVisible()
    page.shut_down()


# --- updating ---------------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot: Any, page: CatalogPage) -> UpdateDialog:
    with qtbot.waitSignal(page.dialog_wanted) as heard:
        qtbot.mouseClick(page.update_button, LEFT)
    found = heard.args[0]
    assert isinstance(found, UpdateDialog)
    found.show()
    return found


def test_nothing_is_asked_for_before_update_is_pressed(dialog: UpdateDialog, catalog: FakeCatalog) -> None:
    assert dialog.state.text() == (
        "In use: catalog 2026.11.24, the one that came with the program. No key is trusted."
    )
    assert not dialog.update_now.isEnabled()
    assert not dialog.back.isEnabled()
    assert catalog.asked == []


def test_without_a_key_the_field_of_the_key_says_so(
    qtbot: Any, dialog: UpdateDialog, catalog: FakeCatalog
) -> None:
    dialog.source.setText("https://catalog.example.org/llama.signed")
    qtbot.mouseClick(dialog.update_now, LEFT)
    assert dialog.key_told.text() == "No key is trusted yet: name the publisher's public key."
    assert catalog.asked == []


def test_a_bad_key_is_told_beside_its_field_and_a_refusal_beside_the_source(
    qtbot: Any, dialog: UpdateDialog, catalog: FakeCatalog
) -> None:
    dialog.source.setText("https://catalog.example.org/llama.signed")
    catalog.file_answer = Path("/keys/publisher.pem")
    qtbot.mouseClick(_named(dialog, "Browse: The publisher's key"), LEFT)
    assert dialog.key.text() == str(Path("/keys/publisher.pem"))
    catalog.answer = UpdateKeyError("publisher.pem is no public key in PEM.")
    qtbot.mouseClick(dialog.update_now, LEFT)
    qtbot.waitUntil(dialog.key_told.isVisible)
    assert dialog.key_told.text() == "publisher.pem is no public key in PEM."
    assert not dialog.source_told.isVisible()
    catalog.answer = UpdateRefusedError("The update was refused: it expired. The catalog 1 stays in use.")
    qtbot.mouseClick(dialog.update_now, LEFT)
    qtbot.waitUntil(dialog.source_told.isVisible)
    assert dialog.source_told.text() == "The update was refused: it expired. The catalog 1 stays in use."
    assert dialog.source_told.property("role") == "warning"
    assert not dialog.key_told.isVisible()
    assert catalog.asked[-1] == ("https://catalog.example.org/llama.signed", Path("/keys/publisher.pem"))


def _named(widget: QWidget, name: str) -> QPushButton:
    return next(each for each in widget.findChildren(QPushButton) if each.accessibleName() == name)


def test_an_update_that_was_taken_in_is_read_and_told(
    qtbot: Any, page: CatalogPage, dialog: UpdateDialog, catalog: FakeCatalog
) -> None:
    catalog.now = replace(catalog.now, version="2026.12.1", is_own=False, trusts=1, expires=NEVER)
    catalog.answer = Outcome(True, "2026.12.1", "The catalog 2026.12.1 is in use.")
    dialog.source.setText("llama.signed")
    dialog.key.setText("publisher.pem")
    with qtbot.waitSignal(page.catalog_changed) as heard:
        qtbot.mouseClick(dialog.update_now, LEFT)
    assert heard.args[1] == "The catalog 2026.12.1 is in use."
    assert dialog.source_told.text() == "The catalog 2026.12.1 is in use."
    assert dialog.source_told.property("role") == "strong"
    assert "an update; its publisher says it is good until 9999-01-01" in dialog.state.text()
    assert dialog.back.isEnabled()
    with qtbot.waitSignal(page.catalog_changed):
        qtbot.mouseClick(dialog.back, LEFT)
    assert catalog.went_back == 1
    assert not dialog.back.isEnabled()


def test_closing_the_dialog_loses_no_update(
    qtbot: Any, page: CatalogPage, dialog: UpdateDialog, catalog: FakeCatalog
) -> None:
    catalog.answer = Outcome(True, "2026.12.1", "The catalog 2026.12.1 is in use.")
    dialog.source.setText("llama.signed")
    dialog.key.setText("publisher.pem")
    with qtbot.waitSignal(page.catalog_changed):
        qtbot.mouseClick(dialog.update_now, LEFT)
        dialog.reject()
        dialog.deleteLater()


# --- in the window ----------------------------------------------------------------------------------


@pytest.fixture
def alone(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, service: FakeService
) -> Iterator[MainWindow]:
    """The window without a project, on the real use cases of the catalog."""
    monkeypatch.setenv("LLAMA_ADVISOR_HOME", str(tmp_path / "home"))
    window = MainWindow(service, Session(service, TODAY))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()


def test_the_catalog_is_browsed_without_a_project(qtbot: Any, alone: MainWindow) -> None:
    qtbot.mouseClick(alone.start.catalog, LEFT)
    qtbot.waitUntil(lambda: alone.catalog.shelf is not None)
    assert alone.stack.currentWidget() is alone.catalog
    assert alone.sidebar.isVisible()
    usable = {name for name, button in alone.sidebar.buttons.items() if button.isEnabled()}
    assert usable == {"catalog"}
    assert alone.deeds["filter"].isEnabled()
    qtbot.keyClick(alone, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert alone.focusWidget() is alone.catalog.search
    alone.show_start()
    assert not alone.sidebar.isVisible()


def test_tab_reaches_filters_table_facts_and_buttons(qtbot: Any, alone: MainWindow) -> None:
    alone.show_page("catalog")
    qtbot.waitUntil(lambda: alone.catalog.shelf is not None)
    page = alone.catalog
    seen: set[QWidget] = set()
    for _ in range(80):
        qtbot.keyClick(alone.focusWidget(), Qt.Key.Key_Tab)
        seen.add(alone.focusWidget())
    wanted = (
        *(page.search, page.update_button, page.filters.licence, page.filters.memory, page.filters.before),
        *(page.tables["alternatives"], page.detail.mark, page.detail.area, page.chips["alternatives"]),
    )
    assert [part for part in wanted if part not in seen] == []
    page.chips["alternatives"].setFocus()
    qtbot.keyClick(page.chips["alternatives"], Qt.Key.Key_Right)
    qtbot.keyClick(alone.focusWidget(), Qt.Key.Key_Space)
    assert page.part == "licences"


def test_a_signed_update_is_taken_in_by_the_window(qtbot: Any, alone: MainWindow, tmp_path: Path) -> None:
    alone.show_page("catalog")
    qtbot.waitUntil(lambda: alone.catalog.shelf is not None)
    (tmp_path / "publisher").mkdir()
    publisher = Publisher(tmp_path / "publisher")
    alone.deeds["update"].trigger()
    dialog = alone.dialog
    assert isinstance(dialog, UpdateDialog)
    dialog.source.setText(str(publisher.file("9999.1.1", NEVER)))
    dialog.key.setText(str(publisher.key))
    with qtbot.waitSignal(alone.catalog.catalog_changed, timeout=60_000):
        qtbot.mouseClick(dialog.update_now, LEFT)
    assert alone.notice.text().startswith("The catalog 9999.1.1 is in use")
    assert ", catalog 9999.1.1; " in alone.catalog.told.text()
    assert "1 key is trusted" in dialog.state.text()
    dialog.reject()


def test_after_an_update_an_open_project_is_judged_anew_only_when_the_user_rescans(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    judged = len(service.assessed_with)
    stamp = SimpleNamespace(version="2026.12.1")
    opened._catalog_changed(stamp, "The catalog 2026.12.1 is in use.")  # type: ignore[arg-type]
    assert opened.notice.text() == ("The catalog 2026.12.1 is in use. Rescan to judge this project with it.")
    assert len(service.assessed_with) == judged
