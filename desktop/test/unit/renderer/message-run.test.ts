/** What becomes of the messages on screen when some of them change. */
import { expect, it } from 'vitest';
import { channelId, message } from '../../../renderer/demo/demo-data.ts';
import { mergeChanged } from '../../../renderer/stores/message-run.ts';

const channel = channelId(1);
const said = (at: number, text: string) => message(channel, at, 3, text);

it('a message that was taken away leaves the screen; the others stay as they are', () => {
  const messages = [said(1, 'one'), said(2, 'two'), said(3, 'three')];
  const [one, two, three] = messages;
  if (!one || !two || !three) throw new Error('three messages');
  const run = { messages, hasOlder: false };
  expect(mergeChanged(run, [two.id], [], null)).toEqual([one, three]);
  // Nothing of it was on screen.
  expect(mergeChanged(run, [said(4, 'elsewhere').id], [], null)).toBe(messages);
  const edited = { ...one, text: 'one, corrected' };
  expect(mergeChanged(run, [one.id, three.id], [edited], null)).toEqual([edited, two]);
});
