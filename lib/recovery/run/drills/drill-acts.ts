import type { WorkloadEntity } from '@/lib/domain/entities';
import type { Drill, DrillFigures, EngineDrilledWorkload } from '@/lib/domain/recovery/drill';
import type { EpochMs } from '@/lib/domain/time';
import { formatClock } from '@/lib/domain/wording/moment';
import { judgeWorkload } from '../../drill/judge-workload';
import { planDrill, writeDown } from '../../drill/plan-drill';
import { type DrillPorts, DrillRefused } from '../../drill/ports';
import { whatHadArrived } from '../../drill/test-writes';
import { refuseDrill, toPhase } from '../../rules/drill/course-of-drill';
import { movedByDrill } from '../../rules/drill/moved-by-drill';

/** What an act of a drill is done with. */
export interface ActPorts extends DrillPorts {
  /** Fleet time. */
  readonly now: () => EpochMs;
  /** Whether this engine still has the drill, asked of the store; before every act that changes the fleet. */
  readonly stillOurs: () => Promise<boolean>;
}

/** Fleet milliseconds between the last test write and the fault: what was calm is judged anew after them. */
const staleMs = 60_000;

/** Whereto its workloads go; nothing is broken for a region that cannot be left. */
export async function planAct(ports: ActPorts, drill: Drill): Promise<Drill> {
  const { region } = drill;
  const { regions, failing, now } = await ports.fleet.status();
  if (!regions.some(({ code }) => code === region)) {
    throw new DrillRefused(
      `The simulated fleet has no region "${region}"; it has ${regions.map(({ code }) => code).join(', ')}.`,
    );
  }
  const fault = failing.find((each) => each.region === region);
  if (fault !== undefined) throw new DrillRefused(alreadyFailing(region, fault.since));
  const chosen = movedByDrill(await ports.product.fleet(), region);
  if (chosen.length === 0) {
    throw new DrillRefused(`No workload of a protected tier is served by ${region} alone: nothing would be moved.`);
  }
  const planned = await planDrill(ports, chosen, region, now);
  const workloads = planned.map(
    (each): EngineDrilledWorkload => ({ ...each, outRun: 'not-yet', homeRun: 'not-yet', figures: 'not-yet' }),
  );
  return toPhase({ ...drill, workloads }, 'writing', ports.now());
}

function alreadyFailing(region: string, since: EpochMs): string {
  return `${region} has been failing since ${formatClock(since, 'second')}, by no drill: npm run sim -- heal ${region}`;
}

/** The test writes, and that the fault comes next: from the moment this is on record it may be there. */
export async function writeAct(ports: ActPorts, drill: Drill): Promise<Drill> {
  if (!(await ports.stillOurs())) return drill;
  const workloads = await Promise.all(
    drill.workloads.map(async (each) => ({ ...each, writes: await writeDown(ports, drill.id, each) })),
  );
  const { now: faultIntendedAt } = await ports.fleet.status();
  return toPhase({ ...drill, workloads, faultIntendedAt }, 'breaking', ports.now());
}

/** The fault, the one act of a drill that no run does. Begun again where it is there already it is the same fault. */
export async function breakAct(ports: ActPorts, drill: Drill): Promise<Drill> {
  const { region, faultIntendedAt } = drill;
  const { failing, now } = await ports.fleet.status();
  const fault = failing.find((each) => each.region === region);
  const unbroken: Drill = { ...drill, faultIntendedAt: 'not-yet' };
  if (fault !== undefined && faultIntendedAt !== 'not-yet' && fault.since < faultIntendedAt) {
    return refuseDrill(unbroken, alreadyFailing(region, fault.since), ports.now());
  }
  // Nobody carried it on for a while: the fleet is looked at anew, as before any drill.
  if (fault === undefined && faultIntendedAt !== 'not-yet' && now - faultIntendedAt > staleMs) {
    return toPhase({ ...unbroken, workloads: [] }, 'asked', ports.now());
  }
  if (!(await ports.stillOurs())) return drill;
  const faultAt = await ports.fleet.fail(region);
  const workloads = await Promise.all(drill.workloads.map((each) => whatHadArrived(ports, each)));
  return toPhase({ ...drill, faultAt, workloads }, 'leaving', ports.now());
}

/** Judges every workload by its run and by its writes, while the region still fails. */
export async function judgeAct(ports: ActPorts, drill: Drill): Promise<Drill> {
  const entities = await ports.product.fleet();
  const workloads = await Promise.all(
    drill.workloads.map(async (each) => {
      const found = entities.find((entity) => entity.kind === 'workload' && entity.id === each.id);
      return { ...each, figures: await figuresOf(ports, drill, each, found?.kind === 'workload' ? found : 'none') };
    }),
  );
  return toPhase({ ...drill, workloads }, 'healing', ports.now());
}

async function figuresOf(
  ports: ActPorts,
  drill: Drill,
  drilled: EngineDrilledWorkload,
  found: WorkloadEntity | 'none',
): Promise<DrillFigures> {
  const run = drilled.outRun === 'not-yet' ? 'not-found' : await ports.product.execution(drilled.outRun);
  if (found !== 'none' && run !== 'not-found') return judgeWorkload(ports, drill, drilled, found, run);
  const sentence =
    found === 'none' ? `The fleet no longer declares ${drilled.id}.` : `No run of ${drilled.id} is on record.`;
  return {
    state: 'not-proven',
    recoverySeconds: 'unknown',
    wantedSeconds: 'none',
    lostWrites: 'unknown',
    writes: drilled.writes.length,
    sentences: [sentence],
  };
}

/** Ends the fault, and looks that it has ended. */
export async function healAct(ports: ActPorts, drill: Drill): Promise<Drill> {
  const { region } = drill;
  const healedAt = await ports.fleet.heal(region);
  const { failing } = await ports.fleet.status();
  if (failing.some((each) => each.region === region)) {
    throw new DrillRefused(`${region} was told to be healed and still fails: npm run sim -- heal ${region}`);
  }
  return toPhase({ ...drill, healedAt }, 'returning', ports.now());
}
