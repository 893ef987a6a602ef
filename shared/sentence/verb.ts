// The verbs that names of API actions begin with, and their past tense.

/** What the first word of a name says in English, where it is not itself the verb to use. */
const renamed: Readonly<Record<string, string>> = {
  get: 'read',
  put: 'set',
  head: 'check',
  lookup: 'look up',
  rollback: 'roll back',
  failover: 'fail over',
  switchover: 'switch over',
  setup: 'set up',
  shutdown: 'shut down',
  checkout: 'check out',
  logout: 'log out',
  batch: '',
  admin: '',
};

const irregular: Readonly<Record<string, string>> = {
  begin: 'began',
  bind: 'bound',
  build: 'built',
  buy: 'bought',
  cut: 'cut',
  do: 'did',
  draw: 'drew',
  feed: 'fed',
  find: 'found',
  forget: 'forgot',
  freeze: 'froze',
  get: 'got',
  give: 'gave',
  go: 'went',
  grow: 'grew',
  hold: 'held',
  keep: 'kept',
  leave: 'left',
  let: 'let',
  make: 'made',
  meet: 'met',
  overwrite: 'overwrote',
  pay: 'paid',
  put: 'put',
  read: 'read',
  rebind: 'rebound',
  rebuild: 'rebuilt',
  redo: 'redid',
  rerun: 'reran',
  resend: 'resent',
  reset: 'reset',
  run: 'ran',
  see: 'saw',
  seek: 'sought',
  sell: 'sold',
  send: 'sent',
  set: 'set',
  shut: 'shut',
  spend: 'spent',
  split: 'split',
  take: 'took',
  tell: 'told',
  think: 'thought',
  unbind: 'unbound',
  undo: 'undid',
  withdraw: 'withdrew',
  write: 'wrote',
  sign: 'signed',
  hibernate: 'hibernated',
};

/** Verbs of one stressed syllable at their end, whose last letter is doubled. */
const doubled = new Set(
  'admit cancel commit control defer drop equip label log map opt permit plan plot refer scan ship skip snap stop submit swap tag transfer trim unmap untag unplug wrap'.split(
    ' ',
  ),
);

const regular = new Set(
  (
    'amend calculate chat checkpoint converse deauthorize disallow discard dissociate distribute evict forecast geocode introspect probe provide recall regenerate rerank rescore reserve resize reverse shrink ungroup unlabel ' +
    'abort accept acknowledge acquire activate add adjust advertise aggregate allocate allow analyze annotate apply approve archive ask ' +
    'assemble assign associate assume attach authenticate authorize backtrack block bulk bundle call cast change check claim classify ' +
    'clear clone close collect combine compare complete compose compute configure confirm connect consume contact contain continue ' +
    'contribute convert copy count create deactivate decline decode decrease decrypt define delete deliver deny deploy deprecate ' +
    'deprovision deregister derive describe destroy detach detect determine diagnose direct disable disassociate disconnect discover ' +
    'dismiss dispose download drain duplicate edit eject enable encrypt end enroll enter enumerate erase escalate estimate evaluate ' +
    'exchange execute exit expand expire explain export extend extract fail fetch filter finalize finish flush force forward ' +
    'fulfill generate grant group guard identify ignore import increase index infer ingest initialize initiate insert inspect install ' +
    'instantiate invalidate invite invoke issue join kill launch link list load localize lock manage mark match measure merge ' +
    'meter migrate modify monitor mount move notify obtain offload open optimize order override package parse pass patch pause peer ' +
    'perform persist ping poll populate post predict prepare preview process promote provision publish purchase purge push query queue ' +
    'reactivate reassign reboot rebalance rebase receive recognize recommend record recover redact redeem redeploy redrive reencrypt ' +
    'refresh register reimport reject release reload remove rename render renew reopen reorder repair replace replay replicate reply ' +
    'report republish request require resolve respond restart restore restrict resume resync retain retire retrieve retry return reveal ' +
    'revert review revise revoke roll rotate sample save scale schedule screen search select serve share signal simulate ' +
    'sort specify stage start stream subscribe suggest summarize suspend switch sync synchronize synthesize tail terminate test toggle ' +
    'trace track train transact transform translate trigger tune unarchive unassign unblock undeploy undeprecate uninstall unlink ' +
    'unlock unmonitor unpeer unregister unshare unsubscribe unsuspend update upgrade upload use validate vend verify view visualize ' +
    'void vote wait wake warm watch write'
  ).split(' '),
);

/** The verb that the word stands for, as in "to attach"; `undefined` where it is no verb that is known. */
export function verbOf(word: string): string | undefined {
  const lowerCase = word.toLowerCase();
  if (Object.hasOwn(renamed, lowerCase)) return renamed[lowerCase] || undefined;
  const isVerb = Object.hasOwn(irregular, lowerCase) || doubled.has(lowerCase) || regular.has(lowerCase);
  return isVerb ? lowerCase : undefined;
}

/** `attach` as `attached`, `turn on` as `turned on`. */
export function past(phrase: string): string {
  const space = phrase.indexOf(' ');
  if (space > 0) return past(phrase.slice(0, space)) + phrase.slice(space);
  if (Object.hasOwn(irregular, phrase)) return irregular[phrase] ?? phrase;
  if (doubled.has(phrase)) return `${phrase}${phrase.at(-1) ?? ''}ed`;
  if (phrase.endsWith('e')) return `${phrase}d`;
  return /[^aeiou]y$/.test(phrase) ? `${phrase.slice(0, -1)}ied` : `${phrase}ed`;
}

/** Verbs that bring about something new: their object has not been there before. */
const makers = new Set(
  'add allocate build copy create define generate import initiate issue launch make order post publish purchase record register request run schedule send set start submit upload write'.split(
    ' ',
  ),
);

export function isMaker(verb: string): boolean {
  return makers.has(verb);
}

const readers = new Set(
  'check compare count decode describe detect download estimate evaluate explain export fetch find infer list poll preview query read retrieve scan search select simulate tail test validate verify view'.split(
    ' ',
  ),
);

/** Verbs that look at something that is there. */
export function isReader(verb: string): boolean {
  return readers.has(verb);
}
