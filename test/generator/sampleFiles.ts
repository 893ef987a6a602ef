import { sampleFormats } from './samples/formats.ts';
import { sampleLogs } from './samples/logs.ts';
import { sampleProblems } from './samples/problems.ts';
import type { SampleFile } from './samples/sampleFile.ts';

/** All samples, in memory: a test compares them with what lies on the disk. */
export function sampleFiles(): readonly SampleFile[] {
  return [...sampleLogs(), ...sampleFormats(), ...sampleProblems()];
}
