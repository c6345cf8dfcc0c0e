import { type Role, roles } from '@/lib/access/actor';

/** A role as it is on record; `none` where this program knows no such role. */
export function toKnownRole(text: string): Role | 'none' {
  return roles.find((role) => role === text) ?? 'none';
}
