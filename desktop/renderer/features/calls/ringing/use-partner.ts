/** What the other one in a call of two is called. */
import { useStore } from 'zustand';
import type { PairPlace } from '../../../calls/call-place.ts';
import { useServices } from '../../../stores/services.ts';
import { useQuery } from '../../../stores/use-query.ts';

export const usePartnerName = ({ community, member }: Pick<PairPlace, 'community' | 'member'>): string => {
  const { value } = useQuery('person', { community, member }, ['governanceChanged']);
  return value?.name ?? '';
};

/** The call of two that this page is in and that one looks at; null while it is something else. */
export const useShownPair = (): PairPlace | null => {
  const { call, navigation } = useServices();
  const shown = useStore(navigation.store, (state) => state.pair);
  return useStore(call.store, ({ place }) =>
    place !== null && 'ring' in place && place.ring === shown ? place : null,
  );
};
