export { formatUsd } from '../domain/wording/usd';
export * from './duration';
export * from './moment';
export * from './money';
export * from './number';
