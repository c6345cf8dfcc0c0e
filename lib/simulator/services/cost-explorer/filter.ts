import type { Expression } from '@aws-sdk/client-cost-explorer';
import type { BillLine } from '../../world/bills/bill-line';
import { readerOf, tagOf } from './dimensions';
import { invalidRequest } from './refuse';

export type LineFilter = (line: BillLine) => boolean;

const deepest = 20;

/**
 * Which lines a filter lets through.
 * @throws AwsError ValidationException for an expression that is empty, has two roots, or asks what bills do not have
 */
export function readFilter(expression: Expression | undefined, depth = 0): LineFilter {
  if (expression === undefined) return () => true;
  if (depth > deepest) throw invalidRequest('Filter expression is nested too deeply');
  const members = Object.entries(expression).filter(([, value]) => value !== undefined);
  if (members.length !== 1) {
    throw invalidRequest(
      'Invalid expression. Only one root node is allowed for each expression, and it must be present',
    );
  }
  const { And, Or, Not, Dimensions, Tags } = expression;
  if (And !== undefined) {
    const parts = readOperands('And', And, depth);
    return (line) => parts.every((part) => part(line));
  }
  if (Or !== undefined) {
    const parts = readOperands('Or', Or, depth);
    return (line) => parts.some((part) => part(line));
  }
  if (Not !== undefined) {
    const part = readFilter(Not, depth + 1);
    return (line) => !part(line);
  }
  if (Dimensions !== undefined) return matching(Dimensions, readerOf(Dimensions.Key), false);
  if (Tags !== undefined) {
    const key = Tags.Key;
    if (!key) throw invalidRequest('Tag key must be present in a tag filter');
    return matching(Tags, (line) => tagOf(line, key), true);
  }
  // No cost category is defined, so none has a value to match.
  return () => false;
}

function readOperands(name: string, operands: readonly Expression[], depth: number): LineFilter[] {
  if (operands.length < 2) throw invalidRequest(`Expression ${name} must have at least two operands`);
  return operands.map((operand) => readFilter(operand, depth + 1));
}

interface Values {
  readonly Key?: string | undefined;
  readonly Values?: readonly string[] | undefined;
  readonly MatchOptions?: readonly string[] | undefined;
}

function matching(wanted: Values, read: (line: BillLine) => string, mayBeAbsent: boolean): LineFilter {
  const options = wanted.MatchOptions ?? [];
  const values = wanted.Values ?? [];
  const known = mayBeAbsent ? ['EQUALS', 'CASE_SENSITIVE', 'ABSENT'] : ['EQUALS', 'CASE_SENSITIVE'];
  const foreign = options.find((option) => !known.includes(option));
  if (foreign !== undefined) throw invalidRequest(`Match option ${foreign} is not valid for ${wanted.Key}`);
  if (options.includes('ABSENT')) return (line) => read(line) === '';
  if (values.length === 0) throw invalidRequest(`Values must be present in a filter for ${wanted.Key}`);
  return (line) => values.includes(read(line));
}
