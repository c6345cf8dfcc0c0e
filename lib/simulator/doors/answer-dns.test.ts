import dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testNow } from '../testing/test-simulator';
import { openWorld } from '../world';
import { answerDnsPacket } from './answer-dns';

const world = openWorld({ seed: 1, now: testNow });
const answer = (packet: Buffer) => answerDnsPacket(packet, world, 'eu-west-1');
const query = dnsPacket.encode({
  type: 'query',
  id: 7,
  questions: [{ type: 'A', name: 'status.use1.checkout.acme.example' }],
  additionals: [
    {
      type: 'OPT',
      name: '.',
      udpPayloadSize: 1232,
      extendedRcode: 0,
      ednsVersion: 0,
      flags: 0,
      flag_do: false,
      options: [],
    },
  ],
});

it('survives any packet: whatever it answers is DNS of a size that a client can read', () => {
  const damaged = fc.array(fc.tuple(fc.nat(query.length - 1), fc.nat(255)), { maxLength: 8 }).map((changes) => {
    const packet = Buffer.from(query);
    for (const [at, byte] of changes) packet[at] = byte;
    return packet;
  });
  const anything = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(damaged, anything), (packet) => {
      const reply = answer(packet);
      if (reply === undefined) return;
      expect(reply.length).toBeLessThanOrEqual(4096);
      expect(reply.readUInt16BE(0)).toBe(packet.readUInt16BE(0));
      expect((reply[2] ?? 0) & 0x80).toBe(0x80);
    }),
    { numRuns: 5000 },
  );
});

it('says that an answer is cut when it does not fit what the client can read', () => {
  const values = Array.from({ length: 60 }, (_, index) => `192.0.2.${index}`);
  const name = 'many.acme.example';
  const records = values.map((value) => ({ name, type: 'A' as const, ttlSeconds: 30, value }));
  const crowded = { ...world, resolve: () => ({ outcome: 'answer' as const, records }) };
  const plain = dnsPacket.encode({ type: 'query', id: 1, questions: [{ type: 'A', name }] });
  const cut = dnsPacket.decode(answerDnsPacket(plain, crowded, 'eu-west-1') ?? Buffer.alloc(0));
  expect(cut).toMatchObject({ flag_tc: true, answers: [] });
  const large = dnsPacket.encode({
    ...dnsPacket.decode(plain),
    additionals: [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: 4096,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: 0,
        flag_do: false,
        options: [],
      },
    ],
  });
  const whole = dnsPacket.decode(answerDnsPacket(large, crowded, 'eu-west-1') ?? Buffer.alloc(0));
  expect(whole.flag_tc).toBe(false);
  expect(whole.answers).toHaveLength(60);
});
