/** What the first category and channel of a new community are called, in the person's language. */
export const firstNamesFor = (language: string): { readonly category: string; readonly channel: string } =>
  language.toLowerCase().startsWith('ko')
    ? { category: '대화', channel: '일반' }
    : { category: 'Chat', channel: 'general' };
