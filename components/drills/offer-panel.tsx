'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { formatList } from '@/lib/domain/wording/list';
import type { DrillsPage } from '@/lib/recovery/pages/drills/build-drills-page';
import type { Command } from '../executions/command';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';

/** Comes when somebody looks at a drill, and not before. */
const DrillForm = dynamic(() => import('./drill-form'));

export interface OfferPanelProps {
  readonly page: DrillsPage;
  readonly begin: Command | 'not-allowed';
  readonly onWritten: () => void;
}

/** The regions that a drill can be made of, each with its button; or why there is none. */
export function OfferPanel({ page, begin, onWritten }: OfferPanelProps) {
  const [open, setOpen] = useState('none');
  const { offers, fleet, overview } = page;
  const words = noOffer(page);
  return (
    <Panel
      id="offers-title"
      title="Drill the loss of a region"
      simulated={overview.console.simulated}
      aside={asides[fleet]}
    >
      {words !== 'none' ? (
        <p className="max-w-[100ch] px-4 py-3 text-table" data-testid="no-drill">
          {words}{' '}
          {fleet === 'aws' && (
            <a href="/recovery/start" className="text-link underline">
              Look at a move
            </a>
          )}
        </p>
      ) : (
        <ul className="divide-y divide-line text-table">
          {offers.map((offer) => (
            <li key={offer.region} data-testid={`offer-${offer.region}`}>
              <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2">
                <span className="font-medium">{offer.region}</span>
                <span className="text-ink-muted">moves {formatList(offer.moved)}</span>
                {begin === 'not-allowed' ? (
                  <span className="ml-auto text-ink-muted text-note">an operator of the whole fleet may drill it</span>
                ) : (
                  <span className="ml-auto">
                    <Button
                      size="small"
                      aria-expanded={open === offer.region}
                      onClick={() => setOpen(open === offer.region ? 'none' : offer.region)}
                    >
                      Drill the loss of {offer.region} …
                    </Button>
                  </span>
                )}
              </div>
              {open === offer.region && begin !== 'not-allowed' && (
                <DrillForm offer={offer} begin={begin} onWritten={onWritten} onClose={() => setOpen('none')} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const asides: Readonly<Record<DrillsPage['fleet'], string>> = {
  simulated: 'one at a time; nobody agrees to a run of their own',
  aws: 'this console watches AWS',
  unknown: 'no engine is heard',
};

function noOffer({ fleet, offers, live }: DrillsPage): string | 'none' {
  if (fleet === 'aws') {
    return 'No region of AWS is made to fail from here. A drill of this fleet is a run that is begun as one: look at a move, check “For practice”, and begin it; its results are kept apart from real ones.';
  }
  if (fleet === 'unknown')
    return 'We can’t say what can be drilled: no engine has been heard, and whose fleet this is is not known.';
  const [first] = live;
  if (first !== undefined) return `There is one drill at a time: that of ${first.region} has to end first.`;
  return offers.length === 0
    ? 'No region serves a workload of a protected tier alone: a drill would move nothing.'
    : 'none';
}
