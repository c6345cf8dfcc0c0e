import { describe, expect, it } from 'vitest';
import type { BackupEntity } from '../entities';
import { toMissing, toObserved } from '../observe';
import {
  judgeDataLossMinute,
  judgeVaultMinute,
  type VaultPoint,
  vaultPointNow,
  worseVaultPoint,
} from './judge-vault-minute';
import { minuteMs } from './resolution';

const at = Date.UTC(2026, 10, 21, 12);
const hourMs = 3_600_000;
const day = 86_400;
const judge = (point: VaultPoint, objective: number | 'none' = day) => judgeVaultMinute(point, at, objective);

describe('a closed minute of a vault', () => {
  it('is judged by the age its newest complete point has when the minute ends', () => {
    const onTheDot = at + minuteMs - day * 1000;
    expect(judge(onTheDot)).toEqual({ state: 'met', ageSeconds: day });
    expect(judge(onTheDot - 1000)).toEqual({ state: 'breached', ageSeconds: day + 1 });
  });

  it('is never at risk by share: an age runs through its whole interval by design', () => {
    expect(judge(at - 23 * hourMs).state).toBe('met');
  });

  it('is breached when nothing in the vault is complete, and has no age then', () => {
    expect(judge('nothing')).toEqual({ state: 'breached', ageSeconds: 'none' });
  });

  it('is not measured when nobody read the vault', () => {
    expect(judge('unknown')).toEqual({ state: 'not-measured', ageSeconds: 'none' });
  });

  it('shows its age without an objective', () => {
    expect(judge(at, 'none')).toEqual({ state: 'no-objective', ageSeconds: 60 });
  });
});

describe('what is known of a vault at a moment', () => {
  const cadence = { cadenceSeconds: 300, publishDelaySeconds: 0 };
  const point = { arn: 'p', resourceArn: 'r', createdAt: at - hourMs, completedAt: at - hourMs / 2 };
  const vault = (newest: BackupEntity['newest']): BackupEntity => ({
    kind: 'backup',
    id: 'shop/ledger/x',
    workloadId: 'shop',
    accountId: '1',
    storeId: 'ledger',
    resource: 'vault',
    region: 'x',
    newest,
    cadence,
  });
  const read = (value: typeof point | 'none' | 'absent') => vault(toObserved(value, at, at, 'aws-api'));

  it('is the newest complete point while the vault is read in its cadence', () => {
    expect(vaultPointNow(read(point), [], at + 300_000)).toBe(point.createdAt);
    expect(vaultPointNow(read('none'), [], at)).toBe('nothing');
    expect(vaultPointNow(read('absent'), [], at)).toBe('nothing');
  });

  it('is nothing at all once the vault was not read for too long, or its region is dark', () => {
    expect(vaultPointNow(read(point), [], at + 6 * hourMs)).toBe('unknown');
    expect(vaultPointNow(read(point), ['x'], at)).toBe('unknown');
    const lost = toMissing('timed-out', at, toObserved(point, at, at, 'aws-api'));
    expect(vaultPointNow(vault(lost), [], at)).toBe('unknown');
  });

  it('is the worst that was seen in a minute', () => {
    expect(worseVaultPoint(at, at - hourMs)).toBe(at - hourMs);
    expect(worseVaultPoint(at, 'nothing')).toBe('nothing');
    expect(worseVaultPoint('nothing', 'unknown')).toBe('unknown');
  });
});

describe('the minute of a data-loss objective', () => {
  it('needs one good vault for a store, and every store', () => {
    expect(
      judgeDataLossMinute([
        { storeId: 'ledger', state: 'breached' },
        { storeId: 'ledger', state: 'met' },
      ]),
    ).toEqual({ state: 'met', unmeasured: 0 });
    expect(
      judgeDataLossMinute([
        { storeId: 'ledger', state: 'met' },
        { storeId: 'files', state: 'not-measured' },
      ]),
    ).toEqual({ state: 'not-measured', unmeasured: 1 });
  });

  it('is not measured for a workload without backups', () => {
    expect(judgeDataLossMinute([])).toEqual({ state: 'not-measured', unmeasured: 1 });
  });
});
