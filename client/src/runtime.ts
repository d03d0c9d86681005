/**
 * How Node.js runs a regular node: what it serves goes through memory as buffers, which V8 and malloc as they come hold on to
 * (measured in docs/decisions/019).
 */

/** Young objects are few; a larger place for them only spreads them over memory, a smaller one makes old what is about to end. */
const YOUNG = '--max-semi-space-size';
const ARGUMENTS = [`${YOUNG}=4`];
/** Each arena keeps what was freed in it. */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

export const RUNTIME = { arguments: ARGUMENTS, environment: ENVIRONMENT } as const;

/**
 * Makes this process one that runs so, if it does not: the same program with the same arguments in the same process, from its
 * begin. To be called before anything is loaded. Where an operator has said how it runs, a parent talks to it, or a process
 * cannot be replaced, it runs as it is.
 */
export function enterRuntime(): void {
  const isSaid = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some((words) => words.includes(YOUNG));
  const { execve } = process as { execve?: (file: string, args: readonly string[], env: NodeJS.ProcessEnv) => never };
  if (isSaid || process.channel !== undefined || execve === undefined) return;
  const [node, ...program] = process.argv as [string, ...string[]];
  try {
    execve(process.execPath, [node, ...ARGUMENTS, ...process.execArgv, ...program], { ...ENVIRONMENT, ...process.env });
  } catch {
    // Not on this system, or not allowed here: it costs memory, nothing else.
  }
}
