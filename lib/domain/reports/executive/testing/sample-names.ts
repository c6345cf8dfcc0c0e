import type { ExecutiveReport } from '../report';

/** As fleets of Shanghai, Taipei, Tokyo and Seoul call what they run. */
export const eastAsianNames = [
  '订单服务（华东）',
  '購物車結帳、會員',
  '注文管理サービス「東京」',
  'カート決済',
  '주문 관리 서비스',
  'checkout 결제',
] as const;

/** As those of Dubai, Tehran, Lahore and Tel Aviv do. */
export const rightToLeftNames = [
  'سلة المشتريات',
  'واجهة المتجر (checkout) 2',
  'پرداخت‌های آنلاین ۱۲',
  'ادائیگی کا نظام ہے',
  'עגלת קניות',
  'חשבונות (אירופה)',
] as const;

/** The report with other names for everything that a person may name; each is the same wherever it stands. */
export function renamed(report: ExecutiveReport, name: (known: string, index: number) => string): ExecutiveReport {
  const indices = new Map(report.workloads.map(({ id }, index) => [id, index]));
  const named = (known: string, id: string) => (known === '' ? '' : name(known, indices.get(id) ?? 0));
  const owned = (owner: string, id: string) => (owner === 'nobody-named' ? owner : named(owner, id));
  const within = (sentence: string, id: string) => `${named('Workload', id)}: ${sentence}`;
  return {
    ...report,
    fleetName: name(report.fleetName, 0),
    state: {
      ...report.state,
      sentence: `${report.state.sentence}; the worst is ${named('Workload', report.workloads[0]?.id ?? '')}`,
    },
    workloads: report.workloads.map((workload) => ({
      ...workload,
      name: named(workload.name, workload.id),
      owner: named(workload.owner, workload.id),
      recoveryTime: { ...workload.recoveryTime, sentence: within(workload.recoveryTime.sentence, workload.id) },
    })),
    recoveries: report.recoveries.map((recovery) => ({
      ...recovery,
      workloadName: named(recovery.workloadName, recovery.workloadId),
    })),
    risks: report.risks.map((risk) => ({
      ...risk,
      workloadName: named(risk.workloadName, risk.workloadId),
      owner: owned(risk.owner, risk.workloadId),
      sentence: within(risk.sentence, risk.workloadId),
    })),
    money: {
      ...report.money,
      currencies: report.money.currencies.map((currency) => ({
        ...currency,
        byWorkload: currency.byWorkload.map((line) => ({
          ...line,
          workloadName: named(line.workloadName, line.workloadId),
        })),
        budgets: currency.budgets.map((budget) => ({ ...budget, of: named(budget.of, budget.id) })),
      })),
    },
    decisions: report.decisions.map((decision) => ({
      ...decision,
      ask: within(decision.ask, decision.workloadId),
      owner: owned(decision.owner, decision.workloadId),
    })),
  };
}
