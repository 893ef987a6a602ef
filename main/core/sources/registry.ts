// Every kind of source there is.
import type { SourceSpec } from '../../../shared/ipc/sourceSpec.ts';
import type { AwsAccess } from '../aws/access.ts';
import type { ObjectCache } from '../cache/objectCache.ts';
import { createEventHistorySource } from './eventHistory.ts';
import { localFiles } from './localFiles.ts';
import { createS3Source } from './s3Trail.ts';
import type { Source } from './source.ts';

/** What sources beyond this machine need. */
export type SourceParts = {
  readonly access: AwsAccess;
  readonly cache: ObjectCache;
  /** Where pages of the event history are kept. */
  readonly historyDir: string;
};

type Makers = { readonly [Kind in SourceSpec['kind']]: (parts: () => SourceParts) => Source };

const makers: Makers = {
  local: () => localFiles,
  s3: (parts) => createS3Source(parts()),
  eventHistory: (parts) => createEventHistorySource({ access: parts().access, dir: parts().historyDir }),
};

export type Sources = { find(kind: SourceSpec['kind']): Source };

/** `parts` is called when the first source beyond this machine is used: who reads local files only pays for nothing. */
export function createSources(parts: () => SourceParts): Sources {
  const made = new Map<SourceSpec['kind'], Source>();
  return {
    find: (kind) => {
      const source = made.get(kind) ?? makers[kind](parts);
      made.set(kind, source);
      return source;
    },
  };
}
