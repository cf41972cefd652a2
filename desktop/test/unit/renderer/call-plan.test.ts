/** What goes out to whom in a call, for any call there can be. */
import type { DeviceId } from '@maru/sync-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConnectionPlan,
  captureHeight,
  type PlanInput,
  plan,
  type Viewer,
  voiceBits,
} from '../../../renderer/calls/quality/plan.ts';
import { share } from '../../../renderer/calls/quality/share.ts';

const deviceOf = (index: number) => String(index).padStart(64, '0') as DeviceId;

const viewers = fc
  .array(
    fc.record({
      cameraHeight: fc.constantFrom(0, 90, 180, 270, 360, 540, 720, 1_080),
      watchesScreen: fc.boolean(),
      capBits: fc.integer({ min: 0, max: 8_000_000 }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((some): readonly Viewer[] => some.map((one, index) => ({ device: deviceOf(index), ...one })));
const picture = {
  height: fc.integer({ min: 90, max: 2_160 }),
  framesPerSecond: fc.constantFrom(5, 15, 30, 60),
};
const inputs: fc.Arbitrary<PlanInput> = fc.record({
  viewers,
  sending: fc.record({
    camera: fc.option(fc.record(picture)),
    screen: fc.option(
      fc.record({ ...picture, content: fc.constantFrom('text' as const, 'motion' as const) }),
    ),
    screenSound: fc.boolean(),
  }),
  budgetBits: fc.integer({ min: 0, max: 10_000_000 }),
  relief: fc.integer({ min: 0, max: 3 }),
});

const bitsOf = (connection: ConnectionPlan): number =>
  Object.values(connection).reduce((sum, { active, maxBits }) => sum + (active ? maxBits : 0), 0);
const total = (input: PlanInput): number =>
  [...plan(input).values()].reduce((sum, connection) => sum + bitsOf(connection), 0);
const of = (input: PlanInput, device: DeviceId): ConnectionPlan => {
  const found = plan(input).get(device);
  if (!found) throw new Error('nobody is left out');
  return found;
};
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, holds), { numRuns: 400 });

describe('whatever the call', () => {
  it('all that goes out together stays within the budget, and each connection within its cap', () => {
    check(inputs, (input) => {
      expect(total(input)).toBeLessThanOrEqual(
        Math.max(input.budgetBits, input.viewers.length * voiceBits.least),
      );
      for (const { device, capBits } of input.viewers)
        expect(bitsOf(of(input, device))).toBeLessThanOrEqual(Math.max(capBits, voiceBits.least));
    });
  });

  it('voices come first: understood at the least, and whole before any picture', () => {
    check(inputs, (input) => {
      const all = [...plan(input).values()];
      for (const { microphone, camera, screen } of all) {
        expect(microphone).toMatchObject({ active: true, priority: 'high' });
        expect(microphone.maxBits).toBeGreaterThanOrEqual(voiceBits.least);
        expect([camera.priority, screen.priority]).not.toContain('high');
      }
      const starved = input.viewers.some(
        ({ device, capBits }) => of(input, device).microphone.maxBits < Math.min(voiceBits.most, capBits),
      );
      if (starved && input.viewers.every(({ capBits }) => capBits >= voiceBits.least))
        expect(all.some(({ camera, screen }) => camera.active || screen.active)).toBe(false);
    });
  });

  it('more to share, or a better connection, gives nobody less', () => {
    check(fc.tuple(inputs, fc.integer({ min: 0, max: 2_000_000 })), ([input, more]) => {
      const richer = { ...input, budgetBits: input.budgetBits + more };
      for (const { device } of input.viewers)
        for (const slot of ['microphone', 'screenSound', 'camera', 'screen'] as const) {
          const [before, after] = [of(input, device)[slot], of(richer, device)[slot]];
          expect(after.maxBits).toBeGreaterThanOrEqual(before.maxBits);
          if (before.active) expect(after.active).toBe(true);
          if (before.active) expect(after.scaleDownBy).toBeLessThanOrEqual(before.scaleDownBy);
        }
    });
  });

  it('nothing is sent that nobody looks at or that is not there', () => {
    check(inputs, (input) => {
      for (const { device, cameraHeight, watchesScreen } of input.viewers) {
        const { camera, screen, screenSound } = of(input, device);
        if (cameraHeight === 0 || input.sending.camera === null) expect(camera.active).toBe(false);
        if (!watchesScreen || input.sending.screen === null) expect(screen.active).toBe(false);
        if (!input.sending.screenSound) expect(screenSound.active).toBe(false);
        expect(camera.scaleDownBy).toBeGreaterThanOrEqual(1);
      }
    });
  });

  it('a machine that cannot keep up sends no larger picture than one that can', () => {
    check(inputs, (some) => {
      const viewers = some.viewers.map((one) => ({ ...one, capBits: 10_000_000 }));
      const input = { ...some, viewers, budgetBits: 100_000_000 };
      const relieved = { ...input, relief: input.relief + 1 };
      for (const { device } of input.viewers) {
        const [before, after] = [of(input, device).camera, of(relieved, device).camera];
        if (before.active && after.active)
          expect(after.scaleDownBy).toBeGreaterThanOrEqual(before.scaleDownBy);
      }
    });
  });
});

const callOf = (count: number, some: Partial<Viewer> = {}): PlanInput => ({
  viewers: Array.from({ length: count }, (_, index) => ({
    device: deviceOf(index),
    cameraHeight: 720,
    watchesScreen: true,
    capBits: 6_000_000,
    ...some,
  })),
  sending: { camera: { height: 720, framesPerSecond: 30 }, screen: null, screenSound: false },
  budgetBits: 6_000_000,
  relief: 0,
});
const heightIn = (input: PlanInput): number => 720 / of(input, deviceOf(0)).camera.scaleDownBy;

describe('in the calls there are', () => {
  it('the picture is the smaller the more look at it, and six see one another move', () => {
    const heights = [1, 2, 3, 5, 7].map((count) => heightIn(callOf(count)));
    expect(heights).toEqual([...heights].sort((one, other) => other - one));
    expect(heights[0]).toBe(720);
    const five = of(callOf(5), deviceOf(4)).camera;
    expect(five.active && (five.maxFramesPerSecond ?? 0) >= 20).toBe(true);
    expect(heights[3]).toBeGreaterThanOrEqual(270);
  });

  it('who shows it small is sent it small', () => {
    expect(heightIn(callOf(1, { cameraHeight: 180 }))).toBe(180);
  });

  it('a camera is captured as large as the largest picture of it that goes out, whatever it is now', () => {
    const small = { height: 180, framesPerSecond: 15 };
    const heightFor = (count: number, cameraHeight: number) => {
      const call = callOf(count, { cameraHeight });
      return captureHeight({ ...call, sending: { ...call.sending, camera: small } });
    };
    expect([heightFor(1, 720), heightFor(2, 540), heightFor(5, 720), heightFor(3, 0)]).toEqual([
      720, 540, 360, 360,
    ]);
  });

  it('the letters of a screen keep their size while frames can give way', () => {
    const sending = { camera: null, screenSound: false };
    const screen = { height: 1_440, framesPerSecond: 30 };
    const poor = { ...callOf(3), budgetBits: 1_500_000 };
    const text = of(
      { ...poor, sending: { ...sending, screen: { ...screen, content: 'text' } } },
      deviceOf(0),
    );
    const motion = of(
      { ...poor, sending: { ...sending, screen: { ...screen, content: 'motion' } } },
      deviceOf(0),
    );
    expect(text.screen).toMatchObject({ active: true, scaleDownBy: 1 });
    expect(motion.screen.scaleDownBy).toBeGreaterThan(1);
    expect(motion.screen.maxFramesPerSecond).toBeGreaterThan(text.screen.maxFramesPerSecond ?? 0);
  });
});

it('what is shared is shared whole, as far as it is asked for', () => {
  check(
    fc.tuple(
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.array(fc.record({ ask: fc.nat(1_000_000), weight: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
      }),
    ),
    ([whole, asks]) => {
      const given = share(whole, asks);
      const wanted = asks.reduce((sum, { ask }) => sum + ask, 0);
      expect(given.reduce((sum, one) => sum + one, 0)).toBe(Math.min(whole, wanted));
    },
  );
});
