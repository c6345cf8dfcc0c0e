import { canonicalJson } from '../canonical-json';
import type { ExecutiveReport } from './report';

/**
 * Sections in which two editions of a report differ, by their names. When it was made and how often is no section, and that a
 * figure was come by in other words, or told again at another time, is no news of it.
 */
export function sectionsThatDiffer(one: ExecutiveReport, other: ExecutiveReport): readonly string[] {
  const { format: _format, standing: _standing, asOf: _asOf, ...sections } = one;
  return Object.entries(sections).flatMap(([name, section]) =>
    told(section) === told(other[name as keyof ExecutiveReport]) ? [] : [name],
  );
}

function told(section: unknown): string {
  return canonicalJson(withoutBasis(section));
}

function withoutBasis(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBasis);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => name !== 'asOf' && name !== 'method');
  return Object.fromEntries(members.map(([name, each]) => [name, withoutBasis(each)]));
}
