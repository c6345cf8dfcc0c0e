import { StillFrame } from '@/components/shell/still-frame';
import { Panel } from '@/components/ui/panel';

/** The frame and the headings at once, blocks in place of values. */
export default function Loading() {
  return (
    <StillFrame>
      <h1 className="font-semibold text-ink-muted text-title">Reading the fleet</h1>
      <div className="grid gap-4 xl:grid-cols-[minmax(0,7fr)_minmax(20rem,3fr)]">
        <Block id="map-title" title="Map" className="h-96" />
        <Block id="findings-title" title="Findings" className="h-96" />
      </div>
      <Block id="workloads-title" title="Workloads" className="h-40" />
    </StillFrame>
  );
}

function Block({ id, title, className }: { readonly id: string; readonly title: string; readonly className: string }) {
  return (
    <Panel id={id} title={title} simulated={false}>
      <div className={`m-4 rounded-panel bg-raised ${className}`} />
    </Panel>
  );
}
