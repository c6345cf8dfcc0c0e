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
  /** What happened then and is not replayed, or otherwise than it was: of this the account can say nothing. */
  readonly notReplayed: readonly string[];
  /** What somebody on call would make of what the console said, read against what was true. */
  readonly reading: readonly string[];
}

const hour: Seconds = 3600;

export const publicOutages: readonly PublicOutage[] = [
  {
    name: 'december-2021',
    title: '7 December 2021, us-east-1',
    beganAt: Date.UTC(2021, 11, 7, 15, 30),
    seconds: 8.5 * hour,
    notReplayed: [
      'The congestion came and went in waves and hit AWS services one by one. Here everything in the region is six times as slow, evenly, for eight hours.',
      'API Gateway, EventBridge, container services and Amazon Connect failed longer than the rest. The default fleet uses none of them, so none of its users meet that.',
    ],
    reading: [
      'Users got their answers all day, slowly. The console judges users by answers and errors, so it called them healthy; how long answers take is among the golden signals of a region, and no rule judges it. Nobody learns of the slowness from a finding.',
      'From minute 9 on the figures of us-east-1 were too old to prove anything, and `met` and `protected` were withdrawn for Storefront and Catalog until minute 483. In truth no more than 3 s would have been lost at any time; what the console said was far above that for as long as AWS was late, and never below.',
      'From minute 11 on two findings stand about the same objective: `at risk`, which is not confirmed any more and keeps the age it was raised with, and `not measured`, which is the one that holds.',
      'That Route 53 cannot be changed is said from minute 2 on, call by call. Checkout is moved by routing controls and needs no such change.',
    ],
  },
  {
    name: 'june-2023',
    title: '13 June 2023, us-east-1',
    beganAt: Date.UTC(2023, 5, 13, 18, 49),
    seconds: 4.25 * hour,
    notReplayed: [
      'No workload of the default fleet runs on Lambda or EventBridge. What the outage did to users of such applications is not in this account: here it only meets the calls that the console itself makes.',
      "The simulator has no sign-in to AWS's own console, and so no trouble with it.",
    ],
    reading: [
      'Nothing happened to the users of this fleet, and the console said so throughout.',
      'What it said beside that is which of its own calls failed: STS refused about half of those that are made every five minutes.',
    ],
  },
  {
    name: 'october-2025',
    title: '20 October 2025, us-east-1',
    beganAt: Date.UTC(2025, 9, 20, 6, 48),
    seconds: 14.75 * hour,
    notReplayed: [
      'From minute 342 on, health checks of network load balancers took healthy targets out of service and put them back, and capacity went and came with them. The simulator cannot do that: here load balancers answer five times as slowly, their API refuses some calls, and targets stay registered. What the console would have said of targets that come and go is not in this account.',
      "DynamoDB's name resolved to nothing. Here it resolves, and the endpoint answers with errors, to applications and to the console alike.",
      'What queued up inside Lambda, STS and other services that stand on DynamoDB is replayed as calls that are throttled, and only where the console makes such calls.',
    ],
    reading: [
      'Users of three workloads were not all served for 172 minutes. The console said so from minute 5 on and until minute 177: both times four minutes late, because every health check passed and only the figures of load balancers, which come minutes later, tell of such errors.',
      'What was written elsewhere could not reach us-east-1 from the first second on. From minute 4 on this was `at risk`, from minute 6 `not measured`, and only from minute 16 on `stalled`, and breached with it: a quarter of an hour without a point is what the console takes for silence. What could be lost at most was never said too small.',
      'After the repair Catalog was shown as unprotected until minute 177, four minutes after all of it had arrived, and Storefront as breached until minute 186, three minutes after.',
      'That no instance could be launched for eight hours is told by throttled calls only, since nothing in this fleet had to grow. That answers took five times as long from minute 342 on is no finding, as in December 2021.',
    ],
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
