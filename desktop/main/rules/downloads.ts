/** What a page may save: files that it made itself, of its own words. The system asks the person where to. */
import { appOrigin } from './app-url.ts';

export const mayDownload = (url: string): boolean => url.startsWith(`blob:${appOrigin}/`);
