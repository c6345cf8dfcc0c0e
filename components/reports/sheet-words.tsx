import { setApart } from '@/lib/format/paper/set-apart';

export interface SheetWordsProps {
  readonly children: string;
  readonly className?: string | undefined;
}

/**
 * Words of a sheet, which are English with names in every script: none turns the words around it, and no figure of ours
 * changes its place because of a name before it.
 */
export function SheetWords({ children, className }: SheetWordsProps) {
  return (
    <bdi dir="ltr" className={className}>
      {setApart(children)}
    </bdi>
  );
}
