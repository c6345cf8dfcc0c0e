import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { EndpointGroupSettings } from './accelerators';
import type { RouteChange } from './access-points';
import type { GivenAnomalyFeedback } from './anomaly-feedback';
import type { DatabaseChange } from './database-changes';
import type { LeverChange } from './levers';
import type { MadeBucket } from './made-buckets';
import type { NodeGroupChange } from './node-groups';
import type { PolicyStatement } from './policies';
import type { ProvisionChange } from './provisioned-concurrency';
import type { Publication } from './published-metrics';
import type { RestoreRequest } from './restore-jobs';
import type { RoutingControlChange } from './routing-controls';
import type { GroupChange } from './scaling';
import type { PublishedText } from './topics';
import type { EpochMs, Fault, FaultMatch, KeptItemWrite, RecordChange, Scenario } from './types';
import { syncFolder, WorldFileError } from './world-files';

/** What somebody did to the world, as opposed to what time does. */
export type Mutation =
  | { readonly kind: 'begin-fault'; readonly fault: Fault }
  | { readonly kind: 'end-faults'; readonly matching: FaultMatch }
  | { readonly kind: 'run-scenario'; readonly scenario: Scenario }
  | { readonly kind: 'change-group'; readonly change: GroupChange }
  | { readonly kind: 'change-database'; readonly change: DatabaseChange }
  | { readonly kind: 'enforce-policies'; readonly on: boolean }
  | { readonly kind: 'change-service'; readonly change: { readonly arn: string; readonly desired: number } }
  | { readonly kind: 'change-node-group'; readonly change: NodeGroupChange }
  | { readonly kind: 'change-provision'; readonly change: ProvisionChange }
  | { readonly kind: 'anomaly-feedback'; readonly given: GivenAnomalyFeedback }
  | { readonly kind: 'start-restore'; readonly request: RestoreRequest }
  | { readonly kind: 'put-role-policy'; readonly roleArn: string; readonly statements: readonly PolicyStatement[] }
  | { readonly kind: 'change-routing-controls'; readonly changes: readonly RoutingControlChange[] }
  | { readonly kind: 'change-endpoint-group'; readonly arn: string; readonly settings: EndpointGroupSettings }
  | { readonly kind: 'change-access-point-routes'; readonly arn: string; readonly changes: readonly RouteChange[] }
  | { readonly kind: 'turn-lever'; readonly change: LeverChange }
  | { readonly kind: 'publish-message'; readonly text: PublishedText }
  | { readonly kind: 'change-records'; readonly changes: readonly RecordChange[] }
  | { readonly kind: 'publish-metrics'; readonly publication: Publication }
  | { readonly kind: 'create-bucket'; readonly bucket: MadeBucket }
  | { readonly kind: 'keep-item'; readonly write: KeptItemWrite };

export interface JournalEntry {
  /** Counts up by one from the world's birth; a checkpoint says up to which entry it holds. */
  readonly sequence: number;
  readonly at: EpochMs;
  readonly mutation: Mutation;
}

export interface Journal {
  /** Entries found at opening. */
  readonly entries: readonly JournalEntry[];
  /** Writes an entry and returns once it is on disk; when it throws, the entry is not in the journal. */
  append(entry: JournalEntry): void;
  /** Forgets all entries, after a checkpoint has taken them in. */
  clear(): void;
  close(): void;
}

const fileName = 'journal.log';

/** Where the journal of a world's folder lies. */
export function journalFile(folder: string): string {
  return path.join(folder, fileName);
}

/**
 * Opens the journal of a folder, creating an empty one where there is none. A torn last line is what a crash leaves of
 * an entry nobody was told about: it is cut off. Any other damage throws {@link WorldFileError}.
 */
export function openJournal(folder: string): Journal {
  const file = journalFile(folder);
  const created = !existsSync(file);
  const { entries, wholeBytes } = created ? { entries: [], wholeBytes: 0 } : readEntries(file);
  const handle = openSync(file, created ? 'wx+' : 'r+', 0o600);
  if (fstatSync(handle).size !== wholeBytes) {
    ftruncateSync(handle, wholeBytes);
    fsyncSync(handle);
  }
  if (created) syncFolder(folder);
  return keepJournal(file, handle, entries, wholeBytes);
}

function keepJournal(file: string, handle: number, entries: readonly JournalEntry[], wholeBytes: number): Journal {
  let length = wholeBytes;
  let broken: unknown;
  const cutBack = () => {
    try {
      ftruncateSync(handle, length);
    } catch (error) {
      // Half an entry may stand at the end now; writing after it would damage what follows.
      broken = error;
    }
  };
  return {
    entries,
    append(entry) {
      if (broken !== undefined) throw new Error(`${file} takes no more entries.`, { cause: broken });
      const line = Buffer.from(encode(entry), 'utf8');
      try {
        let written = 0;
        while (written < line.length) {
          written += writeSync(handle, line, written, line.length - written, length + written);
        }
        fsyncSync(handle);
      } catch (error) {
        cutBack();
        throw error;
      }
      length += line.length;
    },
    clear() {
      ftruncateSync(handle, 0);
      fsyncSync(handle);
      length = 0;
      broken = undefined;
    },
    close() {
      closeSync(handle);
    },
  };
}

function readEntries(file: string): { entries: JournalEntry[]; wholeBytes: number } {
  const bytes = readFileSync(file);
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  const entries = lines.map((line, index) => {
    const entry = decode(line);
    if (entry === undefined) throw new WorldFileError(file, `is damaged in line ${index + 1}`);
    return entry;
  });
  return { entries, wholeBytes };
}

function encode(entry: JournalEntry): string {
  const text = JSON.stringify(entry);
  return `${sumOf(text)} ${text}\n`;
}

function decode(line: string): JournalEntry | undefined {
  const text = line.slice(17);
  if (line.slice(0, 17) !== `${sumOf(text)} `) return undefined;
  // The sum proves that the line is what `encode` wrote.
  return JSON.parse(text) as JournalEntry;
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
