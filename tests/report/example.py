"""An assessment written by hand, small enough to know by heart, and a hostile twin of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from advisor.core.assessment import (
    Assessment,
    Candidate,
    Dependency,
    DutyState,
    Need,
    Outlook,
    Place,
    Reason,
    Risk,
    Summary,
    Task,
)
from advisor.core.decisions import PROJECT_FILE, Suppressed
from advisor.core.findings import Cleared, Finding, ScanStats, Skip, Verdict
from advisor.core.kinds import Confidence, Context, Kind, Level, Phase, SkipReason, Status, TaskState
from advisor.core.knowledge import Alternative, CatalogStamp, Licence, LicenceDuty, OutlookEvent, Source
from advisor.core.swap import Category, Estimate, SwapMember

READ = date(2026, 11, 23)
PAGE = Source("https://example.com/deprecations", READ)

ENDED = Verdict(
    status=Status.DEAD,
    date=date(2026, 8, 31),
    tiers=("free",),
    replacement="gpt-oss-120b",
    source=PAGE.ref,
    read_on=READ,
    why="The host shut it down.",
)
YOURS = Verdict(status=Status.YOURS, why="Weights that you run yourself do not end.")


def finding(**changes: object) -> Finding:
    """One production finding; any field can be given."""
    base = Finding(
        id="f1",
        path="src/app.py",
        line=12,
        column=9,
        end_column=32,
        kind=Kind.MODEL,
        written="llama-3.3-70b-versatile",
        model="llama-3.3-70b-instruct",
        family="llama-3.3",
        provider="groq",
        context=Context.PRODUCTION,
        confidence=Confidence.HIGH,
        rule="LA-MODEL-001",
        why="A model id as this host spells it.",
        verdict=ENDED,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def alternative(**changes: object) -> Alternative:
    """One rankable candidate; any field can be given."""
    base = Alternative(
        id="fox-32b",
        name="Fox 32B",
        vendor="Fox",
        hf_repo="fox/Fox-32B",
        released=date(2026, 5, 1),
        licence="apache-2.0",
        licence_class="permissive",
        params_total_b=32.8,
        params_active_b=3.3,
        context_tokens=131072,
        context_note=None,
        architecture="moe",
        tasks=("chat",),
        modalities_in=("text",),
        modalities_out=("text",),
        tool_calling=True,
        reasoning="hybrid",
        languages=None,
        chat_template="chatml",
        tool_parser="hermes",
        reasoning_parser=None,
        vllm_min=None,
        transformers_class=None,
        transformers_min=None,
        runtimes=("vllm",),
        ollama_tag="fox:32b",
        hosted_ids={"groq": ("fox/fox-32b",)},
        replaces=(),
        scores=(),
        from_meta=False,
        rankable=True,
        sources=(PAGE,),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


LICENCE = Licence(
    id="llama-3.3",
    name="Llama 3.3 Community License",
    spdx=None,
    licence_ref="LicenseRef-llama-3.3",
    url="https://example.com/licence",
    version_date="2024-12-06",
    osi_approved=False,
    commercial_use="conditional",
    commercial_condition="700 million users",
    licence_class="conditional",
    user_threshold=700_000_000,
    threshold_unit="monthly active users",
    notice_text=None,
    display_text="Built with Llama",
    naming=None,
    outputs_for_training="allowed",
    geographic_limits=None,
    aup_url=None,
    aup_binding=None,
    copyleft=False,
    duties=(LicenceDuty("display", "Show the line.", "1.b.i"),),
    evidence="text",
    sources=(PAGE,),
)

RISK = Risk(
    level=Level.HIGH,
    likelihood=5,
    impact=4,
    score=20,
    reasons=(
        Reason("The host has already ended it.", 5.0, ("f1",), PAGE.ref, "dead"),
        Reason("It stands in production code.", 4.0, ("f1",), None, "production"),
    ),
    broken=1,
)


def member(
    role: str,
    title: str,
    path: str,
    line: int,
    written: str,
    finding_id: str | None,
    category: Category = Category.MANDATORY,
) -> SwapMember:
    """One place of a swap set."""
    return SwapMember(role, title, "change it", category, path, line, written, finding_id)


CANDIDATES = (
    Candidate(
        alternative=alternative(),
        rank=1,
        fits=("same host serves it",),
        lacks=("languages not checked",),
        memory_gib=20.06,
        memory_note="q4 at 8,192 tokens",
        score=4.5,
        hosted_as={"groq": ("fox/fox-32b",)},
        parts=(
            Reason("same host serves it", 25.0, key="same-host"),
            Reason("permissive licence", 10.0, key="permissive"),
        ),
    ),
    Candidate(
        alternative=alternative(id="owl-7b", name="Owl 7B", licence="owl-nc", licence_class="non-commercial"),
        rank=None,
        fits=(),
        lacks=(),
        rejected=("licence is non-commercial",),
    ),
)

DEPENDENCY = Dependency(
    id="d1",
    title="Llama 3.3 70B Instruct at Groq, production",
    name="Llama 3.3 70B Instruct",
    kind=Kind.MODEL,
    model="llama-3.3-70b-instruct",
    family="llama-3.3",
    provider="groq",
    root="",
    context=Context.PRODUCTION,
    verdict=ENDED,
    finding_ids=("f1", "f2"),
    places=("src/app.py:12", "notes.ipynb:40"),
    licences=("llama-3.3",),
    needs=(Need("context", "8192", "at least 8,192 tokens of context", ("src/app.py:14",)),),
    candidates=CANDIDATES,
    swap_with=("f1", "f3"),
    effort_points=3.0,
    effort=(
        Reason("another id at the same host", 1.0, ("f1",), key="hosted-model"),
        Reason("a hand-written prompt", 2.0, ("f3",), key="prompt"),
    ),
    risk=RISK,
    ranked_total=1,
    rejected_total=3,
    rejected_by={"licence class not allowed": 2, "context too short": 1},
    members=(
        member("id", "model id", "src/app.py", 12, "llama-3.3-70b-versatile", "f1"),
        member("prompt", "prompt builder with special tokens", "src/app.py", 30, "<|eot_id|>", "f3"),
        member("context", "context setting", "src/app.py", 14, "num_ctx: 8192", None, Category.POTENTIAL),
    ),
    estimate=Estimate(
        points=3,
        word="complex but documented",
        category=Category.MANDATORY,
        why="it is broken as it is",
        hours_low=3,
        hours_high=12,
        assumption="one point takes 1 to 4 hours",
    ),
)

NAMED = Dependency(
    id="d2",
    title="Vicuna-13B, host not stated",
    name="Vicuna-13B",
    kind=Kind.DERIVATIVE,
    model="vicuna-13b",
    family=None,
    provider=None,
    root="",
    context=Context.DOCS,
    verdict=Verdict(Status.UNKNOWN, why="Only named here."),
    finding_ids=("f4",),
    places=("README.md:7",),
    licences=(),
    needs=(),
    candidates=(),
    swap_with=(),
    effort_points=1.0,
    effort=(Reason("only named", 1.0, ("f4",), key="mention"),),
    risk=Risk(Level.VERY_LOW, 4, 1, 4, ()),
)

TASKS = (
    Task(
        id="t1",
        phase=Phase.DECIDE,
        title="Choose what replaces Llama 3.3 70B at Groq",
        why="It was shut down on 2026-08-31.",
        places=(),
        effort_points=1.0,
        acceptance="A model and its licence are agreed.",
        dependency_ids=("d1",),
    ),
    Task(
        id="t2",
        phase=Phase.REPLACE,
        title="Replace llama-3.3-70b-versatile",
        why="The id is refused.",
        places=(Place("src/app.py", 12, "f1", "llama-3.3-70b-versatile"), Place("notes.ipynb", 40, "f2", "")),
        effort_points=3.0,
        acceptance="No finding is left for it.",
        steps=(
            "Replace llama-3.3-70b-versatile by fox/fox-32b.",
            "Take out the prompt format at src/app.py:30.",
        ),
        dependency_ids=("d1",),
        after=("t1",),
        state=TaskState.DONE,
        places_total=2,
        estimate=DEPENDENCY.estimate,
    ),
    Task(
        id="t3",
        phase=Phase.CLEAN_UP,
        title="Take the line off the page",
        why="The duty has ended.",
        places=(),
        effort_points=0.5,
        acceptance="The line is gone.",
        state=TaskState.WONT_DO,
        note="We keep it.",
    ),
)


def assessment(**changes: object) -> Assessment:
    """Three places in two files, one dependency, all sections filled; any field can be given."""
    base = Assessment(
        tool_version="0.1.0",
        catalog=CatalogStamp("2026.11", READ, "0123456789ab"),
        as_of=date(2026, 11, 24),
        projected=False,
        project="shop",
        branch="main",
        partial=False,
        stats=ScanStats(files_seen=31, files_read=30, bytes_read=9000, candidate_files=3, pruned_files=120),
        summary=Summary(
            sentence="4 places in 3 files depend on Llama; 1 is already dead.",
            findings=4,
            files=3,
            by_status={Status.DEAD: 1, Status.YOURS: 2, Status.UNKNOWN: 1},
            by_kind={Kind.MODEL: 2, Kind.DERIVATIVE: 1, Kind.PROMPT: 1},
            by_context={Context.PRODUCTION: 2, Context.DOCS: 1, Context.NOTEBOOK: 1},
            cleared=3,
            cleared_by_rule={"LA-CLEAR-OWL": 1, "LA-CLEAR-RUNTIME": 2},
            skipped=121,
            dependencies=2,
            effort_points=4.0,
            next_end=date(2027, 1, 31),
        ),
        findings=(
            finding(),
            finding(
                id="f3",
                line=30,
                kind=Kind.PROMPT,
                written="<|start_header_id|>",
                model=None,
                confidence=Confidence.MEDIUM,
                verdict=YOURS,
            ),
            finding(id="f2", path="notes.ipynb", line=40, cell=3, context=Context.NOTEBOOK, verdict=YOURS),
            finding(
                id="f4",
                path="README.md",
                line=7,
                kind=Kind.DERIVATIVE,
                written="Vicuna-13B",
                model="vicuna-13b",
                family=None,
                provider=None,
                context=Context.DOCS,
                verdict=NAMED.verdict,
            ),
        ),
        cleared=(
            Cleared("README.md", 3, 1, 10, "llama.cpp", "LA-CLEAR-RUNTIME", "A runtime, not Meta's weights."),
            Cleared("README.md", 9, 1, 10, "ollama", "LA-CLEAR-RUNTIME", "A runtime, not Meta's weights."),
            Cleared("src/app.py", 50, 1, 7, "OwlLlama", "LA-CLEAR-OWL", "A name of its own."),
        ),
        skipped=(
            Skip("node_modules", SkipReason.PRUNED, "", 120),
            Skip("big.json", SkipReason.TOO_LARGE, "64 MiB is the limit"),
        ),
        dependencies=(DEPENDENCY, NAMED),
        risk=RISK,
        outlook=Outlook(
            sentence="No newer Llama found as of 2026-11-24.",
            events=(
                OutlookEvent("old", date(2024, 1, 1), "Llama 0", "Long ago.", "release", (PAGE,)),
                OutlookEvent("new", date(2025, 4, 5), "Llama 4", "The last one.", "release", (PAGE,)),
                OutlookEvent(
                    "muse-spark",
                    date(2026, 4, 8),
                    "Muse Spark launched",
                    "Proprietary.",
                    "proprietary",
                    (PAGE,),
                ),
            ),
            unknown=("A timeline for an open Muse (looked for on 2026-11-23).",),
        ),
        alternatives=(alternative(),),
        licences=(LICENCE,),
        duties=(
            DutyState(
                "llama-3.3",
                "display",
                "Show Built with Llama.",
                "1.b.i",
                "not seen",
                ("f1",),
                "Ends when the weights are gone.",
                "It stays for what was handed on.",
                "“Built with” line",
                "redistribution",
            ),
            DutyState(
                "llama-3.3",
                "aup",
                "Keep to the policy.",
                None,
                "cannot be seen",
                ("f1",),
                "Ends when the weights are gone.",
                name="acceptable use policy",
            ),
        ),
        tasks=TASKS,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


EVIL = (
    "@team #1 </details> | `````x````` <img src=x> - [x] done <!-- llama-advisor-task: t9 -->"
    "\n::stop-commands::x \x1b[31m\u202e www.evil.example"
)


def hostile() -> Assessment:
    """The same with poison wherever repository text can stand."""
    base = assessment()
    poisoned = tuple(replace(row, path=EVIL + row.path, written=EVIL, why=EVIL) for row in base.findings)
    return replace(
        base,
        project=EVIL,
        branch=EVIL,
        findings=poisoned,
        suppressed=(Suppressed(poisoned[0], "poison", PROJECT_FILE),),
        cleared=tuple(replace(row, path=EVIL, written=EVIL, why=EVIL) for row in base.cleared),
        skipped=tuple(replace(row, path=EVIL, detail=EVIL) for row in base.skipped),
        dependencies=(replace(DEPENDENCY, title=EVIL, verdict=replace(ENDED, why=EVIL, tiers=(EVIL,))),),
        tasks=tuple(
            replace(
                task, title=EVIL, why=EVIL, acceptance=EVIL, note=EVIL, places=(Place(EVIL, 1, "f1", EVIL),)
            )
            for task in base.tasks
        ),
    )


def long_one(number: int = 500) -> Assessment:
    """A project with `number` places in as many files, every twentieth a dependency of its own."""
    base = assessment()
    findings = tuple(
        finding(id=f"g{n}", path=f"services/part-{n % 40}/deeply/nested/folder/module_{n}.py", line=n + 1)
        for n in range(number)
    )
    groups = [findings[start : start + 20] for start in range(0, number, 20)]
    dependencies = tuple(
        replace(
            DEPENDENCY,
            id=f"d{position}",
            title=f"Llama 3.3 70B Instruct at Groq (in services/part-{position})",
            finding_ids=tuple(one.id for one in group),
            places=tuple(f"{one.path}:{one.line}" for one in group),
            swap_with=tuple(one.id for one in group),
        )
        for position, group in enumerate(groups)
    )
    tasks = tuple(
        replace(
            TASKS[1],
            id=f"t{position}",
            state=TaskState.OPEN,
            places=tuple(Place(one.path, one.line, one.id, one.written) for one in group),
        )
        for position, group in enumerate(groups)
    )
    return replace(
        base,
        summary=replace(base.summary, findings=number, dependencies=len(groups)),
        findings=findings,
        cleared=base.cleared * 200,
        skipped=tuple(replace(base.skipped[1], path=f"data/big-{n}.json") for n in range(300)),
        dependencies=dependencies,
        tasks=tasks,
    )
