import { rollUpHealth } from '../roll-up';
import { healthStates } from '../vocabulary';
import { formatCount, formatList } from '../wording/list';
import type { ConsoleView, HeadlineView, RegionView, WorkloadView } from './types';

/**
 * The one line at the top: the worst of all workloads (what users get) and regions, with the counts of both together
 * and everything that is not healthy named. A workload without users is neither counted nor called healthy: the
 * sentence names it. Not healthy while the console itself cannot be relied on.
 */
export function viewHeadline(
  console_: ConsoleView,
  regions: readonly RegionView[],
  workloads: readonly WorkloadView[],
): HeadlineView {
  const judged = workloads.filter(({ hasUsers }) => hasUsers);
  const things = [
    ...judged.map((workload) => ({ name: workload.name, state: workload.userHealth.state })),
    ...regions.map((region) => ({ name: region.code, state: region.health.state })),
  ];
  const { state, counts } = rollUpHealth(things.map((thing) => thing.state));
  if (console_.state !== 'polling' && state === 'healthy') {
    return { health: 'unknown', counts, sentence: console_.sentence };
  }
  if (state === 'healthy') {
    const all = `${formatCount(judged.length, 'workload')} and ${formatCount(regions.length, 'region')}`;
    return { health: state, counts, sentence: `${all} healthy${unjudged(workloads)}` };
  }
  if (things.length === 0) return { health: state, counts, sentence: 'Nothing is known of the fleet yet' };
  const named = healthStates
    .filter((one) => one !== 'healthy' && counts[one] > 0)
    .map((one) =>
      sentenceOf(
        one,
        things.filter((thing) => thing.state === one),
      ),
    );
  const dark = regions.filter(({ reach, health }) => reach === 'dark' && health.state === 'unknown');
  if (dark.length > 0)
    named.push(
      sentenceOf(
        'unreachable from here',
        dark.map(({ code }) => ({ name: code })),
      ),
    );
  return { health: state, counts, sentence: named.join('; ') };
}

function unjudged(workloads: readonly WorkloadView[]): string {
  const names = workloads.filter(({ hasUsers }) => !hasUsers).map(({ name }) => name);
  if (names.length === 0) return '';
  return `; ${formatList(names)} ${names.length === 1 ? 'has' : 'have'} no users to judge`;
}

function sentenceOf(words: string, things: readonly { readonly name: string }[]): string {
  const verb = things.length === 1 ? 'is' : 'are';
  return `${formatList(things.map((thing) => thing.name))} ${verb} ${words}`;
}
