/**
 * Paths of lines and areas for SVG. Values are null where there are none: the path is lifted there, never joined. A value
 * between two gaps is a dot, drawn by the round end of a line without length.
 */
export function toLinePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
) {
  return runsOf(values)
    .map((run) => {
      const [first, ...rest] = run.map(({ index, value }) => `${round(x(index))} ${round(y(value))}`);
      return rest.length === 0 ? `M${first}h0` : `M${first}L${rest.join(' ')}`;
    })
    .join('');
}

/** The same with the ground under it, for one line alone; `floor` is where zero is. */
export function toAreaPath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
  floor: number,
): string {
  return runsOf(values)
    .filter((run) => run.length > 1)
    .map((run) => {
      const points = run.map(({ index, value }) => `${round(x(index))} ${round(y(value))}`);
      const [first, last] = [run[0]?.index ?? Number.NaN, run.at(-1)?.index ?? Number.NaN];
      return `M${round(x(first))} ${round(floor)}L${points.join(' ')} ${round(x(last))} ${round(floor)}Z`;
    })
    .join('');
}

interface Point {
  readonly index: number;
  readonly value: number;
}

/** Unbroken stretches. What is no number, an infinity included, breaks them too. */
function runsOf(values: readonly (number | null)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  let isOpen = false;
  for (const [index, value] of values.entries()) {
    if (value === null || !Number.isFinite(value)) isOpen = false;
    else {
      if (!isOpen) runs.push([]);
      runs.at(-1)?.push({ index, value });
      isOpen = true;
    }
  }
  return runs;
}

/** To hundredths. Hundreds of charts are drawn at once on a wall, and writing a number out to read it again is slow. */
function round(value: number): number {
  return Math.abs(value) < 1e12 ? Math.round(value * 100) / 100 : value;
}
