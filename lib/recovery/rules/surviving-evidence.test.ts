import { describe, expect, test } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import { judgedAt } from '@/lib/domain/testing/arbitraries';
import { calmFleetEntities } from '@/lib/domain/testing/sample-entities';
import { withoutEvidenceFrom } from './surviving-evidence';

const now = judgedAt;
const calm = calmFleetEntities(now);
const left = withoutEvidenceFrom(calm, ['us-east-1', 'eu-central-1'], now);
const find = (entities: readonly Entity[], kind: Entity['kind'], id: string) =>
  entities.find((entity) => entity.kind === kind && entity.id === id);

describe('evidence without some regions', () => {
  test('has no word of their APIs left, and all of what is seen of them from outside', () => {
    expect(find(left, 'endpoint', 'checkout/web/us-east-1')).toMatchObject({
      probe: { state: 'observed' },
      route53: { state: 'observed' },
      capacity: { state: 'missing', lastKnown: 'none' },
      errorPercent: { state: 'missing', lastKnown: 'none' },
    });
    const apis = left.flatMap((entity) =>
      entity.kind === 'source' && entity.region === 'us-east-1' ? [entity.api] : [],
    );
    expect(apis.sort()).toEqual(['dns', 'probe']);
  });

  test('keeps the lag that a target tells and loses that which a lost source tells', () => {
    expect(find(left, 'link', 'checkout/orders/us-east-1>us-west-2')).toMatchObject({
      lag: { state: 'observed' },
      copyState: { state: 'observed' },
      writesPerSecond: { state: 'missing' },
    });
    expect(find(left, 'link', 'storefront/sessions/us-east-1>us-west-2')).toMatchObject({
      lag: { state: 'missing' },
      copyState: { state: 'missing' },
    });
    expect(find(left, 'link', 'storefront/sessions/us-west-2>us-east-1')).toMatchObject({ lag: { state: 'observed' } });
  });

  test('knows neither the state of controls nor records, which are read in us-east-1 alone', () => {
    const routing = find(left, 'routing', 'checkout/web');
    expect(routing).toMatchObject({ answer: { state: 'observed' }, controls: [{ state: { state: 'missing' } }, {}] });
    expect(routing).not.toHaveProperty('records');
  });

  test('leaves everybody else as they were', () => {
    const others = ['checkout/web/us-west-2', 'storefront/web/ap-southeast-1'];
    for (const id of others) expect(find(left, 'endpoint', id)).toEqual(find(calm, 'endpoint', id));
    expect(withoutEvidenceFrom(calm, [], now).filter(({ kind }) => kind !== 'finding')).toEqual(
      calm.filter(({ kind }) => kind !== 'finding' && kind !== 'health-event'),
    );
  });
});
