/** The certificate hashes that a session description names (RFC 8122), as lower-case hex; null for a weak or broken one. */
export const fingerprintsOf = (sdp: string): readonly string[] | null => {
  const found = [...sdp.matchAll(/^a=fingerprint:(\S+) (\S+)\s*$/gim)].map(([, hash = '', value = '']) =>
    hash.toLowerCase() === 'sha-256' ? value.replaceAll(':', '').toLowerCase() : null,
  );
  const hashes = found.flatMap((value) => (value !== null && /^[0-9a-f]{64}$/.test(value) ? [value] : []));
  return hashes.length === found.length && hashes.length > 0 ? hashes : null;
};

/** Whether all that this description could be met with is one certificate: the one that was signed. */
export const isOnly = (sdp: string, fingerprint: string): boolean =>
  fingerprintsOf(sdp)?.every((hash) => hash === fingerprint) ?? false;
