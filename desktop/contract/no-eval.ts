/**
 * For pages and Workers, imported before anything that has a schema: zod would make functions out of
 * text where it may, and the question alone is a breach of the policies our pages are served with.
 */
import { config } from 'zod';

config({ jitless: true });
