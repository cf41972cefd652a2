import { expect, it } from 'vitest';
import { channelId, communityId } from '../../../renderer/demo/demo-data.ts';
import { createNavigationStore } from '../../../renderer/stores/navigation-store.ts';

const open = () => {
  const kept = new Map<string, string>();
  return createNavigationStore({
    openExternal: () => undefined,
    notify: () => 'shown',
    allowNotifications: async () => true,
    baseUrl: 'https://maru.example/',
    joinLink: null,
    onJoinLink: () => () => undefined,
    onNewVersion: () => () => undefined,
    sharesSound: true,
    now: () => 1_000,
    languages: ['en'],
    recall: (key) => kept.get(key) ?? null,
    remember: (key, value) => void kept.set(key, value),
  });
};

it('a first community that appears while its import is watched leaves the page open', () => {
  const navigation = open();
  navigation.openSettings('import');
  navigation.assumeCommunity(communityId(10));
  expect(navigation.store.getState()).toMatchObject({
    settings: { kind: 'own', section: 'import' },
    community: communityId(10),
  });
});

it('back closes the topmost: dialog, settings, panel, then nothing', () => {
  const navigation = open();
  navigation.openChannel(communityId(10), channelId(201));
  navigation.openPanel({ kind: 'members' });
  navigation.openSettings('profile');
  navigation.openDialog({ kind: 'shortcuts' });
  expect([navigation.back(), navigation.back(), navigation.back(), navigation.back()]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
