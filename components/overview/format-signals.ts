import { formatPercent } from '@/lib/format';

/** Requests per second: whole from ten on, one decimal below, so that little traffic never reads as none. */
export function formatRequests(perSecond: number): string {
  if (perSecond > 0 && perSecond < 0.1) return '<0.1 req/s';
  const digits = perSecond >= 10 ? 0 : 1;
  return `${perSecond.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })} req/s`;
}

/** The share of requests that failed, rounded up: one failed request is never lost. */
export function formatErrors(percent: number): string {
  return `${formatPercent(percent, 'up')} errors`;
}
