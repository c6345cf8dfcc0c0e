import { describe, expect, it } from 'vitest';
import { findDefaultFleet } from './build-fleet';
import { answerOnce, answerShares, type DnsView } from './dns';
import { endpointCheckId, routingCheckId } from './fleet-zone';
import type { RecordSet, RecordType } from './types';

const fleet = findDefaultFleet();
const zone = fleet.records;

function view(options: { unhealthy?: readonly string[]; records?: readonly RecordSet[] } = {}): DnsView {
  return {
    zoneName: 'acme.example',
    records: options.records ?? zone,
    loadBalancers: fleet.loadBalancerByDnsName,
    isHealthy: (id) => !(options.unhealthy ?? []).includes(id),
  };
}

function ask(from: DnsView, name: string, resolver: string, type: RecordType = 'A') {
  return answerOnce(from, name, type, resolver, 0);
}

function addressesOf(workload: string, region: string): readonly string[] {
  const found = fleet.loadBalancers.find((each) => each.workload === workload && each.region === region);
  if (found === undefined) throw new Error(`Workload ${workload} has no load balancer in ${region}.`);
  return found.addresses;
}

function values(from: DnsView, name: string, resolver: string, type: RecordType = 'A'): string[] {
  return ask(from, name, resolver, type).records.map((record) => record.value);
}

const endpoint = (region: string) => endpointCheckId('storefront', region);
const fourRegions = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1'];

describe('what Route 53 answers', () => {
  it('is the nearest healthy region to users outside Europe, and Frankfurt to users in Europe', () => {
    const nearest = {
      'us-east-1': 'us-east-1',
      'us-west-2': 'us-west-2',
      'ap-southeast-1': 'ap-southeast-1',
      'eu-west-1': 'eu-central-1',
    };
    for (const [resolver, region] of Object.entries(nearest)) {
      expect(values(view(), 'www.acme.example', resolver)).toEqual(addressesOf('storefront', region));
    }
  });

  it('leaves out unhealthy regions, and lets Europe fall to the rest of the world', () => {
    const withoutVirginia = view({ unhealthy: [endpoint('us-east-1')] });
    expect(values(withoutVirginia, 'www.acme.example', 'us-east-1')).toEqual(addressesOf('storefront', 'us-west-2'));
    const withoutFrankfurt = view({ unhealthy: [endpoint('eu-central-1')] });
    expect(values(withoutFrankfurt, 'www.acme.example', 'eu-west-1')).toEqual(addressesOf('storefront', 'us-east-1'));
  });

  it('is given as if all were healthy when none is', () => {
    const dark = view({ unhealthy: fourRegions.map(endpoint) });
    expect(values(dark, 'www.acme.example', 'us-west-2')).toEqual(addressesOf('storefront', 'us-west-2'));
    expect(values(dark, 'www.acme.example', 'eu-west-1')).toEqual(addressesOf('storefront', 'eu-central-1'));
  });

  it('follows the routing controls of a failover pair and nothing else', () => {
    const primaryOff = [routingCheckId('checkout', 'us-east-1')];
    const bothOff = [...primaryOff, routingCheckId('checkout', 'us-west-2')];
    const ask = (unhealthy: readonly string[]) => values(view({ unhealthy }), 'checkout.acme.example', 'eu-west-1');
    expect(ask([])).toEqual(addressesOf('checkout', 'us-east-1'));
    expect(ask(primaryOff)).toEqual(addressesOf('checkout', 'us-west-2'));
    expect(ask(bothOff)).toEqual(addressesOf('checkout', 'us-east-1'));
    expect(ask([endpointCheckId('checkout', 'us-east-1')])).toEqual(addressesOf('checkout', 'us-east-1'));
  });

  it('gives the status of an endpoint as unquoted text with a TTL of 10 seconds', () => {
    const name = 'status.use1.storefront.acme.example';
    expect(ask(view(), name, 'eu-west-1', 'TXT').records).toEqual([
      { name, type: 'TXT', ttlSeconds: 10, value: 'healthy' },
    ]);
    expect(values(view({ unhealthy: [endpoint('us-east-1')] }), name, 'eu-west-1', 'TXT')).toEqual(['unhealthy']);
  });

  it('stands under the asked name with the load balancer TTL, whatever case or dot it was asked with', () => {
    const [first] = ask(view(), 'WWW.Acme.Example.', 'us-east-1').records;
    expect(first).toMatchObject({ name: 'www.acme.example', ttlSeconds: 60 });
  });

  it('tells a name that does not exist from one without records of the asked type', () => {
    expect(ask(view(), 'nobody.acme.example', 'eu-west-1').outcome).toBe('no-such-name');
    expect(ask(view(), 'other.example', 'eu-west-1').outcome).toBe('no-such-name');
    expect(ask(view(), 'www.acme.example', 'eu-west-1', 'TXT').outcome).toBe('no-data');
    expect(ask(view(), 'storefront.acme.example', 'eu-west-1').outcome).toBe('no-data');
    expect(ask(view(), 'acme.example', 'eu-west-1').outcome).toBe('no-data');
  });

  it('follows a CNAME and shows it', () => {
    const records: RecordSet[] = [
      ...zone,
      { name: 'shop.acme.example', type: 'CNAME', ttlSeconds: 300, values: ['www.acme.example'] },
    ];
    const answer = ask(view({ records }), 'shop.acme.example', 'us-east-1');
    expect(answer.records.map((record) => record.type)).toEqual(['CNAME', 'A', 'A']);
    expect(answer.records[0]?.value).toBe('www.acme.example');
  });

  it('ends in a circle of aliases without an answer instead of never', () => {
    const circle = (name: string, target: string): RecordSet => ({
      name,
      type: 'A',
      alias: { hostedZoneId: 'Z0ACMEEXAMPLE01', dnsName: target, evaluateTargetHealth: true },
    });
    const records = [circle('a.acme.example', 'b.acme.example'), circle('b.acme.example', 'a.acme.example')];
    expect(ask(view({ records }), 'a.acme.example', 'eu-west-1').outcome).toBe('no-data');
  });

  it('splits weighted records by weight, drains a weight of zero, and shares equally when all are zero', () => {
    const weighted = (weights: readonly number[]): RecordSet[] =>
      weights.map((weight, index) => ({
        name: 'canary.acme.example',
        type: 'A',
        ttlSeconds: 30,
        setIdentifier: `${index}`,
        weight,
        values: [`192.0.2.${index}`],
      }));
    const shares = (weights: readonly number[]) =>
      answerShares(view({ records: weighted(weights) }), 'canary.acme.example', 'A', 'eu-west-1').map(
        (each) => each.share,
      );
    expect(shares([1, 3])).toEqual([0.25, 0.75]);
    expect(shares([0, 3])).toEqual([1]);
    expect(shares([0, 0])).toEqual([0.5, 0.5]);
    const seen = new Set<string | undefined>();
    for (let moment = 0; moment < 100; moment += 1) {
      seen.add(
        answerOnce(view({ records: weighted([1, 1]) }), 'canary.acme.example', 'A', 'eu-west-1', moment).records[0]
          ?.value,
      );
    }
    expect(seen.size).toBe(2);
  });
});
