import type { SourceEntity } from '@/lib/domain/entities';
import { isApiVantage, judgeApi } from '@/lib/domain/judge-api';
import type { EpochMs } from '@/lib/domain/time';

/** Since when every API of a place has answered without a break; `unknown` where one does not now, or none was asked. */
export function answersSince(sources: readonly SourceEntity[], now: EpochMs): EpochMs | 'unknown' {
  const apis = sources.filter((source) => isApiVantage(source) && source.state !== 'not-asked-yet');
  if (judgeApi(sources, now).state !== 'reachable') return 'unknown';
  return apis.length === 0 ? 'unknown' : Math.max(...apis.map(({ stateSince }) => stateSince));
}
