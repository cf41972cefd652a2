/** What of Chromium's account counts as a frame of the page. */
import { expect, it } from 'vitest';
import { countFrames } from '../src/lib/frame-trace.ts';

const processName = (pid: number, name: string) => ({ name: 'process_name', ph: 'M', pid, args: { name } });
const frame = (pid: number, state: string, more: object = {}) => ({
  name: 'PipelineReporter',
  ph: 'b',
  pid,
  args: { frame_reporter: { state, affects_smoothness: false, has_missing_content: false, ...more } },
});

it('frames of the page are counted, not those of the browser around it', () => {
  const counts = countFrames([
    frame(2, 'STATE_PRESENTED_ALL'),
    frame(2, 'STATE_PRESENTED_PARTIAL', { has_missing_content: true }),
    frame(2, 'STATE_DROPPED', { affects_smoothness: true }),
    frame(2, 'STATE_DROPPED'),
    frame(2, 'STATE_NO_UPDATE_DESIRED'),
    frame(1, 'STATE_PRESENTED_ALL'),
    { ...frame(2, 'STATE_PRESENTED_ALL'), ph: 'e' },
    processName(1, 'Browser'),
    processName(2, 'Renderer'),
  ]);
  expect(counts).toEqual({ presented: 2, dropped: 1, blank: 1 });
});

it('a trace without frames is no figure', () => {
  expect(() => countFrames([processName(2, 'Renderer')])).toThrow('no frame');
});
