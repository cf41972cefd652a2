/** What is said aloud of a call while one looks at it: who came and went, whose screen began, and what befell oneself. */
import type { CallParticipantView } from '@maru/sync-core';

export type StageNews = {
  readonly kind:
    | 'joined'
    | 'left'
    | 'screenBegan'
    | 'screenEnded'
    | 'ownMuted'
    | 'ownUnmuted'
    | 'ownDeafened'
    | 'ownUndeafened'
    | 'ownServerMuted'
    | 'ownServerUnmuted'
    | 'ownCameraOn'
    | 'ownCameraOff'
    | 'ownScreenOn'
    | 'ownScreenOff';
  readonly name: string;
};

type Told = { readonly [F in 'muted' | 'deafened' | 'serverMuted' | 'camera' | 'screen']: boolean };

const ownKinds: { readonly [F in keyof Told]: readonly [on: StageNews['kind'], off: StageNews['kind']] } = {
  muted: ['ownMuted', 'ownUnmuted'],
  deafened: ['ownDeafened', 'ownUndeafened'],
  serverMuted: ['ownServerMuted', 'ownServerUnmuted'],
  camera: ['ownCameraOn', 'ownCameraOff'],
  screen: ['ownScreenOn', 'ownScreenOff'],
};
const ownFacts = ['muted', 'deafened', 'serverMuted', 'camera', 'screen'] as const;

const ownNews = (before: CallParticipantView, after: CallParticipantView): readonly StageNews[] =>
  ownFacts
    .filter((fact) => before[fact] !== after[fact])
    .map((fact) => ({ kind: ownKinds[fact][after[fact] ? 0 : 1], name: after.name }));

const othersNews = (
  before: readonly CallParticipantView[],
  after: readonly CallParticipantView[],
): readonly StageNews[] => {
  const was = new Map(before.map((one) => [one.device, one]));
  const is = new Set(after.map(({ device }) => device));
  return [
    ...before
      .filter(({ device, me }) => !me && !is.has(device))
      .map(({ name }) => ({ kind: 'left' as const, name })),
    ...after
      .filter(({ me }) => !me)
      .flatMap((one): readonly StageNews[] => {
        const { name } = one;
        const known = was.get(one.device);
        const joined = known ? [] : [{ kind: 'joined' as const, name }];
        if ((known?.screen ?? false) === one.screen) return joined;
        return [...joined, { kind: one.screen ? 'screenBegan' : 'screenEnded', name }];
      }),
  ];
};

/** Between two looks at who is in; nothing before one is in oneself. */
export const newsOf = (
  before: readonly CallParticipantView[],
  after: readonly CallParticipantView[],
): readonly StageNews[] => {
  const wasIn = before.find(({ me }) => me);
  const isIn = after.find(({ me }) => me);
  if (!wasIn || !isIn) return [];
  return [...othersNews(before, after), ...ownNews(wasIn, isIn)];
};
