// What a search for logs in a bucket has found, so far or in the end.

export type FoundAccount = {
  readonly account: string;
  /** The organisation whose folder it stands in: `o-…`. */
  readonly organization?: string;
  /** Regions that have logs of events, in the order of their names. */
  readonly regions: readonly string[];
  /** What else stands in its folder: `CloudTrail-Digest`, `CloudTrail-Insight`, `Config`, `vpcflowlogs`, … */
  readonly folders: readonly string[];
};

/** One place where CloudTrail writes: the folder that holds `AWSLogs/`. */
export type FoundTrail = {
  /** Empty for the bucket itself; else it ends in `/`. */
  readonly prefix: string;
  readonly layout: 'plain' | 'organization' | 'control-tower';
  readonly accounts: readonly FoundAccount[];
};

export type FoundTrails = {
  /** Chosen by the one who asked, to tell the messages of one search from those of another. */
  readonly searchId: string;
  readonly bucket: string;
  /** As it was understood from what was typed. */
  readonly prefix: string;
  readonly region?: string;
  readonly trails: readonly FoundTrail[];
  /** Objects that stand right under the prefix, where no trail was found: it may be a folder of copied logs. */
  readonly plainObjects: number;
  readonly requests: number;
  /** True once everything has been looked at that is worth it. */
  readonly isComplete: boolean;
  /** What the search left out and why, in plain sentences: folders beyond its limit, folders that were denied. */
  readonly remarks: readonly string[];
};

/** Days with logs among the chosen accounts and regions. */
export type FoundDays = {
  readonly searchId: string;
  /** `2026-11-22`, with the number of accounts and regions that have a folder of that day; in order. */
  readonly days: readonly { readonly day: string; readonly folders: number }[];
  readonly isComplete: boolean;
};

/** How much a source would bring. */
export type FoundObjects = {
  readonly searchId: string;
  readonly objects: number;
  readonly bytes: number;
  /** Of these, those that need not be downloaded: in the workspace or in the cache. */
  readonly objectsHere: number;
  readonly bytesHere: number;
  /** Archived objects (Glacier), which cannot be read. */
  readonly archived: number;
  /** The folders' days that are listed, first and last: folders have the day of delivery, so there is some slack. */
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly isComplete: boolean;
};
