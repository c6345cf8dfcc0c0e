import { expect, test } from 'vitest';
import { describeExecutions, describeNodeCounts, nameOfSetting } from './setting-words';

test('a node group is as before only with its size and both of its bounds, and unknown while one of them is not told', () => {
  const before = describeNodeCounts({ desired: 1, minimum: 1, maximum: 6 });
  expect(before).toBe('wants 1 (1 to 6)');
  expect(describeNodeCounts({ desired: 1, minimum: 1, maximum: 8 })).not.toBe(before);
  expect(describeNodeCounts({ desired: 1, minimum: 0, maximum: 6 })).not.toBe(before);
  for (const missing of ['desired', 'minimum', 'maximum'] as const) {
    expect(describeNodeCounts({ desired: 1, minimum: 1, maximum: 6, [missing]: 'unknown' })).toBe('unknown');
  }
});

test('a function that never had executions kept ready is not one of which nothing is told', () => {
  expect(describeExecutions('none')).toBe('none kept ready');
  expect(describeExecutions('unknown')).toBe('unknown');
  expect(describeExecutions(5)).toBe('wants 5 ready');
});

test('what is set is called by what people call it', () => {
  expect(nameOfSetting({ of: 'executions', functionName: 'notify', qualifier: 'live' })).toBe(
    'provisioned concurrency of notify:live',
  );
  expect(nameOfSetting({ of: 'nodes', cluster: 'web', nodeGroup: 'workers' })).toBe('nodes of web/workers');
});
