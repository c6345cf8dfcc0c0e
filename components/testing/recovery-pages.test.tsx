import { SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime';
import { describe, expect, test } from 'vitest';
import { Gallery } from './gallery';
import { galleryMoment } from './gallery-moment';
import { recoveryPicture, recoveryPictureNames } from './recovery-pictures';
import { toMarkup } from './to-markup';

interface Look {
  readonly subject?: string;
  readonly role?: string;
  readonly query?: Readonly<Record<string, string>>;
}

async function markupOf(
  page: string,
  state: string,
  { subject = 'run-1', role = 'operator', query = {} }: Look = {},
): Promise<string> {
  const made = recoveryPicture(state, galleryMoment);
  if (made === 'none') throw new Error(`There is no picture ${state}`);
  return toMarkup(
    <SearchParamsContext.Provider value={new URLSearchParams(query) as never}>
      <Gallery page={page} subject={subject} state={state} history={false} role={role} made={made} />
    </SearchParamsContext.Provider>,
  );
}

const leaving = { workload: 'checkout', source: 'us-east-1' };
const broken = /undefined|NaN|Invalid Date|\[object Object\]/;

const ofRuns = recoveryPictureNames.filter((name) => name.startsWith('run:'));
const ofTheFleet = recoveryPictureNames.filter((name) => !name.startsWith('run:'));

function expectWhole(markup: string): void {
  expect(markup).toContain('<main');
  expect(markup).not.toMatch(broken);
}

test.each(ofRuns)('the page of a run stands and prints no broken figure: %s', async (state) => {
  expectWhole(await markupOf('run', state, { role: 'approver' }));
  expectWhole(await markupOf('run', state, { query: { view: 'table' } }));
  expectWhole(await markupOf('recovery', state));
});

test.each(ofTheFleet)('pages of plans and moves stand and print no broken figure: %s', async (state) => {
  const plan = { subject: 'checkout/activate' };
  expectWhole(await markupOf('recovery', state));
  expectWhole(await markupOf('plan', state, plan));
  expectWhole(await markupOf('plan', state, { ...plan, query: { view: 'table', mode: 'ungraceful' } }));
  expectWhole(await markupOf('start', state, { query: leaving }));
});

describe('the page before the button', () => {
  test('says what each vantage says, what would be lost, and where to go, best first', async () => {
    const markup = await markupOf('start', 'recovery-down', { query: leaving });
    expect(markup).toMatch(/data-testid="advice" data-advice="move"/);
    expect(markup).toMatch(/data-testid="target-us-west-2-ungraceful"[^>]*data-hard="0" data-overridable="0"/);
    expect(markup).toMatch(/data-testid="loss-orders" data-fate="lost"/);
    expect(markup).toContain('Activate us-west-2');
    expect(markup).toContain('Dry run, changes nothing');
    expect(markup).toContain('a second person must agree before anything is changed');
  });

  test('keeps the button shut until the figure is acknowledged, a reason given and the region typed', async () => {
    const markup = await markupOf('start', 'recovery-down', { query: leaving });
    const button = /<button[^>]*name="dryRun"[^>]*>/.exec(markup)?.[0];
    expect(button).toContain('disabled');
    expect(markup).toContain('Type us-west-2.');
    expect(markup).toContain('Give a reason.');
    expect(markup).toMatch(/Acknowledge the figure, or move gracefully/);
  });

  test('offers nobody a failover because APIs are silent or one vantage alone fails', async () => {
    const markup = await markupOf('start', 'recovery-one-vantage', { query: { ...leaving, mode: 'ungraceful' } });
    expect(markup).toMatch(/data-advice="cannot-say"/);
    expect(markup).toMatch(/data-testid="blocker-one-vantage-only"/);
    expect(markup).toContain('Wait until the console&#x27;s probe and Route 53&#x27;s checkers agree');
  });

  test('shows a viewer everything and no button', async () => {
    const markup = await markupOf('start', 'recovery-down', { query: leaving, role: 'viewer' });
    expect(markup).toContain('data-testid="may-not-start"');
    expect(markup).not.toContain('data-testid="start-form"');
    expect(markup).toContain('data-testid="loss-orders"');
  });

  test('points to the run there is instead of beginning another one', async () => {
    const markup = await markupOf('start', 'run:running', { query: leaving });
    expect(markup).toMatch(/data-testid="live-run"/);
    expect(markup).toMatch(/data-testid="blocker-another-run"/);
  });

  test('says which part of a link is not known instead of moving something else', async () => {
    const words = (query: Readonly<Record<string, string>>) => markupOf('start', 'recovery-down', { query });
    expect(await words({ workload: 'nothing', source: 'us-east-1' })).toContain('The fleet has no workload “nothing”');
    expect(await words({ workload: 'checkout', source: 'mars-1' })).toContain('does not run in “mars-1”');
    expect(await words({ ...leaving, mode: 'fast' })).toContain('Mode: “fast” (mode) is not known here.');
  });
});

describe('the page of a run', () => {
  test('offers approval to the approver, and to nobody who began the run or may not', async () => {
    const as = (role: string) => markupOf('run', 'run:awaiting-approval', { role });
    expect(await as('approver')).toContain('data-testid="approve"');
    expect(await as('operator')).toContain('An approver can agree to this or decline it.');
    expect(await as('requester')).toContain('You began this run: a second person must agree to it.');
    for (const role of ['operator', 'requester', 'viewer'])
      expect(await as(role)).not.toContain('data-testid="approve"');
  });

  test('shows what an approval is bound to: plan, way, figures and what is gone on in spite of', async () => {
    const markup = await markupOf('run', 'run:awaiting-approval', { role: 'approver' });
    const approval = markup.slice(markup.indexOf('data-testid="approval"'));
    expect(approval).toMatch(/us-east-1 → us-west-2, ungraceful/);
    expect(approval).toContain('The capacity in us-west-2 cannot be read now');
    expect(approval).toContain('41.3 s'.replace('41.3', '42'));
    expect(approval).toMatch(/data-testid="approval-left">1\d m/);
  });

  test('offers every paused state a way out', async () => {
    const offered = async (state: string) =>
      [...(await markupOf('run', `run:${state}`, { role: 'approver' })).matchAll(/data-testid="verb-([a-z-]+)"/g)].map(
        ([, verb]) => verb,
      );
    expect(await offered('paused-by-operator')).toEqual(expect.arrayContaining(['resume', 'cancel']));
    expect(await offered('paused-by-failed-step')).toEqual(
      expect.arrayContaining(['retry-step', 'skip-step', 'cancel']),
    );
    expect(await offered('in-doubt')).toEqual(expect.arrayContaining(['retry-step', 'skip-step', 'cancel']));
    expect(await offered('risk')).toEqual(expect.arrayContaining(['acknowledge-risk', 'cancel']));
    expect(await offered('deletion')).toEqual(expect.arrayContaining(['acknowledge-risk', 'skip-step', 'cancel']));
    expect(await offered('task')).toEqual(expect.arrayContaining(['task-done']));
    expect(await offered('can-escalate')).toEqual(expect.arrayContaining(['escalate', 'cancel']));
  });

  test('asks by other words whether something may be deleted than whether there may be two writers', async () => {
    const deletion = await markupOf('run', 'run:deletion', { role: 'operator' });
    expect(deletion).toContain('Agree to delete it');
    expect(deletion).not.toContain('two writers …');
    expect(await markupOf('run', 'run:risk', { role: 'operator' })).not.toContain('Agree to delete it');
  });

  test('offers a viewer nothing', async () => {
    for (const state of ['run:running', 'run:paused-by-failed-step', 'run:risk']) {
      expect(await markupOf('run', state, { role: 'viewer' })).not.toContain('data-testid="verb-');
    }
  });

  test('of which the engine says nothing is no claim about now', async () => {
    const markup = await markupOf('run', 'recovery-silent');
    expect(markup).toContain('data-testid="run-silent"');
    expect(markup).toMatch(/Unknown \(was: running, step/);
  });

  test('keeps request ids at hand', async () => {
    expect(await markupOf('run', 'run:running', { query: { view: 'table' } })).toContain(
      '4c3fa1d2-77b0-4a51-9f60-0d1b22e8c7aa',
    );
  });
});

test('a run that has not ended is announced on every page', async () => {
  for (const page of ['overview', 'workload', 'region', 'workloads', 'settings', 'recovery', 'run']) {
    const subject = page === 'region' ? 'us-east-1' : page === 'run' ? 'run-1' : 'checkout';
    expect(await markupOf(page, 'run:running', { subject }), page).toContain('data-testid="strip-run-1"');
  }
  expect(await markupOf('overview', 'run:completed')).not.toContain('data-testid="run-strip"');
});

test('drills and dry runs are never listed with real ones', async () => {
  const markup = await markupOf('overview', 'run:many');
  expect(markup).toMatch(/\+2 more/);
  expect(markup).toContain('DRILL ');
});

describe('a drill', () => {
  test('is among the drills and no run, and is the evidence for the recovery time, told to be one', async () => {
    const recovery = await markupOf('recovery', 'recovery-drilled');
    expect(recovery).toMatch(/id="practice-title"[\s\S]*data-testid="run-row-drill-1"/);
    const workload = await markupOf('workload', 'recovery-drilled', { subject: 'checkout' });
    expect(workload).toMatch(/Met, [0-9 ms]+ of 5 m; drill out of us-east-1/);
    expect(workload).toContain('1 of 1 region proven within 90 d');
  });

  test('of longer than a quarter ago proves nothing any more', async () => {
    const workload = await markupOf('workload', 'recovery-drilled-long-ago', { subject: 'checkout' });
    expect(workload).toMatch(/Not measured: the last drill out of us-east-1, [^<]* is older than 90 d/);
    expect(workload).toContain('0 of 1 region proven within 90 d');
  });

  test('says on the page of its run that users are really moved', async () => {
    expect(await markupOf('run', 'run:drill')).toContain('it really moves users and writers');
  });
});

test('an error of a plan is told in place, and that it cannot be run', async () => {
  const markup = await markupOf('plan', 'recovery-lint', {
    subject: 'checkout/activate',
    query: { mode: 'ungraceful' },
  });
  expect(markup).toContain('It cannot be run until its errors are mended in the fleet file.');
  expect(markup).toMatch(/data-testid="step-promote-orders"/);
  expect(markup).toMatch(/data-testid="problem-fence-before-promote"/);
});

describe('a workload that was moved', () => {
  const wayHome =
    'href="/recovery/start?workload=checkout&amp;source=us-west-2&amp;target=us-east-1&amp;mode=graceful"';

  test('is shown away from home on the page of recovery and of its run, with the way back, and by nobody else', async () => {
    const recovery = await markupOf('recovery', 'run:completed');
    expect(recovery).toContain('data-testid="away-checkout"');
    expect(recovery).toContain(wayHome);
    expect(await markupOf('run', 'run:completed')).toContain(wayHome);
    for (const state of ['run:running', 'run:dry-run'])
      expect(await markupOf('recovery', state)).not.toContain(wayHome);
    expect(await markupOf('recovery', 'recovery-calm')).not.toContain('away-checkout');
  });

  test('is shown with what its run left behind, how its copies come back and the region in quarantine', async () => {
    for (const [page, subject] of [
      ['recovery', 'none'],
      ['run', 'run-1'],
    ] as const) {
      const markup = await markupOf(page, 'recovery-away', { subject });
      expectWhole(markup);
      for (const line of [
        'group/us-west-2/checkout-usw2',
        'snapshot/run-1/checkout-global',
        'writer/checkout-global',
      ]) {
        expect(markup, line).toMatch(new RegExp(`data-testid="residue-${line}" data-state="(open|cleared)"`));
      }
      expect(markup).toMatch(/data-testid="residue-control[^"]*" data-state="owned"/);
      expect(markup).toContain('wants 6 (2 to 12), Launch switched off');
      expect(markup).toContain('Own this line');
      expect(await markupOf(page, 'recovery-away', { subject, role: 'viewer' })).not.toContain('Own this line');
    }
    const recovery = await markupOf('recovery', 'recovery-away');
    expect(recovery).toMatch(/data-testid="quarantine-us-east-1" data-used="false"/);
    expect(recovery).toMatch(/data-testid="copy-back-orders" data-state="copying"/);
    expect(recovery).toMatch(/behind, falling; the return wants below 5 m/);
    const used = await markupOf('recovery', 'recovery-away-used');
    expect(used).toMatch(/data-testid="quarantine-us-east-1" data-used="true"/);
    expect(used).toContain('Seen now: DNS leads checkout.acme.example there');
    expect(used).toMatch(/data-testid="copy-back-orders" data-state="re-arming-needed"/);
  });

  test('and has come home leaves nothing behind once everything is read as it was', async () => {
    const markup = await markupOf('recovery', 'recovery-returned');
    expectWhole(markup);
    expect(markup).toMatch(/data-testid="residue-of-run-1" data-clean="true"/);
    expect(markup).toContain('Nothing is left of');
    expect(markup).not.toContain('data-testid="quarantine-');
  });

  test('has the plan it is moved by before the one it returns by', async () => {
    const markup = await markupOf('recovery', 'recovery-calm');
    expect(markup).toContain('Move Checkout to another region');
    expect(markup).not.toContain('Bring Checkout home');
  });
});
