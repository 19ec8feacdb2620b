"""The hazards a scan of a stranger's folder meets, in one line each; tests name them by `pytest.mark.hazard`.

Groups: 1 code runs by accident, 2 crash, hang, memory, 3 leaving the tree or reading wrongly, 4 hurting who
reads a report, 5 catalog, state, package, 6 found here beside the first five. `.ci/threat_model.py` makes the
table of docs/threat-model.md of this list and of the tests.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hazard:
    """One hazard; `later` says what is not built yet and so not tried."""

    name: str
    later: str = ""


GROUPS = {
    "1": "Something of the project runs",
    "2": "The scan crashes, hangs or eats the memory",
    "3": "The scan leaves the folder, or reads wrongly",
    "4": "The reader of a report comes to harm",
    "5": "Catalog, kept state, package",
    "6": "Found beside these",
}

HAZARDS = {
    "1.1": Hazard("Git's settings, hooks and filters name programs"),
    "1.2": Hazard("A folder inside the project poses as a bare repository"),
    "1.3": Hazard("The project has modules named like those of Python"),
    "1.4": Hazard(
        "The project has programs named like tools, and files named like options",
        later="places are not opened in an editor yet",
    ),
    "1.5": Hazard("Pickles, set-up scripts and notebooks that are loaded instead of read"),
    "1.6": Hazard("The project's own settings hide its findings"),
    "1.7": Hazard("Lines that a build server takes for commands"),
    "2.1": Hazard("Source that breaks Python's own parser"),
    "2.2": Hazard("Nesting without end"),
    "2.3": Hazard("YAML that kills a parser written in C"),
    "2.4": Hazard("YAML whose anchors multiply or bite their own tail"),
    "2.5": Hazard("XML entities that multiply"),
    "2.6": Hazard("Text that makes a pattern backtrack"),
    "2.7": Hazard("Huge files, sparse files, endless lines"),
    "2.8": Hazard("Floods of findings and of what only looks like one"),
    "2.9": Hazard("One poisoned file hangs or kills its process"),
    "2.10": Hazard("Pipes, sockets and devices among the files"),
    "2.11": Hazard("A scan that cannot be cancelled, or leaves processes behind"),
    "2.12": Hazard("Full disk, read-only home, failing disk"),
    "2.13": Hazard("Versions of the Qt binding that crash"),
    "3.1": Hazard("Links that lead out of the folder or in circles"),
    "3.2": Hazard("A file swapped for a link between looking and opening"),
    "3.3": Hazard("Git's store, virtual environments and installed packages"),
    "3.4": Hazard("Files that grow, shrink or change while they are read"),
    "3.5": Hazard("No permission, vanished, path too long"),
    "3.6": Hazard("Encodings, byte order marks and line ends of every sort"),
    "3.7": Hazard("Names that are no text, or that steer a terminal"),
    "3.8": Hazard("Silence that looks like a clean result"),
    "4.1": Hazard("Text that a widget takes for markup"),
    "4.2": Hazard("An ampersand that a menu swallows"),
    "4.3": Hazard("Control, direction and invisible characters"),
    "4.4": Hazard("Markup and script in a report in HTML, or in a PDF made of it"),
    "4.5": Hazard("Cells that a spreadsheet takes for formulas"),
    "4.6": Hazard("Markdown that mentions people, forges boxes or breaks out of its fence"),
    "4.7": Hazard("Secrets and home folders in reports, logs and copies"),
    "4.8": Hazard("Addresses from the project that are opened"),
    "5.1": Hazard("A catalog update that is forged, old, endless or redirected"),
    "5.2": Hazard("Catalog data that are no data"),
    "5.3": Hazard("A save that is cut off"),
    "5.4": Hazard("Kept state that is damaged, of another version, or written by two at once"),
    "5.5": Hazard("A frozen program that cannot find its data or starts itself for ever"),
    "5.6": Hazard("A connection that nobody asked for"),
    "6.1": Hazard("Git files that lie: head, worktree, submodules, alternates"),
    "6.2": Hazard("Codecs a file declares to slow the reader or change what it says"),
    "6.3": Hazard("Headers of weights files and notebooks that lie about lengths and counts"),
    "6.4": Hazard("Ignore files that hide everything or keep the matcher busy"),
    "6.5": Hazard("TOML keys that multiply in the parser's memory"),
    "6.6": Hazard("A link laid where a report is likely to be written"),
    "6.7": Hazard("Files that pose as reports of this program"),
}

TRIED_ELSEWHERE = {
    "1.1": [
        "tests/test_layers.py::test_only_the_scan_client_starts_processes_and_the_window_the_users_editor",
        "tests/scan/test_branch.py::test_a_head_that_leads_out_of_the_folder_is_not_followed",
    ],
    "1.5": [
        "tests/test_layers.py::test_nothing_runs_code_that_is_not_ours",
        "tests/cli/test_hostile.py::test_nothing_in_the_folder_is_changed_or_run",
    ],
    "1.7": ["tests/report/test_clean.py::test_no_line_is_a_command_of_a_build_server"],
    "2.1": [
        "tests/cli/test_hostile.py::test_python_that_does_not_parse_is_read_as_text",
        "tests/cli/test_hostile.py::test_warnings_from_a_strangers_source_stay_off_stderr",
    ],
    "2.2": ["tests/cli/test_hostile.py::test_deep_nesting_costs_a_row_or_nothing"],
    "2.6": [
        "tests/detect/test_patterns.py::test_every_repeat_in_a_pattern_has_a_bound",
        "tests/detect/test_patterns.py::test_a_model_behind_hostile_text_is_still_found",
        "tests/scan/test_ignore.py::test_a_hostile_pattern_is_answered_and_does_not_hang",
        "tests/report/test_clean.py::test_masking_is_linear_on_endless_lines",
    ],
    "2.7": [
        "tests/cli/test_hostile.py::test_one_endless_line_of_json_is_read_in_windows_and_the_cut_is_said",
        "tests/scan_engine/test_reading.py::test_a_sparse_giant_costs_a_row_and_nothing_else",
    ],
    "2.8": [
        "tests/scan_engine/test_reading.py::test_a_scan_with_too_many_findings_stops_and_says_what_was_not_read"
    ],
    "2.9": [
        "tests/scan_engine/test_walls.py::test_a_killed_worker_is_replaced_and_its_file_is_named",
        "tests/scan_engine/test_walls.py::"
        "test_a_hung_detector_that_ignores_the_alarm_costs_one_worker_and_one_file",
        "tests/scan_engine/test_walls.py::"
        "test_a_parse_that_takes_too_long_is_ended_and_the_file_read_as_plain_text",
    ],
    "2.10": ["tests/scan/test_read.py::test_what_is_no_regular_file_is_refused_without_waiting"],
    "2.11": [
        "tests/gui/test_real.py::test_a_cancelled_scan_keeps_what_it_found_and_leaves_nothing_behind",
        "tests/cli/test_talk.py::test_the_first_interrupt_keeps_what_was_found_and_labels_it",
        "tests/scan_engine/test_client.py::test_a_cancel_reaches_into_a_long_file",
    ],
    "2.12": [
        "tests/scan_engine/test_reading.py::test_a_failing_disk_costs_one_file_a_row",
        "tests/cli/test_talk.py::test_a_full_disk_behind_stdout_is_two_with_a_sentence",
    ],
    "2.13": [
        "tests/test_qt_build.py::test_20000_rows_and_their_painting_leave_the_references_to_none_alone",
        "tests/test_packaging.py::test_the_guard_of_the_window_names_the_qt_that_is_required",
    ],
    "3.1": [
        "tests/scan/test_discover.py::test_links_are_never_followed_and_each_has_a_row",
        "tests/gui/test_excerpt.py::test_links_are_not_followed",
    ],
    "3.2": [
        "tests/scan/test_discover.py::test_a_folder_swapped_for_a_link_after_listing_is_not_entered",
        "tests/scan_engine/test_reading.py::"
        "test_a_file_swapped_for_a_link_before_it_is_opened_is_not_followed",
    ],
    "3.3": ["tests/scan/test_discover.py::test_a_pruned_folder_is_one_row_with_its_files_counted"],
    "3.4": [
        "tests/scan_engine/test_reading.py::test_a_file_that_grows_while_it_is_read_is_read_and_said",
        "tests/scan_engine/test_reading.py::test_a_file_that_shrinks_while_it_is_read_is_read_and_said",
        "tests/gui/test_excerpt.py::test_a_file_that_reads_differently_says_so",
    ],
    "3.5": [
        "tests/scan/test_discover.py::test_an_unreadable_folder_is_a_row_and_its_neighbours_are_listed",
        "tests/scan/test_discover.py::test_a_folder_that_vanishes_during_the_walk_is_said",
        "tests/scan/test_discover.py::test_a_path_too_long_for_the_system_is_a_row",
    ],
    "3.8": [
        "tests/cli/test_exit_codes.py::test_an_empty_folder_is_three",
        "tests/cli/test_exit_codes.py::test_a_folder_of_which_all_is_skipped_is_three_with_the_reasons",
        "tests/cli/test_exit_codes.py::test_an_unreadable_folder_is_three",
    ],
    "4.1": [
        "tests/gui/test_hostile.py::test_no_label_takes_text_for_markup",
        "tests/gui/test_hostile.py::test_every_cell_shows_the_words_as_they_are",
        "tests/gui/test_hostile.py::test_every_tool_tip_is_escaped",
        "tests/gui/test_plain_source.py::test_nothing_shows_or_guesses_markup",
    ],
    "4.2": [
        "tests/gui/test_hostile.py::test_the_name_of_the_project_is_shown_as_it_is",
        "tests/gui/test_plain.py::test_ampersands_of_actions_are_doubled",
    ],
    "4.4": [
        "tests/report/test_html.py::test_nothing_runs_and_nothing_is_loaded",
        "tests/report/test_html.py::test_the_policy_forbids_everything_but_the_style_of_that_hash",
        "tests/report/test_html.py::test_text_of_the_project_stays_text",
        "tests/report/test_html.py::test_a_page_with_our_mark_that_may_run_scripts_is_no_report",
        "tests/report/test_travel.py::test_a_format_is_valid_and_counts_what_all_others_count",
        "tests/gui/test_pdf.py::test_text_of_the_project_is_shown_and_nothing_else",
        "tests/gui/test_pdf.py::test_the_document_names_itself_and_holds_no_script",
    ],
    "4.5": ["tests/report/test_csv.py::test_no_cell_is_a_formula"],
    "4.6": [
        "tests/report/test_hostile.py::test_markdown_gains_no_element_and_no_link",
        "tests/report/test_hostile.py::test_no_task_is_forged_and_no_box_ticked",
    ],
    "4.7": [
        "tests/report/test_hostile.py::test_no_format_hands_on_a_secret",
        "tests/gui/test_faults.py::test_a_fault_is_said_and_logged_without_secrets_or_home_folders",
        "tests/gui/test_excerpt.py::test_secrets_are_masked_and_the_mark_follows",
    ],
    "4.8": ["tests/report/test_md.py::test_only_web_addresses_become_links"],
    "5.1": [
        "tests/app/test_update.py::test_one_flipped_bit_anywhere_is_refused",
        "tests/app/test_update.py::test_an_older_release_than_the_one_taken_in_is_refused",
        "tests/app/test_update.py::test_an_expired_release_is_refused",
        "tests/app/test_download.py::test_a_stream_without_end_is_cut_at_the_limit",
        "tests/app/test_download.py::test_a_redirect_to_another_protocol_or_host_is_not_followed",
        "tests/app/test_download.py::test_a_server_that_takes_its_time_is_left",
    ],
    "5.2": [
        "tests/catalog/test_loading.py::test_an_unsound_edit_is_refused_with_file_row_and_field",
        "tests/catalog/test_loading.py::test_a_file_with_endless_nesting_is_damaged_not_a_crash",
    ],
    "5.4": ["tests/store/test_store.py::test_a_damaged_file_is_kept_aside_and_said"],
    "5.5": ["tests/app/test_self_test.py::test_the_command_prints_a_line_a_check_and_ends_with_zero"],
}
"""Tests of other rooms that try a hazard as well, named here so that their files stay as they are."""
