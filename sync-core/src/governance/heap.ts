/** A binary heap: the smallest comes out first. */
export type Heap<T> = { push(item: T): void; pop(): T | undefined };

export const createHeap = <T>(compare: (a: T, b: T) => number): Heap<T> => {
  const items: T[] = [];
  const precedes = (a: number, b: number): boolean => {
    const first = items[a];
    const second = items[b];
    return first !== undefined && second !== undefined && compare(first, second) < 0;
  };
  const swap = (a: number, b: number): void => {
    const first = items[a];
    const second = items[b];
    if (first === undefined || second === undefined) return;
    items[a] = second;
    items[b] = first;
  };
  return {
    push(item) {
      let at = items.push(item) - 1;
      for (let up = (at - 1) >> 1; at > 0 && precedes(at, up); up = (at - 1) >> 1) {
        swap(at, up);
        at = up;
      }
    },
    pop() {
      if (items.length <= 1) return items.pop();
      swap(0, items.length - 1);
      const smallest = items.pop();
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const least = precedes(left + 1, left) ? left + 1 : left;
        if (!precedes(least, at)) return smallest;
        swap(at, least);
        at = least;
      }
    },
  };
};
