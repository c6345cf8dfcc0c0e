import { hashText, hexOf, mix } from './seeded-random';
import type { EpochMs, SimulatedHealthCheck } from './types';

/** Route 53's checkers; they belong to its data plane, which no single region takes with it. */
export const checkers: readonly { readonly region: string; readonly ipAddress: string }[] = [
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'sa-east-1',
].flatMap((region, index) => [
  { region, ipAddress: `192.0.2.${10 + index * 2}` },
  { region, ipAddress: `192.0.2.${11 + index * 2}` },
]);

const intervalSeconds = 10;
const threshold = 3;
/** Healthy while more than 18 % of the checkers say so. */
const healthyShare = 0.18;

/**
 * What each checker thinks of one endpoint. Zero or more: passing, with that many failures in a row; below zero:
 * failing, with (−1 − value) passes in a row.
 */
export type CheckerOpinions = number[];

export function passingOpinions(): CheckerOpinions {
  return checkers.map(() => 0);
}

/** Second within the interval at which a checker asks. */
export function offsetOf(checkId: string, checker: number): number {
  return mix(hashText(checkId), checker) % intervalSeconds;
}

const offsets = new Map<string, readonly number[]>();

function offsetsOf(checkId: string): readonly number[] {
  const known = offsets.get(checkId);
  if (known !== undefined) return known;
  const built = checkers.map((_, checker) => offsetOf(checkId, checker));
  offsets.set(checkId, built);
  return built;
}

/** Lets the checkers whose turn it is in that second ask once; whether one of them changed its mind. */
export function askCheckers(checkId: string, opinions: CheckerOpinions, second: number, answers: boolean): boolean {
  const turn = second % intervalSeconds;
  const turns = offsetsOf(checkId);
  let changed = false;
  for (let checker = 0; checker < turns.length; checker += 1) {
    if (turns[checker] !== turn) continue;
    const before = opinions[checker] ?? 0;
    const next = nextOpinion(before, answers);
    if (next === before) continue;
    opinions[checker] = next;
    changed = true;
  }
  return changed;
}

function nextOpinion(opinion: number, answers: boolean): number {
  if (opinion >= 0) {
    if (answers) return 0;
    return opinion + 1 >= threshold ? -1 : opinion + 1;
  }
  if (!answers) return -1;
  return -opinion >= threshold ? 0 : opinion - 1;
}

/** Whether every checker has made up its mind about an endpoint that goes on as it does. */
export function opinionsSettled(opinions: CheckerOpinions, answers: boolean): boolean {
  const final = answers ? 0 : -1;
  return opinions.every((opinion) => opinion === final);
}

/** Share of checkers that report the endpoint healthy, 0…1. */
export function passingShare(opinions: CheckerOpinions): number {
  let passing = 0;
  for (const opinion of opinions) if (opinion >= 0) passing += 1;
  return passing / opinions.length;
}

/** Whether the check as a whole is healthy. */
export function isPassing(opinions: CheckerOpinions): boolean {
  return passingShare(opinions) > healthyShare;
}

/** What each checker last reported, as Route 53's status call shows it. */
export function observe(
  checkId: string,
  opinions: CheckerOpinions,
  nowSecond: number,
): SimulatedHealthCheck['observations'] {
  return checkers.map((checker, index) => {
    const opinion = opinions[index] ?? 0;
    const lastTurn =
      nowSecond -
      1 -
      ((((nowSecond - 1 - offsetOf(checkId, index)) % intervalSeconds) + intervalSeconds) % intervalSeconds);
    const checkedAt: EpochMs = lastTurn * 1000 + (Number.parseInt(hexOf(`${checkId}:${index}`, 3), 16) % 1000);
    return {
      region: checker.region,
      ipAddress: checker.ipAddress,
      status:
        opinion === 0 || opinion < -1
          ? 'Success: HTTP Status Code 200, OK'
          : 'Failure: Connection timed out. The endpoint or the internet connection is down, or requests are being blocked by your firewall.',
      checkedAt,
    };
  });
}
