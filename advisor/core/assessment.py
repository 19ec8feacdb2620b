"""What the product says in the end: the assessment and its parts. Reports print it, compute nothing.

Every number carries its reasons; every part names the ids of the findings it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from advisor.core.decisions import Applied, Suppressed
from advisor.core.exits import LicenceArrival, LicenceExit
from advisor.core.findings import Cleared, Finding, ScanStats, Skip, Verdict
from advisor.core.kinds import Context, Kind, Level, Phase, Status, TaskState
from advisor.core.knowledge import Alternative, CatalogStamp, Licence, OutlookEvent, RuleText
from advisor.core.links import Use
from advisor.core.policy import Policy
from advisor.core.scenarios import Scenarios
from advisor.core.swap import Estimate, SwapMember


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number is what it is: a sentence, its share of the number, the findings behind it."""

    text: str
    points: float | None = None
    finding_ids: tuple[str, ...] = ()
    source: str | None = None
    key: str = ""
    """The row of the points table it comes from (`same-host`, `production`, `tokenizer` …), for programs."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the replacement must offer, and where that was seen."""

    name: str
    """`context`, `vision`, `tools`, `runs` …"""
    value: str
    text: str
    """For a person: "at least 8,192 tokens of context"."""
    seen_at: tuple[str, ...] = ()
    """`path:line` places; empty when inferred from the model itself or defaulted."""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An alternative weighed against one dependency's needs."""

    alternative: Alternative
    rank: int | None
    """1 is best; None when rejected."""
    fits: tuple[str, ...]
    """Reasons for, in words."""
    lacks: tuple[str, ...]
    """What is missing or not checked."""
    rejected: tuple[str, ...] = ()
    """Why it was ruled out; empty for a ranked one."""
    memory_gib: float | None = None
    """Weights plus KV cache; null where a figure was not seen."""
    memory_note: str | None = None
    """The quantisation and context the figure holds for, and its formula's name."""
    score: float = 0.0
    hosted_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[Reason, ...] = ()
    """The shares of the score, each with its points."""


@dataclass(frozen=True, slots=True)
class DutyState:
    """A duty under today's licence and whether the project was seen to meet it."""

    licence: str
    duty: str
    text: str
    section: str | None
    state: str
    """`met`, `not seen` or `cannot be seen`; `does not apply` among those that nothing sets off."""
    finding_ids: tuple[str, ...]
    """What sets it off."""
    ends: str
    """What has to be gone for the duty to end."""
    stays: str = ""
    """What stays bound even then."""
    name: str = ""
    """The duty in a few words."""
    when: str | None = None
    """What sets it off, in the catalog's words: `any use`, `redistribution`, `multimodal models` …"""
    why: str = ""
    """Why it has this state, and what it hangs on."""
    met_by: tuple[str, ...] = ()
    """Ids of the findings that meet it."""
    asks: str = ""
    """The field of the policy that decides whether it applies: `redistributes`, `eu` …; empty for none."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """Findings that are one decision: "Llama 3.3 70B at Groq, production, 7 places"."""

    id: str
    title: str
    name: str
    """What it rests on, as people write it: the model's name without its host."""
    kind: Kind
    """The leading kind: `model` or `derivative` for weights, else the kind of its findings."""
    model: str | None
    family: str | None
    provider: str | None
    root: str
    """Folder of the nearest manifest, "" for the project's top."""
    context: Context
    """The gravest context among the places where something runs; `docs` where a model is only named."""
    verdict: Verdict
    finding_ids: tuple[str, ...]
    places: tuple[str, ...]
    """`path:line`, gravest context first."""
    licences: tuple[str, ...]
    """Slugs of the licences that follow the weights."""
    needs: tuple[Need, ...]
    candidates: tuple[Candidate, ...]
    """Ranked ones best first, then the rejected."""
    swap_with: tuple[str, ...]
    """Ids of findings that must change together with it (prompt, parser flag, class, adapter)."""
    effort_points: float
    effort: tuple[Reason, ...]
    risk: Risk
    uses: tuple[Use, ...] = ()
    """Lines that read a name its findings are bound to, gravest context first."""
    chosen: str | None = None
    """Id of the alternative chosen with `--to`, a policy or the window."""
    ranked_total: int = 0
    """How many alternatives were ranked; `candidates` holds the best of them."""
    rejected_total: int = 0
    """How many were ruled out; `candidates` holds the nearest misses."""
    rejected_by: Mapping[str, int] = field(default_factory=dict)
    """What ruled them out, in a few words, and how many each ruled out first; most frequent first."""
    members: tuple[SwapMember, ...] = ()
    """The swap set: every place that changes when the model does, with its role."""
    estimate: Estimate | None = None
    """The effort on Konveyor's scale, its category, and hours under a stated assumption."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """The risk of staying within so many months of the day judged by."""

    months: int
    by: date
    """The last day of the horizon."""
    likelihood: int
    level: Level
    score: int
    """Likelihood times impact; for the whole project that of its worst dependency at this horizon."""
    total: int
    """The scores of all dependencies added up; the score itself for one dependency."""
    reasons: tuple[Reason, ...]
    """The points of this horizon's likelihood; for the whole, of its worst dependency's."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One assumption which, turned round alone, would change the level."""

    key: str
    """`host-ends`, `not-production`, `conflict-denied` …"""
    text: str
    level: Level
    """What the level would be."""
    finding_ids: tuple[str, ...] = ()
    """The findings it is assumed of."""


