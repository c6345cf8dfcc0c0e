import { describe, expect, it } from 'vitest';
import { formatErrors, formatRequests } from './format-signals';

describe('signals in words', () => {
  it('never show little traffic as none', () => {
    expect(formatRequests(0.04)).toBe('<0.1 req/s');
    expect(formatRequests(0.4)).toBe('0.4 req/s');
    expect(formatRequests(1234.6)).toBe('1,235 req/s');
  });

  it('round errors up, so that one failed request is not lost', () => {
    expect(formatErrors(0.001)).toBe('0.01 % errors');
    expect(formatErrors(0)).toBe('0 % errors');
  });
});
