/** All suites, in the order of the report. A suite of calls comes here with issue 5. */
import type { Suite } from '../lib/suite.ts';
import { sqlite } from './sqlite/suite.ts';

export const suites: readonly Suite[] = [sqlite];
