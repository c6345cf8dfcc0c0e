import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Wall } from '@/components/wall/wall';
import { wallsOf } from '@/lib/domain/wall/find-wall';
import { readFindingAcknowledgements } from '@/lib/queries/read-acknowledgements';
import { readBuild } from '@/lib/queries/read-build';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { decoded, findSegment } from '../../../find-segment';
import { requireViewer } from '../../require-viewer';

/** Until the wall knows what to say of itself. */
export const metadata: Metadata = { title: 'Wall' };

export default async function WallPage({ params }: { params: Promise<{ readonly wall: string }> }) {
  const { wall: segment } = await params;
  const actor = await requireViewer(decoded(segment));
  const [fleet, seen] = await Promise.all([readFleetEntities(actor), readFindingAcknowledgements(actor)]);
  const walls = wallsOf(fleet.entities);
  const id = findSegment(
    segment,
    walls.map((wall) => wall.id),
  );
  const declaration = walls.find((wall) => wall.id === id);
  if (declaration === undefined) notFound();
  return <Wall declaration={declaration} initial={fleet} seen={seen} build={readBuild()} />;
}
