import { createJsonLogger } from '@maru/sync-core/drivers/node';

/** Main's log: one JSON line per event on standard error; never content, links or keys. */
export const logger = createJsonLogger({ fields: { process: 'main' } });
