import { describe, expect, test } from 'vitest';
import { createProber } from './create-prober';
import { parseDnsDoor, parseHttpDoor, toServerText } from './loopback-doors';

describe('the doors of the simulator', () => {
  test('are read with their ports', () => {
    expect(parseDnsDoor('127.0.0.1:5300')).toEqual({ host: '127.0.0.1', port: 5300 });
    expect(parseDnsDoor('localhost:5300')).toEqual({ host: '127.0.0.1', port: 5300 });
    expect(toServerText(parseDnsDoor('[::1]:5300'))).toBe('[::1]:5300');
    expect(parseHttpDoor('http://127.0.0.1:8080/')).toEqual({ host: '127.0.0.1', port: 8080 });
  });

  test.each([
    '8.8.8.8:53',
    '127.0.0.1',
    '127.0.0.1:0',
    '127.0.0.1.evil.example:53',
    'x@127.0.0.1:53',
    '127.0.0.1:53/x',
    '',
  ])('DNS is not asked at "%s"', (dns) => {
    expect(() => createProber({ mode: 'simulator', dns, httpProxy: 'http://127.0.0.1:8080' })).toThrow(
      /^The simulator's DNS door/,
    );
  });

  test.each([
    'http://10.0.0.1:8080',
    'https://127.0.0.1:8080',
    'http://evil.example',
    'http://127.0.0.1:8080/x',
    '',
    'x',
  ])('HTTP does not go through "%s"', (httpProxy) => {
    expect(() => createProber({ mode: 'simulator', dns: '127.0.0.1:53', httpProxy })).toThrow(
      /^The simulator's HTTP door/,
    );
  });
});
