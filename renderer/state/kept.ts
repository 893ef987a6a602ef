// What the reader has collected (saved views, histories): kept in the settings, and no part of what is shown.
import { createStore, type StoreApi } from 'zustand/vanilla';

import type { Settings } from '../../shared/ipc/contract.ts';

export type Kept = {
  readonly savedViews: NonNullable<Settings['savedViews']>;
  /** The last first. */
  readonly filterHistory: readonly string[];
  readonly sqlHistory: readonly string[];
};

export type KeptStore = StoreApi<Kept>;

const nothing: Kept = { savedViews: [], filterHistory: [], sqlHistory: [] };

export function createKeptStore(): KeptStore {
  return createStore<Kept>(() => nothing);
}

export function keptOf({ savedViews, filterHistory, sqlHistory }: Settings): Kept {
  return {
    savedViews: savedViews ?? nothing.savedViews,
    filterHistory: filterHistory ?? nothing.filterHistory,
    sqlHistory: sqlHistory ?? nothing.sqlHistory,
  };
}
