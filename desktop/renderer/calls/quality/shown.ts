/**
 * What this page looks at of each participant: gathered from the pictures that are on it, and said to those who
 * send. What nobody shows costs nobody anything: a window in the background asks for no picture.
 */
import { type CallParticipantView, type CallWant, type DeviceId, limits } from '@maru/sync-core';

export type ShownKind = 'camera' | 'screen';
export type Wants = readonly ({ readonly device: DeviceId } & CallWant)[];

/** One picture on the page. */
export type ShownPicture = {
  /** In device pixels; 0 while it can't be seen. */
  setHeight(height: number): void;
  end(): void;
};

export type Shown = {
  show(device: DeviceId, kind: ShownKind): ShownPicture;
  /** Who else is in the call now; nobody once it ended. */
  setOthers(others: readonly CallParticipantView[]): void;
};

export type ShownDeps = {
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly say: (wants: Wants) => void;
};

/** Heights that are told apart: a window that is resized says little. */
const steps = [90, 180, 270, 360, 540, 720, 1_080, 2_160] as const;
const stepped = (height: number): number =>
  height === 0 ? 0 : (steps.find((step) => step >= height) ?? steps[steps.length - 1] ?? 0);

/** Who appears is asked for at once; what went away may only have changed its place. */
const moreMs = 30;
const lessMs = 1_000;

type Entry = { readonly device: DeviceId; readonly kind: ShownKind; height: number };

const isMore = (next: Wants, before: Wants): boolean =>
  next.some((one) => {
    const known = before.find(({ device }) => device === one.device);
    return (
      (one.cameraHeight ?? 0) > (known?.cameraHeight ?? 0) || (one.screen === true && known?.screen !== true)
    );
  });

export const createShown = ({ schedule, say }: ShownDeps): Shown => {
  const entries = new Set<Entry>();
  let others: readonly CallParticipantView[] = [];
  let said: Wants = [];
  let cancel: (() => void) | null = null;
  let dueMs = Number.POSITIVE_INFINITY;

  const highest = (device: DeviceId, kind: ShownKind): number =>
    [...entries].reduce(
      (most, one) => (one.device === device && one.kind === kind ? Math.max(most, one.height) : most),
      0,
    );

  const wants = (): Wants =>
    others
      .filter(({ camera, screen }) => camera || screen)
      .slice(0, limits.callParticipants)
      .map(({ device, camera, screen }) => ({
        device,
        cameraHeight: camera ? stepped(highest(device, 'camera')) : null,
        screen: screen ? highest(device, 'screen') > 0 : null,
      }));

  const tell = (): void => {
    cancel = null;
    dueMs = Number.POSITIVE_INFINITY;
    const next = wants();
    if (JSON.stringify(next) === JSON.stringify(said)) return;
    said = next;
    say(next);
  };

  const changed = (): void => {
    const next = wants();
    if (JSON.stringify(next) === JSON.stringify(said) && cancel === null) return;
    const afterMs = isMore(next, said) ? moreMs : lessMs;
    if (afterMs >= dueMs) return;
    cancel?.();
    dueMs = afterMs;
    cancel = schedule(tell, afterMs);
  };

  return {
    show(device, kind) {
      const entry: Entry = { device, kind, height: 0 };
      entries.add(entry);
      return {
        setHeight(height) {
          if (entry.height === height) return;
          entry.height = height;
          changed();
        },
        end() {
          entries.delete(entry);
          changed();
        },
      };
    },
    setOthers(next) {
      others = next;
      if (next.length > 0) return changed();
      cancel?.();
      cancel = null;
      dueMs = Number.POSITIVE_INFINITY;
      said = [];
    },
  };
};
