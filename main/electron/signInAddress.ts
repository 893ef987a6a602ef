// The address of the sign-in that goes on. The core has got it from AWS and checked it, and the user has just asked to
// sign in: it is opened without asking again. Any other address is shown whole first.
import type { Pushed, PushedName } from '../../shared/ipc/contract.ts';

export type SignInAddress = {
  /** Takes note of what the core says on its way to the page. */
  note<Name extends PushedName>(name: Name, payload: Pushed<Name>): void;
  is(address: string): boolean;
};

export function createSignInAddress(): SignInAddress {
  let current: string | undefined;
  return {
    note: (name, payload) => {
      if (name === 'signIn') current = (payload as Pushed<'signIn'>).signIn?.url;
    },
    is: (address) => current !== undefined && address === current,
  };
}
