import type { Interest, InterestWindow } from '@/lib/domain/series/interest';
import type { EpochMs } from '@/lib/domain/time';
import type { Place } from '../sources/places';
import type { Answers } from './answers';
import type { PlannedView } from './build-window';
import type { PlaceQuestions } from './questions';

/** A view that is being fetched. */
export interface Fetching {
  readonly key: string;
  readonly interest: Interest;
  readonly window: InterestWindow;
  readonly planned: PlannedView;
  readonly questions: readonly PlaceQuestions[];
  readonly answers: Answers;
  readonly askedAt: EpochMs;
  /** Parts that have not come yet. */
  open: number;
}

/** Views of which one place is asked for one time. */
export interface Group {
  readonly place: Place;
  readonly window: InterestWindow;
  readonly members: { readonly fetching: Fetching; readonly queries: PlaceQuestions['queries'] }[];
}

/** What is asked of the same place for the same time goes into the same calls. */
export function groupByPlace(fetchings: readonly Fetching[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const fetching of fetchings) {
    const { window } = fetching;
    for (const { place, queries } of fetching.questions) {
      const key = [place.accountId, place.region, window.startAt, window.endAt, window.periodSeconds].join(' ');
      const group = groups.get(key) ?? { place, window, members: [] };
      group.members.push({ fetching, queries });
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}
