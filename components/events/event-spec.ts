import { eventKinds } from '@/lib/domain/events/event';
import type { EventFilter } from '@/lib/domain/events/filter';
import { severities } from '@/lib/domain/vocabulary';
import { type UrlValues, urlChoices, urlTexts, urlTimeRange } from '../url/url-state';

/** What the timeline keeps in its address; programs ask with the same. */
export const eventSpec = {
  range: urlTimeRange('24h'),
  kind: urlChoices('Kind', eventKinds),
  severity: urlChoices('Severity', severities),
  region: urlTexts('Region'),
  workload: urlTexts('Workload'),
};

/** The filter an address names. */
export function toEventFilter({ kind, severity, region, workload }: UrlValues<typeof eventSpec>): EventFilter {
  return { kinds: kind, severities: severity, regions: region, workloads: workload };
}
