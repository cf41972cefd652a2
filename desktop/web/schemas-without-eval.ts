/**
 * A chunk of its own for zod and what forbids it to make functions out of text: chunks run before what imports
 * them, so a chunk that lazy pages share would else make its schemas before the page's entry has said so.
 */
export const schemasWithoutEval = {
  name: 'schemas',
  test: /[\\/]node_modules[\\/]zod[\\/]|[\\/]contract[\\/]no-eval\.ts$/,
};
