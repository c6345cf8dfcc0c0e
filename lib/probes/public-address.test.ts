import { expect, test } from 'vitest';
import { isPublicAddress } from './public-address';

test.each([
  '10.1.2.3',
  '127.0.0.1',
  '127.8.8.8',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  'localhost',
  '',
])('%s is not on the internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['3.5.140.2', '52.94.236.248', '172.32.0.1', '100.128.0.1', '1.1.1.1'])('%s may be', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
