import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { Frame } from '../harness/frame';
import { type LockstepConsole, openLockstepConsole } from '../harness/open-console';
import { frameRules } from '../rules/all-rules';
import { findFleets } from '../scenario/pair-of-fleets';
import { FindingLog } from './finding-log';
import { type PublicOutage, readOutage } from './public-outages';
import { changesBetween, type Statements, saidIn, trueIn } from './statements';
import { TallyBook } from './tally';
import { wordsOfFault } from './words-of-fault';

/** One minute of a replay in which something changed. */
export interface OutageMinute {
  /** Minutes after the outage began; the calm before is minute −1. */
  readonly minute: number;
  readonly at: EpochMs;
  readonly happened: readonly string[];
  readonly said: readonly string[];
  readonly wasTrue: readonly string[];
}

export interface OutageReplay {
  readonly outage: PublicOutage;
  readonly says: string;
  readonly minutes: readonly OutageMinute[];
  /** Frames in which a rule of the campaign did not hold, in words; the first of each. */
  readonly broken: readonly string[];
  readonly frames: number;
  readonly tally: Pick<TallyBook, 'users' | 'data'>;
}

/** The fleet is watched for so long before the outage begins. */
const calmSeconds: Seconds = 300;
const seed = 1;
/** An outage lasts hours: it is held against the rules, and findings are looked for, this often; the console lives through every frame. */
const ruledSeconds: Seconds = 10;

/**
 * Replays an outage over the default fleet and writes down, minute by minute, what changed in what the console says and
 * in what is true.
 *
 * @param seconds how much of it to replay; all of it unless told otherwise
 */
export async function replayOutage(outage: PublicOutage, seconds: Seconds = outage.seconds): Promise<OutageReplay> {
  const startAt = outage.beganAt - calmSeconds * 1000;
  const lockstep = await openLockstepConsole({ seed, startAt, ...findFleets('default') });
  try {
    return await watch(lockstep, outage, seconds);
  } finally {
    await lockstep.close();
  }
}

async function watch(lockstep: LockstepConsole, outage: PublicOutage, seconds: Seconds): Promise<OutageReplay> {
  const { scenario, says } = await readOutage(outage, lockstep.world);
  const minutes: OutageMinute[] = [];
  const broken = new Map<string, string>();
  const findings = new FindingLog();
  const tally = new TallyBook();
  let [said, facts]: [Statements, Statements] = [new Map(), new Map()];
  let frames = 0;
  let knownFaults = new Map<string, string>();
  for (let second = -calmSeconds + 2; second <= seconds; second += 2) {
    const frame = await lockstep.step();
    if (second % ruledSeconds === 0) {
      frames += 1;
      noteBroken(frame, broken);
      findings.look(frame);
    }
    if (second === 0) lockstep.world.runScenario(scenario);
    const isMinute = second % 60 === 0;
    if (!isMinute || second < 0) continue;
    if (second > 0) tally.note(frame);
    const faults = faultsIn(frame);
    const happened = [
      ...[...faults.keys()].filter((id) => !knownFaults.has(id)).map((id) => `begins: ${faults.get(id)}`),
      ...[...knownFaults.keys()].filter((id) => !faults.has(id)).map((id) => `ends: ${knownFaults.get(id)}`),
    ];
    knownFaults = faults;
    const [saidNow, factsNow] = [saidIn(frame), trueIn(frame)];
    const minute = {
      minute: second / 60,
      at: frame.now,
      happened,
      said: [...changesBetween(said, saidNow), ...findings.news()],
      wasTrue: changesBetween(facts, factsNow),
    };
    [said, facts] = [saidNow, factsNow];
    if (minute.happened.length + minute.said.length + minute.wasTrue.length > 0) minutes.push(minute);
  }
  return { outage, says, minutes, broken: [...broken.values()], frames, tally };
}

function noteBroken(frame: Frame, broken: Map<string, string>): void {
  for (const rule of frameRules) {
    for (const remark of rule.check(frame)) {
      if (remark.kind !== 'broken') continue;
      const key = `${rule.says} ${remark.entity}`;
      const at = new Date(frame.now).toISOString().slice(11, 19);
      if (!broken.has(key)) broken.set(key, `${at} ${remark.entity}: ${remark.figures} (${rule.says})`);
    }
  }
}

function faultsIn({ truth }: Frame): Map<string, string> {
  const active = truth.now.faults.filter(({ endedAt }) => endedAt === null);
  return new Map(active.map(({ id, fault }) => [id, wordsOfFault(fault)]));
}
