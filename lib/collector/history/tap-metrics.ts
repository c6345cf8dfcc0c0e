import type { AwsReader } from '../ports';
import type { MetricBook } from './metric-book';

/** A reader that does what the given one does, and notes every metric it brings: history asks nothing twice. */
export function tapMetrics(reader: AwsReader, book: MetricBook): AwsReader {
  return {
    ...reader,
    metricData: async (scope, queries, window) => {
      const answer = await reader.metricData(scope, queries, window);
      if (answer.state === 'answered') book.take(scope, answer.value, window);
      return answer;
    },
  };
}
