/** Words: the community itself, its categories and channels. */
export const structure = {};
