import { StillFrame } from '@/components/shell/still-frame';
import { wallsOf } from '@/lib/domain/wall/find-wall';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireViewer } from '../../require-viewer';

/** A wall nobody declared, with those that are. */
export default async function WallNotFound() {
  const { entities } = await readFleetEntities(await requireViewer());
  return (
    <StillFrame>
      <h1 className="font-semibold text-title">The fleet file declares no such wall</h1>
      <p>Walls of this fleet:</p>
      <ul className="list-disc pl-6">
        {wallsOf(entities).map(({ id, title }) => (
          <li key={id}>
            <a href={`/wall/${encodeURIComponent(id)}`} className="text-link underline">
              {title ?? id}
            </a>
          </li>
        ))}
      </ul>
    </StillFrame>
  );
}
