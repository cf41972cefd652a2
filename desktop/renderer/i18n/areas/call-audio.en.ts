/** Words: call audio. */
export const callAudio = {
  denied:
    'Nobody hears you: Maru may not use your microphone. Allow it in your browser or system, then unmute.',
  missing: 'Nobody hears you: no microphone was found. Connect one, then unmute.',
  busy: 'Nobody hears you: another program holds your microphone. Close it, then unmute.',
  unsupported: 'Nobody hears you: this browser cannot run Maru’s microphone. Reload, or use a newer one.',
};
