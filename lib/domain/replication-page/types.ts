import type { ConsoleSource } from '../console-link/source';
import type { LinkState, ResyncPhase } from '../entities';
import type { AccountId, RegionCode } from '../fleet';
import type { FindingView, FleetOverview, LinkView } from '../overview/types';
import type { SourceCoverage, SourceTroubleGroup } from '../source-trouble';
import type { EpochMs, Seconds } from '../time';
import type { LinkBacklogView, SignalView } from '../workload-page/types';

/** Every link of the fleet at one moment, computed from the entities alone. */
export interface ReplicationPage {
  readonly overview: FleetOverview;
  readonly summary: ReplicationSummary;
  readonly links: readonly LinkRow[];
  /** Those that fell behind or come back, the worst first; that caught up lately last. */
  readonly resyncs: readonly LinkRow[];
  /** What is wrong with the sources that tell of links. */
  readonly troubles: readonly SourceTroubleGroup[];
  readonly coverage: SourceCoverage;
}

/** How the links stand, in numbers. A state that nothing is in is left out of the sentence, unknown never. */
export interface ReplicationSummary {
  readonly worst: LinkView['verdict']['state'] | 'none';
  readonly sentence: string;
}

export interface LinkRow {
  readonly link: LinkView;
  readonly workloadName: string;
  readonly tier: number;
  readonly accountId: AccountId;
  /** `us-east-1 → us-west-2` */
  readonly pair: string;
  readonly consistency: 'eventual' | 'strong';
  /** Recovery-point objective for the loss of a region. */
  readonly objectiveSeconds: Seconds | 'none';
  readonly copyState: SignalView<LinkState>;
  readonly lag: SignalView;
  readonly writesPerSecond: SignalView;
  /** `not-told`: this kind of store does not say what waits. */
  readonly backlog: LinkBacklogView | 'not-told';
  readonly evidence: LinkEvidence;
  readonly resync: ResyncView | 'none';
  /** Its own findings, the gravest first. */
  readonly findings: readonly FindingView[];
}

/** What the lag of a link rests on. */
export interface LinkEvidence {
  /** e.g. `AuroraGlobalDBRPOLag Maximum`, `recovery-point marker`. */
  readonly metric: string;
  readonly publishedIn: RegionCode;
  readonly quality: 'bound' | 'estimate';
  /** What that quality means, as a sentence. */
  readonly sentence: string;
  /** Seconds its evidence takes to arrive: an objective shorter than that is never provable now. */
  readonly delaySeconds: Seconds;
  /** Page of the metric; `none` where the lag comes from no metric. */
  readonly metricSource: ConsoleSource | 'none';
  /** Pages of the store at both ends. */
  readonly storeSources: readonly ConsoleSource[];
  /** What the console's own marker says; `none` where the store has none. */
  readonly marker: MarkerView | 'none';
}

export interface MarkerView {
  readonly by: 'store' | 'entry-point';
  /** When the newest marker was written, and when it was read at the target. */
  readonly written: SignalView<EpochMs>;
  readonly seen: SignalView<EpochMs>;
}

/** How a link that fell behind comes back. */
export interface ResyncView {
  readonly phase: ResyncPhase;
  /** False while it cannot be told: then the phase is what was known last. */
  readonly isKnownNow: boolean;
  /** What is going on, in one sentence. */
  readonly sentence: string;
  /** Newest moment at which the link was as usual. */
  readonly since: EpochMs;
  readonly phaseSince: EpochMs;
  /** How much of the way back is gone, in whole percent, rounded down; `not-told` where nobody says. */
  readonly donePercent: number | 'not-told';
  readonly end: ResyncEnd;
}

/** When it will be over: a moment only where the evidence allows one. */
export type ResyncEnd =
  | { readonly state: 'expected'; readonly at: EpochMs; readonly sentence: string }
  | { readonly state: 'not-known'; readonly sentence: string }
  | { readonly state: 'over'; readonly at: EpochMs; readonly sentence: string };
