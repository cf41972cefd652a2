/** Parsers that several commands share. */
import { InvalidArgumentError } from 'commander';

/** A TCP port, 0 for any free one. */
export const parsePort = (text: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('Not a port (0 to 65535).');
  return port;
};
