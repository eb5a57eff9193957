import type { CaseKind } from '../case';
import { examples } from './examples';

/** Every kind of cases, in the order in which they are planned. */
export const caseKinds: readonly CaseKind[] = [examples];
