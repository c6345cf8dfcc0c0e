import { describe, expect, it } from 'vitest';
import { openWorld } from './open-world';
import { birthOfTests } from './testing-worlds';

const world = openWorld({ seed: 1, now: birthOfTests });

function addressOf(workload: string, region: string): string {
  const found = world.loadBalancers(region, world.accountId).find((each) => each.workload === workload);
  return found?.addresses[0] ?? '';
}

describe('a request to the simulated internet', () => {
  it('is answered by the load balancer behind the address, later the further away it is', () => {
    const near = world.request(
      addressOf('storefront', 'eu-central-1'),
      { hostname: 'www.acme.example', path: '/healthz' },
      'eu-west-1',
    );
    const far = world.request(
      addressOf('storefront', 'ap-southeast-1'),
      { hostname: 'www.acme.example', path: '/healthz' },
      'eu-west-1',
    );
    if (near.outcome !== 'answer' || far.outcome !== 'answer') throw new Error('Both regions are up.');
    expect([near.status, far.status]).toEqual([200, 200]);
    expect(JSON.parse(near.body)).toEqual({ status: 'ok', workload: 'storefront', region: 'eu-central-1' });
    expect(near.latencyMs).toBeLessThan(120);
    expect(far.latencyMs).toBeGreaterThan(near.latencyMs + 80);
  });

  it('is answered the same at the same moment', () => {
    const ask = () =>
      world.request(addressOf('checkout', 'us-east-1'), { hostname: 'checkout.acme.example', path: '/' }, 'us-west-2');
    expect(ask()).toEqual(ask());
  });

  it('is not found for a host the load balancer does not serve, whatever its case or port', () => {
    const address = addressOf('checkout', 'us-east-1');
    expect(world.request(address, { hostname: 'www.acme.example', path: '/healthz' }, 'eu-west-1')).toMatchObject({
      status: 404,
    });
    expect(
      world.request(address, { hostname: 'Checkout.Acme.Example:443', path: '/healthz' }, 'eu-west-1'),
    ).toMatchObject({ status: 200 });
    expect(
      world.request(address, { hostname: 'use1.checkout.acme.example', path: '/healthz?x=1' }, 'eu-west-1'),
    ).toMatchObject({
      status: 200,
    });
  });

  it('vanishes towards an address nobody has', () => {
    expect(world.request('192.0.2.200', { hostname: 'www.acme.example', path: '/healthz' }, 'eu-west-1').outcome).toBe(
      'black-hole',
    );
  });
});
