import { writeAsItem } from '@/lib/domain/wording/yaml-item';
import { CopyButton } from '../ui/copy-button';

export interface TakeUpProps {
  readonly text: string;
  readonly workloadId: string;
  /** What the file is called when it is saved. */
  readonly fileName: string;
}

/** How a text becomes a plan: by the fleet file, which people review as they review code. */
export function TakeUp({ text, workloadId, fileName }: TakeUpProps) {
  const item = writeAsItem(text);
  return (
    <div className="grid gap-3 px-4 py-3 text-table">
      <p>
        Plans are part of the fleet file, and are reviewed and kept with it; the console never writes it. Put this text
        into the list <code className="font-mono">recovery.plans</code> of the workload{' '}
        <code className="font-mono">{workloadId}</code>, in the place of the plan with its action if there is one. An
        engine takes the file up within seconds of its being saved, or refuses it with every reason.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <CopyButton text={item} what="as an item of that list" />
        <a
          className="text-link underline"
          download={fileName}
          href={`data:application/yaml;charset=utf-8,${encodeURIComponent(text)}`}
        >
          Save as {fileName}
        </a>
      </div>
    </div>
  );
}
