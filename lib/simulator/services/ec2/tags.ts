import type { Tag } from '@aws-sdk/client-ec2';

/** Tags in the form EC2 sends them. */
export function toTags(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
