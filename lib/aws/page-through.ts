import { UnusableAnswer } from './classify-failure';

export interface Page<T, Token> {
  readonly items: readonly T[];
  /** Where the next page starts; `end` after the last. */
  readonly next: Token | 'end';
}

/**
 * Reads every page of a list. A list that does not end (a token seen before) is no answer: half a list would look as if
 * the rest had been deleted.
 *
 * @throws UnusableAnswer when a token repeats; whatever the reading of a page throws.
 */
export async function pageThrough<T, Token>(
  readPage: (token: Token | undefined) => Promise<Page<T, Token>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  const seen = new Set<string>();
  let token: Token | undefined;
  for (;;) {
    const page = await readPage(token);
    items.push(...page.items);
    if (page.next === 'end') return items;
    const key = JSON.stringify(page.next);
    if (seen.has(key)) {
      throw new UnusableAnswer('gave the same page again and again', 'It is asked again on its next turn.');
    }
    seen.add(key);
    token = page.next;
  }
}

/** A wire token as a page's `next`: absent and empty both mean that there is no further page. */
export function toNext(token: string | undefined): string | 'end' {
  return token === undefined || token === '' ? 'end' : token;
}

/**
 * A list that AWS gives even where it is empty. An answer without it says nothing: read as an empty one, it would say that
 * there is nothing unusual, or nothing to pay.
 *
 * @throws UnusableAnswer when it is not there.
 */
export function requireList<T>(list: readonly T[] | undefined, name: string): readonly T[] {
  if (list === undefined) {
    throw new UnusableAnswer(
      `left out ${name}, which is there even when it is empty`,
      'It is asked again on its next turn.',
    );
  }
  return list;
}
