import type { MetricSource } from './source';

type Encodable = string | number | boolean | readonly Encodable[] | { readonly [key: string]: Encodable };

/** The address fragment with which the CloudWatch console draws one metric over a stretch of time. */
export function toGraphFragment(source: MetricSource): string {
  const { region, namespace, metric, dimensions, statistic, periodSeconds, startAt, endAt } = source;
  const given = startAt !== undefined && endAt !== undefined;
  const pairs = Object.entries(dimensions).flat();
  return `metricsV2:graph=${encode({
    metrics: [[namespace, metric, ...pairs, { stat: statistic, period: periodSeconds }]],
    region,
    view: 'timeSeries',
    stacked: false,
    start: given ? new Date(startAt).toISOString() : '-PT3H',
    end: given ? new Date(endAt).toISOString() : 'P0D',
  })}`;
}

/** The console's own notation: `~'text`, `~12`, `~(~'a~'b)` for lists, `~(key~value~key~value)` for records. */
function encode(value: Encodable): string {
  if (typeof value === 'string') return `~'${toSafe(value)}`;
  if (typeof value !== 'object') return `~${value}`;
  if (isList(value)) return `~(${value.map(encode).join('')})`;
  const entries = Object.entries(value).map(([key, one]) => `${toSafe(key)}${encode(one)}`);
  return `~(${entries.join('~')})`;
}

function isList(value: Encodable): value is readonly Encodable[] {
  return Array.isArray(value);
}

/** Percent-encoding with `*` for `%`, so that the notation's own signs never come from a name. */
function toSafe(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
    .replace(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) => `*${hex.toLowerCase()}`);
}
