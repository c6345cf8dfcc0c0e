import type { ResultByTime } from '@aws-sdk/client-cost-explorer';
import type { Notice } from '../notices';
import type { CostLine } from './readings';

/** Amounts carry up to ten decimals and more; they are added as whole numbers, so that no cent is lost or made. */
const decimals = 12;
const whole = 10n ** BigInt(decimals);

/** Adds up the lines of all periods by region and service. Amounts in anything but dollars are left out, with a notice. */
export function toCostLines(results: readonly ResultByTime[], metric: string, notice: Notice): readonly CostLine[] {
  const sums = new Map<string, { readonly region: string; readonly service: string; amount: bigint }>();
  let unreadable = 0;
  for (const group of results.flatMap((result) => result.Groups ?? [])) {
    const [region, service] = group.Keys ?? [];
    const value = group.Metrics?.[metric];
    const amount = value?.Unit === 'USD' ? parseAmount(value.Amount) : 'unreadable';
    if (region === undefined || service === undefined || amount === 'unreadable') {
      unreadable += 1;
      continue;
    }
    const key = JSON.stringify([region, service]);
    const line = sums.get(key) ?? { region, service, amount: 0n };
    sums.set(key, { ...line, amount: line.amount + amount });
  }
  if (unreadable > 0) notice(`${unreadable} cost lines came without an amount in USD and are left out of the sums.`);
  return [...sums.values()].map(({ region, service, amount }) => ({ region, service, costUsd: toUsd(amount) }));
}

/** A decimal text as a whole number of 10⁻¹² dollars. Digits beyond are cut. */
export function parseAmount(text: string | undefined): bigint | 'unreadable' {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text ?? '');
  if (parts === null) return 'unreadable';
  const [, sign, units = '', fraction = '', exponent = '0'] = parts;
  const shift = decimals - fraction.length + Number(exponent);
  const digits = BigInt(units + fraction);
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return sign === '-' ? -scaled : scaled;
}

function toUsd(amount: bigint): number {
  const size = amount < 0n ? -amount : amount;
  const text = `${size / whole}.${String(size % whole).padStart(decimals, '0')}`;
  return amount < 0n ? -Number(text) : Number(text);
}
