import dnsPacket, { type DecodedPacket, type Packet } from 'dns-packet';
import type { DnsAnswer, HostedZone, RecordType, World } from '../world/types';

const { AUTHORITATIVE_ANSWER, RECURSION_DESIRED, TRUNCATED_RESPONSE } = dnsPacket;

const rcode = { noError: 0, formatError: 1, noSuchName: 3, notImplemented: 4, refused: 5 } as const;
/** What a client can read that does not announce more, and the most we send to one that does. */
const plainUdpBytes = 512;
const mostUdpBytes = 4096;
const negativeTtlSeconds = 900;

/**
 * The reply to one DNS packet as an authoritative server near `resolverRegion` gives it, or undefined for what gets no
 * reply at all: rubbish, and packets that are replies themselves. Names of the hosted zones and of load balancers are
 * answered, everything else is REFUSED.
 */
export function answerDnsPacket(packet: Buffer, world: World, resolverRegion: string): Buffer | undefined {
  const query = decodeQuery(packet);
  if (query === undefined) return undefined;
  const room = Math.min(mostUdpBytes, Math.max(plainUdpBytes, announcedBytes(query) ?? plainUdpBytes));
  const reply = encodeReply(query, answerQuery(query, world, resolverRegion));
  return reply.length <= room ? reply : encodeReply(query, { rcode: rcode.noError, answers: [], truncated: true });
}

interface Reply {
  readonly rcode: number;
  readonly answers: NonNullable<Packet['answers']>;
  readonly authorities?: NonNullable<Packet['authorities']>;
  readonly truncated?: boolean;
}

function decodeQuery(packet: Buffer): DecodedPacket | undefined {
  try {
    const query = dnsPacket.decode(packet);
    return query.type === 'query' ? query : undefined;
  } catch {
    // Not DNS: a server on the internet drops it too.
    return undefined;
  }
}

function answerQuery(query: DecodedPacket, world: World, resolverRegion: string): Reply {
  if (opcodeOf(query) !== 'QUERY') return { rcode: rcode.notImplemented, answers: [] };
  const [question] = query.questions ?? [];
  if (question === undefined || query.questions?.length !== 1) return { rcode: rcode.formatError, answers: [] };
  const name = question.name.toLowerCase().replace(/\.$/, '');
  const zone = world.hostedZones(world.accountId).find((each) => isWithin(name, each.name));
  if ((zone === undefined && !world.hasLoadBalancer(name)) || question.class !== 'IN') {
    return { rcode: rcode.refused, answers: [] };
  }
  // A type that is not simulated has no data; asking for the addresses tells whether the name exists at all.
  const answer = isSimulated(question.type)
    ? world.resolve(name, question.type, resolverRegion)
    : withoutRecords(world.resolve(name, 'A', resolverRegion));
  return {
    rcode: answer.outcome === 'no-such-name' ? rcode.noSuchName : rcode.noError,
    answers: answer.records.map(({ name: owner, type, ttlSeconds, value }) =>
      type === 'TXT'
        ? { type, name: owner, ttl: ttlSeconds, class: 'IN' as const, data: [value] }
        : { type, name: owner, ttl: ttlSeconds, class: 'IN' as const, data: value },
    ),
    authorities: answer.records.length === 0 && zone !== undefined ? [startOfAuthority(zone)] : [],
  };
}

function withoutRecords(answer: DnsAnswer): DnsAnswer {
  return { outcome: answer.outcome === 'no-such-name' ? 'no-such-name' : 'no-data', records: [] };
}

/** dns-packet decodes the operation, its types leave it out. */
function opcodeOf(query: DecodedPacket): unknown {
  return 'opcode' in query ? query.opcode : undefined;
}

function isSimulated(type: string): type is RecordType {
  return type === 'A' || type === 'TXT' || type === 'CNAME';
}

function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/** Goes with an empty answer, as resolvers need it to remember that there is none. */
function startOfAuthority(zone: HostedZone) {
  return {
    type: 'SOA' as const,
    name: zone.name,
    ttl: negativeTtlSeconds,
    class: 'IN' as const,
    data: {
      mname: `ns-1.${zone.name}`,
      rname: 'awsdns-hostmaster.amazon.com',
      serial: 1,
      refresh: 7200,
      retry: 900,
      expire: 1_209_600,
      minimum: 86_400,
    },
  };
}

function announcedBytes(query: DecodedPacket): number | undefined {
  const option = query.additionals?.find((each) => each.type === 'OPT');
  return option !== undefined && 'udpPayloadSize' in option ? option.udpPayloadSize : undefined;
}

function encodeReply(query: DecodedPacket, reply: Reply): Buffer {
  const desired = (query.flags ?? 0) & RECURSION_DESIRED;
  const truncated = reply.truncated ? TRUNCATED_RESPONSE : 0;
  return dnsPacket.encode({
    type: 'response',
    id: query.id ?? 0,
    flags: AUTHORITATIVE_ANSWER | desired | truncated | reply.rcode,
    questions: query.questions ?? [],
    answers: [...reply.answers],
    authorities: [...(reply.authorities ?? [])],
    additionals:
      announcedBytes(query) === undefined
        ? []
        : [
            {
              type: 'OPT',
              name: '.',
              udpPayloadSize: mostUdpBytes,
              extendedRcode: 0,
              ednsVersion: 0,
              flags: 0,
              flag_do: false,
              options: [],
            },
          ],
  });
}
