import type { Objective } from './fleet';
import type { BackupView, LinkView, ObjectiveView, RpoVerdict } from './overview/types';
import { complianceStates } from './vocabulary';
import { formatList } from './wording/list';

/**
 * Judges an objective of a workload by the worst of its links (breached, at risk, not measured, met); what is not
 * measured is always listed beside the worst. Data-loss objectives are judged on backups only, never on replication.
 *
 * @param links those that count: of stores that cannot be rebuilt, to lawful targets
 * @param backups vaults at the places where it would be restored
 * @param unreached ids of stores that replicate to unlawful targets only
 * @param unseen ids of stores that should replicate and of which no link is known
 */
export function judgeObjective(
  objective: Objective,
  links: readonly LinkView[],
  unreached: readonly string[] = [],
  backups: readonly BackupView[] = [],
  unseen: readonly string[] = [],
): ObjectiveView {
  const { scenario, rpoSeconds, rtoSeconds } = objective;
  const rpo =
    scenario === 'data-loss'
      ? worstBackup(backups)
      : withUnseen(
          withUnreached(worstVerdict(links, unreached.length + unseen.length > 0), unreached, links.length > 0),
          unseen,
          links.length > 0,
        );
  return { scenario, rpoSeconds, rtoSeconds, rpo };
}

/** A store that reaches no lawful target cannot be measured at one: at best nothing is known of the workload. */
function withUnreached(verdict: RpoVerdict, stores: readonly string[], known: boolean): RpoVerdict {
  if (stores.length === 0) return verdict;
  const words = `${formatList(stores)} ${stores.length === 1 ? 'reaches' : 'reach'} no lawful target`;
  if (verdict.state === 'breached' || verdict.state === 'at-risk') {
    return { ...verdict, provableNow: false, sentence: `${verdict.sentence}; ${words}` };
  }
  const sentence =
    known && verdict.state === 'not-measured' ? `${verdict.sentence}; ${words}` : `Not measured: ${words}`;
  return { state: 'not-measured', asOf: 'never', provableNow: false, sentence };
}

/** A store without any link is not measured, however well the others are: what is not seen is listed, never left out. */
function withUnseen(verdict: RpoVerdict, stores: readonly string[], known: boolean): RpoVerdict {
  if (stores.length === 0 || !known) return verdict;
  const words = `no link of ${formatList(stores)} is known`;
  if (verdict.state !== 'met') return { ...verdict, provableNow: false, sentence: `${verdict.sentence}; ${words}` };
  return { state: 'not-measured', asOf: 'never', provableNow: false, sentence: `Not measured: ${words}` };
}

/** Every store needs one vault to go back to, so the best vault counts for a store and the worst store decides. */
function worstBackup(backups: readonly BackupView[]): RpoVerdict {
  const rank = ({ verdict }: BackupView) => complianceStates.indexOf(verdict.state);
  const stores = [...new Set(backups.map(({ storeId }) => storeId))].sort();
  const best = stores.flatMap(
    (id) => backups.filter(({ storeId }) => storeId === id).sort((a, b) => rank(b) - rank(a))[0] ?? [],
  );
  const worst = best.sort((a, b) => rank(a) - rank(b))[0];
  if (worst)
    return stores.length > 1
      ? { ...worst.verdict, sentence: `${worst.verdict.sentence} (${worst.storeId})` }
      : worst.verdict;
  return {
    state: 'not-measured',
    asOf: 'never',
    provableNow: false,
    sentence: 'Not measured: no backup of it is known',
  };
}

/** @param amongOthers whether the workload has stores besides those of the links, so that its worst must be named */
function worstVerdict(links: readonly LinkView[], amongOthers: boolean): RpoVerdict {
  const worst = [...links].sort(byWorstVerdict)[0];
  if (!worst)
    return { state: 'not-measured', asOf: 'never', provableNow: false, sentence: 'Not measured yet: no link is known' };
  const { state, sentence } = worst.verdict;
  const total = links.length;
  const notMeasured = links.filter((link) => link.verdict.state === 'not-measured').length;
  const name =
    (total > 1 || amongOthers) && state !== 'met' ? ` (${worst.storeId} ${worst.source} → ${worst.target})` : '';
  const beside = total > 1 && notMeasured > 0 ? `; ${notMeasured} of ${total} links not measured` : '';
  return {
    state,
    asOf: oldestDate(links.filter((link) => link.verdict.state === state)),
    provableNow: links.every((link) => link.verdict.provableNow),
    sentence: `${sentence}${name}${beside}`,
  };
}

/** The worst verdict first; among equal ones the largest loss, then the oldest, then by id. */
function byWorstVerdict(a: LinkView, b: LinkView): number {
  const rank = (link: LinkView) => complianceStates.indexOf(link.verdict.state);
  return rank(a) - rank(b) || byOldestRecoveryPoint(a, b);
}

/**
 * Orders links by the age of what they could recover: no recovery point at all first, then the oldest. Those without lag
 * by design come last: their zero would hide what another store loses, and their age is only that of our last look.
 * Equal ones by id, so that the order is the same every time.
 */
export function byOldestRecoveryPoint(a: LinkView, b: LinkView): number {
  const designed = ({ verdict }: LinkView) => (verdict.byDesign === true ? 1 : 0);
  const at = ({ loss }: LinkView) => (loss.recoveryPointAt === 'void' ? Number.MIN_SAFE_INTEGER : loss.recoveryPointAt);
  return designed(a) - designed(b) || at(a) - at(b) || (a.id < b.id ? -1 : 1);
}

function oldestDate(links: readonly LinkView[]): RpoVerdict['asOf'] {
  const dates = links.map((link) => link.verdict.asOf);
  const known = dates.filter((date) => date !== 'never');
  return known.length < dates.length || known.length === 0 ? 'never' : Math.min(...known);
}
