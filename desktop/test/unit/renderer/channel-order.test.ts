import { expect, it } from 'vitest';
import { categories, channels, summary } from '../../../renderer/demo/demo-data.ts';
import { channelsAsShown } from '../../../renderer/stores/channel-order.ts';

it('channels follow their categories, whatever order the host gives', () => {
  const shown = channels(200);
  const sidebar = {
    community: summary(0),
    categories: categories(),
    channels: [...shown].reverse(),
    systemChannel: null,
    permissions: [],
    firstLook: null,
  };
  const order = channelsAsShown(sidebar).map(({ category }) => category);
  const runs = order.filter((category, index) => category !== order[index - 1]);
  expect(runs).toEqual([null, ...categories().map(({ id }) => id)]);
  expect(order).toHaveLength(shown.length);
});
