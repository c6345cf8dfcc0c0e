import { hashText, mix } from '@/lib/simulator/world/seeded-random';
import type { Frame } from '../harness/frame';
import { type LockstepOptions, openLockstepConsole } from '../harness/open-console';
import { createRunRules, frameRules } from '../rules/all-rules';
import { excessOf } from '../rules/live-evidence-bounds-the-excess';
import type { FrameRule, Remark, RunRule } from '../rules/rule';
import type { CampaignScenario } from '../scenario/make-scenario';
import { findFleets } from '../scenario/pair-of-fleets';
import { ErrorCounts } from './histogram';
import type { Breach, RunReport } from './report';

export interface RunOptions {
  readonly frameRules?: readonly FrameRule[];
  readonly runRules?: readonly RunRule[];
  /** Ends the run at the first breach. */
  readonly stopsAtFirst?: boolean;
  readonly onFrame?: (frame: Frame) => void;
  readonly spoil?: LockstepOptions['spoil'];
}

/** Runs one scenario to its end and holds every frame of it against the rules. */
export async function runScenario(scenario: CampaignScenario, options: RunOptions = {}): Promise<RunReport> {
  const begun = process.hrtime.bigint();
  const ofFrames = options.frameRules ?? frameRules;
  const ofRuns = options.runRules ?? createRunRules();
  const { seed, number, startAt, phases } = scenario;
  const lockstep = await openLockstepConsole({
    seed: mix(seed, number),
    startAt,
    ...findFleets(scenario.fleet),
    ...(options.spoil && { spoil: options.spoil }),
  });
  const record = new RunRecord(scenario);
  try {
    lockstep.world.runScenario({
      name: `${seed}/${number}`,
      phases: phases.map((phase) => ({ ...phase, fault: lockstep.world.checkFault(phase.fault) })),
    });
    let last: Frame | undefined;
    for (let second = 0; second < scenario.seconds; second += 2) {
      last = await lockstep.step();
      options.onFrame?.(last);
      for (const rule of ofFrames) record.note(rule.says, last.now, rule.check(last));
      for (const rule of ofRuns) rule.watch(last);
      record.noteFrame(last);
      if (options.stopsAtFirst && record.isBroken) break;
    }
    if (last !== undefined && !(options.stopsAtFirst && record.isBroken)) {
      const end = { last, minutes: lockstep.minutes };
      for (const rule of ofRuns) record.note(rule.says, last.now, rule.conclude(end));
    }
  } finally {
    await lockstep.close();
  }
  return record.toReport(Number(process.hrtime.bigint() - begun) / 1e6);
}

/** What is written down of a run. */
class RunRecord {
  readonly #breaches = new Map<string, Breach>();
  readonly #excused = new Map<string, number>();
  readonly #held = new Map<string, number>();
  readonly #errors = new Map<string, ErrorCounts>();
  #frames = 0;
  #digest = 0;

  constructor(private readonly scenario: CampaignScenario) {}

  get isBroken(): boolean {
    return this.#breaches.size > 0;
  }

  /** Of what goes on being broken the first frame is kept, and how many there were. */
  note(rule: string, at: number, remarks: readonly Remark[]): void {
    for (const remark of remarks) {
      if (remark.kind === 'held') {
        countOne(this.#held, rule);
        continue;
      }
      if (remark.kind === 'excused') {
        countOne(this.#excused, `${rule}: ${remark.because}`);
        continue;
      }
      const key = `${rule} ${remark.entity}`;
      const before = this.#breaches.get(key);
      this.#breaches.set(
        key,
        before === undefined
          ? { rule, at, entity: remark.entity, figures: remark.figures, frames: 1 }
          : { ...before, frames: before.frames + 1 },
      );
    }
  }

  noteFrame(frame: Frame): void {
    this.#frames += 1;
    const said: string[] = [frame.overview.headline.sentence];
    for (const link of frame.overview.links) {
      const { atMost } = link.loss;
      said.push(`${link.verdict.state} ${link.flow} ${atMost.state === 'unbounded' ? '' : atMost.seconds}`);
      const excess = excessOf(link, frame);
      if (excess === undefined) continue;
      const counts = this.#errors.get(link.storeKind) ?? new ErrorCounts();
      this.#errors.set(link.storeKind, counts);
      counts.add(excess);
    }
    for (const { userHealth, protection } of frame.overview.workloads) said.push(userHealth.state, protection.state);
    this.#digest = mix(this.#digest, hashText(said.join('|')));
  }

  toReport(wallMs: number): RunReport {
    return {
      scenario: this.scenario,
      frames: this.#frames,
      breaches: [...this.#breaches.values()],
      excused: Object.fromEntries(this.#excused),
      held: Object.fromEntries(this.#held),
      errors: Object.fromEntries([...this.#errors].map(([kind, counts]) => [kind, counts.toHistogram()])),
      digest: this.#digest,
      wallMs,
    };
  }
}

function countOne(counts: Map<string, number>, key: string): void {
  const before = counts.get(key);
  counts.set(key, before === undefined ? 1 : before + 1);
}
