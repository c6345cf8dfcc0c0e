import type { RoutePair } from './route-pairs';

/** `{source}` and `{target}` in a text for people become region codes. */
export function bindWords(text: string, { source, target }: RoutePair): string {
  return text.replaceAll('{source}', source).replaceAll('{target}', target);
}
