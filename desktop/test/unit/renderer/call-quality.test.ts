/** What is set on the senders of a call: what each receiver shows, and nothing twice. */
import { type CallParticipantView, type DeviceId, limits } from '@maru/sync-core';
import { expect, it, vi } from 'vitest';
import { type Slot, slots } from '../../../renderer/calls/outgoing.ts';
import { createQuality } from '../../../renderer/calls/quality/quality.ts';

/** Of what a browser makes only what is touched. */
const part = <T>(some: Partial<T>): T => some as T;

const createSender = () => {
  let encoding: RTCRtpEncodingParameters = { active: true };
  const setParameters = vi.fn(async ({ encodings }: RTCRtpSendParameters) => {
    encoding = { ...encodings[0] };
  });
  const sender = part<RTCRtpSender>({
    getParameters: () => part<RTCRtpSendParameters>({ encodings: [{ ...encoding }] }),
    setParameters,
  });
  return { sender, setParameters, encoding: () => encoding };
};

const meet = (count: number) => {
  const camera = part<MediaStreamTrack>({
    getSettings: () => ({ height: 720, frameRate: 30 }),
    contentHint: '',
  });
  const people = Array.from({ length: count }, (_, index) => ({
    device: String(index).padStart(64, '0') as DeviceId,
    connection: part<RTCPeerConnection>({}),
    senders: new Map(slots.map((slot) => [slot, createSender()] as const)),
  }));
  const heights: number[] = [];
  const quality = createQuality({
    schedule: () => () => undefined,
    outgoing: {
      get: (slot) => (slot === 'camera' ? camera : null),
      senders: (connection) =>
        new Map<Slot, RTCRtpSender>(
          [...(people.find((one) => one.connection === connection)?.senders ?? [])].map(
            ([slot, { sender }]) => [slot, sender],
          ),
        ),
    },
    content: () => 'text',
    onCameraHeight: (height) => heights.push(height),
    onQuality: () => undefined,
  });
  for (const { device, connection } of people) quality.connect(device, connection);
  const want = (heightsWanted: readonly number[]) =>
    quality.setOthers(
      people.map(({ device }, index) =>
        part<CallParticipantView>({
          device,
          wants: { cameraHeight: heightsWanted[index] ?? 0, screen: null },
        }),
      ),
    );
  const at = (index: number, slot: Slot) => {
    const found = people[index]?.senders.get(slot);
    if (!found) throw new Error('no such sender');
    return found;
  };
  return { quality, want, at, heights };
};

it('each receiver is sent the size that it shows, and none where it shows nothing; sound goes before', () => {
  const { want, at, heights } = meet(3);
  want([360, 180, 0]);
  expect(at(0, 'camera').encoding()).toMatchObject({ active: true, scaleResolutionDownBy: 2 });
  expect(at(1, 'camera').encoding()).toMatchObject({ active: true, scaleResolutionDownBy: 4 });
  expect(at(2, 'camera').encoding().active).toBe(false);
  for (const index of [0, 1, 2]) {
    expect(at(index, 'microphone').encoding()).toMatchObject({ active: true, networkPriority: 'high' });
    // Nothing is shared: not even its silence is sent.
    expect([at(index, 'screen').encoding().active, at(index, 'screenSound').encoding().active]).toEqual([
      false,
      false,
    ]);
  }
  // Who was alone with the sender at first was sent all of it; smaller only after a while.
  expect(heights).toEqual([720]);
  want([360, 180, 270]);
  expect(at(2, 'camera').encoding().active).toBe(true);
});

it('what stays as it was is not set again', () => {
  const { want, at } = meet(2);
  want([360, 360]);
  const count = at(0, 'camera').setParameters.mock.calls.length;
  want([360, 360]);
  expect(at(0, 'camera').setParameters.mock.calls).toHaveLength(count);
});

it('all that is set stays within what one device sends in a call', () => {
  const { want, at } = meet(limits.callParticipants);
  want(Array.from({ length: limits.callParticipants }, () => 1_080));
  const bits = Array.from({ length: limits.callParticipants }, (_, index) =>
    slots
      .map((slot) => at(index, slot).encoding())
      .reduce((sum, { active, maxBitrate = 0 }) => sum + (active ? maxBitrate : 0), 0),
  ).reduce((sum, one) => sum + one, 0);
  expect(bits).toBeGreaterThan(0);
  expect(bits).toBeLessThanOrEqual(limits.callUploadBits);
});
