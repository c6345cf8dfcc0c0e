import type { EstimateView } from '@/lib/recovery/pages/view-estimate';

const height = 18;

/**
 * What has passed, the usual and the slow case, and people's time hatched in front of them, since nobody knows it. Its
 * figures stand beside it, so it is hidden from assistive technology.
 */
export function EstimateBar({ estimate }: { readonly estimate: EstimateView }) {
  const { p50Seconds, p90Seconds, undecided, objectiveSeconds, elapsedSeconds } = estimate;
  const passed = elapsedSeconds === 'none' ? 0 : elapsedSeconds;
  const objective = objectiveSeconds === 'none' ? 0 : objectiveSeconds;
  const known = Math.max(passed + p90Seconds, objective, 1) * 1.1;
  // As wide as a sixth of what is known: only that it is there can be shown.
  const gap = undecided.length > 0 ? known / 6 : 0;
  const span = known + gap;
  const percent = (seconds: number) => `${((seconds / span) * 100).toFixed(3)}%`;
  const begin = passed + gap;
  return (
    <svg aria-hidden="true" width="100%" height={height} className="block">
      <defs>
        <pattern id="estimate-gap" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v7" stroke="var(--unknown)" strokeWidth={1.4} strokeOpacity={0.7} />
        </pattern>
      </defs>
      <rect width="100%" height={height} className="fill-raised" />
      {passed > 0 && <rect x={0} y={3} width={percent(passed)} height={12} className="fill-ink-muted" />}
      {gap > 0 && <rect x={percent(passed)} y={3} width={percent(gap)} height={12} fill="url(#estimate-gap)" />}
      <rect x={percent(begin)} y={3} width={percent(p50Seconds)} height={12} className="fill-active" />
      <rect
        x={percent(begin + p50Seconds)}
        y={7}
        width={percent(Math.max(0, p90Seconds - p50Seconds))}
        height={4}
        className="fill-active"
      />
      {objective > 0 && <rect x={percent(objective)} y={0} width={1.5} height={height} className="fill-ink" />}
    </svg>
  );
}