@dataclass(frozen=True, slots=True)
class Risk:
    """Likelihood and impact, each 1 (very low) to 5 (very high), with the reasons for their points.

    Points and table stand in `resources/risk.json`.
    """

    level: Level
    """From the table: rows likelihood, columns impact."""
    likelihood: int
    impact: int
    score: int
    """Likelihood times impact, 1 to 25: orders what has the same level, and is added up over the project."""
    reasons: tuple[Reason, ...]
    broken: int = 0
    """Places that are dead already: an incident today, whatever the level says of tomorrow."""
    total: int = 0
    """The scores of all dependencies added up; the score itself for one dependency."""
    months: int | None = None
    """The horizon that likelihood, level and score above are for."""
    horizons: tuple[Horizon, ...] = ()
    """By horizon, nearest first; one of them is the one above."""
    flips: tuple[Flip, ...] = ()
    """The single assumptions that would change the level."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place a task touches."""

    path: str
    line: int
    finding_id: str
    written: str


@dataclass(frozen=True, slots=True)
class Task:
    """One step of the migration."""

    id: str
    """Stable across scans while its dependency stands."""
    phase: Phase
    title: str
    why: str
    places: tuple[Place, ...]
    effort_points: float
    acceptance: str
    """How one sees that it is done."""
    steps: tuple[str, ...] = ()
    """What to do, in order, for somebody who starts here: old and new id, what changes beside it."""
    dependency_ids: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    """Ids of tasks to finish first."""
    state: TaskState = TaskState.OPEN
    note: str = ""
    places_total: int = 0
    """How many places there are; `places` may show the first of them only."""
    estimate: Estimate | None = None
    """Category and hours, for the replacement of one dependency."""


@dataclass(frozen=True, slots=True)
class PlanTables:
    """What the plan is written with, from `resources/`: sentences with slots, points of shared tasks."""

    texts: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, float] = field(default_factory=dict)
    providers: Mapping[str, str] = field(default_factory=dict)
    """Display names of providers by slug."""
    adapter_words: tuple[str, ...] = ()
    """What the name or text of an artifact holds that lies on top of other weights."""
    own_names: frozenset[str] = frozenset()
    """Ids of dependencies whose name is the project's own: a fine-tune, a job, a provisioned model."""
    mention_rules: frozenset[str] = frozenset()
    """Rules whose findings only name a model: nothing runs there."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What a field of a request in one provider's own form is called elsewhere, by `provider/field`."""
    gone: frozenset[str] = frozenset()
    """Providers whose whole service had been shut down by the day."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What a person said about one task; kept between runs and carried by an edited checklist."""

    state: TaskState
    note: str | None = None
    """None where the checklist had no room for a note: an older one stands."""
    day: date | None = None
    """When it was settled; None where that is not known, and for an open task."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The dated events up to the day of the assessment, and what is not known."""

    sentence: str
    events: tuple[OutlookEvent, ...]
    unknown: tuple[str, ...]
    """What was looked for and not found, each with its day."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts behind the verdict sentence."""

    sentence: str
    findings: int
    files: int
    by_status: Mapping[Status, int]
    by_kind: Mapping[Kind, int]
    by_context: Mapping[Context, int]
    cleared: int
    cleared_by_rule: Mapping[str, int]
    skipped: int
    """Files not read, or not in full; one with several rows counts once."""
    dependencies: int
    effort_points: float
    next_end: date | None = None
    """The nearest known end after the day of the assessment."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the product says about one project as of one day."""

    tool_version: str
    catalog: CatalogStamp
    as_of: date
    projected: bool
    """True when `as_of` lies after the catalog's date: "projected from facts of DATE"."""
    project: str
    branch: str | None
    partial: bool
    stats: ScanStats
    summary: Summary
    findings: tuple[Finding, ...]
    cleared: tuple[Cleared, ...]
    skipped: tuple[Skip, ...]
    dependencies: tuple[Dependency, ...]
    risk: Risk
    outlook: Outlook
    alternatives: tuple[Alternative, ...]
    """Those that some dependency ranks or names as ruled out: the full rows behind its candidates."""
    licences: tuple[Licence, ...]
    """Those in force today and those of the ranked alternatives."""
    duties: tuple[DutyState, ...]
    """Those in force under today's licences."""
    exits: tuple[LicenceExit, ...] = ()
    """The way out of each licence in force: what ends, what stays, what comes."""
    arrivals: tuple[LicenceArrival, ...] = ()
    """The licences that the chosen or first candidates of what is bound today are under."""
    idle_duties: tuple[DutyState, ...] = ()
    """Duties of today's licences that nothing sets off, or that an answer rules out."""
    tasks: tuple[Task, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    """Left out on somebody's word; not judged, counted in every report."""
    risk_table: tuple[tuple[Level, ...], ...] = ()
    """The levels by likelihood (rows, 1 to 5) and impact (columns, 1 to 5), for the heat map."""
    conflicts: tuple[Reason, ...] = ()
    """Uses that a licence in force rules out, each with the findings it rests on."""
    questions: tuple[Reason, ...] = ()
    """What no scan can see and the user has to answer before a duty or conflict is certain."""
    policy: Policy = field(default_factory=Policy)
    """What it was judged under."""
    scenarios: Scenarios = field(default_factory=Scenarios)
    """The ways on, side by side."""
    configuration: tuple[Applied, ...] = ()
    """What lines of settings did to it, by origin."""
    rules: Mapping[str, RuleText] = field(default_factory=dict)
    """What the rules behind findings and cleared places are called and mean, by their ids."""
    tables: PlanTables = field(default_factory=PlanTables)
    """What `advisor.plan` needs besides; no report prints it."""
