import { expect, test } from 'vitest';
import type { WorkloadEntity } from '@/lib/domain/entities';
import { judgedAt } from '@/lib/domain/testing/arbitraries';
import { calmFleetEntities } from '@/lib/domain/testing/sample-entities';
import { readFacts } from './read-facts';

const pair = { source: 'us-east-1', target: 'us-west-2' };
const entities = calmFleetEntities(judgedAt);
const own = entities.filter((entity) => 'workloadId' in entity && entity.workloadId === 'checkout');
const workload = entities.find(
  (entity): entity is WorkloadEntity => entity.kind === 'workload' && entity.id === 'checkout',
);

test('what is true now is read from evidence, each with its age', () => {
  const facts = readFacts(pair, workload, own, judgedAt);
  expect(facts.readAt).toBe(judgedAt);
  expect(facts.traffic).toMatch(/checkout\.acme\.example leads to us-east-1 \(.* ago\) and serves/);
  expect(facts.writers).toContain('orders was last seen written in us-east-1');
  expect(facts.data).toMatch(/orders in us-west-2 was .* behind \(.*\), at most /);
});

test('what is not known is said, and nothing is claimed in its place', () => {
  const nothing = {
    traffic: 'Nothing is known of it',
    writers: 'Nothing is known of it',
    data: 'Nothing is known of it',
  };
  expect(readFacts(pair, undefined, [], judgedAt)).toMatchObject(nothing);
  const facts = readFacts(pair, workload, [], judgedAt);
  expect(facts.writers).toContain('who writes orders is not known');
  expect(facts.data).toContain('orders has no copy in us-west-2');
  const late = readFacts(pair, workload, own, judgedAt + 3_600_000);
  expect(late.traffic).toMatch(/whether it serves was last seen 6\d m ago/);
});
