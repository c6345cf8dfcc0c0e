import type { InterestWindow } from '@/lib/domain/series/interest';
import { countBilledMetrics, toQuery } from '../packing';
import { globalServicesRegion, type Place } from '../sources/places';
import type { PlannedView } from './build-window';
import { checkerQueries } from './plan-checkers';
import { isMeasured, type SeriesQuery } from './signal-spec';

/** The metrics of one place. */
export interface PlaceQuestions {
  readonly place: Place;
  readonly queries: readonly SeriesQuery[];
}

/** Every metric a view needs, by the place that publishes it. */
export function questionsOf(planned: PlannedView, { periodSeconds }: InterestWindow): readonly PlaceQuestions[] {
  const byPlace = new Map<string, { place: Place; queries: SeriesQuery[] }>();
  const add = (place: Place, queries: readonly SeriesQuery[]) => {
    const key = `${place.accountId} ${place.region}`;
    const known = byPlace.get(key) ?? { place, queries: [] };
    known.queries.push(...queries);
    byPlace.set(key, known);
  };
  if (planned.view === 'signals') {
    for (const { accountId, publishedIn: region, signals } of planned.resources) {
      const queries = signals.filter(isMeasured).flatMap((spec) => spec.queries);
      if (queries.length > 0) add({ accountId, region }, queries);
    }
  } else {
    for (const endpoint of planned.endpoints) {
      if (endpoint.state !== 'checked' || !endpoint.measures) continue;
      const place = { accountId: endpoint.accountId, region: globalServicesRegion };
      add(
        place,
        checkerQueries(endpoint.healthCheckId, periodSeconds).map(({ query }) => query),
      );
    }
  }
  return [...byPlace.values()];
}

/** What they are billed as. */
export function countMetrics(questions: readonly PlaceQuestions[]): number {
  return questions.reduce((sum, { queries }) => sum + countBilledMetrics(queries.map(toQuery)), 0);
}
