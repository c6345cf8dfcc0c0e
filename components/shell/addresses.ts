import { executiveReportId, type ReportFileKind } from '@/lib/domain/reports/executive/reading';

/** Address of the page of a workload, whatever its id is made of. */
export function workloadAddress(id: string): `/workloads/${string}` {
  return `/workloads/${encodeURIComponent(id)}`;
}

/** Address of the page of a region. */
export function regionAddress(code: string): `/regions/${string}` {
  return `/regions/${encodeURIComponent(code)}`;
}

/** Where a store of a workload is shown: its line on the workload's page. */
export function storeAddress(workloadId: string, storeId: string): string {
  return `${workloadAddress(workloadId)}#${encodeURIComponent(storeAnchor(storeId))}`;
}

/** Id of the line of a store on its workload's page. */
export function storeAnchor(storeId: string): string {
  return `store-${anchorOf(storeId)}`;
}

/** Where a finding is shown: its entry on the overview. */
export function findingAddress(id: string): string {
  return `/#${encodeURIComponent(findingAnchor(id))}`;
}

/** Id of a finding's entry in the list of them. */
export function findingAnchor(id: string): string {
  return `finding-${anchorOf(id)}`;
}

/** What an account is looked at by: its line in the list of accounts. */
export function accountAddress(id: string): string {
  return `/accounts?row=${encodeURIComponent(id)}`;
}

/** Where a link is shown: its line in the list of links, with its detail. */
export function linkAddress(id: string): string {
  return `/replication?row=${encodeURIComponent(id)}`;
}

/** Where an entry point is shown: its line in the list of them, with its detail. */
export function entryPointAddress(id: string): string {
  return `/routing?row=${encodeURIComponent(id)}`;
}

/** The id of an element holds no white space. */
function anchorOf(text: string): string {
  return text.replaceAll(/\s+/g, '_');
}

/** A move of a workload as addresses name it; what is not known yet is chosen on the page. */
export interface MoveAddress {
  readonly workload?: string;
  readonly source?: string;
  readonly target?: string;
  readonly mode?: string;
}

/** Address of the page where a plan is written as code. */
export function planTextAddress(id: string): string {
  return `/recovery/plans/${encodeURIComponent(id)}/text`;
}

/** Address of the page of a plan; without a route it shows the plan's first. */
export function planAddress(id: string, { source, target, mode }: MoveAddress = {}): string {
  return withQuery(`/recovery/plans/${encodeURIComponent(id)}`, { source, target, mode });
}

/** Address of the page of a run. */
export function runAddress(id: string): string {
  return `/recovery/executions/${encodeURIComponent(id)}`;
}

/** Where a move is looked at before it is begun. */
export function startAddress({ workload, source, target, mode }: MoveAddress): string {
  return withQuery('/recovery/start', { workload, source, target, mode });
}

/** The page before the button of a return. */
export function wayHomeAddress({ workloadId, home, away }: HomeAddress): string {
  return startAddress({ workload: workloadId, source: away, target: home, mode: 'graceful' });
}

export interface HomeAddress {
  readonly workloadId: string;
  readonly home: string;
  readonly away: string;
}

/** Where is said how the delivery of reports stands. */
export const deliveriesAddress = '/reports#deliveries-title';

/** Address of the executive report, of the newest edition of a month where none is named. */
export function executiveReportAddress(month: string, edition?: number): string {
  return withQuery('/reports/executive', {
    period: month,
    edition: edition === undefined ? undefined : String(edition),
  });
}

/**
 * Where a file of the executive report is fetched; for whoever looks by a read-only link too, which counts for the screen
 * that says so alone.
 */
export function executiveFileAddress(month: string, kind: ReportFileKind, edition?: number): string {
  const door = kind === 'json' ? '' : `/${kind}`;
  const query = { edition: edition === undefined ? undefined : String(edition), report: executiveReportId };
  return withQuery(`/api/v1/reports/executive/${month}${door}`, query);
}

function withQuery(address: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? address : `${address}?${new URLSearchParams(given)}`;
}
