export { formatAmount, formatMoney, formatShare } from '../domain/wording/money';
export { formatDayOfMonth, formatMonth } from '../domain/wording/month';
export { formatUsd } from '../domain/wording/usd';
export * from './duration';
export * from './moment';
export * from './number';
