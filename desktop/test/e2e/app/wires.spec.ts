/** That the search for plaintext would find some: what it reads is all that passed, and it knows every spelling. */

import { settle } from './acts.ts';
import { expect, test } from './fixture.ts';
import { findPlaintext } from './plaintext.ts';

test('[T14] the recording holds what the browsers sent, and the search finds a canary in it', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet);
  await test.step('every sealed body that the relay stored passed a wire', () => {
    const passed = Buffer.concat([hana.wire.recorded(), dirk.wire.recorded()]);
    expect(relay.bodies().length).toBeGreaterThan(4);
    expect(relay.bodies().filter((body) => !passed.includes(Buffer.from(body)))).toEqual([]);
  });
  await test.step('a canary sent to the relay is found however it is spelled', async () => {
    const canary = 'canary in the coal mine';
    await hana.page.evaluate(
      async ([text, bytes]) => {
        // A socket each: the relay ends one at the first frame that it can't read, whatever is still on its way.
        for (const frame of [...bytes.map((one) => new Uint8Array(one)), text]) {
          const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/sync`);
          await new Promise((resolve) => socket.addEventListener('open', resolve));
          const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
          socket.send(frame);
          await closed;
        }
      },
      [
        canary,
        [
          [...Buffer.from(canary, 'utf16le')],
          ...['', 'x', 'xx'].map((before) => [
            ...Buffer.from(Buffer.from(before + canary).toString('base64')),
          ]),
        ],
      ] as const,
    );
    expect(findPlaintext(hana.wire.recorded(), [canary])).toEqual(
      ['UTF-8', 'UTF-16 LE', 'base64 at 0', 'base64 at 1', 'base64 at 2'].map(
        (shape) => `“${canary}” in ${shape}`,
      ),
    );
  });
});
