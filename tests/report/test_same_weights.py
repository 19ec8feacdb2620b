"""Who else serves the same weights, as the text report says it: short, and nothing that is not offered."""

from __future__ import annotations

from advisor.core.scenarios import ScenarioKind
from advisor.report.ways import same_weights, way
from tests.assess.build import LLAMA_70B, SmallCatalog, finding, judged, real_catalog, row

HUB_ID = "meta-llama/Llama-3.3-70B-Instruct"


def test_four_hosts_are_named_and_the_rest_counted() -> None:
    rows = [row(HUB_ID, f"host-{number}", status="active") for number in range(6)]
    catalog = SmallCatalog(lifecycle=(row("dead", end="2026-01-01"), *rows))
    found = judged(finding("dead", provider="groq", **LLAMA_70B), catalog=catalog)
    change = way(found.scenarios.dependencies[0].scenarios, ScenarioKind.CHANGE_HOST)
    assert change is not None
    told = same_weights(change)
    assert told.count(f" as {HUB_ID}") == 4
    assert "; 2 more hosts; your own machine (" in told


def test_no_machine_of_ones_own_is_named_for_weights_that_were_not_published() -> None:
    one = finding(
        "Llama-3.3-8B-Instruct",
        provider="meta-llama-api",
        model="llama-3.3-8b-instruct",
        family="llama-3.3",
    )
    found = judged(one, catalog=real_catalog())
    change = way(found.scenarios.dependencies[0].scenarios, ScenarioKind.CHANGE_HOST)
    assert change is not None
    assert same_weights(change) == ""
