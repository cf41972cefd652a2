/**
 * A call without devices and without others: the page's real store, played from a script. What the script doesn't
 * speak of stays as in a page that is in no call.
 */
import type { CallParticipantView } from '@maru/sync-core';
import { createStore } from 'zustand/vanilla';
import { type CallDeps, type CallStore, createCallStore } from '../../calls/call-store.ts';
import type { LinkState } from '../../calls/mesh.ts';
import { nextWatching } from '../../calls/watching.ts';
import { type CallRole, type CallScene, callPlace, deviceOf, participantOf } from './call-scenes.ts';
import { drawnCamera, drawnScreen } from './demo-pictures.ts';
import { demoQualities } from './demo-qualities.ts';

export type DemoCall = {
  readonly create: (deps: CallDeps) => CallStore;
  /** Who is in the channel, as the host tells. */
  participants(): readonly CallParticipantView[];
  /** Others come, change and go: for the UI tests. */
  put(role: CallRole): void;
  remove(who: number): void;
};

/** One picture a person for as long as the page lives. */
const kept = (make: (who: number) => MediaStreamTrack) => {
  const tracks = new Map<number, MediaStreamTrack>();
  return (who: number): MediaStreamTrack => {
    const track = tracks.get(who) ?? make(who);
    tracks.set(who, track);
    return track;
  };
};

export const createDemoCall = (scene: CallScene, changed: () => void): DemoCall => {
  let roles = new Map(scene.roles.map((role) => [role.who, role]));
  let real: CallStore | null = null;
  const cameraOf = kept(drawnCamera);
  const screenOf = kept(drawnScreen);
  const participants = () => [...roles.values()].map(participantOf);

  const show = (): void => {
    changed();
    const all = [...roles.values()];
    const own = roles.get(0);
    if (!real || !own) return;
    const others = all.filter(({ who }) => who !== 0);
    real.qualities.setState(demoQualities(all), true);
    const tracks = (of: readonly CallRole[], make: (who: number) => MediaStreamTrack) =>
      Object.fromEntries(of.map(({ who }) => [deviceOf(who), make(who)]));
    const up = others.filter(({ link = 'connected' }) => link === 'connected');
    real.store.setState((state) => ({
      place: callPlace,
      joining: false,
      seeking: false,
      participants: participants(),
      links: Object.fromEntries(
        others.map(({ who, link = 'connected' }): [string, LinkState] => [deviceOf(who), link]),
      ),
      cameras: tracks(
        up.filter(({ camera }) => camera),
        cameraOf,
      ),
      screens: tracks(
        up.filter(({ screen }) => screen),
        screenOf,
      ),
      watching: nextWatching(state.watching, participants()),
      ownCamera: own.camera ? cameraOf(0) : null,
      ownScreen: own.screen ? screenOf(0) : null,
      muted: own.muted === true,
      deafened: own.deafened === true,
    }));
  };

  const put = (role: CallRole): void => {
    roles.set(role.who, { ...roles.get(role.who), ...role });
    show();
  };
  const remove = (who: number): void => {
    roles.delete(who);
    show();
  };

  const create = (deps: CallDeps): CallStore => {
    const played = createCallStore(deps);
    real = played;
    if (scene.joined) show();
    played.store.setState({ ...scene.state });
    const leave = async (): Promise<void> => {
      roles = new Map([...roles].filter(([who]) => who !== 0));
      played.store.setState({
        place: null,
        participants: [],
        links: {},
        cameras: {},
        screens: {},
        watching: {},
      });
      changed();
    };
    return {
      ...played,
      leave,
      async join() {
        if (scene.refusal) played.store.setState({ problem: scene.refusal });
        else {
          const { muted, deafened } = played.store.getState();
          put({ who: 0, muted, deafened });
        }
      },
      // Before one is in, it is only kept for then.
      setMuted(muted) {
        played.setMuted(muted);
        if (roles.has(0)) put({ who: 0, muted, ...(muted ? {} : { deafened: false }) });
      },
      setDeafened(deafened) {
        played.setDeafened(deafened);
        if (roles.has(0)) put({ who: 0, deafened });
      },
      setCamera: (camera) => put({ who: 0, camera }),
      openCamera: () => ({
        store: createStore(() => ({ picture: cameraOf(0), problem: null })),
        setHeight: () => undefined,
        stop: () => undefined,
      }),
      showCamera: () => put({ who: 0, camera: true }),
      setScreen: async (screen) => put({ who: 0, screen }),
      levelOf: (device) => [...roles.values()].find(({ who }) => deviceOf(who) === device)?.level ?? 0,
    };
  };
  return { create, participants, put, remove };
};
