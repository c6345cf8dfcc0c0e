import type { Fleet } from '../domain/fleet';
import { defaultAccountId, defaultFleet } from './default-fleet';
import type { FleetRules } from './parse-fleet-file';
import { readFleetFile } from './read-fleet-file';

/** Where a program finds its fleet. */
export interface FleetPlace {
  /** Absolute path of the fleet file. */
  readonly file: string;
  /** Whether it must be there; otherwise, while the fleet is simulated, the built-in fleet stands in for it. */
  readonly isRequired: boolean;
}

/** The fleet of a place at one moment. */
export type FoundFleet =
  | {
      readonly state: 'good';
      readonly fleet: Fleet;
      /** The file it was read from, or `built-in`. */
      readonly from: string;
      /** Changes when, and only when, what was read changes. */
      readonly hash: string;
      /** The file as it was read; empty for the built-in fleet. */
      readonly text: string;
    }
  | { readonly state: 'broken'; readonly problems: readonly string[]; readonly from: string; readonly hash: string };

const builtIn = { state: 'good', fleet: defaultFleet, from: 'built-in', hash: 'built-in', text: '' } as const;
const absentHash = 'absent';

/** Generated fleets of the simulator number their other accounts upwards from this one. */
const firstGeneratedAccount = 222_200_000_001;
const generatedAccounts = Array.from({ length: 49 }, (_, index) => String(firstGeneratedAccount + index));

/** What a fleet may say: of a simulated one, no real account may be named. */
export function fleetRules(simulated: boolean): FleetRules {
  return { simulatedAccounts: simulated ? [defaultAccountId, ...generatedAccounts] : 'not-simulated' };
}

/** Reads the fleet of a place; with no file and the fleet simulated it is the built-in one. Never rejects. */
export function findFleet(place: FleetPlace, simulated: boolean): Promise<FoundFleet>;
/** As above, but `unchanged` while the hash is the known one. */
export function findFleet(
  place: FleetPlace,
  simulated: boolean,
  knownHash: string,
): Promise<FoundFleet | { readonly state: 'unchanged' }>;
export async function findFleet(
  { file, isRequired }: FleetPlace,
  simulated: boolean,
  knownHash?: string,
): Promise<FoundFleet | { readonly state: 'unchanged' }> {
  const read = await readFleetFile(file, fleetRules(simulated), knownHash);
  if (read.state === 'unchanged') return read;
  if (read.state !== 'absent') return { ...read, from: file };
  if (simulated && !isRequired) return knownHash === builtIn.hash ? { state: 'unchanged' } : builtIn;
  if (knownHash === absentHash) return { state: 'unchanged' };
  const where = isRequired ? `${file} is not there` : `ANTIPODE_FLEET is missing and ${file} is not there`;
  const problem = `${where}: write a fleet file (docs/fleet-file.md) and name it with ANTIPODE_FLEET.`;
  return { state: 'broken', problems: [problem], from: file, hash: absentHash };
}
