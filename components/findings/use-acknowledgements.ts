import { useQuery } from '@tanstack/react-query';
import { useLiveFleet } from '../shell/live-entities';
import { type Acknowledgement, acknowledgementsKey, fetchAcknowledgements } from './acknowledgement';

/** The acknowledgements that stand, read again every 15 s while the page is not paused. */
export function useAcknowledgements(initial: readonly Acknowledgement[], refresh: boolean): readonly Acknowledgement[] {
  const { paused } = useLiveFleet();
  const { data } = useQuery({
    queryKey: acknowledgementsKey,
    queryFn: fetchAcknowledgements,
    initialData: initial,
    refetchInterval: 15_000,
    enabled: refresh && paused.state === 'running',
  });
  return data;
}
