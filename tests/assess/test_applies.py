"""Whether a duty applies, from the words of its `when`, how the weights are used, and the answers given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.assess.applies import Ground, Situation, ground
from advisor.core.policy import Policy
from tests.assess.build import duty, licence, real_catalog

OWN, HOSTED = Situation(own=True, multimodal=False), Situation(own=False, multimodal=False)
USERS = licence("x", user_threshold=100, threshold_unit="monthly active users")
REVENUE = licence("x", user_threshold=10_000_000, threshold_unit="US dollars of yearly revenue")


def of(
    when: str, policy: Policy | None = None, here: Situation = OWN, name: str = "any", terms: object = USERS
) -> Ground:
    return ground(duty(name, when), terms, policy or Policy(), here)  # type: ignore[arg-type]


def test_any_use_applies_wherever_it_runs() -> None:
    assert of("any use").applies == of("any use", here=HOSTED).applies == "applies"


def test_handing_on_is_open_until_answered() -> None:
    assert of("redistribution") == Ground("open", "hands-on-open", "redistributes")
    assert of("redistribution", Policy(redistributes=True)).applies == "applies"
    assert of("redistribution", Policy(redistributes=False)).applies == "does not apply"


def test_what_is_asked_of_a_product_that_uses_it_is_not_settled_by_handing_nothing_on() -> None:
    when = "handing on the materials, or offering a product or service that uses them"
    assert of(when, Policy(redistributes=False), HOSTED).applies == "applies"


def test_hosting_for_others_stays_open_though_nothing_is_handed_on() -> None:
    assert of("redistribution or hosting for others", Policy(redistributes=False)).applies == "open"


def test_a_model_made_from_outputs_may_be_handed_on_though_its_teacher_runs_at_a_host() -> None:
    when = "redistribution of a model made with the materials or their outputs"
    assert of(when, here=HOSTED).applies == "does not apply"
    assert of(when, Policy(trains_on_outputs=True), HOSTED).applies == "open"


def test_commerce_is_assumed_until_it_is_denied() -> None:
    assert of("commercial use").applies == "applies"
    assert of("commercial use", Policy(commercial=False)) == Ground(
        "does not apply", "no-commerce", "commercial"
    )


def test_a_threshold_hangs_on_the_number_that_it_counts() -> None:
    assert of("any use", name="threshold").asks == "monthly_users"
    assert of("any use", name="threshold", terms=REVENUE).asks == "annual_revenue_musd"
    assert of("any use", Policy(monthly_users=101), name="threshold").applies == "applies"
    assert of("any use", Policy(monthly_users=100), name="threshold").applies == "does not apply"


def test_below_the_first_of_two_numbers_proves_nothing() -> None:
    terms = replace(USERS, threshold_unit="monthly active users, or 20 million US dollars of monthly revenue")
    assert of("above the threshold", Policy(monthly_users=1), terms=terms).applies == "open"
    assert of("above the threshold", Policy(monthly_users=101), terms=terms).applies == "applies"


def test_a_threshold_of_services_is_not_the_structured_number() -> None:
    assert of("model as a service", Policy(monthly_users=1), name="threshold").applies == "open"


@pytest.mark.parametrize(
    ("answer", "applies"), [(None, "open"), (True, "applies"), (False, "does not apply")]
)
def test_a_limit_in_the_european_union_hangs_on_where_one_sits(answer: bool | None, applies: str) -> None:
    sees = Situation(own=True, multimodal=True)
    assert of("multimodal models", Policy(eu=answer), sees).applies == applies
    assert of("multimodal models", Policy(eu=answer), OWN).applies == "does not apply"


def test_every_ground_of_the_catalogs_own_duties_has_its_words() -> None:
    catalog = real_catalog()
    texts = catalog.document("texts")["texts"]
    answers = (None, True, False)
    policies = [
        Policy(redistributes=each, eu=each, trains_on_outputs=each, commercial=each is not False)
        for each in answers
    ]
    rich = Policy(monthly_users=10**10, annual_revenue_musd=10**6)
    for row in catalog.licences:
        for one in row.duties:
            for policy in (*policies, rich, Policy(monthly_users=1, annual_revenue_musd=0.1)):
                for here in (OWN, HOSTED, Situation(own=True, multimodal=True)):
                    found = ground(one, row, policy, here)
                    assert not found.reason or f"duty.ground.{found.reason}" in texts
