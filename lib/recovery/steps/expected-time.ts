import type { ExpectedSeconds, StepSpec } from '@/lib/domain/recovery/step';
import type { Seconds } from '@/lib/domain/time';
import type { DescribeContext } from './step-kind';

/** What runs before have taken, where enough of them were measured; else what is said of such steps. */
export function expectedFor(spec: StepSpec, { measured }: DescribeContext, usual: ExpectedSeconds): ExpectedSeconds {
  const known = measured?.(spec) ?? 'none';
  return known === 'none' ? usual : known;
}

/** What AWS's documentation says, as figures. */
export function asDocumented(p50: Seconds, p90: Seconds, because: string): ExpectedSeconds {
  return { p50, p90, source: 'aws-documents', because };
}

/** What the plan itself or the console's own limits say. */
export function asDeclared(p50: Seconds, p90: Seconds, because: string): ExpectedSeconds {
  return { p50, p90, source: 'declared', because };
}

/** A person's to decide: its figures say nothing and are never added up. */
export function undecided(because: string): ExpectedSeconds {
  return { p50: 0, p90: 0, source: 'undecided', because };
}
