// Whether somebody would rather have lines than a picture: by the flag, or by what the environment says. Pure.
//
// Few screen readers can be told from the environment: NVDA, JAWS, VoiceOver, BRLTTY and Speakup set nothing that a program in a terminal
// sees. What is asked for is ACCESSIBLE, by which other programs for terminals are told the same. The others are set by those who use
// a screen reader, or by the systems made for them: the first two for Orca, the third is the speech server of Emacspeak. What Debian and
// others set in every desktop session (QT_ACCESSIBILITY, QT_LINUX_ACCESSIBILITY_ALWAYS_ON, GTK_MODULES) tells nothing.

const READER_VARIABLES = ['ACCESSIBILITY_ENABLED', 'GNOME_ACCESSIBILITY', 'DTK_PROGRAM'] as const;
const OFF = /^(0|false|no|off)?$/i;

/** Whether plain mode is on. `because` is the variable that nobody set for this program; '' when it was asked for. */
export type PlainChoice = { readonly isPlain: false } | { readonly isPlain: true; readonly because: string };

/** Decides. @param flag --plain, --no-plain, or neither */
export function choosePlain(
  flag: boolean | null,
  env: Readonly<Record<string, string | undefined>>,
): PlainChoice {
  if (flag !== null) return flag ? { isPlain: true, because: '' } : { isPlain: false };
  const { ACCESSIBLE } = env;
  // Whoever says no there means it.
  if (ACCESSIBLE !== undefined && ACCESSIBLE !== '')
    return OFF.test(ACCESSIBLE) ? { isPlain: false } : { isPlain: true, because: '' };
  const because = READER_VARIABLES.find((name) => !OFF.test(env[name] ?? ''));
  return because === undefined ? { isPlain: false } : { isPlain: true, because };
}
