import type { ReactNode } from 'react';
import type { GraphLayout } from '@/lib/recovery/pages/lay-out-graph';
import { edgeTone, type Tone } from '../status/tones';
import { measureGraph } from './graph-geometry';

export interface GraphStep {
  readonly id: string;
  /** Said of the node to those who do not see the picture. */
  readonly label: string;
  /** Marks the edge of a step that needs attention. */
  readonly tone: Tone;
  readonly marks?: Readonly<Record<`data-${string}`, string>>;
  readonly body: ReactNode;
}

export interface StepGraphProps {
  readonly label: string;
  readonly layout: GraphLayout;
  readonly steps: readonly GraphStep[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

const lengths = { node: 74, gap: 26, bandTitle: 26 } as const;

/**
 * Steps as a graph from the top down: workflows below each other, steps without an order between them side by side. A
 * step is a button that shows what is known of it beside the picture; the table behind it says the same.
 */
export function StepGraph({ label, layout, steps, selected, onSelect }: StepGraphProps) {
  const { height, tops, bandTops, paths } = measureGraph(layout, lengths);
  const nodeOf = new Map(layout.nodes.map((node) => [node.id, node]));
  const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
  return (
    <div className="overflow-x-auto px-4 py-3">
      {/* Places are attributes: the content policy lets no style through that the server wrote. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg
        role="group"
        aria-label={label}
        width="100%"
        height={height}
        className="mx-auto block min-w-[17rem] max-w-[60rem]"
      >
        <svg aria-hidden="true" width="100%" height={height} viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none">
          {paths.map(({ id, from, to, d }) => (
            <path
              key={id}
              d={d}
              fill="none"
              vectorEffect="non-scaling-stroke"
              strokeWidth={from === selected || to === selected ? 2 : 1.2}
              className={from === selected || to === selected ? 'stroke-ink-muted' : 'stroke-line-strong'}
            />
          ))}
        </svg>
        {bandTops.map(({ id, title, top }) => (
          <foreignObject key={`band ${id}`} x="0" y={top} width="100%" height={lengths.bandTitle}>
            <div className="flex items-center gap-2">
              <h3 className="min-w-0 truncate bg-surface pr-2 font-medium text-ink-muted text-note">{title}</h3>
              <span aria-hidden="true" className="h-px min-w-4 flex-1 bg-line" />
            </div>
          </foreignObject>
        ))}
        {steps.map((step) => {
          const node = nodeOf.get(step.id);
          if (node === undefined) return null;
          return (
            <foreignObject
              key={step.id}
              x={percent(node.center - node.share / 2)}
              y={tops[node.layer]}
              width={percent(node.share)}
              height={lengths.node}
            >
              <div className="flex h-full justify-center px-1.5">
                <button
                  type="button"
                  aria-label={step.label}
                  aria-pressed={step.id === selected}
                  onClick={() => onSelect(step.id)}
                  {...step.marks}
                  className={`flex h-full w-full max-w-[26rem] flex-col justify-center overflow-hidden rounded-panel border border-line-strong bg-surface px-2.5 py-1 text-left outline-offset-[-2px] hover:bg-raised aria-[pressed=true]:border-ink aria-[pressed=true]:bg-raised ${edgeTone[step.tone]}`}
                >
                  {step.body}
                </button>
              </div>
            </foreignObject>
          );
        })}
      </svg>
    </div>
  );
}
