import { expect, it } from 'vitest';
import { openToken, sealToken } from './sealed-token';

it('opens in the scope it was sealed for', () => {
  expect(openToken('list us-east-1', sealToken('list us-east-1', 'köln/7'))).toBe('köln/7');
});

it('stays shut in another scope, when a character changes, and when it is rubbish', () => {
  const token = sealToken('list us-east-1', 'item-7');
  expect(openToken('list us-west-2', token)).toBeUndefined();
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'A' ? 'B' : 'A';
    expect(openToken('list us-east-1', token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
  }
  for (const rubbish of ['', 'x', '====', 'a b', 'é', 'A'.repeat(16)]) {
    expect(openToken('list us-east-1', rubbish)).toBeUndefined();
  }
});
