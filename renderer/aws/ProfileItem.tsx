import { Combobox } from '@base-ui/react/combobox';

import type { Profile } from '../../shared/aws/profile.ts';
import { useAws } from '../state/AppStateProvider.tsx';
import { accountText } from '../ui/AccountNumber.tsx';
import { profileText } from './profileWords.ts';

type ProfileItemProps = {
  readonly name: string;
  readonly profile: Profile | undefined;
  readonly isChosen: boolean;
};

/** One profile of the list: its name, what it is, where it works, and what is wrong with it. */
export function ProfileItem({ name, profile, isChosen }: ProfileItemProps) {
  const names = useAws(({ accountNames }) => accountNames);
  return (
    <Combobox.Item value={name} className="menu-item profile-item">
      <span className="menu-check" aria-hidden="true">
        {isChosen ? '✓' : ''}
      </span>
      <span className="profile-name">{name}</span>
      {profile?.region !== undefined && <span className="profile-region muted mono"> {profile.region}</span>}
      {profile && (
        <span className="profile-what muted"> {profileText(profile, (account) => accountText(account, names))}</span>
      )}
      {profile?.endpoint !== undefined && <span className="profile-what muted mono"> {profile.endpoint}</span>}
      {profile?.problems.map((problem) => (
        <span key={problem} className="profile-warning">
          <span aria-hidden="true">⚠ </span>
          {problem}
        </span>
      ))}
    </Combobox.Item>
  );
}
