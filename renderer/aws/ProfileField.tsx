import { Combobox } from '@base-ui/react/combobox';
import { useState, type ReactNode } from 'react';

import type { Profile, ProfileList } from '../../shared/aws/profile.ts';
import { useAws } from '../state/AppStateProvider.tsx';
import { Caret } from '../ui/Caret.tsx';
import { formatCount } from '../ui/numbers.ts';
import { ProfileItem } from './ProfileItem.tsx';
import { useProfileChoices, type ProfileGroup } from './useProfileChoices.ts';
import './profiles.css';

type ProfileFieldProps = {
  readonly value: string | undefined;
  readonly onChange: (name: string) => void;
  readonly onOpen?: () => void;
  /** The header's own, which other parts lead to. */
  readonly id?: string;
  readonly className?: string;
  /** Stands behind the name. */
  readonly children?: ReactNode;
};

/** So many are drawn at once; typing finds the others. */
const mostShown = 150;
const noProfiles: ProfileList = { profiles: [], problems: [] };

/** Chooses a profile by its name, its account, its role, its session or its region. */
export function ProfileField({ value, onChange, onOpen, id, className = '', children }: ProfileFieldProps) {
  const list = useAws(({ profiles }) => profiles) ?? noProfiles;
  const [query, setQuery] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { groups, found, byName } = useProfileChoices(list, query);
  return (
    <Combobox.Root
      autoHighlight
      items={groups}
      filteredItems={found}
      limit={mostShown}
      onInputValueChange={(text, { reason }) => setQuery(reason === 'input-change' ? text : '')}
      value={value ?? null}
      onValueChange={(name: string | null) => name !== null && onChange(name)}
      open={isOpen}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) onOpen?.();
      }}
    >
      <Combobox.InputGroup className={`profile-field ${value === undefined ? 'none' : ''} ${className}`}>
        <Combobox.Input
          id={id}
          className="profile-input"
          aria-label="AWS profile"
          placeholder="AWS profile"
          title={value}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          onKeyDown={(event) => {
            // It would empty the field, which always has a profile, and keep the key from the dialog around it.
            if (event.key === 'Escape' && !isOpen) event.preventBaseUIHandler();
          }}
        />
        {children}
        <Combobox.Trigger className="profile-trigger" aria-label="Show AWS profiles" tabIndex={-1}>
          <Caret />
        </Combobox.Trigger>
      </Combobox.InputGroup>
      <ProfilePopup value={value} list={list} byName={byName} />
    </Combobox.Root>
  );
}

type ProfilePopupProps = {
  readonly value: string | undefined;
  readonly list: ProfileList;
  readonly byName: ReadonlyMap<string, Profile>;
};

function ProfilePopup({ value, list, byName }: ProfilePopupProps) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner className="menu-positioner" align="start" sideOffset={4} collisionPadding={8}>
        <Combobox.Popup className="menu profile-menu">
          <Combobox.Empty>{list.profiles.length === 0 ? <NoProfiles /> : <NoMatch />}</Combobox.Empty>
          <Combobox.List className="profile-list" aria-label="AWS profiles">
            {(group: ProfileGroup) => (
              <Combobox.Group key={group.value} items={group.items}>
                <Combobox.GroupLabel className="menu-label">{group.value}</Combobox.GroupLabel>
                <Combobox.Collection>
                  {(name: string) => (
                    <ProfileItem key={name} name={name} profile={byName.get(name)} isChosen={name === value} />
                  )}
                </Combobox.Collection>
              </Combobox.Group>
            )}
          </Combobox.List>
          <ListNotes list={list} />
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}

function NoMatch() {
  return <p className="menu-label">No such profile</p>;
}

function NoProfiles() {
  return (
    <div className="profile-none">
      <p>
        <strong>No AWS profiles found.</strong>
      </p>
      <p className="muted">
        Create one with <code className="mono selectable">aws configure sso</code> or{' '}
        <code className="mono selectable">aws configure</code>. They are read from{' '}
        <code className="mono">~/.aws/config</code> and <code className="mono">~/.aws/credentials</code>; a new one
        appears here by itself.
      </p>
    </div>
  );
}

/** Under the list: how to find among many, and what is wrong with the files. */
function ListNotes({ list: { profiles, problems } }: { readonly list: ProfileList }) {
  return (
    <>
      {profiles.length > mostShown && (
        <p className="profile-note muted">
          {formatCount(profiles.length)} profiles: type to find one by name, account, role or region.
        </p>
      )}
      <FileProblems problems={problems} />
    </>
  );
}

function FileProblems({ problems }: Pick<ProfileList, 'problems'>) {
  if (problems.length === 0) return null;
  return (
    <ul className="profile-problems" aria-label="Problems of the configuration files">
      {problems.map(({ file, line, message }) => (
        <li key={`${file} ${line} ${message}`}>
          <span className="mono">
            {file}
            {line === undefined ? '' : `:${line}`}
          </span>{' '}
          {message}
        </li>
      ))}
    </ul>
  );
}
