import { setTimeout as sleep } from 'node:timers/promises';
import type { Entity } from '@/lib/domain/entities';
import type { DrilledWorkload } from '@/lib/domain/recovery/drill';
import type { TestWrite } from '../rules/drill/judge-drill';
import type { DrillPorts } from './ports';

/** So many, so far apart in wall milliseconds: the last ones are acknowledged a moment before the fault. */
const count = 6;
const apartMs = 300;
/** Wall milliseconds an application has for one. */
const deadlineMs = 3000;

/** Where a workload takes transactions in both regions, by the plans that prove its moves; `none` where it takes none. */
export function findProof(
  entities: readonly Entity[],
  workloadId: string,
  source: string,
  target: string,
): DrilledWorkload['proof'] {
  const specs = entities
    .flatMap((entity) => (entity.kind === 'plan' && entity.workloadId === workloadId ? entity.plan.routes : []))
    .flatMap(({ workflows }) => workflows.flatMap(({ steps }) => steps.map(({ spec }) => spec)))
    .flatMap((spec) => (spec.kind === 'transaction-proof' ? [spec] : []));
  const from = specs.find(({ region }) => region === source);
  const to = specs.find(({ region }) => region === target);
  return from === undefined || to === undefined
    ? 'none'
    : { source: from.hostname, target: to.hostname, path: to.path };
}

/**
 * Has the application in the source commit transactions of the drill's own, and keeps those that it both acknowledged and
 * still tells: they are what must not be lost.
 */
export async function writeTestWrites(
  { prober, fleet }: Pick<DrillPorts, 'prober' | 'fleet'>,
  proof: Exclude<DrilledWorkload['proof'], 'none'>,
  name: string,
): Promise<DrilledWorkload['writes']> {
  const asked = { hostname: proof.source, path: proof.path, deadlineMs };
  const written: { id: string; writtenAt: number }[] = [];
  for (let number = 1; number <= count; number += 1) {
    if (number > 1) await sleep(apartMs);
    const id = `drill-${name}-${number}`;
    const { now: writtenAt } = await fleet.status();
    const answer = await prober.writeTransaction(asked, id);
    if (answer.state === 'answered') written.push({ id, writtenAt });
  }
  const told = await Promise.all(written.map(({ id }) => prober.readTransaction(asked, id)));
  return written
    .filter((_, index) => {
      const answer = told[index];
      return answer?.state === 'answered' && answer.value === 'stored';
    })
    .map((write) => ({ ...write, hadArrived: 'unknown' as const }));
}

/** Asks the target's own copy for each of them. What answers at none of the attempts is unreadable, and not lost. */
export async function readTestWrites(
  { prober }: Pick<DrillPorts, 'prober'>,
  { proof, writes }: Pick<DrilledWorkload, 'proof' | 'writes'>,
  attempts = 5,
): Promise<readonly TestWrite[]> {
  if (proof === 'none') return [];
  const asked = { hostname: proof.target, path: proof.path, deadlineMs };
  const read = async (id: string): Promise<TestWrite['after']> => {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const answer = await prober.readTransaction(asked, id);
      if (answer.state === 'answered') return answer.value;
      await sleep(apartMs);
    }
    return 'unreadable';
  };
  return Promise.all(writes.map(async (write) => ({ ...write, after: await read(write.id) })));
}

/** Which test writes had got out by the fault: asked once, so that the console is not kept waiting for. */
export async function whatHadArrived<W extends DrilledWorkload>(
  ports: Pick<DrillPorts, 'prober'>,
  drilled: W,
): Promise<W> {
  const seen = await readTestWrites(ports, drilled, 1);
  const writes = seen.map(({ id, writtenAt, after }) => ({
    id,
    writtenAt,
    hadArrived: after === 'unreadable' ? ('unknown' as const) : after === 'stored',
  }));
  return { ...drilled, writes };
}
