import { BlockList, isIPv4 } from 'node:net';

/** IPv4 ranges that no endpoint on the internet has (RFC 6890 and RFC 1112). */
const reserved: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const blocked = new BlockList();
for (const [network, prefix] of reserved) blocked.addSubnet(network, prefix, 'ipv4');

/**
 * Whether an address may be on the internet. Private, loopback, link-local and other reserved ones are not: a name in
 * somebody else's hands must not make the console knock at its own network.
 */
export function isPublicAddress(address: string): boolean {
  return isIPv4(address) && !blocked.check(address, 'ipv4');
}
