/** The core's logger port over pino: one JSON line per entry, to standard error. */
import type { LogFields, Logger } from '@maru/sync-core';
import { destination, type Level, pino } from 'pino';

export const createPinoLogger = (level: Level | 'silent', stream = destination(2)): Logger => {
  const logger = pino({ name: 'maru-relay', level, base: { name: 'maru-relay' } }, stream);
  return {
    debug: (message, fields: LogFields = {}) => logger.debug(fields, message),
    info: (message, fields: LogFields = {}) => logger.info(fields, message),
    warn: (message, fields: LogFields = {}) => logger.warn(fields, message),
    error: (message, fields: LogFields = {}) => logger.error(fields, message),
  };
};
