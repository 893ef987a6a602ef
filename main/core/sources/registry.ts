// Every kind of source there is.
import { localFiles } from './localFiles.ts';
import type { Source } from './source.ts';

export const sources: readonly Source[] = [localFiles];
