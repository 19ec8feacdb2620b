"""How a package is spelled in a project, joined to its row of the catalog."""

from __future__ import annotations

import pytest

from advisor.assess.packages import PackageIndex
from advisor.catalog import load_catalog
from advisor.core.kinds import Kind
from tests.assess.build import finding

INDEX = PackageIndex(load_catalog().packages)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("llama_stack_client.types.file", "llama-stack-client"),
        ("llama-stack-client-kotlin", "com.llama.llamastack:llama-stack-client-kotlin"),
        ("docker.io/llamastack/distribution-starter:0.2.3", "llamastack/distribution-starter"),
        ("llamastack/distribution-ollama@sha256:00", "llamastack/distribution-ollama"),
        ("llamastack/operator:1", "llamastack/*"),
    ],
)
def test_a_spelling_leads_to_its_row(written: str, name: str) -> None:
    found = INDEX.find(finding(written, Kind.PACKAGE))
    assert found is not None
    assert found.name == name


def test_an_image_known_by_its_maker_alone_keeps_its_own_name() -> None:
    assert INDEX.name(finding("llamastack/operator:1", Kind.PACKAGE)) == "llamastack/operator:1"
