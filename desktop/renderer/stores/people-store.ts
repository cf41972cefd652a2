/** Which person's card is open, and which question about people: UI state of the community on screen. */
import type { BanView, CommunityId, MemberId, OpId } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';

export type Named = { readonly member: MemberId; readonly name: string };

/** What asks before it is done. */
export type PeopleDialog =
  | { readonly kind: 'nickname' | 'time-out' | 'kick' | 'ban'; readonly person: Named }
  | { readonly kind: 'revert'; readonly people: readonly Named[] }
  | { readonly kind: 'reverts' }
  | { readonly kind: 'lift-ban' | 'purge'; readonly ban: Pick<BanView, 'member' | 'name'> }
  | { readonly kind: 'decline'; readonly person: Named; readonly request: OpId }
  | { readonly kind: 'leave' };

/** A person, beside what was pressed. */
export type PersonAt = {
  readonly community: CommunityId;
  readonly member: MemberId;
  readonly anchor: HTMLElement;
};

export type PeopleState = {
  readonly card: PersonAt | null;
  readonly menu: PersonAt | null;
  readonly dialog: { readonly community: CommunityId; readonly asks: PeopleDialog } | null;
};

export type PeopleStore = {
  readonly store: StoreApi<PeopleState>;
  /** Who that is. */
  openCard(at: PersonAt): void;
  closeCard(): void;
  /** What can be done with them. */
  openMenu(at: PersonAt): void;
  closeMenu(): void;
  ask(community: CommunityId, asks: PeopleDialog): void;
  closeDialog(): void;
};

export const createPeopleStore = (): PeopleStore => {
  const store = createStore<PeopleState>(() => ({ card: null, menu: null, dialog: null }));
  return {
    store,
    openCard: (card) => store.setState({ card, menu: null }),
    closeCard: () => store.setState({ card: null }),
    openMenu: (menu) => store.setState({ menu }),
    closeMenu: () => store.setState({ menu: null }),
    ask: (community, asks) => store.setState({ card: null, menu: null, dialog: { community, asks } }),
    closeDialog: () => store.setState({ dialog: null }),
  };
};
