import type { EpochMs } from '@/lib/domain/time';

/** Who has seen an occurrence of a finding. */
export interface Acknowledgement {
  readonly findingId: string;
  readonly since: EpochMs;
  readonly actor: string;
  readonly at: EpochMs;
}

/** Records that the person has seen a finding; answers with a sentence when it is refused. */
export type Acknowledge = (
  form: FormData,
) => Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }>;

export const acknowledgementsKey = ['acknowledgements'] as const;

/** Reads the acknowledgements that stand. Fails when the console does not answer. */
export async function fetchAcknowledgements(): Promise<readonly Acknowledgement[]> {
  const answer = await fetch('/api/acknowledgements', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as readonly Acknowledgement[];
}
