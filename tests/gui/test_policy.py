"""The policy panel: every change is judged under at once, nothing is scanned again, undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.core.policy import Policy
from advisor.gui.policy_dialog import PolicyDialog
from advisor.gui.qt import QApplication, QPushButton, Qt
from advisor.gui.service import Offer
from advisor.gui.window import MainWindow
from tests.gui.fake import FakeQuestions, FakeService
from tests.report import example

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
OFFER = Offer(
    ("Fox", "Meta", "Owl"),
    {"own machine": "your own machine", "groq": "Groq"},
    {"groq": ("free", "paid")},
    ("chat", "code"),
)


@pytest.fixture
def panel(qtbot: Any) -> PolicyDialog:
    made = PolicyDialog(OFFER, lambda: Policy(targets={"*": "fox-32b"}))
    qtbot.addWidget(made)
    made.show()
    return made


def changed(qtbot: Any, panel: PolicyDialog, act: Callable[[], object]) -> Policy:
    with qtbot.waitSignal(panel.policy_changed, timeout=3000) as heard:
        act()
    policy = heard.args[0]
    assert isinstance(policy, Policy)
    return policy


def put(qtbot: Any, field: Any, text: str) -> None:
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_licence_classes_are_ticked(qtbot: Any, panel: PolicyDialog) -> None:
    policy = changed(qtbot, panel, lambda: qtbot.keyClick(panel.classes["conditional"], Qt.Key.Key_Space))
    assert policy.licence_classes == ("permissive",)
    assert policy.targets == {"*": "fox-32b"}


def test_makers_memory_and_precision_are_limits(qtbot: Any, panel: PolicyDialog) -> None:
    def act() -> None:
        panel.vendors.item(1).setCheckState(Qt.CheckState.Checked)
        put(qtbot, panel.memory, "24")
        panel.precision.setCurrentIndex(panel.precision.findData("q8"))

    policy = changed(qtbot, panel, act)
    assert (policy.exclude_vendors, policy.memory_gib, policy.quantisation) == (("Meta",), 24.0, "q8")


def test_needs_are_put_right_and_left_to_what_was_seen(qtbot: Any, panel: PolicyDialog) -> None:
    def act() -> None:
        put(qtbot, panel.context, "16384")
        qtbot.mouseClick(panel.flags["tools"].chips["yes"], LEFT)
        qtbot.mouseClick(panel.flags["vision"].chips["no"], LEFT)
        panel.runs.setCurrentIndex(panel.runs.findData("groq"))
        panel.task.setCurrentIndex(panel.task.findData("code"))

    policy = changed(qtbot, panel, act)
    assert policy.needs == {
        "context": "16384",
        "tools": "yes",
        "vision": "no",
        "runs": "groq",
        "task": "code",
    }
    again = changed(qtbot, panel, lambda: qtbot.mouseClick(panel.flags["tools"].chips[""], LEFT))
    assert "tools" not in again.needs


def test_tiers_hours_and_a_what_if_are_told(qtbot: Any, panel: PolicyDialog) -> None:
    def act() -> None:
        panel.tiers["groq"].setCurrentIndex(panel.tiers["groq"].findData("paid"))
        put(qtbot, panel.hours, "1-2")
        put(qtbot, panel.what_if, "2027-06-01")

    policy = changed(qtbot, panel, act)
    assert (policy.tiers, policy.hours_per_point) == ({"groq": "paid"}, "1-2")
    assert policy.what_if == {"muse_open": "2027-06-01"}


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("memory", "0", "A number of GiB above 0, such as 24."),
        ("memory", "²4", "A number of GiB above 0, such as 24."),
        ("context", "many", "A number of tokens such as 16384."),
        ("hours", "4-1", "Two numbers of hours such as 1-4, the lower first."),
        ("what_if", "soon", "A day such as 2027-06-01."),
    ],
)
def test_what_means_nothing_is_said_and_not_judged_under(
    qtbot: Any, panel: PolicyDialog, field: str, text: str, told: str
) -> None:
    heard: list[Policy] = []
    panel.policy_changed.connect(heard.append)
    put(qtbot, getattr(panel, field), text)
    qtbot.waitUntil(lambda: panel.told.text() == told)
    assert heard == []


def test_a_value_that_only_a_file_knows_is_shown_and_kept(qtbot: Any) -> None:
    told = Policy(tiers={"groq": "enterprise", "azure": "x"}, needs={"runs": "moon"})
    made = PolicyDialog(OFFER, lambda: told)
    qtbot.addWidget(made)
    made.show()
    assert made.tiers["groq"].currentText() == "enterprise"
    assert made.runs.currentText() == "moon"
    policy = changed(qtbot, made, lambda: put(qtbot, made.memory, "8"))
    assert policy.tiers == {"groq": "enterprise", "azure": "x"}


def test_another_judgement_shows_what_it_was_made_under(qtbot: Any) -> None:
    kept = [Policy()]
    panel = PolicyDialog(OFFER, lambda: kept[0])
    qtbot.addWidget(panel)
    kept[0] = Policy(memory_gib=48.5, needs={"vision": "yes"})
    panel.take_assessment(example.assessment(policy=kept[0]))
    assert panel.memory.text() == "48.5"
    assert panel.flags["vision"].current() == "yes"
    assert "Judged under: at most 48.5 GiB of memory; needs vision = yes." in panel.effect.text()


def test_every_control_of_the_panel_has_a_name(panel: PolicyDialog) -> None:
    parts = [*panel.classes.values(), panel.vendors, panel.memory, panel.precision, panel.context]
    parts += [panel.languages, panel.runs, panel.task, panel.hours, panel.what_if, *panel.tiers.values()]
    parts += [chip for flag in panel.flags.values() for chip in flag.chips.values()]
    assert all(part.accessibleName() for part in parts)


def test_return_in_a_field_presses_no_button(qtbot: Any, panel: PolicyDialog) -> None:
    heard: list[None] = []
    panel.file_wanted.connect(lambda: heard.append(None))
    panel.undo_wanted.connect(lambda: heard.append(None))
    for field in (panel.memory, panel.context, panel.what_if):
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard == []
    assert panel.isVisible()


# --- in the window ---


def panel_of(qtbot: Any, window: MainWindow) -> PolicyDialog:
    window.deeds["policy"].trigger()
    assert isinstance(window.dialog, PolicyDialog)
    qtbot.waitUntil(window.dialog.isVisible)
    return window.dialog


def settled(qtbot: Any, window: MainWindow, wanted: Callable[[Policy], bool]) -> None:
    def there() -> bool:
        assessment = window.session.assessment
        return assessment is not None and not window.session.busy and wanted(assessment.policy)

    qtbot.waitUntil(there)


def test_a_change_is_judged_under_at_once_without_another_scan(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    panel = panel_of(qtbot, opened)
    put(qtbot, panel.memory, "24")
    settled(qtbot, opened, lambda policy: policy.memory_gib == 24)
    assert len(service.scans) == 1
    assert opened.report.policy.text() == "Judged under: at most 24 GiB of memory."
    assert opened.header.policy.accessibleName() == "Policy: yours. Press to change the limits."


def test_undo_takes_a_change_back_also_from_within_the_panel(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    panel = panel_of(qtbot, opened)
    qtbot.keyClick(panel.classes["permissive"], Qt.Key.Key_Space)
    settled(qtbot, opened, lambda policy: policy.licence_classes == ("conditional",))
    qtbot.mouseClick(panel.undo, LEFT)
    settled(qtbot, opened, lambda policy: policy == Policy())
    assert panel.classes["permissive"].isChecked()
    opened.deeds["redo"].trigger()
    settled(qtbot, opened, lambda policy: policy.licence_classes == ("conditional",))


def test_a_policy_that_cannot_be_judged_under_is_taken_back_and_said(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    panel = panel_of(qtbot, opened)
    service.assess_error = "No maker is called Nobody."
    put(qtbot, panel.memory, "24")
    qtbot.waitUntil(lambda: service.allowed.get(opened.session.folder) == Policy())
    service.assess_error = ""
    settled(qtbot, opened, lambda policy: policy == Policy())
    assert "That was taken back. No maker is called Nobody." in panel.told.text()
    assert not opened.deeds["redo"].isEnabled() or opened.deeds["redo"].text().startswith("Redo")


def test_a_policy_file_sets_limits_and_answers_in_one_step(
    qtbot: Any, opened: MainWindow, service: FakeService, questions: FakeQuestions, tmp_path: Path
) -> None:
    path = tmp_path / "team.toml"
    path.write_text('memory_gib = 48\neu = true\nexclude_vendors = ["Owl"]\n', encoding="utf-8")
    questions.policy_answer = path
    panel = panel_of(qtbot, opened)
    panel.file_wanted.emit()
    settled(qtbot, opened, lambda policy: policy.eu is True and policy.memory_gib == 48)
    assert opened.header.policy.accessibleName() == "Policy: team.toml. Press to change the limits."
    assert panel.vendors.item(1).checkState() is Qt.CheckState.Checked
    opened.deeds["undo"].trigger()
    settled(qtbot, opened, lambda policy: policy == Policy())


def test_a_policy_that_was_changed_is_no_longer_called_by_its_file_and_keeps_its_targets(
    qtbot: Any, opened: MainWindow, service: FakeService, questions: FakeQuestions, tmp_path: Path
) -> None:
    path = tmp_path / "team.json"
    path.write_text('{"memory_gib": 48, "targets": {"*": "fox-32b"}}', encoding="utf-8")
    questions.policy_answer = path
    panel = panel_of(qtbot, opened)
    panel.file_wanted.emit()
    settled(qtbot, opened, lambda policy: policy.memory_gib == 48)
    put(qtbot, panel.memory, "80")
    settled(qtbot, opened, lambda policy: policy.memory_gib == 80)
    assert opened.header.policy.accessibleName() == "Policy: yours. Press to change the limits."
    assert service.allowed[opened.session.folder].targets == {"*": "fox-32b"}


def test_a_policy_file_with_a_fault_changes_nothing_and_names_it(
    qtbot: Any, opened: MainWindow, service: FakeService, questions: FakeQuestions, tmp_path: Path
) -> None:
    path = tmp_path / "team.toml"
    path.write_text("memory_gib = -3\n", encoding="utf-8")
    questions.policy_answer = path
    panel = panel_of(qtbot, opened)
    panel.file_wanted.emit()
    assert panel.told.text() == "The policy team.toml: memory_gib must be a number of GiB above 0."
    assert service.allowed == {}


def test_a_what_if_is_told_in_the_header(qtbot: Any, opened: MainWindow) -> None:
    panel = panel_of(qtbot, opened)
    put(qtbot, panel.what_if, "2027-06-01")
    settled(qtbot, opened, lambda policy: bool(policy.what_if))
    assert opened.header.policy.text() == " What-if"


def test_an_answer_on_the_report_page_is_kept_judged_with_and_undone_by_keys(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    opened.show_page("report")
    opened.report.questions.findChild(QPushButton).click()  # what nothing asks for is folded away
    answer: Any = opened.report.questions.answers["eu"]
    answer.chips["yes"].setFocus()
    qtbot.keyClick(answer.chips["yes"], Qt.Key.Key_Space)
    settled(qtbot, opened, lambda policy: policy.eu is True)
    qtbot.waitUntil(lambda: opened.settled)
    assert service.answered[opened.session.folder] == Policy(eu=True)
    again: Any = opened.report.questions.answers["eu"]
    assert QApplication.focusWidget() is again.chips["yes"]
    qtbot.keyClick(again.chips["yes"], Qt.Key.Key_Z, CTRL)
    settled(qtbot, opened, lambda policy: policy.eu is None)


def test_correct_this_leads_to_the_field_of_the_need(qtbot: Any, opened: MainWindow) -> None:
    opened.show_page("alternatives")
    qtbot.mouseClick(opened.alternatives.views.chips["needs"], LEFT)
    name = "Correct this: at least 8,192 tokens of context"
    link = next(each for each in opened.alternatives.findChildren(object) if spoken(each) == name)
    qtbot.mouseClick(link, LEFT)
    assert isinstance(opened.dialog, PolicyDialog)
    panel = opened.dialog
    qtbot.waitUntil(lambda: panel.focusWidget() is panel.context)


def test_the_swap_set_tells_roles_and_leads_to_its_places(qtbot: Any, opened: MainWindow) -> None:
    opened.show_page("alternatives")
    qtbot.mouseClick(opened.alternatives.views.chips["members"], LEFT)
    names = [spoken(each) for each in opened.alternatives.findChildren(object)]
    assert "model id at src/app.py:12: llama-3.3-70b-versatile, mandatory" in names
    wanted = "context setting at src/app.py:14: num_ctx: 8192, potential"
    row = next(each for each in opened.alternatives.findChildren(object) if spoken(each) == wanted)
    qtbot.mouseClick(row, LEFT)
    assert opened.page == "findings"
    assert opened.findings.preview.code.excerpt.marked_line == 14


def spoken(part: Any) -> str:
    return part.accessibleName() if hasattr(part, "click") else ""


def test_a_tick_and_a_target_are_steps_that_can_be_undone(
    qtbot: Any, opened: MainWindow, service: FakeService
) -> None:
    opened.session.choose_target("d1", "fox-32b")
    qtbot.waitUntil(lambda: not opened.session.busy)
    assert opened.deeds["undo"].text() == "Undo: choose a target"
    opened.deeds["undo"].trigger()
    qtbot.waitUntil(lambda: not opened.session.busy)
    assert service.chosen[opened.session.folder] == {}
