'use client';

import { useEffect, useRef, useState } from 'react';
import type { FleetOverview } from '@/lib/domain/overview/types';

/** Tells changes of state to assistive technology: politely, and a new critical finding once at once. */
export function Announcer({ overview }: { readonly overview: FleetOverview }) {
  const before = useRef<States>(undefined);
  const [polite, setPolite] = useState('');
  const [assertive, setAssertive] = useState('');
  useEffect(() => {
    const states = statesOf(overview);
    const known = before.current;
    before.current = states;
    if (known === undefined) return;
    const changes = [...states.words].filter(([id, words]) => known.words.get(id) !== words).map(([, words]) => words);
    if (changes.length > 0) setPolite(changes.join('. '));
    const critical = [...states.critical].filter(([id]) => !known.critical.has(id)).map(([, sentence]) => sentence);
    if (critical.length > 0) setAssertive(`New critical finding. ${critical.join(' ')}`);
  }, [overview]);
  return (
    <>
      <div aria-live="polite" className="sr-only">
        {polite}
      </div>
      <div aria-live="assertive" className="sr-only">
        {assertive}
      </div>
    </>
  );
}

interface States {
  readonly words: ReadonlyMap<string, string>;
  readonly critical: ReadonlyMap<string, string>;
}

function statesOf({ regions, workloads, findings }: FleetOverview): States {
  return {
    words: new Map([
      ...regions.map(({ code, health }) => [`region ${code}`, `${code} ${health.state}`] as const),
      ...workloads.map(({ id, name, userHealth }) => [`workload ${id}`, `${name} ${userHealth.state}`] as const),
    ]),
    critical: new Map(
      findings.filter(({ severity }) => severity === 'critical').map(({ id, sentence }) => [id, sentence]),
    ),
  };
}
