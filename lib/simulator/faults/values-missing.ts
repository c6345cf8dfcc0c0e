import { z } from 'zod';
import type { Member, Shape } from '../wire/shapes';
import { hashText, mix } from '../world/seeded-random';
import { family } from './family';
import { isWithin, scope, share } from './members';
import { isTokenName } from './pages';

/** Outputs with holes. */
export const valuesMissing = family({
  kind: 'values-missing',
  schema: z.strictObject({ kind: z.literal('values-missing'), share: share.default(0.2), ...scope }),
  says: 'A share (0 to 1) of the members of outputs is left out, the same ones for the same call; what is listed stays listed, and tokens stay.',
  alterOutput(fault, call, output, operation, { seed }) {
    if (!isWithin(fault, call)) return output;
    const path = `${call.action}/${call.account}/${call.region}`;
    return leaveOut(operation.output, output, path, (text) => mix(hashText(text), seed) / 0x100000000 < fault.share);
  },
});

/** What is listed stays listed and tokens stay: a list that loses items is another fault. */
function isValue({ name, shape }: Member): boolean {
  if (isTokenName(name)) return false;
  return shape.kind !== 'list' || shape.element.shape.kind !== 'structure';
}

type IsLost = (path: string) => boolean;

function leaveOut(shape: Shape, value: unknown, path: string, isLost: IsLost): unknown {
  if (typeof value !== 'object' || value === null) return value;
  switch (shape.kind) {
    case 'list':
      return Array.isArray(value)
        ? value.map((each, index) => leaveOut(shape.element.shape, each, `${path}/${index}`, isLost))
        : value;
    case 'structure': {
      const given = value as Readonly<Record<string, unknown>>;
      const kept = shape.members.flatMap((member) => {
        const inner = given[member.name];
        const at = `${path}.${member.name}`;
        if (inner === undefined || (isValue(member) && isLost(at))) return [];
        return [[member.name, leaveOut(member.shape, inner, at, isLost)] as const];
      });
      return Object.fromEntries(kept);
    }
    default:
      return value;
  }
}
