/** Takes a sentence about something odd in an answer that is used all the same. */
export type Notice = (sentence: string) => void;

/** Translates each item; an item without what it needs is left out, and a notice says so. */
export function toEach<Wire, Value>(
  items: readonly Wire[],
  translate: (item: Wire, notice: Notice) => Value | 'incomplete',
  notice: Notice,
  what: string,
): readonly Value[] {
  const values: Value[] = [];
  let incomplete = 0;
  for (const item of items) {
    const value = translate(item, notice);
    if (value === 'incomplete') incomplete += 1;
    else values.push(value);
  }
  if (incomplete > 0) notice(`${incomplete} ${what} came without a name or another needed field and are left out.`);
  return values;
}
