/**
 * Shares bits fairly by weight: nobody gets more than they ask, what one leaves goes to the others, and a larger
 * whole gives nobody less.
 */
export type Ask = { readonly ask: number; readonly weight: number };

export const share = (whole: number, asks: readonly Ask[]): readonly number[] => {
  // Who asks least for their weight is served first; what they leave raises the level of the rest.
  const order = asks.map((one, index) => ({ ...one, index }));
  order.sort((one, other) => one.ask / one.weight - other.ask / other.weight);
  const given = asks.map(() => 0);
  let left = Math.max(0, whole);
  let weight = asks.reduce((sum, one) => sum + one.weight, 0);
  for (const one of order) {
    const part = Math.min(one.ask, Math.floor((left * one.weight) / weight));
    given[one.index] = part;
    left -= part;
    weight -= one.weight;
  }
  return given;
};
