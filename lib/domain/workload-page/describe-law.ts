import type { Workload } from '../fleet';
import { formatList } from '../wording/list';

/** What the law says of where a workload's data may be, as a sentence; `none` where it does not care. */
export function describeLaw({ gdpr, lawfulRegions }: Pick<Workload, 'gdpr' | 'lawfulRegions'>): string | 'none' {
  const what = gdpr === true ? 'Personal data under the GDPR' : 'Data';
  if (lawfulRegions !== undefined) return `${what}, lawful in ${formatList(lawfulRegions, 8)} only.`;
  return gdpr === true ? `${what}.` : 'none';
}
