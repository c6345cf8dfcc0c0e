import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { readScenario } from '@/lib/simulator/scenarios/read-scenario';
import type { Scenario, World } from '@/lib/simulator/world/types';

/** An outage that AWS itself has written about, as a scenario tells it, at the time of day at which it happened. */
export interface PublicOutage {
  readonly name: string;
  readonly title: string;
  readonly beganAt: EpochMs;
  /** How long it is watched, from its beginning until all has been calm again for a while. */
  readonly seconds: Seconds;
}

const hour: Seconds = 3600;

export const publicOutages: readonly PublicOutage[] = [
  {
    name: 'december-2021',
    title: '7 December 2021, us-east-1',
    beganAt: Date.UTC(2021, 11, 7, 15, 30),
    seconds: 8.5 * hour,
  },
  { name: 'june-2023', title: '13 June 2023, us-east-1', beganAt: Date.UTC(2023, 5, 13, 18, 49), seconds: 4.25 * hour },
  {
    name: 'october-2025',
    title: '20 October 2025, us-east-1',
    beganAt: Date.UTC(2025, 9, 20, 6, 48),
    seconds: 14.75 * hour,
  },
];

/** The timetable of an outage, and what it says of itself. @throws Error when its file cannot be read */
export async function readOutage(
  { name }: PublicOutage,
  world: Pick<World, 'checkFault'>,
): Promise<{ readonly scenario: Scenario; readonly says: string }> {
  const file = path.join('lib', 'simulator', 'scenarios', `${name}.yaml`);
  const read = readScenario(await readFile(file, 'utf8'), name, world);
  if (!read.ok) throw new Error(`${file}: ${read.problems.map(({ message }) => message).join(' ')}`);
  return { scenario: read.scenario, says: read.says ?? '' };
}
