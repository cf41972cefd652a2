/** What each network address has open and may spend. Forgotten once nothing is open and all debts are paid. */
import type { RelayLimits } from '../limits.ts';
import { type Bucket, createBucket, isFull, tryTakeToken } from '../socket/bucket.ts';

type Address = { open: number; readonly arrivals: Bucket; readonly bytes: Bucket };

export type Addresses = {
  /** Lets one more socket in; null where that address has too many, or comes too often. */
  enter(address: string): { readonly bytes: Bucket; leave(): void } | null;
  forget(): void;
};

export const createAddresses = (limits: RelayLimits, now: () => number): Addresses => {
  const known = new Map<string, Address>();
  const at = (name: string): Address => {
    const found = known.get(name);
    if (found) return found;
    const made = {
      open: 0,
      arrivals: createBucket(limits.yjsArrivals, now()),
      bytes: createBucket(limits.yjsAddressBytes, now()),
    };
    known.set(name, made);
    return made;
  };
  return {
    enter(name) {
      const address = at(name);
      if (address.open >= limits.yjsSocketsPerAddress || !tryTakeToken(address.arrivals, now())) return null;
      address.open++;
      let inside = true;
      return {
        bytes: address.bytes,
        leave() {
          if (inside) address.open--;
          inside = false;
        },
      };
    },
    forget() {
      for (const [name, { open, arrivals, bytes }] of known)
        if (open === 0 && isFull(arrivals, now()) && isFull(bytes, now())) known.delete(name);
    },
  };
};
