/**
 * What comes out of the sandbox over one pipe: outputs, then the outcome. Everything in it is hostile: the
 * build may have taken over the process that writes it.
 *
 * Frame: u8 kind ('o' output, 'e' end) ‖ u32 BE name length ‖ name ‖ u64 BE size ‖ bytes. The name of the end
 * frame is empty, its bytes are JSON.
 */
export const KIND = { output: 0x6f, end: 0x65 } as const;
/** kind ‖ name length */
export const HEAD_BYTES = 5;
export const SIZE_BYTES = 8;
export const MAX_NAME_BYTES = 256;
/** The outcome is a few fields. */
export const MAX_END_BYTES = 64 * 1024;

/** How the steps ended, as the process inside says. */
export interface InnerOutcome {
  readonly status: 'ok' | 'step_failed' | 'source_unusable' | 'output_missing' | 'output_invalid';
  /** Which step, output or file. */
  readonly what?: string;
  readonly exitCode?: number;
  /** Free bytes of the sandbox's disk at the end. */
  readonly freeBytes: number;
}
