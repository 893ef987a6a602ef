// The one place that says how an account's name stands beside its number. The number is what is copied and filtered by.
import { useAws } from '../state/AppStateProvider.tsx';

export function useAccountName(account: string | undefined): string | undefined {
  return useAws(({ accountNames }) => (account === undefined ? undefined : accountNames[account]));
}

/** `111122223333 prod` */
export function accountText(account: string, names: Readonly<Record<string, string>>): string {
  const name = names[account];
  return name === undefined ? account : `${account} ${name}`;
}

export function AccountNumber({ account }: { readonly account: string }) {
  const name = useAccountName(account);
  return (
    <>
      {account}
      {name !== undefined && <span className="account-name"> {name}</span>}
    </>
  );
}
