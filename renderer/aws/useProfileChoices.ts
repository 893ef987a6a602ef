import { useMemo } from 'react';

import type { Profile, ProfileList } from '../../shared/aws/profile.ts';
import { useAws } from '../state/AppStateProvider.tsx';
import { accountText } from '../ui/AccountNumber.tsx';
import { searchTextOf } from './profileWords.ts';

export type ProfileGroup = { readonly value: string; readonly items: readonly string[] };

type ProfileChoices = {
  /** The last used on top, then the others in the order of the files. */
  readonly groups: readonly ProfileGroup[];
  /** Those that have every word of the query; all while there is none. */
  readonly found: readonly ProfileGroup[];
  readonly byName: ReadonlyMap<string, Profile>;
};

export function useProfileChoices({ profiles }: ProfileList, query: string): ProfileChoices {
  const recentProfiles = useAws((state) => state.recentProfiles);
  const accountNames = useAws((state) => state.accountNames);
  const byName = useMemo(() => new Map(profiles.map((profile) => [profile.name, profile])), [profiles]);
  const groups = useMemo(() => groupsOf([...byName.keys()], recentProfiles), [byName, recentProfiles]);
  const searchTexts = useMemo(() => {
    const named = (account: string) => accountText(account, accountNames);
    return new Map(profiles.map((profile) => [profile.name, searchTextOf(profile, named)]));
  }, [profiles, accountNames]);
  const found = useMemo(() => findIn(groups, searchTexts, query), [groups, searchTexts, query]);
  return { groups, found, byName };
}

function groupsOf(names: readonly string[], recentProfiles: readonly string[]): readonly ProfileGroup[] {
  const recent = recentProfiles.filter((name) => names.includes(name));
  const others = names.filter((name) => !recent.includes(name));
  const groups = [
    { value: 'Last used', items: recent },
    { value: recent.length > 0 ? 'Others' : 'Profiles', items: others },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** In one group, those first whose names begin with what was typed. */
function findIn(
  groups: readonly ProfileGroup[],
  searchTexts: ReadonlyMap<string, string>,
  query: string,
): readonly ProfileGroup[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return groups;
  const words = wanted.split(/\s+/);
  const items = groups
    .flatMap((group) => group.items)
    .filter((name) => words.every((word) => searchTexts.get(name)?.includes(word)))
    .map((name) => ({ name, rank: rankOf(name.toLowerCase(), wanted) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ name }) => name);
  return items.length > 0 ? [{ value: 'Found', items }] : [];
}

function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.includes(wanted) ? 2 : 3;
}
