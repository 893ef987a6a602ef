// Lists and fetches everything that a source wants into an empty cache, as an import does, but reads nothing of it; in a
// process of its own: awsFetch.ts SOURCE CACHE_DIR [memory]. Prints how long it took, what came,
// and the memory it needed; watching that takes time of its own.
import { createAccess } from '../../main/core/aws/createAccess.ts';
import { Prompts } from '../../main/core/aws/prompts.ts';
import { ObjectCache } from '../../main/core/cache/objectCache.ts';
import { Fetching } from '../../main/core/ingest/fetching.ts';
import { createS3Source } from '../../main/core/sources/s3Trail.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { treeMemory, watchMemory } from './processMemory.ts';

export type AwsFetch = {
  readonly seconds: number;
  readonly objects: number;
  readonly bytes: number;
  readonly idleMemory: number;
  readonly highestMemory: number;
};

const [text, dir, watched] = process.argv.slice(2);
if (text === undefined || dir === undefined) throw new Error('Give a source as JSON and a folder for the cache');
const spec = JSON.parse(text) as S3Source;

const nobody = (): void => undefined;
const access = createAccess({ prompts: new Prompts(nobody), onProfiles: nobody, onSignIn: nobody });
const source = createS3Source({ access, cache: new ObjectCache({ dir, limitBytes: () => 1e12 }) });
const { signal } = new AbortController();
const fetching: Fetching = new Fetching({
  walks: [
    (ended) =>
      source.walk(spec, {
        signal: ended,
        whenRunning: () => Promise.resolve(),
        isKnown: () => false,
        reportConcurrency: (requests) => fetching.setConcurrency(requests),
      }),
  ],
  isKnown: () => false,
  onProgress: nobody,
});
const idleMemory = treeMemory(process.pid);
const memory = watched === 'memory' ? watchMemory(process.pid, 500) : undefined;
const startedMs = performance.now();
let objects = 0;
let bytes = 0;
for await (const entry of fetching.run(signal)) {
  if (entry.kind === 'problem') throw new Error(`${entry.problem.file}: ${entry.problem.message}`);
  objects += 1;
  bytes += entry.sizeBytes;
}
const seconds = (performance.now() - startedMs) / 1000;
const result: AwsFetch = { seconds, objects, bytes, idleMemory, highestMemory: memory?.stop() ?? idleMemory };
access.close();
process.stdout.write(JSON.stringify(result));
