import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import dnsPacket, { type DecodedPacket } from 'dns-packet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../start-simulator';
import { clockAt, startTestSimulator, testNow } from '../testing/test-simulator';

let simulator: RunningSimulator;
let resolver: Resolver;

beforeAll(async () => {
  simulator = await startTestSimulator();
  resolver = resolverOf(simulator);
});
afterAll(() => simulator.stop());

function resolverOf({ dnsPort }: RunningSimulator): Resolver {
  const made = new Resolver({ timeout: 500, tries: 1 });
  made.setServers([`127.0.0.1:${dnsPort}`]);
  return made;
}

function addressesOf(workload: string, region: string): string[] {
  const { world } = simulator;
  const balancer = world.loadBalancers(region, world.accountId).find((each) => each.workload === workload);
  return [...(balancer?.addresses ?? [])].sort();
}

/** Sends bytes as they are; undefined when nothing comes back in 200 ms. */
function exchange(packet: Buffer): Promise<DecodedPacket | undefined> {
  const socket = createSocket('udp4');
  return new Promise<DecodedPacket | undefined>((resolve) => {
    socket.once('message', (reply) => resolve(dnsPacket.decode(reply)));
    setTimeout(() => resolve(undefined), 200);
    socket.send(packet, simulator.dnsPort, '127.0.0.1');
  }).finally(() => socket.close());
}

function question(name: string, type: 'A' | 'AAAA' | 'TXT' | 'MX' = 'A'): Buffer {
  return dnsPacket.encode({ type: 'query', id: 7, flags: dnsPacket.RECURSION_DESIRED, questions: [{ type, name }] });
}

describe('a resolver of Node', () => {
  it('gets the addresses of the region that an alias points to, under the asked name and with the TTL', async () => {
    const records = await resolver.resolve4('use1.checkout.acme.example', { ttl: true });
    expect(records.map((each) => each.address).sort()).toEqual(addressesOf('checkout', 'us-east-1'));
    expect(records.every((each) => each.ttl === 60)).toBe(true);
  });

  it('gets the primary of a failover record, and the European answer for a console in Ireland', async () => {
    expect((await resolver.resolve4('checkout.acme.example')).sort()).toEqual(addressesOf('checkout', 'us-east-1'));
    expect((await resolver.resolve4('www.acme.example')).sort()).toEqual(addressesOf('storefront', 'eu-central-1'));
  });

  it('gets the status record as text', async () => {
    expect(await resolver.resolveTxt('status.use1.checkout.acme.example')).toEqual([['healthy']]);
  });

  it("gets the addresses behind a load balancer's own name", async () => {
    const { world } = simulator;
    const [balancer] = world.loadBalancers('us-west-2', world.accountId);
    expect(await resolver.resolve4(balancer?.dnsName ?? '')).toEqual(balancer?.addresses);
  });

  it('learns that a name does not exist, has no such data, or is none of this server', async () => {
    await expect(resolver.resolve4('nobody.acme.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(resolver.resolve6('checkout.acme.example')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver.resolveMx('acme.example')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver.resolve4('example.org')).rejects.toMatchObject({ code: 'EREFUSED' });
    await expect(resolver.resolve4('notacme.example')).rejects.toMatchObject({ code: 'EREFUSED' });
  });
});

describe('a status record', () => {
  it('turns unhealthy while its region is lost, and healthy again after', async () => {
    const moving = await startTestSimulator({ clock: clockAt(testNow, 200) });
    const asked = resolverOf(moving);
    const status = async () => (await asked.resolveTxt('status.use1.checkout.acme.example'))[0]?.[0];
    expect(await status()).toBe('healthy');
    moving.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    await expect.poll(status, { timeout: 5000 }).toBe('unhealthy');
    moving.world.healFaults({});
    await expect.poll(status, { timeout: 5000 }).toBe('healthy');
    await moving.stop();
  });
});

describe('packets', () => {
  it('that are rubbish, or replies themselves, get no answer and do no harm', async () => {
    const reply = dnsPacket.encode({ type: 'response', id: 7, questions: [{ type: 'A', name: 'acme.example' }] });
    const cut = question('checkout.acme.example').subarray(0, 20);
    const loop = Buffer.concat([question('a').subarray(0, 12), Buffer.from([0xc0, 0x0c, 0, 1, 0, 1])]);
    for (const packet of [Buffer.alloc(0), Buffer.from('rubbish'), Buffer.alloc(600, 0xff), reply, cut, loop]) {
      expect(await exchange(packet)).toBeUndefined();
    }
    expect(await resolver.resolve4('checkout.acme.example')).toHaveLength(2);
  });

  it('get an authoritative answer that repeats id and question, whatever the case of the name', async () => {
    const reply = await exchange(question('ChEcKout.Acme.Example'));
    expect(reply).toMatchObject({ id: 7, rcode: 'NOERROR', flag_aa: true, flag_rd: true, flag_ra: false });
    expect(reply?.questions).toMatchObject([{ name: 'ChEcKout.Acme.Example', type: 'A' }]);
    expect(reply?.answers).toHaveLength(2);
  });

  it('about names that do not exist get the start of authority, so that resolvers may remember it', async () => {
    const reply = await exchange(question('nobody.acme.example'));
    expect(reply).toMatchObject({ rcode: 'NXDOMAIN', authorities: [{ type: 'SOA', name: 'acme.example' }] });
  });

  it('with no question or two are refused as malformed, and other operations as not implemented', async () => {
    expect(await exchange(dnsPacket.encode({ type: 'query', id: 1 }))).toMatchObject({ rcode: 'FORMERR' });
    const questions = ['a', 'b'].map((label) => ({ type: 'A' as const, name: `${label}.acme.example` }));
    expect(await exchange(dnsPacket.encode({ type: 'query', id: 1, questions }))).toMatchObject({ rcode: 'FORMERR' });
    const notify = question('acme.example');
    notify[2] = (notify[2] ?? 0) | (4 << 3);
    expect(await exchange(notify)).toMatchObject({ rcode: 'NOTIMP' });
  });
});
