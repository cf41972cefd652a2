/** That the machine slept or has another network is noticed, and nothing else is taken for it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchNetwork } from '../../../renderer/direct/network-changes.ts';

const page = new EventTarget();
const connection = new EventTarget();
beforeEach(() => {
  vi.stubGlobal('window', page);
  vi.stubGlobal('navigator', { connection });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const setup = (inCall: boolean) => {
  let now = 1_000;
  let look = (): void => undefined;
  const changed = vi.fn();
  const end = watchNetwork({
    now: () => now,
    schedule(run) {
      look = run;
      return () => undefined;
    },
    inCall: () => inCall,
    changed,
  });
  return {
    changed,
    end,
    after(ms: number) {
      now += ms;
      look();
    },
  };
};

it('a clock that jumped while nothing ran is a sleep: after seconds in a call, after more in a page that is slowed down', () => {
  const call = setup(true);
  call.after(2_000);
  call.after(9_000);
  expect(call.changed).not.toHaveBeenCalled();
  call.after(11_000);
  expect(call.changed).toHaveBeenCalledTimes(1);
  const reading = setup(false);
  reading.after(60_000);
  expect(reading.changed).not.toHaveBeenCalled();
  reading.after(100_000);
  expect(reading.changed).toHaveBeenCalledTimes(1);
});

it('a network that is there again, or is another, is one; after its end nothing is', () => {
  const { changed, end } = setup(false);
  page.dispatchEvent(new Event('online'));
  connection.dispatchEvent(new Event('change'));
  expect(changed).toHaveBeenCalledTimes(2);
  end();
  page.dispatchEvent(new Event('online'));
  connection.dispatchEvent(new Event('change'));
  expect(changed).toHaveBeenCalledTimes(2);
});
