/** Words: calls. */
export const calls = {
  full_one: 'This call carries one person. You can come in once they leave.',
  full_other: 'This call carries {{count}} people. You can come in once somebody leaves.',
  noSignaling: 'No server that could connect you is in reach right now. Try again once you are online.',
};
