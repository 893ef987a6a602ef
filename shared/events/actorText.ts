const permissionSet = /^AWSReservedSSO_(.+)_[0-9a-f]{16}\/(.+)$/;

/** Who made a call, short enough for a line: of a session of IAM Identity Center the person and the permission set. */
export function actorText(actor: string): string {
  const [, set, person] = permissionSet.exec(actor) ?? [];
  return set === undefined || person === undefined ? actor : `${person} (${set})`;
}
