/** What others in a call learn of this machine, and how frames are sealed. */
export const PrivacySettings = () => null;
