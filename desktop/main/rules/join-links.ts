/**
 * An invite link on its way to the page: given once, whether the page is there already or not. Links
 * are made of keys, so none stays here after it was given.
 */
export type JoinLinks = {
  /** A link arrived: true when the page listens and it should be sent now, else it is kept. */
  arrived(link: string): boolean;
  /** The page has asked where it starts from, and listens from now on. */
  taken(): string | null;
  /** The page is being loaded (again), or is gone: what arrives is kept for the next. */
  pageGone(): void;
};

export const createJoinLinks = (first: string | null): JoinLinks => {
  let kept = first;
  let listening = false;
  return {
    arrived(link) {
      if (!listening) kept = link;
      return listening;
    },
    taken() {
      const link = kept;
      kept = null;
      listening = true;
      return link;
    },
    pageGone() {
      listening = false;
    },
  };
};
