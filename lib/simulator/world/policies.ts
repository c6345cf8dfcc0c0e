/** One statement of an IAM policy; resources and conditions play no part in this world. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  /** `service:Operation`, with `*` for any text. */
  readonly actions: readonly string[];
}

/** What IAM's evaluation says of one action: a denial beats everything, and what nobody allows is denied too. */
export type PolicyDecision = 'allowed' | 'implicitDeny' | 'explicitDeny';

/** Judges an action by the statements that apply to its caller. Actions compare without regard to case. */
export function evaluatePolicy(statements: readonly PolicyStatement[], action: string): PolicyDecision {
  const fitting = statements.filter(({ actions }) => actions.some((pattern) => matchesAction(pattern, action)));
  if (fitting.some(({ effect }) => effect === 'Deny')) return 'explicitDeny';
  return fitting.length > 0 ? 'allowed' : 'implicitDeny';
}

function matchesAction(pattern: string, action: string): boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*');
  const text = action.toLowerCase();
  const tail = rest.at(-1);
  if (tail === undefined) return head === text;
  if (!text.startsWith(head)) return false;
  let from = head.length;
  for (const part of rest.slice(0, -1)) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return text.length - tail.length >= from && text.endsWith(tail);
}
