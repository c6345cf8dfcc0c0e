import type { Entity } from '@/lib/domain/entities';
import type { Drill, DrillPhase, DrillVerdictWord, EngineDrilledWorkload } from '@/lib/domain/recovery/drill';
import type { PlanMode } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { nameOfWorkload } from '../recovery-entities';

/** What a drill waits for, in words, and where a person sees it. */
export interface DrillWaitView {
  readonly workloadName: string | 'none';
  readonly sentence: string;
  readonly since: EpochMs;
  /** The run, or the move that is not open yet; `none` where it is about no workload. */
  readonly leadsTo:
    | { readonly kind: 'run'; readonly id: string }
    | {
        readonly kind: 'move';
        readonly workload: string;
        readonly source: string;
        readonly target: string;
        readonly mode: PlanMode;
      }
    | { readonly kind: 'none' };
}

/** What became of one workload, in words. */
export interface DrilledView {
  readonly id: string;
  readonly name: string;
  readonly target: string;
  /** From the fault to users being served again, against what it may take. */
  readonly recovery: string;
  readonly lost: string;
  readonly sentences: readonly string[];
  readonly outRun: string | 'none';
  readonly homeRun: string | 'none';
}

export interface DrillView {
  readonly id: string;
  readonly region: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly begunAt: EpochMs;
  readonly endedAt: EpochMs | 'not-yet';
  /** What it does now, or how it ended. */
  readonly look: DrillPhase | DrillVerdictWord;
  readonly words: string;
  /** Nothing is heard of the engine that carries it out. */
  readonly isSilent: boolean;
  readonly since: EpochMs;
  readonly faultAt: EpochMs | 'not-yet';
  readonly healedAt: EpochMs | 'not-yet';
  readonly waits: readonly DrillWaitView[];
  readonly workloads: readonly DrilledView[];
  readonly sentences: readonly string[];
  /** Who ended it before its end; `nobody`. */
  readonly endAskedBy: string | 'nobody';
}

const phaseWords: Readonly<Record<Exclude<DrillPhase, 'ended'>, (region: string) => string>> = {
  asked: (region) => `Looks whether ${region} may be left`,
  writing: () => 'Writes test transactions',
  breaking: (region) => `Makes ${region} fail`,
  leaving: (region) => `Leaves ${region}`,
  judging: () => 'Reads the proof',
  healing: (region) => `Heals ${region}`,
  returning: (region) => `Comes home to ${region}`,
};

const verdictWords: Readonly<Record<DrillVerdictWord, string>> = {
  proven: 'Proven',
  'not-proven': 'Not proven',
  failed: 'Failed',
  refused: 'Refused, nothing was broken',
};

/** A drill as its line shows it. */
export function viewDrill(drill: Drill, entities: readonly Entity[], isSilent: boolean, now: EpochMs): DrillView {
  const { id, region, reason, askedBy, begunAt, endedAt, phase, verdict, phaseSince, endAsked } = drill;
  const hasEnded = phase === 'ended' && verdict !== 'not-yet';
  const doing = phase === 'ended' ? 'Has ended' : phaseWords[phase](region);
  return {
    id,
    region,
    reason,
    askedBy,
    begunAt,
    endedAt,
    look: hasEnded ? verdict : phase,
    words: hasEnded ? verdictWords[verdict] : `${doing}, ${formatDuration(Math.max(0, (now - phaseSince) / 1000))}`,
    isSilent: isSilent && !hasEnded,
    since: phaseSince,
    faultAt: drill.faultAt,
    healedAt: drill.healedAt,
    waits: drill.waitsFor.map((wait) => viewWait(drill, wait, entities)),
    workloads: drill.workloads.map((each) => viewDrilled(each, entities)),
    sentences: drill.sentences,
    endAskedBy: endAsked === 'nobody' ? 'nobody' : endAsked.by,
  };
}

function viewWait(
  { phase, region, workloads }: Drill,
  { workloadId, sentence, runId, since }: Drill['waitsFor'][number],
  entities: readonly Entity[],
): DrillWaitView {
  const drilled = workloads.find(({ id }) => id === workloadId);
  const [source, target] = phase === 'returning' ? [drilled?.target, region] : ([region, drilled?.target] as const);
  const move =
    source === undefined || target === undefined
      ? ({ kind: 'none' } as const)
      : ({
          kind: 'move',
          workload: workloadId,
          source,
          target,
          mode: phase === 'returning' ? 'graceful' : 'ungraceful',
        } as const);
  return {
    workloadName: workloadId === 'none' ? 'none' : nameOfWorkload(entities, workloadId),
    sentence,
    since,
    leadsTo: runId === 'none' ? move : { kind: 'run', id: runId },
  };
}

function viewDrilled(drilled: EngineDrilledWorkload, entities: readonly Entity[]): DrilledView {
  const { id, target, figures, outRun, homeRun } = drilled;
  return {
    id,
    name: nameOfWorkload(entities, id),
    target,
    recovery: recoveryWords(figures),
    lost: lostWords(figures),
    sentences: figures === 'not-yet' ? [] : figures.sentences,
    outRun: outRun === 'not-yet' ? 'none' : outRun,
    homeRun: homeRun === 'not-yet' || homeRun === 'not-needed' ? 'none' : homeRun,
  };
}

function recoveryWords(figures: EngineDrilledWorkload['figures']): string {
  if (figures === 'not-yet') return 'Recovery time not measured';
  const { recoverySeconds, wantedSeconds } = figures;
  if (recoverySeconds === 'unknown') return 'Recovery not seen';
  const wanted = wantedSeconds === 'none' ? 'no objective' : `objective ${formatDuration(wantedSeconds, 'down')}`;
  return `${formatDuration(recoverySeconds)} (${wanted})`;
}

function lostWords(figures: EngineDrilledWorkload['figures']): string {
  if (figures === 'not-yet' || figures.lostWrites === 'unknown') return 'Lost writes not measured';
  return `${figures.lostWrites} of ${figures.writes} writes lost`;
}
